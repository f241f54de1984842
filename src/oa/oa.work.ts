import { Injectable, Logger } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Works } from '../platform/jobs/worked.js';
import type { QueueWork } from '../platform/jobs/worked.js';
import { Deliveries } from '../platform/outbox/deliveries.js';
import type { Claimed, Outcome } from '../platform/outbox/deliveries.js';
import { Drain } from '../platform/outbox/drain.js';
import type { Held } from '../platform/outbox/drain.js';
import { Breaker, restMs } from './breaker.js';
import type { Sign } from './breaker.js';
import { CopyRepository } from './copy.repository.js';
import { Pace } from './pace.js';
import { PaceRepository } from './pace.repository.js';
import { Patience } from './patience.js';
import { Teller } from './teller.js';
import type { Failed, Result } from './teller.js';

const CHANNELS_AT_ONCE = 20;
const POLL_MS = 250;
/** One todo may be several calls: its lease is renewed as long as its worker lives, and is given back so soon after it died. */
const LEASE_MS = 30_000;
const RENEW_MS = 8_000;
const BUDGET_MS = 10_000;
/** A third day without success ends it. */
const GIVES_UP_MS = 3 * 86_400_000;

/** A row of this queue is a channel: within its rate, and while it answers. */
@Works({ queue: 'oa', concurrency: CHANNELS_AT_ONCE, pollMs: POLL_MS })
@Injectable()
export class OaWork implements QueueWork {
  private readonly logger = new Logger(OaWork.name);

  constructor(
    private readonly copies: CopyRepository,
    private readonly deliveries: Deliveries,
    private readonly drain: Drain,
    private readonly teller: Teller,
    private readonly pace: Pace,
    private readonly paces: PaceRepository,
    private readonly patience: Patience,
    private readonly wall: Wall,
  ) {}

  async due(limit: number): Promise<string[]> {
    return this.deliveries.due(await this.copies.ready(), limit);
  }

  async run(channelId: string, stopping?: AbortSignal): Promise<void> {
    const channel = await this.copies.channel(channelId);
    if (channel?.state !== 'ACTIVE') return;
    const breaker = new Breaker(channel.failureCount);
    const send = async (claimed: Claimed, held: Held): Promise<Outcome> => {
      const waitMs = await this.pace.turn(channelId, channel.ratePerMinute);
      // Others have found out meanwhile that it is to be left alone: its turn was the end of the rest.
      if (waitMs > 0 || breaker.rests) return { state: 'PUT_OFF', afterMs: Math.max(1, waitMs) };
      const result = await this.teller.tell(channel, claimed.laneId, Number(claimed.sequence), { turns: 1, held });
      const heard = breaker.heard(signOf(result));
      if (heard === 'BACK') await this.back(channelId);
      if (heard === 'RESTS') await this.rest(channelId, restMs(this.patience.restMs, channel.failureCount, breaker.askedMs, Math.random()), result);
      return this.outcomeOf(result, claimed);
    };
    const enough = (): boolean => breaker.rests || stopping?.aborted === true;
    await this.drain.run(channelId, { slots: () => breaker.slots, leaseMs: LEASE_MS, renewMs: RENEW_MS, budgetMs: BUDGET_MS, send, enough });
  }

  private async rest(channelId: string, ms: number, result: Result): Promise<void> {
    const { code, reason } = result as Failed;
    this.logger.warn(`channel ${channelId} is left alone for ${Math.round(ms / 1_000)} s: ${code}`);
    await this.paces.rest(channelId, ms, reason);
  }

  private async back(channelId: string): Promise<void> {
    this.logger.log(`channel ${channelId} answers again`);
    await this.paces.well(channelId);
  }

  private outcomeOf(result: Result, { attemptCount, createdAt }: Claimed): Outcome {
    if (result.kind === 'SUPERSEDED') return { state: 'CANCELLED', reason: 'SUPERSEDED' };
    if (result.kind === 'TOLD' || result.kind === 'NOTHING_TO_TELL') return { state: 'DELIVERED' };
    const { kind, code: reason, reason: detail, afterMs } = result as Failed;
    if (reason === 'WAITS_FOR_TURN') return { state: 'PUT_OFF', afterMs: afterMs ?? 0 };
    if (kind === 'PARK') return { state: 'PARKED', reason, detail };
    if (this.wall.nowMs() - Date.parse(createdAt) > GIVES_UP_MS) return { state: 'PARKED', reason: 'GAVE_UP', detail: `三天未能送达：${detail}` };
    if (afterMs !== undefined) return { state: 'RETRY', afterMs, reason, detail };
    const { retryMs } = this.patience;
    const nextMs = retryMs[Math.min(attemptCount, retryMs.length - 1)] ?? 0;
    return { state: 'RETRY', afterMs: nextMs * (0.8 + 0.4 * Math.random()), reason, detail };
  }
}

/** What waits for its turn, or was overtaken, called nobody. */
const CALLED_NOBODY = ['WAITS_FOR_TURN', 'LEASE_LOST', 'PERSON_UNKNOWN', 'DEPUTY_UNKNOWN', 'PROFILE_INCOMPLETE', 'TARGET_REFUSED'];
function signOf(result: Result): Sign {
  if (result.kind === 'TOLD') return { kind: 'ANSWERS' };
  if (!('code' in result) || CALLED_NOBODY.includes(result.code)) return { kind: 'NOTHING' };
  return result.ofOa ? { kind: 'FAILS', askedMs: result.ofOa.askedMs } : { kind: 'ANSWERS' };
}
