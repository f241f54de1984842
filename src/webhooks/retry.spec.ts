import { describe, expect, it } from '@jest/globals';
import { failureOf, RETRY_DELAYS_MS, RetrySchedule } from './retry.js';

const HOUR_MS = 3_600_000;

describe('the schedule', () => {
  const schedule = new RetrySchedule();

  it('goes over three days in ten attempts, the first again after seconds', () => {
    expect(RETRY_DELAYS_MS[0]).toBe(5_000);
    expect(schedule.givesUpMs).toBeGreaterThan(72 * HOUR_MS);
    expect(schedule.givesUpMs).toBeLessThan(80 * HOUR_MS);
    expect(RETRY_DELAYS_MS).toHaveLength(9);
  });

  it('varies by a fifth to either side', () => {
    expect([0, 0.5, 1].map((chance) => schedule.delayMs(2, 0, 0, chance))).toEqual([240_000, 300_000, 360_000]);
  });

  it('ends after the tenth attempt, and where the event is older than the whole of it', () => {
    expect(schedule.delayMs(9, 0, 0, 0.5)).toBe(24 * HOUR_MS);
    expect(schedule.delayMs(10, 0, 0, 0.5)).toBeNull();
    expect(schedule.delayMs(1, 76 * HOUR_MS, 0, 0.5)).toBeNull();
  });

  it('waits longer where it is asked to, and never shorter', () => {
    expect(schedule.delayMs(1, 0, 60_000, 0.5)).toBe(60_000);
    expect(schedule.delayMs(5, 0, 1_000, 0.5)).toBe(5 * HOUR_MS);
  });
});

describe('an answer', () => {
  it.each([
    [200, null], [204, null], [299, null], [302, 'REDIRECTED'], [304, 'REDIRECTED'], [400, 'REFUSED'], [401, 'REFUSED'], [404, 'REFUSED'], [410, 'GONE'],
    [429, 'TOO_MANY'], [500, 'RECEIVER_FAILED'], [503, 'RECEIVER_FAILED'], [0, 'RECEIVER_FAILED'], [999, 'RECEIVER_FAILED'],
  ])('%d: %s', (status, reason) => expect(failureOf(status)).toBe(reason));
});
