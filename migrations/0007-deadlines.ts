import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Due dates, notices, digests (contract §4). Overdue stays computed: what is stored is the day and what was said of it. */
export class Deadlines1763800000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- ids made in sets, inside PostgreSQL: uuidv7() is built in from 18 only
create function uuid_v7(ms bigint) returns uuid language sql volatile parallel safe
  return (lpad(to_hex(ms), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid;

alter table hazard
  -- the day by which the act it waits for is due
  add column step_due_on date,
  add column escalation_version integer not null default 0;

-- one row per obligation and day it is due; a day never moves, another day is another row
create table due_date (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  -- the hazard; of a return or a task its own id
  subject_id uuid not null,
  kind text not null,
  owed_by text not null,
  -- of a return or a task: the organisation that owes it
  owed_by_id uuid,
  -- the day working days are counted from; none where the day itself was named
  counted_from date,
  -- none: the working calendar does not hold the year yet
  due_on date,
  rule_version integer not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  -- notices of days after stopped_on up to resumed_on are not made: it was done, or an extension was to be decided
  stopped_on date,
  resumed_on date,
  -- the first day of which a notice is still to be made
  next_on date,
  constraint due_date_pk primary key (id),
  constraint due_date_kind check (kind in ('RECTIFICATION', 'SIGNATURE', 'CONFIRMATION', 'ACCEPTANCE', 'SUPERVISION', 'RETURN', 'TASK')),
  constraint due_date_owed_by check (owed_by in ('ENTERPRISE', 'PRINCIPAL', 'TOWN', 'COUNTY', 'CITY')),
  constraint due_date_day check (counted_from is not null or due_on is not null)
);
create unique index due_date_once on due_date (subject_id, kind, owed_by, coalesce(counted_from, due_on));
-- all the sweep reads
create index due_date_next on due_date (county_code, next_on, id) where next_on is not null;
create index due_date_unknown on due_date (county_code, id) where due_on is null and ended_at is null;
revoke delete, truncate on due_date from ledger_app;

create table notice (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  -- the due date; of a decision the hazard; of a warning of the working calendar an id of its year
  about_id uuid not null,
  -- days from the due date, before it negative; of a decision the version of the hazard
  step integer not null,
  recipient_id uuid not null,
  kind text not null,
  deadline_kind text,
  hazard_id uuid,
  due_on date,
  -- the day on whose morning it was due to be made
  step_on date not null,
  state text not null,
  created_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by_id uuid,
  acknowledged_by_name text,
  constraint notice_pk primary key (id),
  -- nothing is told twice
  constraint notice_once unique (about_id, step, recipient_id),
  constraint notice_kind check (kind in ('REMINDER', 'OVERDUE', 'DECISION')),
  constraint notice_state check (state in ('MADE', 'SUPERSEDED'))
);
create index notice_of_recipient on notice (recipient_id, id);
create index notice_by_time on notice using brin (created_at) with (pages_per_range = 32);
revoke update, delete, truncate on notice from ledger_app;
grant update (version, head_hash, acknowledged_at, acknowledged_by_id, acknowledged_by_name) on notice to ledger_app;

-- the last round of each county, and up to which moment its people have been told
create table notice_round (
  county_code text not null,
  through date not null,
  ran_at timestamptz not null,
  made_count integer not null,
  digested_through date,
  digested_at timestamptz,
  constraint notice_round_pk primary key (county_code)
);

-- one a person and day: counts, no text
create table digest (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  user_id uuid not null,
  organisation_id uuid not null,
  day date not null,
  reminder_count integer not null,
  overdue_count integer not null,
  decision_count integer not null,
  created_at timestamptz not null,
  email_state text not null,
  attempt_count integer not null,
  next_attempt_at timestamptz,
  sent_at timestamptz,
  reason text,
  constraint digest_pk primary key (id),
  constraint digest_once unique (user_id, day),
  constraint digest_email_state check (email_state in ('NONE', 'WAITING', 'SENT', 'PARKED'))
);
create index digest_waiting on digest (next_attempt_at, id) where email_state = 'WAITING';
create index digest_parked on digest (county_code, id) where email_state = 'PARKED';
revoke delete, truncate on digest from ledger_app;

alter table user_account add column email text;

-- what stood before: days that were named; those that are counted are filled in by the round that fills in missing years
insert into due_date (id, version, head_hash, county_code, subject_id, kind, owed_by, counted_from, due_on, rule_version, opened_at, next_on)
select uuid_v7((extract(epoch from h.updated_at) * 1000)::bigint), 0, repeat('0', 64), h.county_code, h.id, d.kind, d.owed_by, d.counted_from, d.due_on, 0, h.updated_at,
  case when d.due_on is not null then greatest(d.due_on - 7, h.updated_at::date + 1) end
from hazard h cross join lateral (
  select 'RECTIFICATION' as kind, 'ENTERPRISE' as owed_by, null::date as counted_from, h.deadline as due_on
    where h.status in ('REPORTED', 'CONFIRMING', 'RECTIFYING') and h.deadline is not null
  union all select 'SUPERVISION', 'ENTERPRISE', null, (h.supervision ->> 'deadline')::date
    where h.status in ('REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING') and h.supervision is not null
  union all select 'SIGNATURE', 'ENTERPRISE', h.updated_at::date, null where h.status = 'REPORTED' and h.level = 'MAJOR'
  union all select 'CONFIRMATION', h.pending_level, h.updated_at::date, null where h.status = 'CONFIRMING' and h.pending_level is not null
  union all select 'ACCEPTANCE', coalesce(h.pending_level, 'PRINCIPAL'), h.updated_at::date, null where h.status = 'ACCEPTING'
) d;
`;

const DOWN = `
alter table user_account drop column email;
drop table digest, notice_round, notice, due_date;
alter table hazard drop column escalation_version, drop column step_due_on;
drop function uuid_v7(bigint);
`;
