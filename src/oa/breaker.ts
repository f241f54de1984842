/**
 * How one OA is asked within a turn. One that fails as a whole (no connection, a cut line, HTTP 5xx, a page where an answer should be)
 * is left alone after a few failures in a row, longer each time; then one call asks for all whether it is back. What an OA
 * says of one todo, good or bad, was said by an OA that works.
 */

/** Calls out to one OA at once. */
const SLOTS = 8;
/** So many failures in a row, with nothing heard between them, are the OA's and not one todo's. */
const FAILURES_UNTIL_REST = 3;
const REST_MAX_MS = 300_000;
/** One may ask for a longer one, up to this. */
const ASKED_MAX_MS = 3_600_000;
/** Each rest is so much shorter or longer by chance, so that channels that fell silent together do not come back together. */
const JITTER = 0.2;

/** What an attempt said of the OA itself; NOTHING where none was called. `askedMs`: the pause it asked for. */
export type Sign = { kind: 'ANSWERS' } | { kind: 'NOTHING' } | { kind: 'FAILS'; askedMs: number };

/** @param restsBefore in a row; @param chance 0 to 1 */
export const restMs = (firstMs: number, restsBefore: number, askedMs: number, chance: number): number =>
  Math.max(Math.min(askedMs, ASKED_MAX_MS), Math.round(Math.min(REST_MAX_MS, firstMs * 2 ** Math.min(restsBefore, 20)) * (1 - JITTER + 2 * JITTER * chance)));

export class Breaker {
  private failures = 0;
  private isOpen = false;
  private isProbing: boolean;
  private asked = 0;
  private now: number;

  /** @param restsBefore How often in a row it has rested, and not answered since. */
  constructor(restsBefore: number) {
    this.isProbing = restsBefore > 0;
    this.now = this.isProbing ? 1 : SLOTS;
  }

  get slots(): number {
    return this.now;
  }

  /** Nothing more is begun. */
  get rests(): boolean {
    return this.isOpen;
  }

  /** The longest pause it asked for. */
  get askedMs(): number {
    return this.asked;
  }

  /** What changed with it: RESTS from now on, or is BACK. */
  heard(sign: Sign): 'RESTS' | 'BACK' | null {
    if (sign.kind === 'NOTHING') return null;
    if (sign.kind === 'ANSWERS') return this.answers();
    this.failures += 1;
    this.now = Math.max(1, Math.floor(this.now / 2));
    this.asked = Math.max(this.asked, sign.askedMs);
    if (this.isOpen || !(this.isProbing || sign.askedMs > 0 || this.failures >= FAILURES_UNTIL_REST)) return null;
    this.isOpen = true;
    return 'RESTS';
  }

  /** One that was begun before the rest may still say that it is well; the rest stands all the same, and the next turn asks. */
  private answers(): 'BACK' | null {
    this.failures = 0;
    this.now = Math.min(SLOTS, this.now * 2);
    if (!this.isProbing || this.isOpen) return null;
    this.isProbing = false;
    return 'BACK';
  }
}
