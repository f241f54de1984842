/** Sends what is due to one receiver, a few at a time, until there is no more or the time is up. */
import { Injectable, Logger } from '@nestjs/common';
import { Wall } from '../clock/wall.js';
import { Deliveries } from './deliveries.js';
import type { Claimed, Outcome } from './deliveries.js';

/** After a defect of ours, not of the receiver. */
const DEFECT_RETRY_MS = 60_000;

export interface Draining {
  /** How many may be out to this receiver at once, over all workers. */
  slots: number | (() => number);
  /** Longer than any call may take. */
  leaseMs: number;
  /** After so long no more are begun: the next round goes on. */
  budgetMs: number;
  /** What it throws is a defect: the delivery is tried again a minute later. */
  send: (claimed: Claimed) => Promise<Outcome>;
  /** True where no more are to be begun now: the receiver was closed, or asked for a pause. */
  enough?: () => boolean;
}

@Injectable()
export class Drain {
  private readonly logger = new Logger(Drain.name);

  constructor(private readonly deliveries: Deliveries, private readonly wall: Wall) {}

  async run(receiverId: string, how: Draining): Promise<void> {
    const out = new Set<Promise<void>>();
    const endsMs = this.wall.nowMs() + how.budgetMs;
    const goesOn = () => this.wall.nowMs() < endsMs && !how.enough?.();
    while (goesOn()) {
      const slots = typeof how.slots === 'number' ? how.slots : how.slots();
      const claimed = out.size < slots ? await this.deliveries.claim(receiverId, slots, how.leaseMs) : [];
      for (const one of claimed) {
        const sending: Promise<void> = this.deliver(one, how).finally(() => out.delete(sending));
        out.add(sending);
      }
      if (out.size === 0) break;
      await Promise.race(out);
    }
    await Promise.all(out);
  }

  private async deliver(claimed: Claimed, how: Draining): Promise<void> {
    const begunMs = this.wall.nowMs();
    const outcome = await how.send(claimed).catch((error: unknown): Outcome => {
      this.logger.error(`delivery ${claimed.id}: ${String(error)}`);
      return { state: 'RETRY', afterMs: DEFECT_RETRY_MS, reason: 'INTERNAL' };
    });
    // Not settled, it goes out again when the lease has run out: at least once.
    await this.deliveries.settle(claimed, outcome, begunMs).catch((error: unknown) => this.logger.warn(`delivery ${claimed.id} not settled: ${String(error)}`));
  }
}
