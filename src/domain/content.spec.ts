import { describe, expect, it } from '@jest/globals';
import { acceptanceHash, contentHash } from './content.js';
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
    const parts = [five({ measures: '更换' }), five({ responsibility: null }), five({ funds: null }), five({ schedule: null }), five({ contingencyPlan: null })];
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
    expect(submitted({ summary: '另一说法' })).not.toBe(acceptanceHash(ROW, ['a']));
    expect(submitted({ at: '2026-11-20T02:00:00.000Z' })).toBe(acceptanceHash(ROW, ['a']));
  });
});
