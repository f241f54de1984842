import { describe, expect, it } from '@jest/globals';
import type { Figure, Rate } from '../domain/comparison/outcome.js';
import { figuresOfTown, figureViews, totalFigures } from './figures.js';
import type { KeptTown } from './figures.js';

const figure = (...ids: string[]): Figure => ({ value: ids.length, of: 'HAZARDS', ids, formula: '若干条' });
const rate = (value: number | null, numerator: string[], denominator: string[]): Rate =>
  ({ value, numerator: figure(...numerator), denominator: figure(...denominator), formula: '甲÷乙', rank: null, note: null });
const town = (name: string, detection: Rate): KeptTown => ({
  town: name, townCode: null, compared: true, countyMajors: figure(...detection.denominator.ids), townMajors: figure(), matched: figure(), missed: figure(), neverInspected: figure(), foundAfterVisit: figure(),
  missUnknown: figure(), townOnly: figure(), enterpriseOnly: figure(), levelLower: figure(), reopened: figure(), repeated: figure(), undecided: figure(), pending: figure(),
  detection, detectionAtLevel: rate(null, [], []), selfCheck: rate(null, [], []),
});
const nancun = town('南村镇', rate(0.6667, ['X1', 'X2'], ['X1', 'X2', 'X3']));
const bagong = town('巴公镇', rate(0, [], ['X4']));
/** Hazard X1 is held by X1 of the county and Z1 of the town; the others by the county alone. */
const recordsOf = (ref: string): { side: 'COUNTY' | 'TOWN'; id: string }[] => [{ side: 'COUNTY', id: ref }, ...(ref === 'X1' ? [{ side: 'TOWN' as const, id: 'Z1' }] : [])];

describe('a rate', () => {
  it('has behind it all that it was divided by, and says which of them stand above the line', () => {
    const { detection, countyMajors } = figureViews(figuresOfTown(nancun), recordsOf);
    expect(detection).toEqual({
      value: 0.6667, label: '镇级发现率', formula: '甲÷乙', ids: ['X1', 'Z1', 'X2', 'X3'],
      numerator: { value: 2, ids: ['X1', 'Z1', 'X2'] }, denominator: { value: 3, ids: ['X1', 'Z1', 'X2', 'X3'] },
    });
    // what the county alone holds is told by the county's records alone; a count is no rate
    expect(countyMajors).toEqual({ value: 3, label: '县级比对重大隐患数', formula: '若干条', ids: ['X1', 'X2', 'X3'] });
  });

  it('of all towns is the rate of the sums, not the mean of the rates, with the records of all of them', () => {
    const { detection, countyMajors } = figureViews(totalFigures([nancun, bagong]), recordsOf);
    expect(detection).toMatchObject({ value: 0.5, numerator: { value: 2, ids: ['X1', 'Z1', 'X2'] }, denominator: { value: 4, ids: ['X1', 'Z1', 'X2', 'X3', 'X4'] } });
    expect(countyMajors).toMatchObject({ value: 4, ids: ['X1', 'X2', 'X3', 'X4'] });
  });

  it('of nothing is no number, neither 0 nor 100 %', () => {
    expect(figureViews(totalFigures([nancun]), recordsOf).selfCheck).toMatchObject({ value: null, ids: [], numerator: { value: 0 }, denominator: { value: 0 } });
    expect(totalFigures([])).toEqual({});
  });
});
