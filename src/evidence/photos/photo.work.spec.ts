import { describe, expect, it } from '@jest/globals';
import { NoPicture, TookTooLong } from '../../platform/media/picture.js';
import { againAfterMs } from './photo.work.js';

const MINUTE_MS = 60_000;

describe('a photo that could not be looked at', () => {
  it('is no picture for good, is tried once more in an hour where it took too long, and again and again where something else was away', () => {
    expect([againAfterMs(new NoPicture(), 0), againAfterMs(new NoPicture(), 3)]).toEqual([null, null]);
    expect([againAfterMs(new TookTooLong(), 0), againAfterMs(new TookTooLong(), 1)]).toEqual([60 * MINUTE_MS, null]);
    expect([0, 1, 30].map((attempts) => againAfterMs(new Error('the store is away'), attempts))).toEqual([5_000, 10_000, 60 * MINUTE_MS]);
  });
});
