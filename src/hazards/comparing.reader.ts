import { Injectable } from '@nestjs/common';
import type { FinderLevel, Hazard, Status } from '../domain/hazard.js';
import type { Reach } from '../domain/permission.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';

/** A hazard as the comparison looks at it: what its finder wrote, under the name of the enterprise at that time. */
export interface ComparedHazard extends Pick<Hazard, 'id' | 'ledgerNo' | 'externalRef' | 'enterpriseId' | 'enterpriseName' | 'townCode' | 'level' | 'sector' | 'description'
  | 'location' | 'basisClause' | 'basisNote' | 'foundOn' | 'foundBy' | 'closedAt'> {
  creditCode: string | null;
  town: string;
  /** Who found it first; a take-over does not make a firm's find the town's. */
  finder: FinderLevel;
  /** Of a duplicate: what it was before it was voided. */
  status: Exclude<Status, 'VOIDED'>;
  /** The row that stands for a voided duplicate: its finder counts (contract §3, void). */
  duplicateOf: string | null;
}

export interface ComparedScope { countyCode: string; areaCode: string; periodFrom: string; periodTo: string; sectors: readonly string[] }

const COLUMNS = `h.id, h.ledger_no as "ledgerNo", h.external_ref as "externalRef", h.enterprise_id as "enterpriseId", h.enterprise_name as "enterpriseName",
  o.credit_code as "creditCode", h.town_code as "townCode", coalesce(a.name, h.town_code) as town, coalesce(h.finders -> 0 ->> 'level', h.finder_level) as finder,
  h.level, h.sector, h.description, h.location, h.basis_clause as "basisClause", h.basis_note as "basisNote", h.found_on as "foundOn", h.found_by as "foundBy",
  case when h.status = 'VOIDED' then coalesce(h.status_before_void, 'RECTIFYING') else h.status end as status, h.closed_at as "closedAt", h.duplicate_of as "duplicateOf"`;
const FROM = `from hazard h join organisation o on o.id = h.enterprise_id left join area a on a.code = h.town_code`;
const STANDS = `(h.status <> 'VOIDED' or h.duplicate_of is not null)`;
const WITHIN = `h.county_code = $1 and ($2 = $1 or h.town_code = $2) and h.found_on between $3::date and $4::date
  and (cardinality($5::text[]) = 0 or h.sector = any($5::text[])) and ${STANDS}`;

const ROWS = statement<ComparedHazard>('hazard_compared', `select ${COLUMNS} ${FROM} where ${WITHIN} order by h.id limit $6::int`);
const COUNTS = statement<{ finder: FinderLevel; count: number }>('hazard_compared_counts', `
  select coalesce(h.finders -> 0 ->> 'level', h.finder_level) as finder, count(*)::int as count from hazard h where ${WITHIN} group by 1`);

/** Not voided, of the enterprise, open or closed since that instant. */
const likeBy = (column: Reach['column']): Statement<ComparedHazard> => statement<ComparedHazard>(`hazard_of_enterprise_${column}`, `
  select ${COLUMNS} ${FROM} where h.enterprise_id = $1 and h.${column} = $2 and h.status <> 'VOIDED'
    and (h.status <> 'CLOSED' or h.closed_at >= $3::timestamptz or h.id = $4) order by (h.id = $4) desc, h.found_on desc, h.id desc limit $5::int`);
const LIKE: Record<Reach['column'], Statement<ComparedHazard>> = {
  enterprise_id: likeBy('enterprise_id'), town_code: likeBy('town_code'), county_code: likeBy('county_code'), city_code: likeBy('city_code'),
};

/** What the comparison reads of the ledger. */
@Injectable()
export class HazardComparingReader {
  constructor(private readonly database: Database, private readonly calendar: Calendar) {}

  /** In one statement, hence in one moment: what is compared is what stood in the ledger then. */
  rows({ countyCode, areaCode, periodFrom, periodTo, sectors }: ComparedScope, limit: number): Promise<ComparedHazard[]> {
    return this.database.run(ROWS, [countyCode, areaCode, periodFrom, periodTo, sectors, limit]);
  }

  async counts({ countyCode, areaCode, periodFrom, periodTo, sectors }: ComparedScope): Promise<Partial<Record<FinderLevel, number>>> {
    const rows = await this.database.run(COUNTS, [countyCode, areaCode, periodFrom, periodTo, sectors]);
    return Object.fromEntries(rows.map(({ finder, count }) => [finder, count]));
  }

  /** The hazard itself first, where it is not voided; then the others of its enterprise, the newest first. */
  ofEnterpriseSince(reach: Reach, { id, enterpriseId }: { id: string; enterpriseId: string }, sinceInstant: string, limit: number): Promise<ComparedHazard[]> {
    return this.database.run(LIKE[reach.column], [enterpriseId, reach.value, sinceInstant, id, limit + 1]);
  }

  /** The county's day on which it was struck off. */
  closedOn({ closedAt }: Pick<ComparedHazard, 'closedAt'>): string | null {
    return closedAt === null ? null : this.calendar.dayOf(closedAt);
  }
}
