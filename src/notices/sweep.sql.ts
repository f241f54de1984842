/** The sweep: everything a county says on a morning, found, recorded and handed on in one statement of one transaction. */
import { CHAIN_START } from '../domain/fact.js';
import { NOTICES_LOCK } from '../platform/database/locks.js';
import { statement } from '../platform/database/statement.js';
import { bodySql, hashSql } from '../platform/ledger/set-facts.js';

/** A slice holds its rows for a third of a second: a move on one of them waits no longer. */
export const SLICE_ROWS = 20_000;

/** Due dates are swept in so many lanes at once, told apart by their ids: a morning keeps that many of the server's cores at work. */
export const LANES = 2;

/** A lane of one county is swept by one process at a time; the sandbox waits for the worker's turn to end, and the worker for the sandbox's. */
export const TURN = statement('notices_turn', `select pg_advisory_xact_lock(${NOTICES_LOCK}, hashtext($1 || '/' || $2::int))`);

/** What is to be said, by rule and from which day on: nothing but the partial index is read. */
export const AHEAD = statement<{ ruleVersion: number; firstDueOn: string }>('notices_ahead', `
  select d.rule_version as "ruleVersion", min(d.due_on) as "firstDueOn" from due_date d
  where d.county_code = $1 and d.next_on <= $2::date group by 1`);

export interface StepLine { rule: number; kind: string; step: number; next: number | null }
export interface TellLine { rule: number; kind: string; owedBy: string; level: string; fromDay: number; fromDayIfMajor: number | null }
/** Who stands for a level in a town; `town` empty: in the county as a whole. */
export interface OfficeLine { town: string; level: string; id: string }

const DETAIL = `'{"deadlineKind":"' || t.kind || '","dueOn":"' || t.due_on || '","hazardId":' ||
  case when t.kind in ('RETURN', 'TASK') then 'null' else '"' || t.subject_id || '"' end || ',"steps":[' || t.steps || '],"subjectId":"' || t.subject_id || '"}'`;

const BODY = bodySql({
  actor: '$6::text', at: '$4::text', countyCode: '$1::text', detail: DETAIL, move: 't.move', objectId: 't.id', objectKind: `'DUE_DATE'`,
  previousHash: 't.head_hash', requestId: '$11::text', version: '(t.version + 1)::text',
});

/**
 * $1 county, $2 through which day, $3 at, $4 the same as text, $5 real time in ms for ids, $6 who does it, $7 steps, $8 who
 * is told, $9 offices, $10 how many due dates at most, $11 request, $12 lane.
 * A due date that was stopped (done, or an extension asked) is only recorded where a round was missed: nothing is sent.
 * Each stage carries what the next ones need: joined again by id, they would be planned as if they were a single row.
 */
export const SWEEP = statement<{ found: number; made: number; superseded: number }>('notices_sweep', `
  with picked as materialized (
    select d.id, d.version, d.head_hash, d.subject_id, d.kind, d.owed_by, d.owed_by_id, d.due_on, d.rule_version, d.next_on, d.stopped_on, d.resumed_on
    from due_date d where d.county_code = $1 and d.next_on <= $2::date and get_byte(uuid_send(d.id), 15) % ${LANES} = $12::int
    order by d.next_on, d.id limit $10::int for update
  ), found as materialized (
    select d.*, d.stopped_on is not null and d.resumed_on is null as stopped, h.level as hazard_level, h.enterprise_id, coalesce(h.town_code, w.town_code, '') as town
    from picked d left join hazard h on h.id = d.subject_id left join organisation w on w.id = d.owed_by_id
  ), step as materialized (
    select * from json_to_recordset($7::json) as s(rule int, kind text, step int, next int)
  ), tell as materialized (
    select * from json_to_recordset($8::json) as t(rule int, kind text, "owedBy" text, level text, "fromDay" int, "fromDayIfMajor" int)
  ), office as materialized (
    select * from json_to_recordset($9::json) as o(town text, level text, id uuid)
  ), day as materialized (
    select f.*, g.step from found f cross join lateral generate_series(f.next_on - f.due_on, $2::date - f.due_on) as g(step)
  ), line as materialized (
    select d.*, first_value(s.next) over (partition by d.id order by d.step desc) as next
    from day d join step s on s.rule = d.rule_version and s.kind = d.kind and s.step = d.step
  ), told as materialized (
    select distinct l.id, l.version, l.head_hash, l.subject_id, l.kind, l.due_on, l.step, l.stopped, l.next,
      case when t.level = l.owed_by and l.owed_by_id is not null then l.owed_by_id when t.level = 'ENTERPRISE' then l.enterprise_id else o.id end as recipient_id
    from line l
    join tell t on t.rule = l.rule_version and t.kind = l.kind and t."owedBy" = l.owed_by
    left join office o on o.level = t.level and o.town = l.town
    where case when l.hazard_level = 'MAJOR' and t."fromDayIfMajor" is not null then t."fromDayIfMajor" else t."fromDay" end <= greatest(l.step, 0)
      and (l.stopped_on is null or l.due_on + l.step <= l.stopped_on or l.due_on + l.step > l.resumed_on)
  ), ranked as materialized (
    select *, case when step = max(step) over (partition by id, recipient_id) and not stopped then 'MADE' else 'SUPERSEDED' end as state
    from told where recipient_id is not null
  ), noticed as (
    insert into notice (id, version, head_hash, county_code, about_id, step, recipient_id, kind, deadline_kind, hazard_id, due_on, step_on, state, created_at)
    select uuid_v7($5::bigint), 0, '${CHAIN_START}', $1, id, step, recipient_id, case when step > 0 then 'OVERDUE' else 'REMINDER' end, kind,
      case when kind not in ('RETURN', 'TASK') then subject_id end, due_on, due_on + step, state, $3::timestamptz
    from ranked
    on conflict on constraint notice_once do nothing
    returning state
  ), once as materialized (
    select id, version, head_hash, subject_id, kind, due_on, stopped, next, step, bool_or(state = 'MADE') as made from ranked group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), spoken as materialized (
    select id, version, head_hash, subject_id, kind, due_on, case when stopped then null else due_on + next end as next_on, string_agg(step::text, ',' order by step) as steps,
      case when kind in ('RETURN', 'TASK') then lower(kind) else 'hazard' end
        || case when not bool_or(made) then '.missed' when max(step) filter (where made) > 0 then '.overdue' else '.reminded' end as move
    from once group by id, version, head_hash, subject_id, kind, due_on, stopped, next
  ), said as materialized (
    select t.id, t.version + 1 as version, t.kind, t.subject_id, t.move, t.head_hash as previous_hash, t.next_on, ${BODY} as body from spoken t
  ), hashed as materialized (
    select *, ${hashSql('body')} as hash from said
  ), recorded as (
    insert into fact (object_id, version, object_kind, county_code, at, move, body, previous_hash, hash)
    select id, version, 'DUE_DATE', $1, $3::timestamptz, move, body, previous_hash, hash from hashed
  ), handed as (
    insert into outbox (object_id, version, object_kind, county_code, type, at, hash, subject_id)
    select id, version, 'DUE_DATE', $1, move || '.v1', $3::timestamptz, hash, case when kind not in ('RETURN', 'TASK') then subject_id end from hashed
  ), moved as (
    update due_date d set version = n.version, head_hash = n.hash, next_on = n.next_on from hashed n where d.id = n.id
  ), silent as materialized (
    -- seldom any, and then nothing is read for them
      select f.id, case when f.stopped then null else f.due_on + coalesce(l.next, (
        select min(step.step) from step where l.id is null and step.rule = f.rule_version and step.kind = f.kind and step.step > $2::date - f.due_on)) end as next_on
      from found f left join (select distinct id, next from line) l on l.id = f.id
      where not exists (select from hashed h where h.id = f.id)
  ), moved_silently as (
    update due_date d set next_on = n.next_on from silent n where d.id = n.id
  )
  select (select count(*) from found)::int as found, count(*) filter (where state = 'MADE')::int as made, count(*) filter (where state = 'SUPERSEDED')::int as superseded
  from noticed`);

export const ROUND = statement('notices_round', `
  insert into notice_round (county_code, through, ran_at, made_count) values ($1, $2::date, $3::timestamptz, $4::int)
  on conflict (county_code) do update set through = greatest(notice_round.through, excluded.through), ran_at = excluded.ran_at,
    made_count = case when excluded.through > notice_round.through then excluded.made_count else notice_round.made_count + excluded.made_count end`);
