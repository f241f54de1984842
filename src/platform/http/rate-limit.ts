/**
 * Fair shares, counted in memory and per process: they hold without Redis (contract §1). The clock is the wall's.
 * Header fields as in draft-ietf-httpapi-ratelimit-headers.
 */
import type { Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from '../../domain/refusal.js';
import { RATE_WINDOW_SECONDS } from './limits.js';
import type { HttpOptions } from './options.js';

/** `guess`: a credential that is none, by address; as often as a key may ask. */
export type Share = keyof HttpOptions['rateLimits'] | 'guess';

export class RateLimits {
  private readonly limiters: Record<Share, RateLimiterMemory>;

  constructor(rateLimits: HttpOptions['rateLimits']) {
    const limiter = (points: number) => new RateLimiterMemory({ points, duration: RATE_WINDOW_SECONDS });
    const { person, key, organisation, export: exports, signIn } = rateLimits;
    this.limiters = { person: limiter(person), key: limiter(key), organisation: limiter(organisation), export: limiter(exports), signIn: limiter(signIn), guess: limiter(key) };
  }

  /** 429 where the share was used up before: nothing is looked up for whoever only guesses. */
  async refuseOver(response: Response, share: Share, who: string): Promise<void> {
    const limiter = this.limiters[share];
    const now = await limiter.get(who);
    if (now && now.consumedPoints > limiter.points) await this.count(response, share, who);
  }

  /** Counts one request, says in the header what is left, and throws 429 when nothing is. */
  async count(response: Response, share: Share, who: string): Promise<void> {
    this.tell(response, share, await this.consume(share, who));
  }

  /** The same of a share that is told of only when it is used up. */
  async countInSilence(response: Response, share: Share, who: string): Promise<void> {
    const now = await this.consume(share, who);
    if (now.consumedPoints > this.limiters[share].points) this.tell(response, share, now);
  }

  private consume(share: Share, who: string): Promise<RateLimiterRes> {
    return this.limiters[share].consume(who).catch((over: unknown) => {
      if (over instanceof RateLimiterRes) return over;
      throw over;
    });
  }

  private tell(response: Response, share: Share, now: RateLimiterRes): void {
    const limiter = this.limiters[share];
    const seconds = Math.max(1, Math.ceil(now.msBeforeNext / 1_000));
    response.setHeader('RateLimit-Policy', `"${NAMES[share]}";q=${limiter.points};w=${RATE_WINDOW_SECONDS}`);
    response.setHeader('RateLimit', `"${NAMES[share]}";r=${now.remainingPoints};t=${seconds}`);
    if (now.consumedPoints <= limiter.points) return;
    response.setHeader('Retry-After', seconds);
    throw refuse('TOO_MANY_REQUESTS', { seconds });
  }
}

const NAMES: Record<Share, string> = { person: 'person', key: 'key', organisation: 'organisation', export: 'export', signIn: 'sign-in', guess: 'unauthenticated' };
