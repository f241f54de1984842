import { Injectable } from '@nestjs/common';
import { addDays, daysBetween, noticesThrough } from '../domain/deadline.js';
import type { Rules } from '../domain/dossier.js';
import { dueDateChange } from '../domain/due-dates.js';
import type { DueDate } from '../domain/due-dates.js';
import { nextStepAfter, ruleOf } from '../domain/escalation.js';
import { CHAIN_START } from '../domain/fact.js';
import type { Hazard } from '../domain/hazard.js';
import { newId } from '../platform/clock/new-id.js';
import { Config } from '../platform/config/config.js';
import { given, insertion, PUT_ROWS_MAX } from '../platform/database/insertion.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';

/** What already was to be said stays to be said: `next_on` of a stopped row is a morning the sweep has not come round to. */
const STOP = statement('due_date_stop', `
  update due_date d set
    ended_at = case when s.ended then $2::timestamptz end,
    stopped_on = case when d.stopped_on is not null and d.resumed_on is null then d.stopped_on else s.through end, resumed_on = null,
    next_on = case when d.next_on <= s.through then d.next_on end
  from json_to_recordset($1::json) as s("subjectId" uuid, kind text, "owedBy" text, through date, ended boolean)
  where d.subject_id = s."subjectId" and d.kind = s.kind and d.owed_by = s."owedBy" and d.ended_at is null`);

const NEW = `
  insert into due_date as d (id, version, head_hash, county_code, subject_id, kind, owed_by, owed_by_id, counted_from, due_on, rule_version, opened_at, stopped_on, next_on)
  select id, 0, '${CHAIN_START}', "countyCode", "subjectId", kind, "owedBy", "owedById", "countedFrom", "dueOn", "ruleVersion", $2::timestamptz,
    case when paused then through end, case when not paused then "nextOn" end
  from json_to_recordset($1::json) as b(id uuid, "countyCode" text, "subjectId" uuid, kind text, "owedBy" text, "owedById" uuid, "countedFrom" date,
    "dueOn" date, "ruleVersion" int, paused boolean, through date, "nextOn" date)`;

/** Of hazards just registered: nothing can have been owed before. */
const BEGIN_FIRST = statement('due_date_begin_first', NEW);

/** The usual registration owes a thing or two: PostgreSQL takes no JSON apart for them. */
const PUT = insertion('due_date', {
  id: '?', version: '0', head_hash: `'${CHAIN_START}'`, ...given('county_code', 'subject_id', 'kind', 'owed_by', 'owed_by_id', 'counted_from', 'due_on', 'rule_version', 'opened_at', 'stopped_on', 'next_on'),
});

/** An obligation that comes back with the same day is the same: what was said of it is not said again. */
const BEGIN = statement('due_date_begin', `${NEW}
  on conflict (subject_id, kind, owed_by, coalesce(counted_from, due_on)) do update set
    ended_at = null, resumed_on = case when excluded.stopped_on is null then $3::date end,
    next_on = least(d.next_on, case when excluded.stopped_on is null then excluded.next_on end)`);

export interface Followed { before: Hazard | null; after: Hazard; rules: Rules }

/** The only writer of due dates, in the transaction of the move that makes, ends or pauses them. */
@Injectable()
export class DueDateRepository {
  constructor(private readonly config: Config) {}

  /** Also sets the day that the row itself keeps: call it before the row is written. */
  follow(writing: Writing, moves: readonly Followed[]): void {
    const stopped: object[] = [];
    const begun: Begun[] = [];
    let through = '';
    for (const { before, after, rules } of moves) {
      const { escalation, workingCalendar: calendar } = rules;
      const clockwork = { escalation: escalation.of(after.escalationVersion), calendar, today: writing.today };
      const change = dueDateChange(before, after, clockwork);
      through = noticesThrough(writing.at, this.config.countyZone, escalation.value.madeAt);
      after.stepDueOn = change.stepDueOn;
      for (const one of change.ended) stopped.push({ ...one, subjectId: after.id, through, ended: true });
      for (const one of change.paused) stopped.push({ ...one, subjectId: after.id, through, ended: false });
      for (const one of change.begun) begun.push(rowOf(one, after, clockwork.escalation, through));
    }
    if (stopped.length > 0) writing.later(STOP, [JSON.stringify(stopped), writing.at]);
    if (begun.length === 0) return;
    const first = moves.every(({ before }) => before === null);
    if (first && moves.length === 1 && begun.length <= PUT_ROWS_MAX) writing.put(PUT, ...begun.map((one) => valuesOf(one, writing.at)));
    else if (first) writing.later(BEGIN_FIRST, [JSON.stringify(begun), writing.at]);
    else writing.later(BEGIN, [JSON.stringify(begun), writing.at, through]);
  }
}

type Begun = DueDate & { id: string; countyCode: string; subjectId: string; owedById: null; ruleVersion: number; through: string; nextOn: string | null };
const valuesOf = ({ id, countyCode, subjectId, kind, owedBy, owedById, countedFrom, dueOn, ruleVersion, paused, through, nextOn }: Begun, at: string): unknown[] =>
  [id, countyCode, subjectId, kind, owedBy, owedById, countedFrom, dueOn, ruleVersion, at, paused ? through : null, paused ? null : nextOn];

function rowOf({ kind, owedBy, countedFrom, dueOn, paused }: DueDate, hazard: Hazard, escalation: ReturnType<Rules['escalation']['of']>, through: string): Begun {
  const rule = ruleOf(escalation, kind);
  const next = rule && dueOn ? nextStepAfter(rule, daysBetween(dueOn, through)) : null;
  return {
    id: newId(), countyCode: hazard.countyCode, subjectId: hazard.id, kind, owedBy, owedById: null, countedFrom, dueOn, ruleVersion: hazard.escalationVersion,
    paused, through, nextOn: dueOn && next !== null ? addDays(dueOn, next) : null,
  };
}
