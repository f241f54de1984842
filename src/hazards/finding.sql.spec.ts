import { describe, expect, it } from '@jest/globals';
import type { Caller, OrganisationKind, Reach } from '../domain/permission.js';
import { Refused } from '../domain/refusal.js';
import type { HazardFilters } from './finding.dto.js';
import { LISTED_LANES } from './finding.lanes.js';
import { scopesOf } from './finding.scope.js';
import { soughtBy, sourceSql } from './finding.sought.js';
import { countSql, inOrderSql, inSteps, setSql, SORTS, summarySql, wayOf, windowSql } from './finding.sql.js';

const COUNTY: Reach = { column: 'county_code', value: '140525' };
const CITY: Reach = { column: 'city_code', value: '1405' };
const organisation = (kind: OrganisationKind) => ({ id: 'o1', name: '示例', kind, areaCode: '140525', cityCode: '1405', countyCode: '140525', townCode: null });
const caller = (kind: OrganisationKind): Caller => ({ kind: 'PERSON', id: 'p1', name: '示例', organisation: organisation(kind), mandates: [], scopes: [] });
const seek = (filters: HazardFilters & { updatedSince?: string }, reach = COUNTY) =>
  soughtBy(filters, { caller: caller('COUNTY_BUREAU'), reach, today: '2026-11-22', zone: 'Asia/Shanghai' });
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'nothing';
};

describe('where is looked', () => {
  const town: Reach = { column: 'town_code', value: '140525100' };
  it.each([
    [COUNTY, ['140525100'], [town]],
    [COUNTY, ['1405'], [COUNTY]],
    [COUNTY, ['14'], [COUNTY]],
    [COUNTY, ['140524'], []],
    [COUNTY, ['140525100', '140525'], [COUNTY]],
    [COUNTY, ['140525100', '140525100'], [town]],
    [town, ['140525'], [town]],
    [town, ['140525108'], []],
    [CITY, ['140525'], [COUNTY]],
  ])('%j narrowed to %j is %j', (reach, codes, scopes) => {
    expect(scopesOf(reach, codes)).toEqual(scopes);
  });

  it('a prefix that is no area is refused', () => {
    expect(codeOf(() => scopesOf(COUNTY, ['14052510']))).toBe('WRONG_FORMAT');
  });
});

describe('what is looked for', () => {
  it('leaves out voided rows unless they are asked for, or everything that changed is', () => {
    expect(seek({}).lanes).toEqual(LISTED_LANES);
    expect(seek({ status: ['VOIDED'] }).lanes).toEqual([16, 26]);
    expect(seek({ updatedSince: '2026-11-22T00:00:00Z' }).lanes).toContain(16);
  });

  it('narrows the lanes by what a filter implies', () => {
    expect(seek({ level: ['MAJOR'], status: ['CLOSED'] }).lanes).toEqual([25]);
    expect(seek({ pendingLevel: ['TOWN'] }).lanes).toEqual([12, 14, 22, 24]);
    expect(seek({ overdue: true }).lanes).toEqual([11, 12, 13, 14, 21, 22, 23, 24]);
    expect(seek({ closedFrom: '2026-01-01' }).lanes).toEqual([15, 25]);
    expect(seek({ closedFrom: '2026-01-01', status: ['REPORTED'] }).lanes).toEqual([]);
  });

  it('refuses what is upside down, and a word that is too short once its blanks and widths are gone', () => {
    for (const range of ['deadline', 'found', 'closed']) {
      expect([range, codeOf(() => seek({ [`${range}From`]: '2026-02-01', [`${range}To`]: '2026-01-01' }))]).toEqual([range, 'RANGE_UPSIDE_DOWN']);
      expect(codeOf(() => seek({ [`${range}From`]: '2026-02-01', [`${range}To`]: '2026-02-01' }))).toBe('nothing');
    }
    expect(codeOf(() => seek({ q: ' 炉　' }))).toBe('WRONG_LENGTH');
    expect(codeOf(() => seek({ q: '炉'.repeat(51) }))).toBe('WRONG_LENGTH');
    expect(codeOf(() => seek({ q: '２％' }))).toBe('nothing');
  });

  it('is late the day after, by every clock; its own day is not', () => {
    const late = (filters: HazardFilters) => setSql(seek(filters), SORTS.deadline, null, 51, 'h.id');
    expect(late({ overdue: true })).toMatchObject({ text: expect.stringMatching(/h\.late_after < \$\d+::date/), values: expect.arrayContaining(['2026-11-22']) });
    expect(late({ overdue: false }).text).toMatch(/\(h\.late_after is null or h\.late_after >= \$\d+::date\)/);
    expect(late({ overdueKind: ['CONFIRMATION'] }).text).toMatch(/h\.step_due_on < \$\d+::date/);
    expect(late({ overdueKind: ['RECTIFICATION'] }).text).toMatch(/h\.deadline_sort < \$\d+::date/);
    expect(late({ overdueKind: ['SUPERVISION'] }).text).toMatch(/h\.supervision ->> 'deadline' < \$\d+::text/);
  });

  it('a number is the caller’s own organisation’s; what has no deadline is not due from any day on', () => {
    expect(setSql(seek({ externalRef: ['A-1'] }), SORTS.deadline, null, 51, 'h.id')).toMatchObject({
      text: expect.stringMatching(/h\.registered_by_organisation_id = \$\d+::uuid and h\.external_ref = any/), values: expect.arrayContaining(['o1', ['A-1']]),
    });
    expect(setSql(seek({ deadlineFrom: '2026-11-01' }), SORTS.deadline, null, 51, 'h.id').values).toEqual(expect.arrayContaining(['2026-11-01', '9999-12-30']));
    expect(setSql(seek({ deadlineFrom: '2026-11-01', deadlineTo: '2026-12-01' }), SORTS.deadline, null, 51, 'h.id').values).not.toContain('9999-12-30');
  });

  it('days end where they end in the county', () => {
    const { values } = setSql(seek({ closedFrom: '2026-11-01', closedTo: '2026-11-30' }), SORTS.deadline, null, 51, 'h.id');
    expect(values).toEqual(expect.arrayContaining(['2026-10-31T16:00:00.000Z', '2026-11-30T16:00:00.000Z']));
  });

  it('an enterprise never learns that the public reported it (contract §3)', () => {
    expect(sourceSql(caller('COUNTY_BUREAU'))).toBe('h.source');
    expect(sourceSql(caller('ENTERPRISE'))).toBe(`case when h.source <> 'PUBLIC_REPORT' then h.source when h.finder_level = 'TOWN' then 'TOWN_INSPECTION' else 'COUNTY_INSPECTION' end`);
  });
});

describe('how it is looked for', () => {
  it.each([
    [{}, 'deadline', 'IN_ORDER'],
    [{ level: ['MAJOR'] }, 'ledgerNo', 'IN_ORDER'],
    [{ foundFrom: '2026-01-01' }, '-foundOn', 'IN_ORDER'],
    [{ foundFrom: '2026-01-01' }, 'deadline', 'WINDOW_THEN_SET'],
    [{ q: '冷却' }, 'deadline', 'WINDOW_THEN_SET'],
    [{ supervised: true }, 'deadline', 'IN_ORDER'],
    [{ supervised: true, q: '冷却' }, '-updatedAt', 'IN_ORDER'],
    [{ overdue: true }, '-foundOn', 'IN_ORDER'],
    [{ overdue: false }, '-foundOn', 'WINDOW_THEN_SET'],
    [{ supervised: true, enterpriseId: ['x'] }, 'deadline', 'SET'],
    [{ enterpriseId: ['x'] }, 'deadline', 'SET'],
  ] as [HazardFilters, keyof typeof SORTS, string][])('%j by %s: %s', (filters, sort, way) => {
    expect(wayOf(seek(filters), SORTS[sort])).toBe(way);
  });

  it('one branch a lane, in the order of the index, from where the page before ended', () => {
    const { text, values } = inOrderSql(seek({ level: ['MAJOR'], status: ['REPORTED', 'CLOSED'] }), SORTS['-foundOn'], { key: '2026-11-01', id: 'i1' }, 51, 'h.id');
    expect(text.match(/union all/g)).toHaveLength(1);
    expect(text).toContain('(h.found_on, h.id) < ($1::date, $2::uuid)');
    expect(text).toContain('order by h.found_on desc, h.id desc limit 201');
    expect(values).toEqual(['2026-11-01', 'i1', '140525']);
  });

  it('the length of the usual page stands in the text, any other is a value: one statement, planned once', () => {
    const page = (limit: number) => inOrderSql(seek({}), SORTS.deadline, null, limit, 'h.id');
    expect(page(51).text).toMatch(/limit 51$/);
    expect(page(11)).toMatchObject({ text: expect.stringMatching(/limit \$\d+::int$/), values: expect.arrayContaining([11]) });
    expect(page(12).text).toBe(page(11).text);
  });

  describe('in steps', () => {
    const word = seek({ q: '冷却' });
    const steps = async (...found: number[]) => {
      const asked: string[] = [];
      await inSteps(word, SORTS.deadline, null, 51, 'h.id', ({ text }) => {
        asked.push(/limit (\d+)\) h\s+where/.exec(text)?.[1] ?? 'all');
        return Promise.resolve({ length: found[asked.length - 1] ?? 51 });
      });
      return asked;
    };

    it('ends where the page is full', async () => expect(await steps(51)).toEqual(['306']));
    it('reads as far as what was found lets expect', async () => expect(await steps(17, 51)).toEqual(['306', '1377']));
    it('collects all where that was not enough, or nothing was found, or it would be too far', async () => {
      expect(await steps(17, 40)).toEqual(['306', '1377', 'all']);
      expect(await steps(0)).toEqual(['306', 'all']);
      expect(await steps(1)).toEqual(['306', 'all']);
    });
  });

  it('a ledger number needs no second key', () => {
    const { text } = inOrderSql(seek({}), SORTS.ledgerNo, { key: '140525100-2026-000001', id: 'i1' }, 51, 'h.id');
    expect(text).toContain('h.ledger_no > $1::text');
    expect(text).not.toContain('h.id <');
  });

  it('no value stands in the text', () => {
    const poison = `'); drop table hazard; --`;
    const filters: HazardFilters = { q: poison, ownerName: [poison], basisClause: [poison], externalRef: [poison], enterpriseId: [poison], campaignId: [poison], inspectionId: [poison], overdueKind: [poison] };
    const sought = { ...seek(filters), scopes: [{ column: 'town_code' as const, value: poison }] };
    const after = { key: poison, id: poison };
    const all = [inOrderSql(sought, SORTS.deadline, after, 51, 'h.id'), windowSql(sought, SORTS.deadline, after, 51, 'h.id', 300), setSql(sought, SORTS.deadline, after, 51, 'h.id')];
    for (const { text } of [...all, countSql(sought), summarySql(sought, [{ name: 'level', sql: 'h.level' }])]) expect(text).not.toContain('drop');
  });

  it('kinds of overdue that are no hazard’s find nothing', () => {
    expect(setSql(seek({ overdueKind: ['RETURN', 'TASK'] }), SORTS.deadline, null, 51, 'h.id').text).toContain('(false)');
  });
});
