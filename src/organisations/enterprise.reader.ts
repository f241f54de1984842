import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import type { EnterpriseQuery } from './enterprise.dto.js';
import { enterpriseView } from './enterprise.view.js';
import type { EnterpriseView } from './enterprise.view.js';
import { Listing } from './listing.js';
import type { Counted } from './listing.js';
import type { OrganisationEntity } from './organisation.entity.js';
import { named, OrganisationReader, reached } from './organisation.reader.js';
import { ROW } from './organisation.repository.js';
import type { OrganisationRow } from './organisation.repository.js';

/** What other features may know of an enterprise. */
export interface EnterpriseRow extends Pick<OrganisationEntity,
  'id' | 'name' | 'status' | 'areaCode' | 'cityCode' | 'countyCode' | 'sector' | 'version' | 'provisional'> {
  townCode: string;
  scale: string | null;
  riskClass: string | null;
  riskFeatures: readonly string[];
}

export function enterpriseRow(row: OrganisationEntity): EnterpriseRow {
  const { id, name, status, areaCode, cityCode, countyCode, townCode, sector, scale, riskClass, riskFeatures, version, provisional } = row;
  return { id, name, status, areaCode, cityCode, countyCode, townCode: townCode ?? areaCode, sector, scale, riskClass, riskFeatures, version, provisional };
}

type Held = EnterpriseRow & { creditCode: string | null };

/** Held until the commit, in the order of ids: a move or a merger of the enterprise waits, or is seen. */
const hold = (by: string, named: string, ordered = 'order by o.id'): Statement<Held> => statement<Held>(`enterprise_hold_by_${by}`, `
  select o.id, o.name, o.status, o.area_code as "areaCode", o.city_code as "cityCode", o.county_code as "countyCode",
    o.town_code as "townCode", o.sector, o.scale, o.risk_class as "riskClass", o.risk_features as "riskFeatures",
    o.version, o.provisional, o.credit_code as "creditCode"
  from organisation o
  where ${named} and o.kind = 'ENTERPRISE'
    and $2::text = case $1::text when 'enterprise_id' then o.id::text when 'town_code' then o.town_code
      when 'county_code' then o.county_code else o.city_code end
  ${ordered} for share`);
/** Each is read from one index; most who register name all in the same way. One id is planned once, of a list each time anew. */
const HOLD_ONE = hold('one', 'o.id = $3', '');
const HOLD_BY_ID = hold('id', 'o.id = any($3::uuid[])');
const HOLD_BY_CODE = hold('code', 'o.credit_code = any($3::text[])');
const HOLD_BY_BOTH = hold('both', '(o.id = any($3::uuid[]) or o.credit_code = any($4::text[]))');

/** By which names and codes the enterprises of a county are known. */
const KNOWN = statement<KnownEnterprise>('enterprise_known', `
  select o.id, o.name, o.short_names as "shortNames", o.credit_code as "creditCode", o.town_code as "townCode"
  from organisation o where o.county_code = $1 and o.kind = 'ENTERPRISE' and o.merged_into_id is null order by o.id`);

export type KnownEnterprise = Pick<OrganisationEntity, 'id' | 'name' | 'shortNames' | 'creditCode' | 'townCode'>;

export interface EnterpriseAsked {
  id?: string;
  creditCode?: string;
}

/** What a table of hazards is matched with. */
export interface EnterpriseFound { id: string; name: string; shortNames: string[]; creditCode: string | null; sector: string | null }

/** By code or by any of its names; one that was merged into another is found no more. */
const FOUND = statement<EnterpriseFound>('enterprise_found', `
  select o.id, o.name, o.short_names as "shortNames", o.credit_code as "creditCode", o.sector from organisation o
  where o.kind = 'ENTERPRISE' and o.merged_into_id is null
    and (o.id = any($1::uuid[]) or o.credit_code = any($2::text[]) or o.name = any($3::text[]) or o.short_names && $3::text[])
    and $5::text = case $4::text when 'enterprise_id' then o.id::text when 'town_code' then o.town_code
      when 'county_code' then o.county_code else o.city_code end`);

@Injectable()
export class EnterpriseReader {
  constructor(private readonly organisations: OrganisationReader, private readonly listing: Listing, private readonly database: Database) {}

  list(reach: Reach, query: EnterpriseQuery): Promise<Counted<EnterpriseView>> {
    const where = reached(reach)
      .and((slot) => `o.kind = ${slot}`, 'ENTERPRISE')
      .and((slot) => `starts_with(o.area_code, ${slot})`, query.areaCode)
      .and((slot) => `o.sector = any(${slot}::text[])`, query.sector)
      .and((slot) => `o.status = any(${slot}::text[])`, query.status)
      .and((slot) => `o.credit_code = ${slot}`, query.creditCode)
      .and((slot) => `(o.provisional and o.status = 'ACTIVE') = ${slot}`, query.provisional)
      .and(named, query.q);
    return this.listing.page<OrganisationRow, EnterpriseView>({ select: ROW, from: 'organisation o', alias: 'o', where }, query, enterpriseView);
  }

  async one(reach: Reach, id: string): Promise<EnterpriseView> {
    const row = await this.organisations.one(reach, id);
    if (row.kind !== 'ENTERPRISE') throw refuse('NOT_FOUND');
    return enterpriseView(row);
  }

  /** Of the whole county, for whoever resolves names of a list: not to be answered to anybody. */
  knownOf(countyCode: string): Promise<KnownEnterprise[]> {
    return this.database.run(KNOWN, [countyCode]);
  }

  /** Those in reach that these ids, codes or names may mean. */
  found(writing: Pick<Writing, 'run'>, reach: Reach, { ids, codes, names }: { ids: readonly string[]; codes: readonly string[]; names: readonly string[] }): Promise<EnterpriseFound[]> {
    return writing.run(FOUND, [ids, codes, names, reach.column, reach.value]);
  }

  /** In the order asked; null for what is absent or outside the reach. */
  async lockFor(writing: Pick<Writing, 'run'>, reach: Reach, asked: readonly EnterpriseAsked[]): Promise<(EnterpriseRow | null)[]> {
    const ids = asked.flatMap(({ id }) => id ?? []);
    const codes = asked.flatMap(({ id, creditCode }) => (id === undefined ? creditCode ?? [] : []));
    if (ids.length + codes.length === 0) return asked.map(() => null);
    const rows = await held(writing, [reach.column, reach.value], ids, codes);
    const byId = new Map<string, EnterpriseRow>();
    const byCode = new Map<string | null, EnterpriseRow>();
    for (const { creditCode, ...row } of rows) {
      byId.set(row.id, row);
      if (!byCode.has(creditCode)) byCode.set(creditCode, row);
    }
    return asked.map(({ id, creditCode }) => (id !== undefined ? byId.get(id) : creditCode !== undefined ? byCode.get(creditCode) : undefined) ?? null);
  }
}

function held(writing: Pick<Writing, 'run'>, reach: string[], ids: readonly string[], codes: readonly string[]): Promise<Held[]> {
  if (ids.length === 0) return writing.run(HOLD_BY_CODE, [...reach, codes]);
  if (codes.length > 0) return writing.run(HOLD_BY_BOTH, [...reach, ids, codes]);
  return ids.length === 1 ? writing.run(HOLD_ONE, [...reach, ...ids]) : writing.run(HOLD_BY_ID, [...reach, ids]);
}
