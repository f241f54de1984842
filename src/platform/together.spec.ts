import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { together } from './together.js';

/** Groups as they were asked, each answered when the test says so. */
function asking({ most = 4, atOnce = 1, again = undefined as ((error: unknown) => boolean) | undefined } = {}) {
  const groups: { asked: readonly number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const ask = (asked: readonly number[]): Promise<string[]> => new Promise((resolve, reject) => {
    groups.push({ asked, answer: () => resolve(asked.map((one) => `of ${one}`)), fail: reject });
  });
  return { groups, one: together({ most, atOnce, ask, ...(again && { again }) }), asked: () => groups.map((group) => group.asked) };
}

describe('what is asked for in one turn', () => {
  it('is one group, and each has the answer of his place', async () => {
    const { groups, one, asked } = asking();
    const answers = Promise.all([one(1), one(2), one(3)]);
    expect(asked()).toEqual([]);
    await turn();
    expect(asked()).toEqual([[1, 2, 3]]);
    groups[0]?.answer();
    expect(await answers).toEqual(['of 1', 'of 2', 'of 3']);
  });

  it('goes alone where nobody else asks, before the turn ends', async () => {
    const { groups, one, asked } = asking();
    const answer = one(1);
    await turn();
    expect(asked()).toEqual([[1]]);
    groups[0]?.answer();
    expect(await answer).toBe('of 1');
  });

  it('is cut where there are too many, the rest in order', async () => {
    const { one, asked } = asking({ most: 2, atOnce: 2 });
    for (const n of [1, 2, 3, 4, 5]) void one(n);
    await turn();
    expect(asked()).toEqual([[1, 2], [3, 4]]);
  });
});

describe('what is asked for while as many as may be are under way', () => {
  it('is the next group, asked before those of the group before are told', async () => {
    const { groups, one, asked } = asking();
    const first = one(1).then(asked);
    await turn();
    void one(2);
    await turn();
    void one(3);
    await turn();
    expect(asked()).toEqual([[1]]);
    groups[0]?.answer();
    expect(await first).toEqual([[1], [2, 3]]);
  });

  it('does not wait for a group that never ends, where several may be under way', async () => {
    const { groups, one, asked } = asking({ atOnce: 2 });
    void one(1);
    await turn();
    const second = one(2);
    await turn();
    void one(3);
    await turn();
    groups[1]?.answer();
    await second;
    expect(asked()).toEqual([[1], [2], [3]]);
  });
});

describe('a group that fails', () => {
  it('is asked again one by one: nobody fails for another', async () => {
    const ask = (group: readonly number[]): Promise<number[]> => (group.includes(2) ? Promise.reject(new Error('two')) : Promise.resolve([...group]));
    const one = together({ most: 4, atOnce: 1, ask });
    const said = await Promise.allSettled([one(1), one(2), one(3)]);
    expect(said).toEqual([{ status: 'fulfilled', value: 1 }, { status: 'rejected', reason: new Error('two') }, { status: 'fulfilled', value: 3 }]);
    expect(await one(4)).toBe(4);
  });

  it('is not asked again where each would fail by himself', async () => {
    const { groups, one, asked } = asking({ again: () => false });
    const said = Promise.allSettled([one(1), one(2)]);
    await turn();
    groups[0]?.fail(new Error('gone'));
    expect(await said).toEqual([1, 2].map(() => ({ status: 'rejected', reason: new Error('gone') })));
    expect(asked()).toEqual([[1, 2]]);
  });

  it('leaves its place to the next, also where asking itself throws', async () => {
    const one = together<number, number>({ most: 1, atOnce: 1, ask: (group) => { if (group[0] === 1) throw new Error('at once'); return Promise.resolve([...group]); } });
    await expect(one(1)).rejects.toThrow('at once');
    expect(await one(2)).toBe(2);
  });
});
