import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { CHAIN_START } from '../domain/fact.js';
import type { MoveName } from '../domain/dossier.js';
import { isOpen } from '../domain/hazard.js';
import type { Hazard } from '../domain/hazard.js';
import { Wall } from '../platform/clock/wall.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import type { ToldOf } from './notice.words.js';

/** What an authority decides about an enterprise's hazard is told to it at once, in the transaction of the decision. */
const TOLD: Partial<Record<MoveName, ToldOf | null>> = {
  'decide-extension': 'RECTIFICATION', 'list-for-supervision': 'SUPERVISION', delist: 'SUPERVISION', 'send-back': null, reclassify: null, 'take-over': null,
  verify: null, 'suspend-operations': null, 'resume-operations': null, void: null, restore: null, terminate: null, accept: null,
};

const INSERT = statement('notice_decision_insert', `
  insert into notice (id, version, head_hash, county_code, about_id, step, recipient_id, kind, deadline_kind, hazard_id, due_on, step_on, state, created_at)
  select id, 0, '${CHAIN_START}', "countyCode", "hazardId", version, "recipientId", 'DECISION', "deadlineKind", "hazardId", "dueOn", $2::date, 'MADE', $3::timestamptz
  from json_to_recordset($1::json) as d(id uuid, "countyCode" text, "hazardId" uuid, version int, "recipientId" uuid, "deadlineKind" text, "dueOn" date)
  on conflict on constraint notice_once do nothing`);

/** Of every office that stands for the town and the county, but for the one that did it; a town without a centre is the county's. */
const INSERT_OFFICES = statement('notice_offices_insert', `
  insert into notice (id, version, head_hash, county_code, about_id, step, recipient_id, kind, deadline_kind, hazard_id, due_on, step_on, state, created_at)
  select uuid_v7($4::bigint), 0, '${CHAIN_START}', "countyCode", "hazardId", d.version, o.id, 'DECISION', null, "hazardId", null, $2::date, 'MADE', $3::timestamptz
  from json_to_recordset($1::json) as d("countyCode" text, "townCode" text, "hazardId" uuid, version int, "byOrganisationId" uuid)
  join organisation o on o.status = 'ACTIVE' and ((o.kind = 'TOWN_CENTRE' and o.area_code = d."townCode") or (o.kind = 'COUNTY_BUREAU' and o.county_code = d."countyCode"))
  where o.id <> d."byOrganisationId"
  on conflict on constraint notice_once do nothing`);

/** An enterprise that comes into a town brings its open majors: the centre that has them from now on, told one for each. Says which centres, of how many. */
const INSERT_ARRIVED = statement<Told>('notice_arrived_insert', `
  with made as (
    insert into notice (id, version, head_hash, county_code, about_id, step, recipient_id, kind, deadline_kind, hazard_id, due_on, step_on, state, created_at)
    select uuid_v7($4::bigint), 0, '${CHAIN_START}', "countyCode", "hazardId", d.version, o.id, 'DECISION', null, "hazardId", null, $2::date, 'MADE', $3::timestamptz
    from json_to_recordset($1::json) as d("countyCode" text, "townCode" text, "hazardId" uuid, version int)
    join organisation o on o.status = 'ACTIVE' and o.kind = 'TOWN_CENTRE' and o.area_code = d."townCode"
    on conflict on constraint notice_once do nothing returning recipient_id
  ) select o.id as "organisationId", o.name as organisation, count(*)::int as "hazardCount" from made join organisation o on o.id = made.recipient_id group by o.id order by o.id`);

/** An office, and of how many hazards it has a notice each. */
export interface Told { organisationId: string; organisation: string; hazardCount: number }

type Closing = Pick<Writing, 'later' | 'today' | 'at'>;
export interface Decided { move: MoveName; before: Hazard; after: Hazard; byOrganisationId: string }

@Injectable()
export class DecisionNotices {
  constructor(private readonly wall: Wall) {}

  /** Those of these moves that are somebody else's decision. Each names the version of the hazard that it made. */
  add(writing: Closing, decided: readonly Decided[]): void {
    const rows = decided.filter(isTold).map(({ move, after }) => {
      const deadlineKind = TOLD[move] ?? null;
      const dueOn = deadlineKind === 'RECTIFICATION' ? after.deadline : after.supervision?.deadline ?? null;
      return { id: newId(), countyCode: after.countyCode, hazardId: after.id, version: after.version, recipientId: after.enterpriseId, deadlineKind, dueOn: deadlineKind && dueOn };
    });
    if (rows.length > 0) writing.later(INSERT, [JSON.stringify(rows), writing.today, writing.at]);
    this.tellOffices(writing, decided.filter((one) => becameMajor(one) || foundUnsafe(one)));
  }

  /** A `MAJOR` is told to town and county when it is registered or becomes one, before any signature (contract §3, level). */
  addMajors(writing: Closing, hazards: readonly Hazard[], byOrganisationId: string): void {
    this.tellOffices(writing, hazards.filter(({ level }) => level === 'MAJOR').map((after) => ({ after, byOrganisationId })));
  }

  /** Of hazards that have come into another town (contract §2, scope): as at registration, a `MAJOR` is told to the town that answers for it. */
  addArrived(writing: Pick<Writing, 'run' | 'today' | 'at'>, hazards: readonly Hazard[]): Promise<Told[]> {
    const rows = hazards.filter(({ level, status }) => level === 'MAJOR' && isOpen(status)).map(({ id, countyCode, townCode, version }) => ({ hazardId: id, countyCode, townCode, version }));
    return rows.length > 0 ? writing.run(INSERT_ARRIVED, [JSON.stringify(rows), writing.today, writing.at, this.wall.nowMs()]) : Promise.resolve([]);
  }

  /** However many they are, one statement. */
  private tellOffices(writing: Closing, made: readonly Pick<Decided, 'after' | 'byOrganisationId'>[]): void {
    const rows = made.map(({ after: { id, countyCode, townCode, version }, byOrganisationId }) => ({ hazardId: id, countyCode, townCode, version, byOrganisationId }));
    if (rows.length > 0) writing.later(INSERT_OFFICES, [JSON.stringify(rows), writing.today, writing.at, this.wall.nowMs()]);
  }
}

const becameMajor = ({ move, before, after }: Decided): boolean => move === 'reclassify' && before.level !== after.level && after.level === 'MAJOR';
/** 定期安全评估: not safe asks for suspension (contract §3), so whoever may order it, and the town, hear of it. */
const foundUnsafe = ({ move, after }: Decided): boolean => move === 'assessments' && after.assessments.at(-1)?.safeToOperate === false;

/** One of several acceptances decides nothing yet, nor does a verification that finds it genuine. */
function isTold({ move, before, after, byOrganisationId }: Decided): boolean {
  if (!(move in TOLD) || byOrganisationId === after.enterpriseId) return false;
  return move === 'accept' ? after.status === 'CLOSED' : move !== 'verify' || before.status !== after.status;
}
