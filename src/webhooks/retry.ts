/** What an answer means, and when the next attempt is due (contract §5: over three days, 410). All by real time. */
import { Injectable } from '@nestjs/common';
import type { OutwardFaultCode } from '../platform/outward/outward.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The delays that Standard Webhooks proposes, ten attempts in 75 h 35 min. */
export const RETRY_DELAYS_MS: readonly number[] =
  [5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS];
/** Each delay is this much shorter or longer by chance, so that what failed together does not come back together. */
const JITTER = 0.2;

export type FailureReason = OutwardFaultCode | 'REDIRECTED' | 'REFUSED' | 'RECEIVER_FAILED' | 'TOO_MANY' | 'GONE';

/** Null: it has taken it. */
export function failureOf(status: number): FailureReason | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'GONE';
  if (status === 429) return 'TOO_MANY';
  if (status >= 300 && status < 400) return 'REDIRECTED';
  return status >= 400 && status < 500 ? 'REFUSED' : 'RECEIVER_FAILED';
}

/** A provider, so that a proof may live through three days in a minute. */
@Injectable()
export class RetrySchedule {
  delaysMs: readonly number[] = RETRY_DELAYS_MS;
  /** As long as all delays together: after so long an event is given up, however often it was tried. */
  givesUpMs = RETRY_DELAYS_MS.reduce((sum, ms) => sum + ms, 0);

  /**
   * How long to wait after the attempt of this number (1 is the first); null where that was the last. What a receiver
   * asks for makes the wait longer, never shorter: it cannot use up the attempts.
   * @param chance 0 to 1
   */
  delayMs(attempt: number, ageMs: number, askedMs: number, chance: number): number | null {
    const planned = this.delaysMs[attempt - 1];
    if (planned === undefined || ageMs >= this.givesUpMs) return null;
    return Math.round(Math.max(planned * (1 - JITTER + 2 * JITTER * chance), askedMs));
  }
}
