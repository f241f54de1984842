import { describe, expect, it } from '@jest/globals';
import type { Hazard } from '../domain/hazard.js';
import { Wall } from '../platform/clock/wall.js';
import type { Statement } from '../platform/database/statement.js';
import { DecisionNotices } from './decision.notices.js';
import type { Decided } from './decision.notices.js';

const COUNTY = 'county';
const raised = (id: string, byOrganisationId = COUNTY): Decided => {
  const before = { id, version: 3, level: 'GENERAL', countyCode: '140525', townCode: '140525100', enterpriseId: 'firm' } as Hazard;
  return { move: 'reclassify', before, after: { ...before, version: 4, level: 'MAJOR' }, byOrganisationId };
};

/** The statements that a batch leaves for the end of its transaction: by name, how many rows each. */
function written(decided: readonly Decided[]): [name: string, rows: Record<string, unknown>[]][] {
  const said: [string, Record<string, unknown>[]][] = [];
  const later = ({ name }: Statement, [rows]: readonly unknown[] = []) => void said.push([name, JSON.parse(String(rows)) as Record<string, unknown>[]]);
  new DecisionNotices(new Wall()).add({ later, today: '2026-11-26', at: '2026-11-26T00:00:00.000Z' }, decided);
  return said;
}

describe('the notices of a batch of decisions', () => {
  it('are two statements, however many hazards become MAJOR: one to the firms, one to town and county', () => {
    const said = written(Array.from({ length: 300 }, (_, n) => raised(`hazard-${n}`)));
    expect(said.map(([name, rows]) => [name, rows.length])).toEqual([['notice_decision_insert', 300], ['notice_offices_insert', 300]]);
    expect(new Set(said[1]?.[1].map(({ hazardId }) => hazardId)).size).toBe(300);
  });

  it('name for each who did it, which may be several where some act for others', () => {
    const [, majors] = written([raised('one', 'town'), raised('other', 'county')]);
    expect(majors?.[1].map(({ hazardId, byOrganisationId }) => [hazardId, byOrganisationId])).toEqual([['one', 'town'], ['other', 'county']]);
  });

  it('tell town and county that a site is not safe, once for each such report, and nobody that it is', () => {
    const [one] = [raised('one', 'firm')];
    const reported = (...safe: boolean[]): Decided => ({
      move: 'assessments', byOrganisationId: 'firm', before: { ...one.before, assessments: [] },
      after: { ...one.before, version: 4, assessments: safe.map((safeToOperate) => ({ safeToOperate })) as Hazard['assessments'] },
    });
    expect(written([reported(false)]).map(([name, rows]) => [name, rows])).toEqual([
      ['notice_offices_insert', [{ hazardId: 'one', countyCode: '140525', townCode: '140525100', version: 4, byOrganisationId: 'firm' }]],
    ]);
    expect(written([reported(false, true)])).toEqual([]);
  });

  it('tell no office of what becomes or stays GENERAL', () => {
    const down = raised('one');
    expect(written([{ ...down, before: down.after, after: { ...down.before, version: 5 } }]).map(([name]) => name)).toEqual(['notice_decision_insert']);
  });
});
