import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 25, 12, 0, 0);

describe('Retry-After', () => {
  it.each([
    ['7', 7_000], ['0', 0], [' 120 ', 120_000], ['Wed, 25 Nov 2026 12:01:00 GMT', 60_000], ['Wed, 25 Nov 2026 11:00:00 GMT', 0], [undefined, 0], ['', 0], ['soon', 0],
    ['-5', 0], ['1e9', 0], ['99999999999', 24 * HOUR_MS], ['9'.repeat(40), 0], ['Wed, 25 Nov 9999 12:00:00 GMT', 24 * HOUR_MS], ['Xxx, rubbish', 0],
  ])('%s: %d ms', (header, expected) => expect(retryAfterMs(header, NOW_MS)).toBe(expected));
});
