/** The shapes that docs/QUERIES.md promises: scope × filter × sort. */
import type pg from 'pg';
import type { Caller, Organisation, Reach } from '../../src/domain/permission.js';
import { reachOf } from '../../src/domain/permission.js';
import type { HazardFilters } from '../../src/hazards/finding.dto.js';
import { COLUMNS } from '../../src/hazards/finding.reader.js';
import { soughtBy } from '../../src/hazards/finding.sought.js';
import { inSteps, SORTS, wayOf } from '../../src/hazards/finding.sql.js';
import type { After, SortName, Sought } from '../../src/hazards/finding.sql.js';
import { CITY, COUNTY, COMMON_WORD, RARE_WORD, SMALL_TOWN, TOWN } from './many-hazards.js';
import { explain, together } from './plans.js';
import type { Done } from './plans.js';

export const SHAPE_SORTS = ['deadline', '-foundOn', '-updatedAt', 'ledgerNo'] as const satisfies readonly SortName[];
export const SCOPES = ['city', 'county', 'town', 'small town', 'enterprise'] as const;
export type ScopeName = (typeof SCOPES)[number];

/** `firm`: an enterprise of the town, with some hundred hazards. */
export const filtersOf = (firm: string): Record<string, HazardFilters> => ({
  'no filter': {},
  open: { status: ['REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING'] },
  overdue: { overdue: true },
  'level + status': { level: ['MAJOR'], status: ['RECTIFYING'] },
  'level + status, closed': { level: ['MAJOR'], status: ['CLOSED'] },
  'pendingLevel TOWN': { pendingLevel: ['TOWN'] },
  'pendingLevel COUNTY': { pendingLevel: ['COUNTY'] },
  'pendingLevel CITY': { pendingLevel: ['CITY'] },
  supervised: { supervised: true },
  'one enterprise': { enterpriseId: [firm] },
  'rare word': { q: RARE_WORD },
  'common word': { q: COMMON_WORD },
});

const organisation = (kind: Organisation['kind'], areaCode: string, id: string): Organisation =>
  ({ id, name: '示例', kind, areaCode, cityCode: CITY, countyCode: COUNTY, townCode: kind === 'TOWN_CENTRE' ? areaCode : null });

export function callerOf(scope: ScopeName, firm: string): Caller {
  const kinds = { city: ['CITY_BUREAU', CITY], county: ['COUNTY_BUREAU', COUNTY], town: ['TOWN_CENTRE', TOWN], 'small town': ['TOWN_CENTRE', SMALL_TOWN], enterprise: ['ENTERPRISE', TOWN] } as const;
  const [kind, areaCode] = kinds[scope];
  return { kind: 'PERSON', id: 'x', name: '示例', organisation: organisation(kind, areaCode, firm), mandates: [], scopes: [] };
}

/** As the reader resolves a city. */
const scopesOf = (reach: Reach): Reach[] =>
  reach.column === 'city_code' ? [COUNTY, '140524'].map((value) => ({ column: 'county_code', value })) : [reach];

export function shape(scope: ScopeName, filters: HazardFilters, today: string, firm: string): Sought {
  const caller = callerOf(scope, firm);
  const reach = reachOf(caller.organisation);
  const sought = soughtBy(filters, { caller, reach, today, zone: 'Asia/Shanghai' });
  return { ...sought, scopes: sought.scopes.flatMap(scopesOf) };
}

/** The statements the reader would run, run. */
export async function explained(client: pg.Client, sought: Sought, sortName: SortName, limit: number, after: After | null = null): Promise<Done & { way: string }> {
  const sort = SORTS[sortName];
  const all: Done[] = [];
  await inSteps(sought, sort, after, limit + 1, COLUMNS, async (sql) => {
    const done = await explain(client, sql);
    all.push(done);
    return { length: done.rows };
  });
  return { ...together(all), way: wayOf(sought, sort) };
}
