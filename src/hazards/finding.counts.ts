/** The summary from counts that are kept (hazard-count.repository.ts): what it takes does not grow with the ledger. */
import type { SummaryKey, SummaryQuery } from './finding.dto.js';
import { LISTED_LANES, levelSql, OPEN_LANES, statusSql } from './finding.lanes.js';
import type { Lane } from './finding.lanes.js';
import type { Sought, Sql } from './finding.sql.js';

/** What is counted by; whatever else is asked for has to be counted row by row. */
const COUNTED: Readonly<Record<SummaryKey, string>> = { areaCode: 'town_code', level: levelSql, status: statusSql, source: 'source', sector: 'sector' };

/** Whether kept counts can answer it. An enterprise's few hundred rows are counted as they are, under the sources it sees. */
export function areKept(query: SummaryQuery, { scopes }: Pick<Sought, 'scopes'>): boolean {
  const { groupBy: _keys, ...filters } = query;
  return scopes.every(({ column }) => column === 'county_code' || column === 'town_code') &&
    Object.entries(filters).every(([name, value]) => value === undefined || name in COUNTED);
}

/**
 * Lanes that everybody asks for stand in the text, and one county is an equality: of lists it is not told the planner
 * expects so much that it plans anew each time, which takes longer than adding up.
 */
const isUsual = (lanes: readonly Lane[]): boolean => [LISTED_LANES, OPEN_LANES].some((usual) => usual.join() === lanes.join());

/** Counts and what has changed since they were folded, in one look. */
export function keptSql({ scopes, lanes }: Pick<Sought, 'scopes' | 'lanes'>, { groupBy, source, sector }: SummaryQuery): Sql {
  const values: unknown[] = [];
  const slot = (value: unknown): string => `$${values.push(value)}`;
  const keys = [...new Set(groupBy)];
  const whole = !source && !sector && !keys.includes('source') && !keys.includes('sector');
  const towns = scopes.filter(({ column }) => column === 'town_code').map(({ value }) => value);
  const counties = scopes.filter(({ column }) => column === 'county_code').map(({ value }) => value);
  const all = [...new Set([...counties, ...towns.map((town) => town.slice(0, COUNTY_DIGITS))])];
  const where = [
    all.length === 1 ? `county_code = ${slot(all[0])}` : `county_code = any(${slot(all)}::text[])`,
    isUsual(lanes) ? `lane in (${lanes.join(', ')})` : `lane = any(${slot(lanes)}::smallint[])`,
    ...(towns.length === 0 ? [] : [`(town_code = any(${slot(towns)}::text[]) or county_code = any(${slot(counties)}::text[]))`]),
    ...(source ? [`source = any(${slot(source)}::text[])`] : []), ...(sector ? [`sector = any(${slot(sector)}::text[])`] : []),
  ].join(' and ');
  const columns = keys.map((key) => `${COUNTED[key]} as "${key}"`).join(', ');
  const places = keys.map((_, at) => at + 1).join(', ');
  return {
    text: `select ${columns}, sum(n)::int as count from (
        select town_code, lane, source, sector, count as n from hazard_count where source ${whole ? '=' : '<>'} '' and ${where}
        union all select town_code, lane, source, sector, change from hazard_delta where ${where}
      ) counted group by ${places} having sum(n) <> 0 order by ${places}`,
    values,
  };
}

const COUNTY_DIGITS = 6;
