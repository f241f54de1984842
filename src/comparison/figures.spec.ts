import { describe, expect, it } from '@jest/globals';
import { Behind, COUNTED, FIGURE_IDS_MAX, figuresOfTown, figureViews, Tally, totalFigures } from './figures.js';
import type { KeptTown, RecordNamed } from './figures.js';

const AREA = [{ code: '140525100', name: '南村镇' }, { code: '140525101', name: '巴公镇' }, { code: '140525102', name: '周村镇' }];
const SEEN = COUNTED.any | COUNTED.compared | COUNTED.countyMajors | COUNTED.detection;
const BOTH = SEEN | COUNTED.detectionNumerator | COUNTED.matched | COUNTED.townMajors;
/** Three of the county in 南村镇, two of which the town saw; one in 巴公镇 that it did not. Hazard X1 is held by X1 of the county and Z1 of the town; the others by the county alone. */
const HAZARDS: [ref: string, town: string, countedIn: number][] = [['X1', '南村镇', BOTH], ['X2', '南村镇', SEEN | COUNTED.detectionNumerator], ['X3', '南村镇', SEEN], ['X4', '巴公镇', SEEN]];
const named = (ref: string): RecordNamed[] => [{ side: 'COUNTY', id: ref }, ...(ref === 'X1' ? [{ side: 'TOWN' as const, id: 'Z1' }] : [])];
const tallied = (hazards = HAZARDS): Tally => hazards.reduce((tally, [, town, countedIn]) => { tally.add(town, countedIn); return tally; }, new Tally());
const lines = (tally: Tally, minDenominator = 1): KeptTown[] => tally.kept(AREA, { minDenominator });
const behind = (towns?: string[]): Behind => HAZARDS.filter(([, town]) => !towns || towns.includes(town)).reduce((all, [ref, , countedIn]) => { all.add(countedIn, named(ref)); return all; }, new Behind());

describe('a rate', () => {
  it('has behind it all that it was divided by, and says which of them stand above the line', () => {
    const [nancun] = lines(tallied());
    const { detection, countyMajors } = figureViews(figuresOfTown(nancun as KeptTown), behind(['南村镇']));
    expect(detection).toEqual({
      value: 0.6667, label: '镇级发现率', formula: expect.stringContaining('÷'), ids: ['X1', 'Z1', 'X2', 'X3'], more: false,
      numerator: { value: 2, ids: ['X1', 'Z1', 'X2'] }, denominator: { value: 3, ids: ['X1', 'Z1', 'X2', 'X3'] },
    });
    // what the county alone holds is told by the county's records alone; a count is no rate
    expect(countyMajors).toEqual({ value: 3, label: '县级比对重大隐患数', formula: expect.stringContaining('县级'), ids: ['X1', 'X2', 'X3'], more: false });
  });

  it('of all towns is the rate of the sums, not the mean of the rates, with the records of all of them', () => {
    const { detection, countyMajors } = figureViews(totalFigures(lines(tallied())), behind());
    expect(detection).toMatchObject({ value: 0.5, numerator: { value: 2, ids: ['X1', 'Z1', 'X2'] }, denominator: { value: 4, ids: ['X1', 'Z1', 'X2', 'X3', 'X4'] } });
    expect(countyMajors).toMatchObject({ value: 4, ids: ['X1', 'X2', 'X3', 'X4'] });
  });

  it('of nothing is no number, neither 0 nor 100 %', () => {
    expect(figureViews(totalFigures(lines(tallied())), behind()).selfCheck).toMatchObject({ value: null, ids: [], numerator: { value: 0 }, denominator: { value: 0 } });
    expect(totalFigures([])).toEqual({});
  });
});

describe('the towns', () => {
  it('are ranked by what they count, and one of the area with nothing to compare comes last', () => {
    expect(lines(tallied()).map(({ town, compared, detection: { rank, note } }) => [town, compared, rank, note]))
      .toEqual([['南村镇', true, 1, null], ['巴公镇', true, 2, null], ['周村镇', false, null, '未比对']]);
    expect(lines(tallied(), 3).map(({ town, detection: { rank, note } }) => [town, rank, note])).toEqual([['南村镇', 1, null], ['巴公镇', null, '基数不足'], ['周村镇', null, '未比对']]);
  });

  it('count off what is taken away and on what comes instead, as if they had been counted anew', () => {
    const again = Tally.of(lines(tallied()));
    again.add('南村镇', SEEN, -1);
    again.add('无名镇', BOTH);
    expect(lines(again)).toEqual(lines(tallied([HAZARDS[0] as never, HAZARDS[1] as never, HAZARDS[3] as never, ['X5', '无名镇', BOTH]])));
    again.add('无名镇', BOTH, -1);
    expect(lines(again).map(({ town }) => town)).not.toContain('无名镇');
  });
});

describe('the records behind a figure', () => {
  it('are told up to a limit, and that there are more', () => {
    const all = new Behind();
    for (let at = 0; at <= FIGURE_IDS_MAX; at += 1) all.add(SEEN, named(`C${at}`));
    all.add(COUNTED.any | COUNTED.townOnly, named('C'));
    expect([all.ids('countyMajors').length, all.hasMore('countyMajors'), all.ids('townOnly'), all.hasMore('townOnly')]).toEqual([FIGURE_IDS_MAX, true, ['C'], false]);
    // a full list asks for no more
    expect(all.wanted & COUNTED.countyMajors).toBe(0);
  });
});
