/** Sends what is due to one receiver, a few at a time, until there is no more or the time is up. */
import { Injectable, Logger } from '@nestjs/common';
import { Wall } from '../clock/wall.js';
import { Deliveries } from './deliveries.js';
import type { Claimed, Outcome } from './deliveries.js';

/** After a defect of ours, not of the receiver. */
const DEFECT_RETRY_MS = 60_000;

/** Whether the lease is still one's own: false for whoever was stopped for so long that another may have taken it up. */
export type Held = () => boolean;

export interface Draining {
  /** How many may be out to this receiver at once, over all workers. */
  slots: number | (() => number);
  /** Longer than any call may take; where `renewMs` is said, longer than that, and as short as a dead worker shall be missed. */
  leaseMs: number;
  /** So often the lease of what is on its way is made longer: for sends of several calls. */
  renewMs?: number;
  /** After so long no more are begun: the next round goes on. */
  budgetMs: number;
  /** What it throws is a defect: the delivery is tried again a minute later. */
  send: (claimed: Claimed, held: Held) => Promise<Outcome>;
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
    try {
      while (goesOn()) {
        const slots = typeof how.slots === 'number' ? how.slots : how.slots();
        const askedMs = this.wall.nowMs();
        const claimed = out.size < slots ? await this.deliveries.claim(receiverId, slots, how.leaseMs) : [];
        for (const one of claimed) {
          const sending: Promise<void> = this.deliver(one, how, askedMs).finally(() => out.delete(sending));
          out.add(sending);
        }
        if (out.size === 0) break;
        await Promise.race(out);
      }
    } finally {
      // also where a claim fails: what is on its way is settled before this turn is over, and before the process is
      await Promise.all(out);
    }
  }

  private async deliver(claimed: Claimed, how: Draining, askedMs: number): Promise<void> {
    const begunMs = this.wall.nowMs();
    const lease = this.lease(claimed, how, askedMs);
    const outcome = await how.send(claimed, lease.held).catch((error: unknown): Outcome => {
      this.logger.error(`delivery ${claimed.id}: ${String(error)}`);
      return { state: 'RETRY', afterMs: DEFECT_RETRY_MS, reason: 'INTERNAL' };
    });
    lease.end();
    // Not settled, it goes out again when the lease has run out: at least once.
    await this.deliveries.settle(claimed, outcome, begunMs).catch((error: unknown) => this.logger.warn(`delivery ${claimed.id} not settled: ${String(error)}`));
  }

  /** Judged by the instant before it was asked for: never longer here than there. */
  private lease(claimed: Claimed, { leaseMs, renewMs }: Draining, askedMs: number): { held: Held; end: () => void } {
    let untilMs = askedMs + leaseMs;
    const renew = async (): Promise<void> => {
      const atMs = this.wall.nowMs();
      untilMs = (await this.deliveries.renew(claimed, leaseMs)) ? atMs + leaseMs : 0;
    };
    // What could not be renewed runs out by itself.
    const timer = renewMs === undefined ? undefined : setInterval(() => void renew().catch(() => undefined), renewMs);
    return { held: () => this.wall.nowMs() < untilMs, end: () => clearInterval(timer) };
  }
}
