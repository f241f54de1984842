import { describe, expect, it } from '@jest/globals';
import { Cursors, filterHashOf, pageAnswer, pageOf } from './cursor.js';

const cursors = new Cursors({ cursorSecret: 's'.repeat(32) });
const filters = filterHashOf({ level: ['MAJOR'], sort: 'deadline', limit: 50, cursor: undefined, town: undefined });

describe('cursors', () => {
  it('open under the same filters, whatever the page size', () => {
    const cursor = cursors.seal(['2026-11-22', 'id', null, 3], filters);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(cursors.open(cursor, filterHashOf({ sort: 'deadline', level: ['MAJOR'], limit: 7, cursor }))).toEqual(['2026-11-22', 'id', null, 3]);
  });

  it('are refused when changed, foreign, or under other filters', () => {
    const cursor = cursors.seal(['a'], filters);
    const changed = cursor.slice(0, -2) + (cursor.endsWith('AA') ? 'BB' : 'AA');
    const foreign = new Cursors({ cursorSecret: 't'.repeat(32) }).seal(['a'], filters);
    for (const wrong of [changed, foreign, '', 'x', 'ÿ', cursors.seal(['a'], filterHashOf({ level: ['GENERAL'] }))]) {
      expect(() => cursors.open(wrong, filters)).toThrow('CURSOR_INVALID');
    }
  });

  it('make pages with the link to the next', () => {
    const page = pageOf([1, 2, 3], 2, (last) => `after-${last}`);
    expect(page).toEqual({ items: [1, 2], nextCursor: 'after-2' });
    expect(pageOf([1, 2], 2, () => 'never')).toEqual({ items: [1, 2], nextCursor: null });
    const answer = pageAnswer(page, { path: '/api/v1/hazards' }, { level: ['MAJOR', 'GENERAL'], limit: 2, cursor: 'old', town: undefined });
    expect(answer.headers).toEqual({ Link: '</api/v1/hazards?level=MAJOR&level=GENERAL&limit=2&cursor=after-2>; rel="next"' });
  });
});
