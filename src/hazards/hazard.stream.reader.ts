import { Injectable } from '@nestjs/common';
import type { AuthorityLevel } from '../domain/permission.js';
import type { Hazard } from '../domain/hazard.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Database } from '../platform/database/database.js';
import { adHoc } from '../platform/database/statement.js';
import type { Requested } from '../platform/http/requested.js';
import type { HazardFilters } from './finding.dto.js';
import { FindingReader } from './finding.reader.js';
import { atMostSql, groupedSql, SORTS, setSql } from './finding.sql.js';

/** What papers show of a hazard. */
export type StreamedHazard = Pick<Hazard,
  'id' | 'ledgerNo' | 'externalRef' | 'registeredByOrganisationId' | 'enterpriseId' | 'enterpriseName' | 'cityCode' | 'countyCode' | 'townCode' | 'status' | 'level' |
  'source' | 'finderLevel' | 'sector' | 'category' | 'description' | 'location' | 'basisClause' | 'basisNote' | 'foundOn' | 'foundBy' | 'owner' | 'deadline' |
  'supervisingOfficer' | 'interimMeasures' | 'operationsSuspended' | 'fiveInPlace' | 'supervision'> & {
    creditCode: string | null;
    signedBy: string | null;
    confirmedBy: { level: AuthorityLevel; name: string }[];
    submissionSummary: string | null;
    completedOn: string | null;
    /** The county's day. */
    closedOn: string | null;
  };

type Read = Omit<StreamedHazard, 'closedOn'> & Pick<Hazard, 'closedAt'>;

export interface EnterpriseCounted { id: string; name: string; townCode: string; creditCode: string | null; sector: string | null; count: number; majors: number; open: number }

const PROPERTIES = [
  'id', 'ledgerNo', 'externalRef', 'registeredByOrganisationId', 'enterpriseId', 'enterpriseName', 'cityCode', 'countyCode', 'townCode', 'status', 'level',
  'source', 'finderLevel', 'sector', 'category', 'description', 'location', 'basisClause', 'basisNote', 'foundOn', 'foundBy', 'owner', 'deadline',
  'supervisingOfficer', 'interimMeasures', 'operationsSuspended', 'fiveInPlace', 'supervision',
] as const satisfies readonly (keyof StreamedHazard)[];
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const COLUMNS = `${PROPERTIES.map((name) => `h.${snake(name)} as "${name}"`).join(', ')},
  (select o.credit_code from organisation o where o.id = h.enterprise_id) as "creditCode", h.signature -> 'by' ->> 'name' as "signedBy",
  coalesce((select json_agg(json_build_object('level', c ->> 'level', 'name', c -> 'by' ->> 'name')) from jsonb_array_elements(h.confirmations) c), '[]') as "confirmedBy",
  h.submission ->> 'summary' as "submissionSummary", h.submission ->> 'completedOn' as "completedOn", h.closed_at as "closedAt"`;

/** Few enough that they are gone before the memory they took is kept for longer. */
const ROWS_AT_ONCE = 500;

/** All hazards that a filter finds, in the caller's reach, in the order of their numbers: some at a time, by key. */
@Injectable()
export class HazardStream {
  constructor(private readonly database: Database, private readonly finding: FindingReader, private readonly calendar: Calendar) {}

  /** At most `limit`. */
  async count(requested: Requested, filters: HazardFilters, limit: number): Promise<number> {
    const sought = await this.finding.sought(requested, filters);
    if (sought.scopes.length === 0 || sought.lanes.length === 0) return 0;
    const { text, values } = atMostSql(sought, limit);
    const [row] = await this.database.run(adHoc<{ count: number }>(text), values);
    return row?.count ?? 0;
  }

  async *each(requested: Requested, filters: HazardFilters): AsyncGenerator<StreamedHazard[]> {
    const sought = await this.finding.sought(requested, filters);
    if (sought.scopes.length === 0 || sought.lanes.length === 0) return;
    let after: { key: string; id: string } | null = null;
    for (;;) {
      const { text, values } = setSql(sought, SORTS.ledgerNo, after, ROWS_AT_ONCE, COLUMNS);
      const rows = await this.database.run(adHoc<Read>(text), values);
      if (rows.length > 0) yield rows.map(({ closedAt, ...row }) => ({ ...row, closedOn: closedAt && this.calendar.dayOf(closedAt) }));
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_AT_ONCE) return;
      after = { key: last.ledgerNo, id: last.id };
    }
  }

  /** The enterprises whose hazards they are, town by town. */
  async enterprises(requested: Requested, filters: HazardFilters): Promise<EnterpriseCounted[]> {
    const sought = await this.finding.sought(requested, filters);
    if (sought.scopes.length === 0 || sought.lanes.length === 0) return [];
    const { text, values } = groupedSql(sought);
    return this.database.run(adHoc<EnterpriseCounted>(text), values);
  }
}
