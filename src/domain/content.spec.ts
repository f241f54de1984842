import { describe, expect, it } from '@jest/globals';
import { hazard } from '../../test/support/deciding.js';
import { acceptanceHash, contentHash, stateHash } from './content.js';
import type { FiveInPlace, Hazard } from './hazard.js';

const FIVE: FiveInPlace = {
  measures: '加装报警', responsibility: { unit: '车间', person: '乙', phone: null }, funds: { amountYuan: '100.00', source: '安全费用', zeroReason: null },
  schedule: { milestones: [{ day: '2026-12-01', goal: '采购' }] }, contingencyPlan: { summary: '断水停炉', evidenceId: null },
};
const ROW = {
  level: 'MAJOR', enterpriseId: 'firm', description: '未设报警', location: '2号炉', basisClause: 'GM-2023-05-05', basisNote: null, deadline: '2026-12-31',
  fiveInPlace: FIVE, submission: { summary: '已整改', completedOn: '2026-11-19', fundsSpentYuan: '1.00', evidenceIds: ['after'] },
} as unknown as Hazard;
const hashOf = (change: object): string => contentHash({ ...ROW, ...change });
const five = (change: object): string => hashOf({ fiveInPlace: { ...FIVE, ...change } });

describe('what an act is given for', () => {
  it('is level, enterprise, text, place, basis, deadline, five in place and the evidence cited', () => {
    const others = [
      { level: 'GENERAL' }, { enterpriseId: 'another' }, { description: '另一处' }, { location: null }, { basisClause: null }, { basisNote: '专家认定' }, { deadline: '2027-01-31' },
    ].map(hashOf);
    const responsible = (change: object) => five({ responsibility: { unit: '车间', person: '乙', phone: null, ...change } });
    const parts = [five({ measures: '更换' }), five({ responsibility: null }), responsible({ unit: '班组' }), responsible({ person: '丙' }), five({ funds: null }), five({ schedule: null }), five({ contingencyPlan: null })];
    const all = [contentHash(ROW), contentHash(ROW, ['a']), ...others, ...parts];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is not phones, milestones, the owner, or the order of the evidence', () => {
    expect(five({ responsibility: { unit: '车间', person: '乙', phone: '13800005678' } })).toBe(contentHash(ROW));
    expect(five({ schedule: { milestones: [] } })).toBe(contentHash(ROW));
    expect(hashOf({ owner: { name: '丙' }, interimMeasures: '停用' })).toBe(contentHash(ROW));
    expect(contentHash(ROW, ['a', 'b'])).toBe(contentHash(ROW, ['b', 'a']));
  });

  it('of an acceptance, also the submission', () => {
    const submitted = (change: object) => acceptanceHash({ ...ROW, submission: { ...ROW.submission, ...change } } as Hazard, ['a']);
    const others = [{ summary: '另一说法' }, { completedOn: '2026-11-18' }, { fundsSpentYuan: '2.00' }, { evidenceIds: ['after', 'more'] }].map(submitted);
    const content = [acceptanceHash({ ...ROW, description: '另一处' }, ['a']), acceptanceHash(ROW, ['b']), acceptanceHash(ROW, ['a'])];
    expect(new Set([...others, ...content]).size).toBe(7);
    expect(submitted({ at: '2026-11-20T02:00:00.000Z' })).toBe(acceptanceHash(ROW, ['a']));
  });
});

describe('what the newest fact vouches for', () => {
  /** The chain's own numbers, what follows an area, an enterprise or the clock's rules: typed by hand. */
  const FOLLOWS = ['version', 'headHash', 'cityCode', 'countyCode', 'townCode', 'enterpriseId', 'enterpriseName', 'updatedAt', 'stepDueOn', 'escalationVersion'];

  it('is every other field of the row', () => {
    const row = hazard();
    const unseen = (Object.keys(row) as (keyof Hazard)[]).filter((field) => stateHash({ ...row, [field]: 'changed behind the service' }) === stateHash(row));
    expect(unseen.sort()).toEqual(FOLLOWS.sort());
  });
});
