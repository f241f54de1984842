import { describe, expect, it } from '@jest/globals';
import { writerBeganMs, writerSecondOf } from './door.js';

describe('the lock of writers', () => {
  it('names the second in which one began, in the 32 bits that a lock has, as long as there are partitions', () => {
    const lastMs = Date.UTC(2045, 11, 31, 23, 59, 59);
    expect(writerSecondOf(lastMs)).toBeLessThan(2 ** 31);
    expect(writerBeganMs(writerSecondOf(lastMs))).toBe(lastMs);
  });
});
