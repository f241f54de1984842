/**
 * Sends what waits for the receivers. A row of this queue is a receiver: each has its own few connections and its own
 * time, so that one that is slow, dead or lying holds up nobody but itself.
 */
import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import type { QueueWork } from '../platform/jobs/worked.js';
import { Works } from '../platform/jobs/worked.js';
import { Deliveries } from '../platform/outbox/deliveries.js';
import type { Claimed, Outcome } from '../platform/outbox/deliveries.js';
import { Drain } from '../platform/outbox/drain.js';
import { Outward, OutwardFault } from '../platform/outward/outward.js';
import { FieldSeal } from '../platform/sealing/field-seal.js';
import { OutwardTargetsReader } from '../settings/outward-targets.reader.js';
import { Unreachable } from './unreachable.js';
import { failureOf, retryAfterMs, RetrySchedule } from './retry.js';
import type { FailureReason } from './retry.js';
import { signed } from './signature.js';
import { WebhookRepository } from './webhook.repository.js';
import type { SendingTo } from './webhook.repository.js';

/** Receivers worked on at once by one process; each mostly waits for an answer. */
const RECEIVERS_AT_ONCE = 100;
const POLL_MS = 250;
/** Calls out to one receiver at once; one that is failing is asked by one call at a time whether it is back. */
const SLOTS = 8;
/** From the name service to the status line. */
const CALL_TIMEOUT_MS = 10_000;
/** A worker that died with it gives it back after so long. */
const LEASE_MS = 3 * CALL_TIMEOUT_MS;
/** After so long the receiver waits for its next turn: with the last call well below the half minute that a shutdown may take. */
const BUDGET_MS = 10_000;

export const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

interface Answered { status: number | null; reason: FailureReason | null; askedMs: number }

@Works({ queue: 'webhooks', concurrency: RECEIVERS_AT_ONCE, pollMs: POLL_MS })
@Injectable()
export class WebhookSender implements QueueWork {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: Deliveries,
    private readonly drain: Drain,
    private readonly outward: Outward,
    private readonly targets: OutwardTargetsReader,
    private readonly seal: FieldSeal,
    private readonly schedule: RetrySchedule,
    private readonly unreachable: Unreachable,
    private readonly wall: Wall,
  ) {}

  async due(limit: number): Promise<string[]> {
    return this.deliveries.due(await this.webhooks.open(this.wall.now()), limit);
  }

  async run(id: string, stopping: AbortSignal): Promise<void> {
    const webhook = await this.webhooks.sendingTo(id, null);
    if (!webhook) return;
    let failed = false;
    const send = async (claimed: Claimed) => {
      const outcome = await this.send(claimed);
      failed ||= outcome.state !== 'DELIVERED' && outcome.state !== 'CANCELLED';
      return outcome;
    };
    const slots = webhook.failingSince === null ? SLOTS : 1;
    await this.drain.run(id, { slots, leaseMs: LEASE_MS, budgetMs: BUDGET_MS, send, enough: () => failed || stopping.aborted });
  }

  private async send(claimed: Claimed): Promise<Outcome> {
    const to = await this.webhooks.sendingTo(claimed.receiverId, claimed.subjectId);
    if (to?.state !== 'ENABLED') return { state: 'PARKED', reason: to?.state ?? 'REMOVED' };
    if (!to.inScope) return { state: 'CANCELLED', reason: 'OUT_OF_SCOPE' };
    const heldMs = to.heldUntil === null ? 0 : Date.parse(to.heldUntil) - this.wall.nowMs();
    if (heldMs > 0) return { state: 'PUT_OFF', afterMs: heldMs };
    const beganAt = this.wall.now();
    const answered = await this.call(claimed, to);
    if (answered.reason === null) return this.delivered(claimed, to, answered);
    return this.failed(claimed, answered, answered.reason, to.failingSince ?? beganAt);
  }

  private async call({ payload }: Claimed, to: SendingTo): Promise<Answered> {
    const nowMs = this.wall.nowMs();
    const previous = to.previousSecret !== null && to.previousUntil !== null && Date.parse(to.previousUntil) > nowMs ? [to.previousSecret] : [];
    const secrets = [to.secret, ...previous].map((sealed) => this.seal.open(sealed));
    const { id } = JSON.parse(payload) as { id: string };
    try {
      const { status, headers } = await this.outward.send({
        url: to.url, method: 'POST', body: payload, timeoutMs: CALL_TIMEOUT_MS, answerMaxBytes: 0, allowed: await this.targets.allowedFor(to.countyCode),
        headers: { 'Content-Type': CONTENT_TYPE, 'User-Agent': 'hazard-ledger', ...signed(id, nowMs, payload, secrets) },
      });
      return { status, reason: failureOf(status), askedMs: retryAfterMs(headers['retry-after'], this.wall.nowMs()) };
    } catch (error) {
      if (!(error instanceof OutwardFault)) throw error;
      return { status: null, reason: error.code, askedMs: 0 };
    }
  }

  private async delivered({ receiverId }: Claimed, to: SendingTo, { status }: Answered): Promise<Outcome> {
    if (to.failingSince !== null) await this.webhooks.answers(receiverId);
    return { state: 'DELIVERED', ...(status !== null && { status }) };
  }

  private async failed(claimed: Claimed, { status, askedMs }: Answered, reason: FailureReason, failingSince: string): Promise<Outcome> {
    const told = { reason, ...(status !== null && { status }) };
    if (reason === 'GONE') {
      await this.unreachable.gone(claimed.receiverId);
      return { state: 'PARKED', ...told };
    }
    await this.webhooks.fails(claimed.receiverId, failingSince, askedMs > 0 ? this.wall.after(askedMs) : null);
    const ageMs = this.wall.nowMs() - Date.parse(claimed.createdAt);
    const afterMs = this.schedule.delayMs(claimed.attemptCount + 1, ageMs, askedMs, Math.random());
    if (afterMs !== null) return { state: 'RETRY', afterMs, ...told };
    if (this.wall.nowMs() - Date.parse(failingSince) >= this.schedule.givesUpMs) await this.unreachable.park(claimed.receiverId);
    return { state: 'PARKED', ...told, reason: 'ATTEMPTS_EXHAUSTED', detail: reason };
  }
}
