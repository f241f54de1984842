import { describe, expect, it } from '@jest/globals';
import { validate, version } from 'uuid';
import { newId } from './new-id.js';

describe('an id', () => {
  const ids = Array.from({ length: 5_000 }, newId);

  it('is a UUID of version 7 and of now', () => {
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    const made = parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16);
    expect(Math.abs(Date.now() - made)).toBeLessThan(60_000);
  });

  it('comes after those before it, also within a millisecond, and is never given twice', () => {
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map((id) => id.slice(-11))).size).toBe(ids.length);
  });
});
