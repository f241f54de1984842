import { Injectable } from '@nestjs/common';
import { labelOf } from '../domain/labels.js';
import type { LabelGroup } from '../domain/labels.js';
import { refuse } from '../domain/refusal.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { adHoc, statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { Cursors, filterHashOf, pageOf } from '../platform/http/cursor.js';
import type { Page } from '../platform/http/cursor.js';
import type { Requested } from '../platform/http/requested.js';
import { told } from '../platform/http/total.js';
import type { Counted, Total } from '../platform/http/total.js';
import { FieldSeal } from '../platform/sealing/field-seal.js';
import { areKept, keptSql } from './finding.counts.js';
import type { HazardFilters, HazardQuery, SummaryKey, SummaryQuery } from './finding.dto.js';
import { LISTED_LANES, OPEN_LANES } from './finding.lanes.js';
import { Settled } from './finding.settled.js';
import { soughtBy, sourceSql } from './finding.sought.js';
import { countSql, inSteps, SORTS, summarySql } from './finding.sql.js';
import type { After, Sort, Sought, Sql } from './finding.sql.js';
import { listItem } from './finding.view.js';
import type { FoundRow, HazardListItem } from './finding.view.js';

/** Contract §1, lists: what would take longer is refused, and said how to narrow. */
const LIMIT_MS = 2_000;
const NARROW = '区划、企业、等级、状态或日期（areaCode, enterpriseId, level, status, …From/To）';
const QUERY_CANCELED = '57014';

const PROPERTIES = [
  'id', 'ledgerNo', 'version', 'status', 'pendingLevel', 'enterpriseId', 'enterpriseName', 'cityCode', 'countyCode', 'townCode', 'level',
  'source', 'finderLevel', 'sector', 'category', 'description', 'location', 'basisClause', 'foundOn', 'deadline', 'originalDeadline', 'owner',
  'supervision', 'operationsSuspended', 'fiveInPlace', 'repeatOf', 'duplicateOf', 'externalRef', 'registeredByOrganisationId',
  'createdAt', 'updatedAt', 'closedAt', 'stepDueOn',
] as const satisfies readonly (keyof FoundRow)[];
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const COLUMNS = `${PROPERTIES.map((name) => `h.${snake(name)} as "${name}"`).join(', ')}, h.extensions @> '[{"state":"PENDING"}]' as "extensionPending"`;

const COUNTIES = statement<{ code: string }>('finding_counties', `select code from area where city_code = $1 and level = 'COUNTY' order by code`);

type Row = FoundRow & { cursorKey: string };
export type Found = Counted<HazardListItem> & { syncedTo?: string };
const NOTHING: Page<never> = { items: [], nextCursor: null };

/** Lists and counts of hazards (contract §3, Finding hazards; docs/QUERIES.md). */
@Injectable()
export class FindingReader {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly settled: Settled,
    private readonly calendar: Calendar,
    private readonly seal: FieldSeal,
    private readonly config: Config,
  ) {}

  async list(requested: Requested, query: HazardQuery): Promise<Found> {
    if (query.updatedSince && query.sort) throw refuse('RULE_BROKEN', { why: 'updatedSince 按更新时间从早到晚给出，不能另行排序（sort）' }, 'sort');
    const filters = filterHashOf(query);
    const [key, id, firstSyncedTo] = query.cursor === undefined ? [] : (this.cursors.open(query.cursor, filters) as string[]);
    const after = key !== undefined && id !== undefined ? { key, id } : null;
    // Those of the first page: what commits late during the walk is found by who starts again from there.
    const syncedTo = query.updatedSince ? firstSyncedTo ?? (await this.settled.until()) : undefined;
    const sought = await this.sought(requested, query);
    const sort = SORTS[query.updatedSince ? 'updatedAt' : query.sort ?? '-foundOn'];
    const rows = isEmpty(sought) ? [] : await this.rows(sought, sort, after, query.limit + 1);
    const page = rows.length === 0 ? NOTHING
      : pageOf(rows, query.limit, (last) => this.cursors.seal([last.cursorKey, last.id, ...(syncedTo ? [syncedTo] : [])], filters));
    const seeing = { caller: requested.caller, seal: this.seal, today: this.calendar.today() };
    const total = query.count ? await this.total(sought) : {};
    return { items: page.items.map((row) => listItem(seeing, row)), nextCursor: page.nextCursor, ...total, ...(syncedTo && { syncedTo }) };
  }

  async summary(requested: Requested, query: SummaryQuery): Promise<{ items: object[] }> {
    const sought = await this.sought(requested, query);
    if (areKept(query, sought)) {
      const counts = isEmpty(sought) ? [] : await this.within<Record<string, string> & { count: number }>(keptSql(sought, query), true);
      return { items: counts.map((row) => labelled(row)) };
    }
    const keys = [...new Set(query.groupBy)].map((name) => ({ name, sql: name === 'source' ? sourceSql(requested.caller) : KEYS[name] }));
    const rows = isEmpty(sought) ? [] : await this.within<Record<string, string> & { count: number }>(summarySql(sought, keys));
    return { items: rows.map((row) => labelled(row)) };
  }

  /** The rows of the caller's reach only: scope comes first, whatever is asked (house, Flow). */
  async sought(requested: Requested, query: HazardFilters): Promise<Sought> {
    const sought = soughtBy(query, { caller: requested.caller, reach: requested.reach, today: this.calendar.today(), zone: this.config.countyZone });
    const scopes = await Promise.all(sought.scopes.map(async (scope) => scope.column !== 'city_code' ? [scope]
      : (await this.database.run(COUNTIES, [scope.value])).map(({ code }) => ({ column: 'county_code' as const, value: code }))));
    return { ...sought, scopes: scopes.flat() };
  }

  private rows(sought: Sought, sort: Sort, after: After | null, limit: number): Promise<Row[]> {
    return inSteps<Row[]>(sought, sort, after, limit, COLUMNS, (sql) => this.within(sql, isHot(sought)));
  }

  private async total(sought: Sought): Promise<Total> {
    const [row] = isEmpty(sought) ? [] : await this.within<{ count: number }>(countSql(sought));
    return told(row?.count ?? 0);
  }

  /** `hot`: served from an index or from counts as far as a page needs; it cannot become wide. */
  private async within<R extends object>({ text, values }: Sql, hot = false): Promise<R[]> {
    if (hot) return this.database.run(prepared<R>(text), values);
    try {
      return await this.database.runWithin(LIMIT_MS, adHoc<R>(text), values);
    } catch (error) {
      if ((error as { code?: string }).code === QUERY_CANCELED) throw refuse('QUERY_TOO_WIDE', { narrow: NARROW });
      throw error;
    }
  }
}

const isEmpty = ({ scopes, lanes }: Sought): boolean => scopes.length === 0 || lanes.length === 0;

/** Planning ten branches takes longer than reading the page: the lists that everybody opens are planned once. */
const isHot = ({ scopes, lanes, conditions }: Sought): boolean =>
  conditions.length === 0 && scopes.length === 1 && [LISTED_LANES, OPEN_LANES].some((hot) => hot.join() === lanes.join());

/** Two lane sets × four sorts × two scopes × first or later page, and the groupings people really ask for. */
const HOT_MAX = 100;
const hot = new Map<string, Statement>();
function prepared<R extends object>(text: string): Statement<R> {
  const known = hot.get(text) ?? (hot.size < HOT_MAX ? statement(`finding_${hot.size}`, text) : adHoc(text));
  if (known.name === '') return known as Statement<R>;
  hot.set(text, known);
  return known as Statement<R>;
}

const KEYS: Record<SummaryKey, string> = { areaCode: 'h.town_code', level: 'h.level', status: 'h.status', source: 'h.source', sector: 'h.sector' };

const labelled = (row: Record<string, string | number>): object => Object.fromEntries(Object.entries(row).flatMap(([name, value]) =>
  name === 'count' || name === 'areaCode' ? [[name, value]] : [[name, value], [`${name}Label`, labelOf(name as LabelGroup, String(value))]]));
