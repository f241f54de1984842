import { describe, expect, it } from '@jest/globals';
import { match } from '../domain/comparison/match.js';
import { Wall } from '../platform/clock/wall.js';
import { LEXICON, WEIGHTS } from '../reference/comparison.js';
import { recordOf } from './run.input.js';
import { Warming } from './warming.js';
import { warmingRows } from './warming.rows.js';

describe('warming up', () => {
  it('goes through what a comparison goes through: pairs accepted and pairs that wait, merged records, numbers, places', () => {
    const records = Array.from({ length: 10 }, (_, firm) => warmingRows(firm)).flat().map(recordOf);
    const pairs = match({ records, lexicon: LEXICON, weights: WEIGHTS, aliases: [], rulings: [] });
    const said = pairs.flatMap(({ reasons }) => reasons).join('\n');
    expect(new Set(pairs.map(({ tier }) => tier))).toEqual(new Set(['AUTO', 'REVIEW']));
    expect(pairs.some(({ covers }) => covers)).toBe(true);
    for (const reason of ['所对的是其中一项', '编号、楼层或方位一致', '部位', '文字表述相近']) expect(said).toContain(reason);
    // no firm is taken for another
    expect(pairs.filter(({ left, right }) => left.split(' ')[1] !== right.split(' ')[1])).toEqual([]);
  });

  it('stops where there is real work', async () => {
    const warming = new Warming(new Wall());
    warming.end();
    expect(await Promise.all([warming.ofRuns(), warming.ofSimilar()])).toEqual([false, false]);
  });
});
