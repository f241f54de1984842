import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { Listing } from '../organisations/listing.js';
import type { Counted } from '../organisations/listing.js';
import { selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import type { Looking } from '../platform/ledger/door.js';
import type { InspectionQuery } from './inspection.dto.js';
import { InspectionEntity } from './inspection.entity.js';
import { inspectionView } from './inspection.view.js';
import type { InspectionRow, InspectionView } from './inspection.view.js';

/** The enterprise as it stands now: one that was merged into another is that other. Scope follows it. */
const NOW = 'organisation e on e.id = i.enterprise_id join organisation o on o.id = coalesce(e.merged_into_id, e.id)';
const FROM = `inspection i join ${NOW}`;
const ROW = `${selection(InspectionEntity, 'i')}, o.id as "enterpriseNow", o.name as "enterpriseName", o.area_code as "areaCode"`;
const COLUMN: Readonly<Record<Reach['column'], string>> = { enterprise_id: 'o.id', town_code: 'o.town_code', county_code: 'o.county_code', city_code: 'o.city_code' };

const oneBy = (column: Reach['column']): Statement<InspectionRow> => statement<InspectionRow>(`inspection_one_${column}`, `select ${ROW} from ${FROM} where i.id = $1 and ${COLUMN[column]} = $2`);
const ONE: Record<Reach['column'], Statement<InspectionRow>> = {
  enterprise_id: oneBy('enterprise_id'), town_code: oneBy('town_code'), county_code: oneBy('county_code'), city_code: oneBy('city_code'),
};

/** Those that stand, and whose they are. Held until the commit: one that is being voided waits, or is seen to be void. */
const HOLD = statement<{ id: string; enterpriseId: string }>('inspection_hold', `
  select i.id, o.id as "enterpriseId" from ${FROM}
  where i.id = any($1::uuid[]) and i.voided_at is null
    and $3::text = case $2::text when 'enterprise_id' then o.id::text when 'town_code' then o.town_code
      when 'county_code' then o.county_code else o.city_code end
  order by i.id for share of i`);

/** Where the town centres of a county, or of one of its towns, were in a period. */
export interface TownVisit { id: string; enterpriseId: string; enterpriseName: string; creditCode: string | null; townCode: string; town: string; inspectedOn: string }
const VISITS = statement<TownVisit>('inspection_visits_of_towns', `
  select i.id, o.id as "enterpriseId", o.name as "enterpriseName", o.credit_code as "creditCode", o.town_code as "townCode", coalesce(a.name, o.town_code) as town,
    i.inspected_on as "inspectedOn"
  from ${FROM} left join area a on a.code = o.town_code
  where i.county_code = $1 and ($2 = $1 or o.town_code = $2) and i.level = 'TOWN' and i.voided_at is null and i.inspected_on between $3::date and $4::date
  order by i.id limit $5::int`);

@Injectable()
export class InspectionReader {
  constructor(private readonly database: Database, private readonly listing: Listing) {}

  list(reach: Reach, query: InspectionQuery): Promise<Counted<InspectionView>> {
    const where = new Conditions()
      .and((slot) => `${COLUMN[reach.column]} = ${slot}`, reach.value)
      .and((slot) => `exists (select from unnest(${slot}::text[]) p where starts_with(o.area_code, p))`, query.areaCode)
      .and((slot) => `o.id = any(${slot}::uuid[])`, query.enterpriseId)
      .and((slot) => `i.level = any(${slot}::text[])`, query.level)
      .and((slot) => `i.mode = any(${slot}::text[])`, query.mode)
      .and((slot) => `i.inspected_on >= ${slot}::date`, query.inspectedFrom)
      .and((slot) => `i.inspected_on <= ${slot}::date`, query.inspectedTo)
      .and((slot) => `(i.voided_at is not null) = ${slot}::boolean`, query.voided);
    return this.listing.page<InspectionRow, InspectionView>({ select: ROW, from: FROM, alias: 'i', where }, query, inspectionView);
  }

  /** Absent and out of reach are the same 404. */
  async one(reach: Reach, id: string): Promise<InspectionRow> {
    const [row] = await this.database.run(ONE[reach.column], [id, reach.value]);
    if (!row) throw refuse('NOT_FOUND');
    return row;
  }

  /** Which enterprise each is of. Nothing is asked where none is named. */
  async holdFor(writing: Looking, reach: Reach, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = ids.length === 0 ? [] : await writing.run(HOLD, [ids, reach.column, reach.value]);
    return new Map(rows.map(({ id, enterpriseId }) => [id, enterpriseId]));
  }

  visits({ countyCode, areaCode, periodFrom, periodTo }: { countyCode: string; areaCode: string; periodFrom: string; periodTo: string }, limit: number): Promise<TownVisit[]> {
    return this.database.run(VISITS, [countyCode, areaCode, periodFrom, periodTo, limit]);
  }
}
