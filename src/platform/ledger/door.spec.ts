import { describe, expect, it } from '@jest/globals';
import { writerBeganMs, writerSecondOf } from './door.js';
import { oneSpelling } from './kept-answer.js';

describe('the lock of writers', () => {
  it('names the second in which one began, in the 32 bits that a lock has, as long as there are partitions', () => {
    const lastMs = Date.UTC(2045, 11, 31, 23, 59, 59);
    expect(writerSecondOf(lastMs)).toBeLessThan(2 ** 31);
    expect(writerBeganMs(writerSecondOf(lastMs))).toBe(lastMs);
  });
});

describe('the path an idempotency key is bound to', () => {
  const path = '/api/v1/hazards/019a9f00-abcd-7000-8000-000000000201/sign';

  it.each([
    path, `${path}/`, '/api/v1/hazards/019A9F00-ABCD-7000-8000-000000000201/sign', '/api/v1/hazards/%3019a9f00-abcd-7000-8000-000000000201/%73ign',
  ])('is one, however it is written: %s', (written) => expect(oneSpelling(written)).toBe(path));

  it('is another for another hazard, and for bytes that are no text itself', () => {
    expect(oneSpelling(path.replace('201', '202'))).not.toBe(path);
    expect(oneSpelling('/api/v1/%E0%A4%A')).toBe('/api/v1/%E0%A4%A');
  });
});
