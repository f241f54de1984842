/** How fast one receiver is asked within a turn: as many calls at once as it has shown to take, few where it fails. */
import type { Outcome } from '../platform/outbox/deliveries.js';

/** Calls out to one receiver at once. */
export const SLOTS = 8;
/** Failing for longer than this it is taken for dead, and asked by one call a turn whether it is back. */
const DEAD_AFTER_MS = 5_000;
/** So many failures in a row end the turn of one that takes something now and then. */
const FAILURES_IN_A_ROW = 3;
/** One that takes nothing is asked ever more seldom: a tenth of the time it has been failing, at most so long. */
const SELDOM_SHARE = 0.1;
const SELDOM_MAX_MS = 30_000;

/** How long a receiver is left alone after another failure. */
export const restMs = (failingForMs: number): number => Math.min(SELDOM_MAX_MS, Math.max(0, failingForMs) * SELDOM_SHARE);

export class Pace {
  private failures = 0;
  private readonly failuresMax: number;
  private now: number;

  /** @param failingForMs since when it has taken nothing; null where it took the last thing it was told */
  constructor(failingForMs: number | null) {
    const isDead = failingForMs !== null && failingForMs > DEAD_AFTER_MS;
    this.failuresMax = isDead ? 1 : FAILURES_IN_A_ROW;
    this.now = failingForMs === null ? SLOTS : isDead ? 1 : 2;
  }

  get slots(): number {
    return this.now;
  }

  /** The turn is over: nothing more is begun. */
  get enough(): boolean {
    return this.failures >= this.failuresMax;
  }

  heard({ state }: Outcome): void {
    if (state === 'CANCELLED') return;
    if (state === 'DELIVERED') {
      this.failures = 0;
      this.now = Math.min(SLOTS, this.now * 2);
    } else {
      this.failures = state === 'PUT_OFF' ? this.failuresMax : this.failures + 1;
      this.now = Math.max(1, this.now / 2);
    }
  }
}
