import { describe, expect, it } from '@jest/globals';
import { Refused } from '../domain/refusal.js';
import type { SignOffDto } from './comparison.dto.js';
import { seenByTown, signed, unsigned } from './sign-off.js';
import type { Signing, UndecidedHazard } from './sign-off.js';

const hazard = (town: string, ref: string, reopened = false): UndecidedHazard => ({ town, townCode: null, ref, pairs: [`${ref}|Z`], reopened, names: [ref] });
const SIGNING: Signing = { by: '示例丙', at: '2026-11-26T01:00:00.000Z', exactly: false };
const why = (undecided: UndecidedHazard[], signOffs: SignOffDto[], signing = SIGNING): unknown => {
  try {
    return signed(undecided, signOffs, signing).map(({ town, hazards }) => [town, hazards]);
  } catch (error) {
    return (error as Refused).reasons.map(({ code, path, params }) => [code, path, params]);
  }
};

describe('a sign-off', () => {
  it('covers what the run left undecided of its town, and is kept with the number and a hash of it', () => {
    const [one] = signed([hazard('南村镇', 'X1'), hazard('巴公镇', 'X2')], [{ town: '南村', reason: '已核' }], SIGNING);
    expect(one).toEqual({ town: '南村镇', reason: '已核', by: '示例丙', at: '2026-11-26T01:00:00.000Z', hazards: 1, seen: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const seen = (undecided: UndecidedHazard[]): unknown => signed(undecided, [{ town: '南村镇', reason: '已核' }], SIGNING)[0]?.seen;
    expect(seen([hazard('巴公镇', 'X9'), hazard('南村镇', 'X1')])).toBe(one?.seen);
    expect(seen([hazard('南村镇', 'X3')])).not.toBe(one?.seen);
    expect(unsigned([hazard('南村镇', 'X1'), hazard('巴公镇', 'X2'), hazard('巴公镇', 'X3')], one ? [one] : [])).toEqual([{ code: 'COMPARISON_UNDECIDED', path: 'signOffs', params: { town: '巴公镇', count: 2 } }]);
  });

  it('does not cover what became undecided since, unless the officer is known to have seen it', () => {
    const since = [hazard('南村镇', 'X1'), hazard('南村镇', 'X2', true), hazard('巴公镇', 'X3', true)];
    expect(why(since, [{ town: '南村镇', reason: '已核' }])).toEqual([['COMPARISON_REOPENED', 'signOffs[0].seen', { town: '南村镇', count: 1, refs: 'X2' }]]);
    expect(why(since, [{ town: '南村镇', reason: '已核', hazards: 1 }])).toEqual([['COMPARISON_UNDECIDED', 'signOffs[0].hazards', { town: '南村镇', count: 2 }]]);
    expect(why(since, [{ town: '南村镇', reason: '已核', seen: seenByTown(since).get('南村镇') }])).toEqual([['南村镇', 2]]);
    expect(why(since, [{ town: '南村镇', reason: '已核' }], { ...SIGNING, exactly: true })).toEqual([['南村镇', 2]]);
    expect(why([hazard('南村镇', 'X1')], [{ town: '南村镇', reason: '已核', hazards: 1 }])).toEqual([['南村镇', 1]]);
    expect(why(since, [{ town: '周村镇', reason: '无' }])).toEqual([['REFERENCE_UNKNOWN', 'signOffs[0].town', { what: '待签发的镇' }]]);
  });

  it('does not cover another hazard in the place of one that was decided: the number is the same, what was seen is not', () => {
    const [seen, stands] = [[hazard('南村镇', 'X1'), hazard('巴公镇', 'X4')], [hazard('南村镇', 'X2', true), hazard('巴公镇', 'X4')]];
    const hash = seenByTown(seen).get('南村镇');
    expect(why(stands, [{ town: '南村镇', reason: '已核', hazards: 1 }])).toEqual([['COMPARISON_REOPENED', 'signOffs[0].seen', { town: '南村镇', count: 1, refs: 'X2' }]]);
    expect(why(stands, [{ town: '南村镇', reason: '已核', hazards: 1, seen: hash }])).toEqual([['COMPARISON_UNDECIDED', 'signOffs[0].seen', { town: '南村镇', count: 1 }]]);
    expect(why(stands, [{ town: '南村镇', reason: '已核', hazards: 1, seen: seenByTown(stands).get('南村镇') }])).toEqual([['南村镇', 1]]);
    expect(why([{ ...stands[0]!, pairs: ['X2|Z', 'X2|Y'] }], [{ town: '南村镇', reason: '已核', seen: seenByTown(stands).get('南村镇') }])).toEqual([['COMPARISON_UNDECIDED', 'signOffs[0].seen', { town: '南村镇', count: 1 }]]);
    expect([...seenByTown(stands).keys()]).toEqual(['南村镇', '巴公镇']);
  });
});
