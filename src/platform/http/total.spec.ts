/** Contract §1, lists: `count=true` adds `total`, exact to 10,000, then `totalIsAtLeast`. */
import { describe, expect, it } from '@jest/globals';
import { Cursors } from './cursor.js';
import { told } from './total.js';

describe('the total of a list', () => {
  it('is exact to 10,000, and then at least that', () => {
    expect([0, 10_000, 10_001].map(told)).toEqual([{ total: 0 }, { total: 10_000 }, { totalIsAtLeast: 10_000 }]);
  });
});

describe('a list held whole', () => {
  const cursors = new Cursors({ cursorSecret: 'of this test alone' });
  const page = (all: readonly string[], query: object, bound = {}) => cursors.pageOfAll(all, { limit: 2, ...query }, (name) => name, bound);

  it('gives every row once, also where that of the cursor has gone meanwhile', () => {
    const first = page(['a', 'b', 'c', 'd'], { count: true });
    expect(first).toMatchObject({ items: ['a', 'b'], total: 4 });
    expect(page(['a', 'c', 'd', 'e'], { cursor: first.nextCursor ?? '' }).items).toEqual(['c', 'd']);
    expect(page(['a', 'b'], { cursor: first.nextCursor ?? '' })).toEqual({ items: [], nextCursor: null });
  });

  it('takes no cursor of another list or other filters', () => {
    const { nextCursor } = page(['a', 'b', 'c'], {}, { id: 'one' });
    for (const [query, bound] of [[{}, { id: 'two' }], [{ q: 'x' }, { id: 'one' }]] as const) {
      expect(() => page(['a', 'b', 'c'], { cursor: nextCursor, ...query }, bound)).toThrow('CURSOR_INVALID');
    }
  });
});
