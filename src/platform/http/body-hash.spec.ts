import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { hashOf } from './body-hash.js';

/** What is kept beside keys for 30 days was made so. */
const ofTheLibrary = (body: unknown): string => createHash('sha256').update(canonicalize(body) ?? '').digest('hex');

describe('the hash of a body', () => {
  it('is that of its canonical form, in whatever pieces it is made', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (body) => {
      expect(await hashOf(body)).toBe(ofTheLibrary(body));
    }), { numRuns: 1_000 });
    for (const body of [undefined, {}, [], { items: [] }, { items: [{}, []] }, { b: 1, a: [2], 10: 3, 9: 4, '\ue000': 5, '😀': 6 }, Array.from({ length: 250 }, (_, at) => ({ at }))]) {
      expect(await hashOf(body)).toBe(ofTheLibrary(body));
    }
  });

  it('does not ask in which order members came, and does ask in which rows stand', async () => {
    expect(await hashOf({ a: [1, 2], b: { c: 1, d: 2 } })).toBe(await hashOf({ b: { d: 2, c: 1 }, a: [1, 2] }));
    expect(await hashOf({ a: [1, 2] })).not.toBe(await hashOf({ a: [2, 1] }));
    expect(await hashOf({ a: 12 })).not.toBe(await hashOf({ a1: 2 }));
  });

  it('lets others have their turn while a long list is hashed', async () => {
    let turns = 0;
    const turning = setInterval(() => { turns += 1; }, 0);
    await hashOf({ items: Array.from({ length: 20_000 }, (_, at) => ({ description: `第${at}处护栏缺失`, foundBy: [{ name: '甲' }], owner: { name: '乙' } })) });
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  });
});
