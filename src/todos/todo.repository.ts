import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Hazard } from '../domain/hazard.js';
import { tasksOf } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import { newId } from '../platform/clock/new-id.js';
import { Wall } from '../platform/clock/wall.js';
import { given, insertion, PUT_ROWS_MAX } from '../platform/database/insertion.js';
import { statement } from '../platform/database/statement.js';
import { TODO_LOCK } from '../platform/database/locks.js';
import type { Writing } from '../platform/ledger/door.js';
import { SHARE, StaffReader } from './staff.reader.js';

/** Moves share the lock of the todos; a change of who holds which role has it alone: neither misses what the other adds. */
const ALONE = statement('todo_alone', `select pg_advisory_xact_lock(${TODO_LOCK}, 0)`);
/** What is remembered of who may act is over (staff.reader.ts). Only under the lock: nobody waits for this row. */
const RISE = statement('staff_epoch_rise', 'update staff_epoch set epoch = epoch + 1 where id = 1');

/** Steps that are owed no longer end; those that are owed anew begin; the others go on, with who is barred as it is now. */
const STEPS = statement('todo_steps', `
  with wanted as (
    select * from json_to_recordset($1::json) as w(id uuid, "countyCode" text, "hazardId" uuid, kind text, level text, candidates jsonb,
      barred uuid[], "openedVersion" int)
  ), ended as (
    update todo_step s set ended_at = $3 where s.hazard_id = any($2::uuid[]) and s.ended_at is null
      and not exists (select from wanted w where w."hazardId" = s.hazard_id and w.kind = s.kind and w.level = s.level)
  ), kept as (
    update todo_step s set barred = w.barred, candidates = w.candidates from wanted w
    where s.hazard_id = w."hazardId" and s.kind = w.kind and s.level = w.level and s.ended_at is null and s.barred <> w.barred
  )
  insert into todo_step (id, county_code, hazard_id, kind, level, candidates, barred, opened_version, opened_at)
  select w.id, w."countyCode", w."hazardId", w.kind, w.level, w.candidates, w.barred, w."openedVersion", $3
  from wanted w where not exists (
    select from todo_step s where s.hazard_id = w."hazardId" and s.kind = w.kind and s.level = w.level and s.ended_at is null)`);

/** From `step`: the persons who hold the role at the first level where somebody is left. */
const WANTED = `
  able as (
    select step.id as step_id, step.hazard_id, step.county_code, u.id as user_id, c.rank
    from step
    cross join lateral jsonb_array_elements(step.candidates) with ordinality as c(one, rank)
    cross join lateral (
      select o.id from organisation o where c.one ->> 'level' = 'PRINCIPAL' and o.id = step.enterprise_id and o.status = 'ACTIVE'
      union all select o.id from organisation o
        where c.one ->> 'level' = 'TOWN' and o.kind = 'TOWN_CENTRE' and o.area_code = step.town_code and o.status = 'ACTIVE'
      union all select o.id from organisation o
        where c.one ->> 'level' = 'COUNTY' and o.kind = 'COUNTY_BUREAU' and o.area_code = step.county_code and o.status = 'ACTIVE'
      union all select o.id from organisation o
        where c.one ->> 'level' = 'CITY' and o.kind = 'CITY_BUREAU' and o.area_code = step.city_code and o.status = 'ACTIVE'
    ) at
    join user_account u on u.organisation_id = at.id and u.status = 'ACTIVE' and u.id <> all (step.barred)
      and u.roles && array(select jsonb_array_elements_text(c.one -> 'roles'))
    where step.ended_at is null
  ), wanted as (
    select step_id, hazard_id, county_code, user_id from (select able.*, min(rank) over (partition by step_id) as nearest from able) ranked
    where rank = nearest
  )`;

/** An id is made of the step and the person: the same task has the same name for ever. Where it can be made here, it costs the database nothing. */
function todoId(stepId: string, userId: string): string {
  const mark = hash('md5', stepId + userId);
  return `${stepId.slice(0, 14)}7${mark.slice(0, 3)}-8${mark.slice(3, 6)}-${mark.slice(6, 18)}`;
}
const ADD = `
    insert into todo as t (id, county_code, step_id, hazard_id, recipient_id, state, version, changed_at, created_at)
    select (left(step_id::text, 14) || '7' || substr(mark, 1, 3) || '-8' || substr(mark, 4, 3) || '-' || substr(mark, 7, 12))::uuid,
      county_code, step_id, hazard_id, user_id, 'OPEN', 1, $2::timestamptz, $2::timestamptz
    from wanted cross join lateral (select md5(step_id::text || user_id::text) as mark) named`;

/** From `changed`: every change is promised to the OA's channels in the same statement. */
const TOLD = `
  told as (
    select changed.*, c.id as channel_id, md5(c.id::text || changed.id::text || changed.version) as mark
    from changed join user_account u on u.id = changed.recipient_id join organisation o on o.id = u.organisation_id
    join oa_channel c on c.county_code = changed.county_code and o.kind = any (c.organisation_kinds)
  )`;
const promise = (wall: string): string => `
  insert into delivery (id, kind, county_code, receiver_id, lane_id, sequence, only_newest, subject_id, type, payload, state, next_attempt_at, created_at)
  select (left(id::text, 14) || '7' || substr(mark, 1, 3) || '-8' || substr(mark, 4, 3) || '-' || substr(mark, 7, 12))::uuid,
    'OA', county_code, channel_id, id, version, true, hazard_id, 'todo', '{}', 'WAITING', ${wall}::timestamptz, ${wall}::timestamptz
  from told on conflict on constraint delivery_once do nothing`;

/** Hazards just registered: nothing of theirs can have been owed before, and who acts is known (staff.reader.ts). */
const BEGIN = statement('todo_begin', `
  with opened as (
    insert into todo_step (id, county_code, hazard_id, kind, level, candidates, barred, opened_version, opened_at)
    select id, county_code, hazard_id, kind, level, candidates, string_to_array(barred, ',')::uuid[], 1, $1::timestamptz
    from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::text[]) as s(id, county_code, hazard_id, kind, level, candidates, barred)
  )
  insert into todo (id, county_code, step_id, hazard_id, recipient_id, state, version, changed_at, created_at)
  select id, county_code, step_id, hazard_id, user_id, 'OPEN', 1, $1::timestamptz, $1::timestamptz
  from unnest($9::uuid[], $10::text[], $11::uuid[], $12::uuid[], $13::uuid[]) as w(id, county_code, step_id, hazard_id, user_id)`);
/** The same of one hazard, which has a few of each. */
const STEP = insertion('todo_step', { ...given('id', 'county_code', 'hazard_id', 'kind', 'level', 'candidates', 'barred', 'opened_at'), opened_version: '1' });
const RECIPIENT = insertion('todo', { ...given('id', 'county_code', 'step_id', 'hazard_id', 'recipient_id', 'changed_at', 'created_at'), state: `'OPEN'`, version: '1' });
const TELL = statement('todo_tell', `
  with told as (
    select *, 1 as version, md5(channel_id::text || id::text || 1) as mark
    from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]) as t(id, county_code, hazard_id, channel_id)
  ) ${promise('$5')}`);

/**
 * Who has a todo, as it must be: of every open step those who are wanted; everybody else's ends. Of one todo only the
 * newest change goes out. `of`: the steps looked at; `theirs`: their todos.
 */
const settled = (of: string, theirs = 'true'): string => `
  with step as (
    select s.id, s.hazard_id, s.county_code, s.candidates, s.barred, s.ended_at, h.enterprise_id, h.town_code, h.city_code
    from todo_step s join hazard h on h.id = s.hazard_id
    where ${of} and (s.ended_at is null or exists (select from todo t where t.hazard_id = s.hazard_id and t.step_id = s.id and t.state = 'OPEN'))
  ), ${WANTED}, added as (${ADD}
    on conflict (id) do update set state = 'OPEN', version = t.version + 1,
      changed_at = greatest(excluded.changed_at, t.changed_at + interval '1 ms')
    where t.state <> 'OPEN'
    returning t.id, t.county_code, t.recipient_id, t.version, t.hazard_id
  ), over as (
    update todo t set version = t.version + 1, changed_at = greatest($2::timestamptz, t.changed_at + interval '1 ms'),
      state = case when step.ended_at is not null and t.recipient_id = any ($3::uuid[]) then 'DONE' else 'CANCELLED' end
    from step where step.hazard_id = t.hazard_id and step.id = t.step_id and t.state = 'OPEN' and ${theirs}
      and not exists (select from wanted w where w.step_id = t.step_id and w.user_id = t.recipient_id)
    returning t.id, t.county_code, t.recipient_id, t.version, t.hazard_id
  ), changed as (
    select * from added union all select * from over
  ), ${TOLD}, superseded as (
    update delivery d set state = 'CANCELLED', reason = 'SUPERSEDED', finished_at = $4::timestamptz, leased_until = null from told
    where d.receiver_id = told.channel_id and d.lane_id = told.id and d.sequence < told.version and d.state = 'WAITING'
      and (d.leased_until is null or d.leased_until <= $4::timestamptz)
  ) ${promise('$4')}`;

const SETTLE = statement('todo_settle', settled(`s.id in (
  select o.id from todo_step o where o.hazard_id = any($1::uuid[]) and o.ended_at is null
  union select t.step_id from todo t where t.hazard_id = any($1::uuid[]) and t.state = 'OPEN')`, 't.hazard_id = any($1::uuid[])'));

/** Steps a person has a part in, or could have now: those of his organisation, and of others where it stands in for them. */
const SETTLE_PERSON = statement('todo_settle_person', settled(`(
  s.id in (select t.step_id from todo t where t.recipient_id = $1 and t.state = 'OPEN')
  or (s.ended_at is null and exists (
    select from user_account u join organisation o on o.id = u.organisation_id
    where u.id = $1 and case o.kind when 'ENTERPRISE' then h.enterprise_id = o.id when 'TOWN_CENTRE' then h.town_code = o.area_code
      when 'COUNTY_BUREAU' then h.county_code = o.area_code else h.city_code = o.area_code end)))`));

/** An office or a firm that ends or begins again: its people owe nothing any more, or again. */
const SETTLE_ORGANISATION = statement('todo_settle_organisation', settled(`s.ended_at is null and exists (
  select from organisation o where o.id = $1 and case o.kind when 'ENTERPRISE' then h.enterprise_id = o.id when 'TOWN_CENTRE' then h.town_code = o.area_code
    when 'COUNTY_BUREAU' then h.county_code = o.area_code else h.city_code = o.area_code end)`));

const SETTLE_PLACE = statement('todo_settle_place', settled('s.ended_at is null and h.county_code = $1 and h.town_code = any($5::text[])'));

/** The only writer of todos: within the write that changes what is owed, or who owes it. */
@Injectable()
export class TodoRepository {
  constructor(private readonly wall: Wall, private readonly staff: StaffReader) {}

  /** Of hazards just registered, in a write that holds this epoch of the staff; with its closing, after the rows of the hazards. */
  async begin(writing: Writing, hazards: readonly Hazard[], epoch: string): Promise<void> {
    const steps = hazards.flatMap((hazard) => tasksOf(hazard, writing.today).map((task) => ({ id: newId(), hazard, task })));
    const recipients = await this.staff.recipients(writing, epoch, steps);
    const todos = steps.flatMap((step, at) => (recipients[at] ?? []).map(({ id, channelIds }) => ({ id: todoId(step.id, id), step, recipientId: id, channelIds })));
    const told = todos.flatMap(({ id, step: { hazard }, channelIds }) => channelIds.map((channelId) => ({ id, hazard, channelId })));
    if (told.length > 0) writing.later(TELL, [told.map(({ id }) => id), told.map(({ hazard }) => hazard.countyCode), told.map(({ hazard }) => hazard.id), told.map(({ channelId }) => channelId), this.wall.now()]);
    if (hazards.length === 1 && Math.max(steps.length, todos.length) <= PUT_ROWS_MAX) return put(writing, steps, todos);
    writing.later(BEGIN, [
      writing.at, steps.map(({ id }) => id), steps.map(({ hazard }) => hazard.countyCode), steps.map(({ hazard }) => hazard.id), steps.map(({ task }) => task.kind),
      steps.map(({ task }) => task.level), steps.map(({ task }) => JSON.stringify(task.candidates)), steps.map(({ task }) => task.barred.join()),
      todos.map(({ id }) => id), todos.map(({ step }) => step.hazard.countyCode), todos.map(({ step }) => step.id), todos.map(({ step }) => step.hazard.id),
      todos.map(({ recipientId }) => recipientId),
    ]);
  }

  /** With the closing of a move. What is owed may also have changed although nothing was written: a day went by. */
  lookAgain(writing: Writing, hazards: readonly Hazard[]): void {
    const ids = hazards.map(({ id }) => id);
    writing.later(SHARE, []);
    writing.later(STEPS, [JSON.stringify(stepsOf(writing, hazards)), ids, writing.at]);
    writing.later(SETTLE, [ids, writing.at, [...writing.persons], this.wall.now()]);
  }

  private alone(writing: Writing): void {
    writing.later(ALONE, []);
    writing.later(RISE, []);
  }

  /** Somebody came, left, or holds other roles: what he had goes back to the role, what is his now he gets. */
  personChanged(writing: Writing, userId: string): void {
    this.alone(writing);
    writing.later(SETTLE_PERSON, [userId, writing.at, [], this.wall.now()]);
  }

  /** An organisation has ceased, or is back: what its people had goes to whoever stands in for them. */
  organisationChanged(writing: Writing, organisationId: string): void {
    this.alone(writing);
    writing.later(SETTLE_ORGANISATION, [organisationId, writing.at, [], this.wall.now()]);
  }

  /** Hazards have come to another town: its people have them now. */
  placeChanged(writing: Writing, countyCode: string, townCodes: readonly string[]): void {
    this.alone(writing);
    writing.later(SETTLE_PLACE, [countyCode, writing.at, [], this.wall.now(), townCodes]);
  }
}

interface Step { id: string; hazard: Hazard; task: Task }

function put(writing: Writing, steps: readonly Step[], todos: readonly { id: string; step: Step; recipientId: string }[]): void {
  const { at } = writing;
  if (steps.length > 0) writing.put(STEP, ...steps.map(({ id, hazard, task }) => [id, hazard.countyCode, hazard.id, task.kind, task.level, JSON.stringify(task.candidates), task.barred, at]));
  if (todos.length > 0) writing.put(RECIPIENT, ...todos.map(({ id, step, recipientId }) => [id, step.hazard.countyCode, step.id, step.hazard.id, recipientId, at, at]));
}

const stepsOf = ({ today }: Writing, hazards: readonly Hazard[]): object[] => hazards.flatMap((hazard) =>
  tasksOf(hazard, today).map((task) => ({ id: newId(), countyCode: hazard.countyCode, hazardId: hazard.id, ...task, openedVersion: hazard.version })));
