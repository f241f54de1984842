/** From what is sought to SQL: pure. Values only ever travel as parameters; numbers in the text are our own constants. */
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, TOTAL_EXACT_TO } from '../platform/http/limits.js';
import type { Lane } from './finding.lanes.js';
import { countyOf } from './finding.scope.js';
import type { Scope } from './finding.scope.js';

export type SortColumn = 'deadline_sort' | 'found_on' | 'updated_at' | 'ledger_no';

/** A place in the text for a value. */
export type Slot = (value: unknown) => string;

export interface Condition {
  /** Of the row `h`. */
  sql: (slot: Slot) => string;
  /** A range of this column: where the list is sorted by it, the index does it. */
  bounds?: SortColumn;
  /** Every order has its column behind the id: index entries that do not meet it are passed over, no row is read for them. */
  inEveryOrder?: true;
  /** How an index finds the same rows, where that is written otherwise. */
  byIndex?: (slot: Slot) => string;
}

export interface Sought {
  scopes: readonly Scope[];
  lanes: readonly Lane[];
  conditions: readonly Condition[];
  /** Some condition is an equality that leaves some hundred rows: they are sorted in memory. */
  few: boolean;
  /** Only supervised ones: few in a county, with orders of their own. */
  supervised: boolean;
}

export interface Sort { column: SortColumn; type: string; descending: boolean; tie: boolean }

export const SORTS = {
  deadline: { column: 'deadline_sort', type: 'date', descending: false, tie: true },
  '-foundOn': { column: 'found_on', type: 'date', descending: true, tie: true },
  '-updatedAt': { column: 'updated_at', type: 'timestamptz', descending: true, tie: true },
  /** For `updatedSince`: whoever follows the ledger reads forward. */
  updatedAt: { column: 'updated_at', type: 'timestamptz', descending: false, tie: true },
  /** Begins with the code of its town and is unique in the county: it needs no second key. */
  ledgerNo: { column: 'ledger_no', type: 'text', descending: false, tie: false },
} as const satisfies Record<string, Sort>;
export type SortName = keyof typeof SORTS;

/** Where the page before ended. */
export interface After { key: string; id: string }

export interface Sql { text: string; values: unknown[] }

/** More branches than these cost more to plan than they save. */
const BRANCHES_MAX = 80;
/** Of the first rows in order so many pages are looked through; what was found there tells how far the page reaches. */
const WINDOW_PAGES = 6;
const WINDOW_MIN = 300;
/** Further than this it is less to collect the matches by an index. */
const WINDOW_MAX = 3_000;
/** Matches do not lie evenly. */
const HEADROOM = 1.5;

/**
 * IN_ORDER: the index has the order and nothing is left to filter. WINDOW_THEN_SET: look through the first rows in order;
 * where they do not fill the page, look as far as it takes by what they held; where they held next to nothing, matches are
 * rare: collect them all and sort. SET: they are few anyway.
 */
export type Way = 'IN_ORDER' | 'WINDOW_THEN_SET' | 'SET';

export function wayOf({ scopes, lanes, conditions, few, supervised }: Sought, sort: Sort): Way {
  const unordered = scopes.some((scope) => scope.column === 'enterprise_id');
  if (few || unordered) return 'SET';
  if (supervised) return 'IN_ORDER';
  if (scopes.length * lanes.length > BRANCHES_MAX) return 'SET';
  return conditions.every((one) => one.inEveryOrder ?? one.bounds === sort.column) ? 'IN_ORDER' : 'WINDOW_THEN_SET';
}

/** The statements a list takes, one after the other, until one fills the page or has them all. */
export async function inSteps<R extends { length: number }>(
  sought: Sought, sort: Sort, after: After | null, limit: number, columns: string, run: (sql: Sql) => Promise<R>,
): Promise<R> {
  const way = wayOf(sought, sort);
  let rare = false;
  if (way === 'IN_ORDER') return run(inOrderSql(sought, sort, after, limit, columns));
  if (way === 'WINDOW_THEN_SET') {
    const window = Math.max(WINDOW_MIN, WINDOW_PAGES * limit);
    const first = await run(windowSql(sought, sort, after, limit, columns, window));
    if (first.length === limit) return first;
    const further = Math.ceil((window * limit * HEADROOM) / first.length);
    const second = further <= WINDOW_MAX ? await run(windowSql(sought, sort, after, limit, columns, further)) : null;
    if (second?.length === limit) return second;
    rare = second === null;
  }
  return run(setSql(sought, sort, after, limit, columns, rare));
}

/** The usual page, with one row more. Its length stands in the text: of a length it is not told the planner expects too much, and plans anew each time. */
const USUAL = PAGE_LIMIT_DEFAULT + 1;

/** One branch per scope and lane, each read in the order of its index, merged as far as the page needs. */
export function inOrderSql(sought: Sought, sort: Sort, after: After | null, limit: number, columns: string): Sql {
  const { slot, values } = slots();
  const merged = branches(sought, sort, after, slot, PAGE_LIMIT_MAX + 1);
  return { text: `select ${columns}, ${cursorKey(sort)} from (${merged}) h order by ${orderBy(sort)} limit ${limit === USUAL ? limit : `${slot(limit)}::int`}`, values };
}

export function windowSql(sought: Sought, sort: Sort, after: After | null, limit: number, columns: string, window: number): Sql {
  const { slot, values } = slots();
  const unordered = sought.conditions.filter((one) => !one.inEveryOrder && one.bounds !== sort.column);
  const merged = branches(sought, sort, after, slot, window);
  const rest = unordered.map((one) => one.sql(slot));
  return {
    text: `select ${columns}, ${cursorKey(sort)} from (select * from (${merged}) h order by ${orderBy(sort)} limit ${window}) h
      where ${rest.join(' and ')} order by ${orderBy(sort)} limit ${slot(limit)}::int`,
    values,
  };
}

/** `rare`: as far as was looked there is next to nothing of it. */
export function setSql(sought: Sought, sort: Sort, after: After | null, limit: number, columns: string, rare = false): Sql {
  const { slot, values } = slots();
  const where = [...everything(sought, slot, rare), ...(after ? [beyond(sort, after, slot)] : [])];
  return { text: `select ${columns}, ${cursorKey(sort)} from hazard h where ${where.join(' and ')} order by ${orderBy(sort)} limit ${slot(limit)}::int`, values };
}

/** Contract §1: exact to 10,000. */
export function countSql(sought: Sought): Sql {
  const { slot, values } = slots();
  return { text: `select count(*)::int as count from (select 1 from hazard h where ${everything(sought, slot).join(' and ')} limit ${TOTAL_EXACT_TO + 1}) found`, values };
}

/** How many there are, counted no further than `limit`. */
export function atMostSql(sought: Sought, limit: number): Sql {
  const { slot, values } = slots();
  return { text: `select count(*)::int as count from (select 1 from hazard h where ${everything(sought, slot).join(' and ')} limit ${slot(limit)}::int) found`, values };
}

/** By enterprise, town by town, names as the dictionary has them. */
export function groupedSql(sought: Sought): Sql {
  const { slot, values } = slots();
  return {
    text: `select o.id, o.name, o.town_code as "townCode", o.credit_code as "creditCode", o.sector, g.count, g.majors, g.open
      from (select h.enterprise_id, count(*)::int as count, (count(*) filter (where h.level = 'MAJOR'))::int as majors,
          (count(*) filter (where h.status not in ('CLOSED', 'VOIDED')))::int as open
        from hazard h where ${everything(sought, slot).join(' and ')} group by 1) g
      join organisation o on o.id = g.enterprise_id order by o.town_code, o.name collate "zh-Hans-CN-x-icu", o.id`,
    values,
  };
}

/** `keys` are expressions of ours, named. */
export function summarySql(sought: Sought, keys: readonly { name: string; sql: string }[]): Sql {
  const { slot, values } = slots();
  const columns = keys.map(({ name, sql }) => `${sql} as "${name}"`).join(', ');
  const places = keys.map((_, at) => at + 1).join(', ');
  return { text: `select ${columns}, count(*)::int as count from hazard h where ${everything(sought, slot).join(' and ')} group by ${places} order by ${places}`, values };
}

function slots(): { slot: Slot; values: unknown[] } {
  const values: unknown[] = [];
  return { values, slot: (value) => `$${values.push(value)}` };
}

const orderBy = ({ column, descending, tie }: Sort): string =>
  [column, ...(tie ? ['id'] : [])].map((one) => `h.${one}${descending ? ' desc' : ''}`).join(', ');

const cursorKey = ({ column }: Sort): string => `h.${column}::text as "cursorKey"`;

function beyond({ column, type, descending, tie }: Sort, after: After, slot: Slot): string {
  const than = descending ? '<' : '>';
  const key = `${slot(after.key)}::${type}`;
  return tie ? `(h.${column}, h.id) ${than} (${key}, ${slot(after.id)}::uuid)` : `h.${column} ${than} ${key}`;
}

function branches(sought: Sought, sort: Sort, after: After | null, slot: Slot, limit: number): string {
  const { scopes, lanes, conditions, supervised } = sought;
  const within = conditions.filter((one) => supervised || one.inEveryOrder || one.bounds === sort.column).map((one) => one.sql(slot));
  if (after) within.push(beyond(sort, after, slot));
  const branch = (where: string[]): string =>
    `(select * from hazard h where ${[...where, ...within].join(' and ')} order by ${orderBy(sort)} limit ${limit})`;
  if (supervised) {
    const any = `h.lane = any(${slot(lanes)}::smallint[])`;
    return scopes.map((scope) => branch([...whereIs(scope, slot), any])).join('\n union all ');
  }
  const places = scopes.map((scope) => `h.${scope.column} = ${slot(scope.value)}`);
  return places.flatMap((place) => lanes.map((lane) => branch([place, `h.lane = ${lane}`]))).join('\n union all ');
}

/** A town with its county: what is indexed by county serves it too. */
function whereIs(scope: Scope, slot: Slot): string[] {
  const county = countyOf(scope);
  return [...(county === null ? [] : [`h.county_code = ${slot(county)}`]), ...(scope.column === 'county_code' ? [] : [`h.${scope.column} = ${slot(scope.value)}`])];
}

function everything({ scopes, lanes, conditions }: Sought, slot: Slot, rare = false): string[] {
  const byWord = rare && conditions.some((one) => one.byIndex);
  const lane = byWord ? `(h.lane + 0) = any(${slot(lanes)}::int[])` : `h.lane = any(${slot(lanes)}::smallint[])`;
  return [within(scopes, slot, byWord), lane, ...conditions.map((one) => (one.byIndex ?? one.sql)(slot))];
}

/**
 * Towns are named with their county: what is indexed by county serves them too. Where the index of a rare word finds
 * the rows, places are only looked at in them: of a whole town's entries no set is made to be met with a few hundred.
 */
function within(scopes: readonly Scope[], slot: Slot, byWord: boolean): string {
  const columns = [...new Set(scopes.map((scope) => scope.column))];
  const looked = (column: Scope['column']): string => (byWord && column !== 'enterprise_id' ? `(h.${column} || '')` : `h.${column}`);
  const any = columns.map((column) => {
    const values = scopes.filter((scope) => scope.column === column).map((scope) => scope.value);
    return `${looked(column)} = any(${slot(values)}::${column === 'enterprise_id' ? 'uuid' : 'text'}[])`;
  });
  const counties = [...new Set(scopes.map(countyOf))];
  const inCounties = columns.includes('town_code') && !counties.includes(null) ? ` and ${looked('county_code')} = any(${slot(counties)}::text[])` : '';
  return `(${any.join(' or ')})${inCounties}`;
}
