import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Works } from '../platform/jobs/worked.js';
import type { QueueWork } from '../platform/jobs/worked.js';
import { Deliveries } from '../platform/outbox/deliveries.js';
import type { Claimed, Outcome } from '../platform/outbox/deliveries.js';
import { Drain } from '../platform/outbox/drain.js';
import type { Held } from '../platform/outbox/drain.js';
import { CopyRepository } from './copy.repository.js';
import { Pace } from './pace.js';
import { PaceRepository } from './pace.repository.js';
import { Patience } from './patience.js';
import { Teller } from './teller.js';
import type { Failed, Result } from './teller.js';

const CHANNELS_AT_ONCE = 20;
const POLL_MS = 250;
const SLOTS = 8;
/** One todo may be several calls: its lease is renewed as long as its worker lives, and is given back so soon after it died. */
const LEASE_MS = 30_000;
const RENEW_MS = 8_000;
const BUDGET_MS = 10_000;
const REST_MAX_MS = 300_000;
const FAILURES_UNTIL_REST = 3;
/** A third day without success ends it. */
const GIVES_UP_MS = 3 * 86_400_000;

/** What no connection or a broken OA answers: says nothing of this one todo. */
const OF_THE_CHANNEL = ['CONNECTION_FAILED', 'TIMEOUT', 'NAME_UNKNOWN', 'TLS_FAILED', 'TOKEN_UNAVAILABLE'];

/** A row of this queue is a channel: within its rate, and while it answers. */
@Works({ queue: 'oa', concurrency: CHANNELS_AT_ONCE, pollMs: POLL_MS })
@Injectable()
export class OaWork implements QueueWork {
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
    let failures = channel.failureCount;
    let resting = false;
    const slots = failures > 0 ? 1 : SLOTS;
    const send = async (claimed: Claimed, held: Held): Promise<Outcome> => {
      const waitMs = await this.pace.turn(channelId, channel.ratePerMinute);
      if (waitMs > 0) return { state: 'PUT_OFF', afterMs: waitMs };
      const result = await this.teller.tell(channel, claimed.laneId, Number(claimed.sequence), { turns: 1, held });
      if (result.kind === 'RETRY' && OF_THE_CHANNEL.includes(result.code)) {
        failures += 1;
        if (failures >= FAILURES_UNTIL_REST || channel.failureCount > 0) resting = true;
      } else if (failures > 0) {
        failures = 0;
        await this.paces.well(channelId);
      }
      return this.outcomeOf(result, claimed);
    };
    await this.drain.run(channelId, { slots, leaseMs: LEASE_MS, renewMs: RENEW_MS, budgetMs: BUDGET_MS, send, enough: () => resting || stopping?.aborted === true });
    if (resting) await this.paces.rest(channelId, Math.min(REST_MAX_MS, this.patience.restMs * 2 ** Math.min(10, channel.failureCount)));
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
