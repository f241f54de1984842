import { Injectable } from '@nestjs/common';
import type { Dossier } from '../domain/dossier.js';
import type { Approver, Hazard } from '../domain/hazard.js';
import type { Reach } from '../domain/permission.js';
import { columnsOf, recordset, selection, valuesOf } from '../platform/database/columns.js';
import { given, insertion } from '../platform/database/insertion.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { instantOf } from '../platform/database/types.js';
import type { Writing } from '../platform/ledger/door.js';
import { TodoRepository } from '../todos/todo.repository.js';
import { HazardEntity } from './hazard.entity.js';

const COLUMNS = columnsOf(HazardEntity).map(([, column]) => column);
const PROPERTIES = columnsOf(HazardEntity).map(([property]) => `r."${property}"`);
const SENT = `json_to_recordset($1::json) as r(${recordset(HazardEntity)})`;

type Locked = Hazard & Pick<Dossier, 'enterprise' | 'evidence'>;

/** Rows are locked in the order of their ids, in the caller's reach, with the little around them that rules look at. */
const lockBy = (column: Reach['column']): Statement<Locked> => statement<Locked>(`hazard_lock_${column}`, `
  select ${selection(HazardEntity, 'h')},
    (select json_build_object('id', o.id, 'status', o.status, 'scale', o.scale, 'riskClass', o.risk_class, 'riskFeatures', o.risk_features)
       from organisation o where o.id = h.enterprise_id) as enterprise,
    coalesce((select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'sha256', e.sha256, 'uploadedAt', e.created_at)) from evidence e where e.hazard_id = h.id), '[]') as evidence
  from hazard h where h.id = any($1::uuid[]) and h.${column} = $2 order by h.id for update of h`);

const LOCK: Record<Reach['column'], Statement<Locked>> = {
  enterprise_id: lockBy('enterprise_id'), town_code: lockBy('town_code'), county_code: lockBy('county_code'), city_code: lockBy('city_code'),
};

/** Who could decide at each level of a row: to tell where nobody is left (contract §2). */
const STAFF = statement<{ hazardId: string; level: Approver; ids: string[] }>('hazard_staff', `
  select h.id as "hazardId", s.level, array_agg(u.id::text) as ids
  from hazard h
  cross join lateral (
    select h.enterprise_id as organisation_id, 'PRINCIPAL' as level
    union all select o.id, 'TOWN' from organisation o where o.kind = 'TOWN_CENTRE' and o.area_code = h.town_code and o.status = 'ACTIVE'
    union all select o.id, 'COUNTY' from organisation o where o.kind = 'COUNTY_BUREAU' and o.area_code = h.county_code and o.status = 'ACTIVE'
    union all select o.id, 'CITY' from organisation o where o.kind = 'CITY_BUREAU' and o.area_code = h.city_code and o.status = 'ACTIVE'
  ) s
  join user_account u on u.organisation_id = s.organisation_id and u.status = 'ACTIVE'
    and (case s.level when 'PRINCIPAL' then 'PRINCIPAL' else 'SUPERVISOR' end) = any(u.roles)
  where h.id = any($1::uuid[]) group by h.id, s.level`);

const UNDER_ORDER = statement<{ enterpriseId: string; noticeNo: string; ledgerNos: string[] }>('hazard_under_order', `
  select h.enterprise_id as "enterpriseId", h.suspension ->> 'noticeNo' as "noticeNo", array_agg(h.ledger_no order by h.ledger_no) as "ledgerNos"
  from hazard h
  where h.enterprise_id = any($1::uuid[]) and h.level = 'MAJOR' and h.status in ('REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING')
    and h.suspension is not null
  group by 1, 2`);

/** Of two voided rows of one number that are restored together the older may have it. */
const TAKEN_REFS = statement<{ id: string }>('hazard_taken_refs', `
  select h.id from hazard h where h.id = any($1::uuid[]) and h.external_ref is not null and (
    exists (select from hazard o where o.county_code = h.county_code and o.registered_by_organisation_id = h.registered_by_organisation_id
      and o.external_ref = h.external_ref and o.status <> 'VOIDED' and o.id <> h.id)
    or exists (select from hazard o where o.id = any($1::uuid[]) and o.id < h.id and o.external_ref = h.external_ref
      and o.registered_by_organisation_id = h.registered_by_organisation_id))`);

/** What hazards are counted by. Each write adds what it changes of the counts (hazard-count.repository.ts). */
const COUNTED = ['county_code', 'town_code', 'lane', 'source', 'sector'];
const counted = (alias: string): string => COUNTED.map((column) => `${alias}.${column}`).join(', ');
const DELTAS = `insert into hazard_delta (${COUNTED.join(', ')}, change)`;

const INSERT = statement('hazard_insert', `
  with put as (
    insert into hazard as h (${COLUMNS.join(', ')})
    select ${PROPERTIES.join(', ')} from ${SENT}
    returning ${counted('h')}
  ) ${DELTAS} select ${COUNTED.join(', ')}, count(*) from put group by ${COUNTED.join(', ')}`);

/** The usual registration is of one hazard. Which lane it is in the database says, as it does of the row itself. */
const HAZARD = insertion('hazard', given(...COLUMNS));
const DELTA = insertion('hazard_delta', { ...given('county_code', 'town_code', 'source', 'sector'), lane: 'hazard_lane(?, ?)', change: '1' });
const valuesOfHazard = valuesOf(HazardEntity);

/** The rows are locked: what the statement finds of them is what the move was decided on. */
const UPDATE = statement('hazard_update', `
  with r as materialized (
    select ${PROPERTIES.map((property, at) => `${property} as ${COLUMNS[at]}`).join(', ')} from ${SENT}
  ), was as (
    select ${counted('h')} from hazard h where h.id = any(array(select id from r))
  ), put as (
    update hazard h set ${COLUMNS.filter((column) => column !== 'id').map((column) => `${column} = r.${column}`).join(', ')}
    from r where h.id = r.id returning ${counted('h')}
  ) ${DELTAS} select ${COUNTED.join(', ')}, sum(n) from (
    select *, -1 as n from was union all select *, 1 from put
  ) changed group by ${COUNTED.join(', ')} having sum(n) <> 0`);

/** In JSON an instant is a text like any other. */
const withInstant = (one: Dossier['evidence'][number]): Dossier['evidence'][number] => ({ ...one, uploadedAt: instantOf(one.uploadedAt) });

/** The only writer of hazard state; with every state it writes who must act on it. */
@Injectable()
export class HazardRepository {
  constructor(private readonly todos: TodoRepository) {}

  /** Rows outside the reach are as absent. */
  async lock(writing: Writing, reach: Reach, ids: readonly string[]): Promise<Map<string, Dossier>> {
    const rows = await writing.run(LOCK[reach.column], [ids, reach.value]);
    return new Map(rows.map(({ enterprise, evidence, ...hazard }) =>
      [hazard.id, { hazard, enterprise, evidence: evidence.map(withInstant), staff: null, openMajorsUnderOrder: [], refTaken: false, named: null, inspectionOf: null }]));
  }

  async addStaff(writing: Pick<Writing, 'run'>, dossiers: ReadonlyMap<string, Dossier>): Promise<void> {
    for (const row of await writing.run(STAFF, [[...dossiers.keys()]])) {
      const dossier = dossiers.get(row.hazardId);
      if (dossier) dossier.staff = { ...dossier.staff, [row.level]: row.ids };
    }
  }

  async addMajorsUnderOrder(writing: Writing, dossiers: ReadonlyMap<string, Dossier>): Promise<void> {
    const all = [...dossiers.values()];
    for (const row of await writing.run(UNDER_ORDER, [all.map((one) => one.hazard.enterpriseId)])) {
      for (const dossier of all.filter((one) => one.hazard.enterpriseId === row.enterpriseId && one.hazard.suspension?.noticeNo === row.noticeNo)) {
        dossier.openMajorsUnderOrder = row.ledgerNos;
      }
    }
  }

  async addTakenRefs(writing: Writing, dossiers: ReadonlyMap<string, Dossier>): Promise<void> {
    for (const { id } of await writing.run(TAKEN_REFS, [[...dossiers.keys()]])) {
      const dossier = dossiers.get(id);
      if (dossier) dossier.refTaken = true;
    }
  }

  /** In a write that holds this epoch of the staff (todos/staff.reader.ts). */
  async insert(writing: Writing, hazards: readonly Hazard[], epoch: string): Promise<void> {
    if (hazards.length === 0) return;
    const [only] = hazards;
    if (hazards.length === 1 && only) {
      writing.put(HAZARD, valuesOfHazard(only));
      writing.put(DELTA, [only.countyCode, only.townCode, only.source, only.sector, only.level, only.status]);
    } else writing.later(INSERT, [JSON.stringify(hazards)]);
    await this.todos.begin(writing, hazards, epoch);
  }

  update(writing: Writing, hazards: readonly Hazard[]): void {
    if (hazards.length === 0) return;
    updateHazards(writing, hazards);
    this.todos.lookAgain(writing, hazards);
  }
}

export function updateHazards(writing: Writing, hazards: readonly Hazard[]): void {
  if (hazards.length > 0) writing.later(UPDATE, [JSON.stringify(hazards)]);
}
