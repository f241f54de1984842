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
import { Pace } from './pace.js';
import { CALL_TIMEOUT_MS, Post } from './post.js';
import type { Answered } from './post.js';
import { Unreachable } from './unreachable.js';
import { WebhookRepository } from './webhook.repository.js';

/** Receivers worked on at once by one process; each mostly waits for an answer. */
const RECEIVERS_AT_ONCE = 100;
const POLL_MS = 250;
/** Half as long again as a call may take: whoever died with it gives it back then. */
const LEASE_MS = 1.5 * CALL_TIMEOUT_MS;
/** After so long the receiver waits for its next turn: with the last call well below the half minute that a shutdown may take. */
const BUDGET_MS = 10_000;

@Works({ queue: 'webhooks', concurrency: RECEIVERS_AT_ONCE, pollMs: POLL_MS })
@Injectable()
export class WebhookSender implements QueueWork {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: Deliveries,
    private readonly drain: Drain,
    private readonly post: Post,
    private readonly unreachable: Unreachable,
    private readonly wall: Wall,
  ) {}

  async due(limit: number): Promise<string[]> {
    return this.deliveries.due(await this.webhooks.open(this.wall.now()), limit);
  }

  async run(id: string, stopping: AbortSignal): Promise<void> {
    const webhook = await this.webhooks.sendingTo(id, null);
    if (!webhook) return;
    const pace = new Pace(webhook.failingSince === null ? null : this.wall.nowMs() - Date.parse(webhook.failingSince));
    const send = async (claimed: Claimed) => {
      const outcome = await this.send(claimed);
      pace.heard(outcome);
      return outcome;
    };
    await this.drain.run(id, { slots: () => pace.slots, leaseMs: LEASE_MS, budgetMs: BUDGET_MS, send, enough: () => pace.enough || stopping.aborted });
  }

  /** The receiver is read anew for each: it may have been closed, rotated or asked us to wait a moment ago. */
  private async send(claimed: Claimed): Promise<Outcome> {
    const to = await this.webhooks.sendingTo(claimed.receiverId, claimed.subjectId);
    if (to?.state !== 'ENABLED') return { state: 'PARKED', reason: to?.state ?? 'REMOVED' };
    if (!to.inScope) return { state: 'CANCELLED', reason: 'OUT_OF_SCOPE' };
    const heldMs = to.heldUntil === null ? 0 : Date.parse(to.heldUntil) - this.wall.nowMs();
    if (heldMs > 0) return { state: 'PUT_OFF', afterMs: heldMs };
    const beganAt = this.wall.now();
    const answered = await this.post.send(claimed.payload, to);
    if (answered.reason === null) return this.delivered(claimed, to.failingSince, answered);
    return this.unreachable.failed(claimed, answered, to.failingSince ?? beganAt);
  }

  private async delivered({ receiverId }: Claimed, failingSince: string | null, { status }: Answered): Promise<Outcome> {
    if (failingSince !== null) await this.webhooks.answers(receiverId);
    return { state: 'DELIVERED', ...(status !== null && { status }) };
  }
}
