import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { columnsOf, rowOf, selection } from '../platform/database/columns.js';
import { NAME_LOCK } from '../platform/database/locks.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { OrganisationEntity } from './organisation.entity.js';

const COLUMNS = columnsOf(OrganisationEntity).map(([, column]) => column);

/** A row with the name of its area, which the answer shows. */
export type OrganisationRow = OrganisationEntity & { areaName: string };

/** What a caller reaches of this table: an enterprise is reached by its own id. */
export const REACHED_BY: Readonly<Record<Reach['column'], string>> = {
  enterprise_id: 'o.id', town_code: 'o.town_code', county_code: 'o.county_code', city_code: 'o.city_code',
};

export const ROW = `${selection(OrganisationEntity, 'o')}, coalesce((select a.name from area a where a.code = o.area_code), '') as "areaName"`;

/** In the order of ids; strong enough to wait for those who hold a row FOR SHARE, weak enough for foreign keys. */
const lockBy = (column: Reach['column']): Statement<OrganisationRow> => statement(`organisation_lock_${column}`, `
  select ${ROW} from organisation o where o.id = any($1::uuid[]) and ${REACHED_BY[column]} = $2 order by o.id for no key update of o`);

const LOCK: Record<Reach['column'], Statement<OrganisationRow>> = {
  enterprise_id: lockBy('enterprise_id'), town_code: lockBy('town_code'), county_code: lockBy('county_code'), city_code: lockBy('city_code'),
};

const LOCK_TOWN = statement<OrganisationRow>('organisation_lock_town', `
  select ${ROW} from organisation o where o.town_code = $1 and o.county_code = $2 order by o.id for no key update of o`);

const INSERT = statement('organisation_insert', `
  insert into organisation (${COLUMNS.join(', ')})
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')} from json_populate_recordset(null::organisation, $1::json) r`);

const UPDATE = statement('organisation_update', `
  update organisation o set ${COLUMNS.filter((column) => column !== 'id').map((column) => `${column} = r.${column}`).join(', ')}
  from json_populate_recordset(null::organisation, $1::json) r where o.id = r.id`);

const CLAIM = statement('organisation_claim', `
  select pg_advisory_xact_lock(${NAME_LOCK}, hashtext(key)) from (select unnest($1::text[]) as key order by 1) keys`);

const BY_CREDIT_CODE = statement<{ id: string }>('organisation_by_credit_code', `
  select o.id from organisation o where o.county_code = $1 and o.credit_code = $2`);

const NAMESAKE = statement<{ id: string }>('organisation_namesake', `
  select o.id from organisation o where o.kind = $1 and o.area_code = $2 and o.name = $3 and o.status = 'ACTIVE'`);

/** Whether $2 stands somewhere above $1, itself included. */
const ABOVE = statement('organisation_above', `
  with recursive above as (
    select o.id, o.parent_id from organisation o where o.id = $1
    union select o.id, o.parent_id from organisation o join above a on o.id = a.parent_id
  ) select from above where id = $2`);

const PROVISIONAL = statement<OrganisationRow>('organisation_provisional_named', `
  select ${ROW} from organisation o
  where o.town_code = $1 and o.kind = 'ENTERPRISE' and o.provisional and o.status = 'ACTIVE' and o.name = $2 order by o.id limit 1`);

/** The one that the last of that name in that town was merged into, as far as the caller looks. */
const survivorBy = (column: Reach['column']): Statement<OrganisationRow> => statement(`organisation_survivor_${column}`, `
  select ${ROW} from organisation p join organisation o on o.id = p.merged_into_id
  where p.town_code = $1 and p.kind = 'ENTERPRISE' and p.provisional and p.name = $2 and o.status = 'ACTIVE' and ${REACHED_BY[column]} = $3
  order by p.id desc limit 1 for share of o`);

const SURVIVOR: Record<Reach['column'], Statement<OrganisationRow>> = {
  enterprise_id: survivorBy('enterprise_id'), town_code: survivorBy('town_code'), county_code: survivorBy('county_code'), city_code: survivorBy('city_code'),
};

/** The only writer of organisations. */
@Injectable()
export class OrganisationRepository {
  async lock(writing: Writing, reach: Reach, ids: readonly string[]): Promise<Map<string, OrganisationRow>> {
    const rows = await writing.run(LOCK[reach.column], [ids, reach.value]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  lockTown(writing: Writing, countyCode: string, townCode: string): Promise<OrganisationRow[]> {
    return writing.run(LOCK_TOWN, [townCode, countyCode]);
  }

  /** Until the commit nobody else may look whether these names are free. */
  async claim(writing: Writing, ...names: readonly string[]): Promise<void> {
    await writing.run(CLAIM, [names]);
  }

  async idByCreditCode(writing: Writing, countyCode: string, creditCode: string): Promise<string | null> {
    await this.claim(writing, `${countyCode}/${creditCode}`);
    const [row] = await writing.run(BY_CREDIT_CODE, [countyCode, creditCode]);
    return row?.id ?? null;
  }

  /** Who asks for the first parent holds back everybody else's, so that two halves of a ring are not closed at once. */
  holdParents(writing: Writing, countyCode: string): Promise<void> {
    return this.claim(writing, `${countyCode}/parents`);
  }

  /** Whether `above` is `id` or stands above it, over however many others. */
  async isAbove(writing: Writing, above: string, id: string): Promise<boolean> {
    return (await writing.run(ABOVE, [id, above])).length > 0;
  }

  /** An area may have several authorities of a kind (after a merger it does), but not two of one name. */
  async namesake(writing: Writing, { kind, areaCode, name }: Pick<OrganisationEntity, 'kind' | 'areaCode' | 'name'>): Promise<string | null> {
    await this.claim(writing, `${kind}/${areaCode}/${name}`);
    const [row] = await writing.run(NAMESAKE, [kind, areaCode, name]);
    return row?.id ?? null;
  }

  /** The provisional one of that name in that town, or what it was merged into. */
  async provisionalNamed(writing: Writing, { column, value }: Reach, townCode: string, name: string): Promise<OrganisationRow | null> {
    await this.claim(writing, `${townCode}/${name}`);
    const [row] = await writing.run(PROVISIONAL, [townCode, name]);
    if (row) return row;
    const [survivor] = await writing.run(SURVIVOR[column], [townCode, name, value]);
    return survivor ?? null;
  }

  /** Now, and not with the closing: rows that refer to it may be deferred before it. */
  async insert(writing: Writing, row: OrganisationEntity): Promise<void> {
    await writing.run(INSERT, [JSON.stringify([rowOf(OrganisationEntity, row)])]);
  }

  update(writing: Writing, rows: readonly OrganisationEntity[]): void {
    writing.later(UPDATE, [JSON.stringify(rows.map((row) => rowOf(OrganisationEntity, row)))]);
  }
}
