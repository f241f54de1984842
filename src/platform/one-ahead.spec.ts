import { describe, expect, it } from '@jest/globals';
import { oneAhead } from './one-ahead.js';

describe('one ahead', () => {
  const made: number[] = [];
  let ended = false;
  async function* numbers(count: number, failsAt = Infinity): AsyncGenerator<number> {
    made.length = 0;
    ended = false;
    try {
      for (let at = 0; at < count; at += 1) {
        await Promise.resolve();
        if (at === failsAt) throw new Error('damaged');
        made.push(at);
        yield at;
      }
    } finally {
      ended = true;
    }
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('gives the same items in order, and makes one more meanwhile, never two', async () => {
    const seen: number[] = [];
    for await (const one of oneAhead(numbers(4))) {
      await turn();
      expect(made.length).toBe(Math.min(one + 2, 4));
      seen.push(one);
    }
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(ended).toBe(true);
  });

  it('fails where the items fail, after those before', async () => {
    const seen: number[] = [];
    await expect((async () => {
      for await (const one of oneAhead(numbers(4, 2))) {
        await turn();
        seen.push(one);
      }
    })()).rejects.toThrow('damaged');
    expect(seen).toEqual([0, 1]);
  });

  it('ends the items when nobody wants more', async () => {
    for await (const one of oneAhead(numbers(4))) if (one === 1) break;
    expect(ended).toBe(true);
  });
});
