import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { gone } from '../platform/http/answer.js';
import { bySystem } from '../platform/ledger/by-system.js';
import { Door } from '../platform/ledger/door.js';
import { Deliveries } from '../platform/outbox/deliveries.js';
import type { Claimed, Outcome } from '../platform/outbox/deliveries.js';
import { restMs } from './pace.js';
import type { Answered } from './post.js';
import { RetrySchedule } from './retry.js';
import { WebhookRepository } from './webhook.repository.js';
import { headOf, saidOf } from './webhook.service.js';

/** What has waited as long as the whole schedule behind a receiver that took nothing in all that time. */
const PARK = statement('webhook_park_old', `
  update delivery set state = 'PARKED', reason = 'RECEIVER_UNREACHABLE', finished_at = $3, leased_until = null
  where receiver_id = $1 and state = 'WAITING' and created_at <= $2 and (leased_until is null or leased_until <= $3)`);

/** Receivers that are given up: at once where they say so (410), event by event where they take nothing for three days. */
@Injectable()
export class Unreachable {
  constructor(
    private readonly door: Door,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: Deliveries,
    private readonly schedule: RetrySchedule,
    private readonly database: Database,
    private readonly wall: Wall,
  ) {}

  /** When to try again, or that it is given up. `since`: from when on nothing has arrived. */
  async failed(claimed: Claimed, { status, reason, askedMs }: Answered, since: string): Promise<Outcome> {
    const told = { reason: reason ?? 'INTERNAL', ...(status !== null && { status }) };
    if (reason === 'GONE') {
      await this.gone(claimed.receiverId);
      return { state: 'PARKED', ...told };
    }
    const nowMs = this.wall.nowMs();
    const heldMs = Math.max(askedMs, restMs(nowMs - Date.parse(since)));
    await this.webhooks.fails(claimed.receiverId, since, heldMs > 0 ? this.wall.after(heldMs) : null);
    const afterMs = this.schedule.delayMs(claimed.attemptCount + 1, nowMs - Date.parse(claimed.createdAt), askedMs, Math.random());
    if (afterMs !== null) return { state: 'RETRY', afterMs, ...told };
    if (nowMs - Date.parse(since) >= this.schedule.givesUpMs) await this.park(claimed.receiverId);
    return { state: 'PARKED', ...told, reason: 'ATTEMPTS_EXHAUSTED', detail: told.reason };
  }

  /** 410: it wants nothing more, ever. What waits is parked and shown; the owner may enable it again. */
  private async gone(id: string): Promise<void> {
    const webhook = await this.webhooks.receiver(id);
    if (!webhook) return;
    await this.door.write(bySystem('webhooks/sender', webhook.organisation), async (writing) => {
      const before = await this.webhooks.lockEnabled(writing, id);
      if (!before) return gone();
      const fact = writing.record({ ...saidOf(undefined, before, 'disable'), role: 'SYSTEM', from: 'ENABLED', to: 'DISABLED', detail: { reason: 'GONE' } }, headOf(before));
      this.webhooks.switch(writing, id, fact, 'DISABLED', 'GONE');
      this.deliveries.parkWaitingLater(writing, id, 'DISABLED');
      return gone();
    });
  }

  /** Without it, events that waited behind the first of their hazard would each have three days of their own. */
  private async park(id: string): Promise<void> {
    await this.database.run(PARK, [id, this.wall.after(-this.schedule.givesUpMs), this.wall.now()]);
  }
}
