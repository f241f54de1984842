import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts, events, idempotency, access log, anchors and the sandbox's clock: what every feature writes through. */
export class History1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

/**
 * The role the service works under: it may add history, never change it. Roles are cluster-wide, so it may exist.
 * Since PostgreSQL 16 whoever makes a role may grant it but not act under it; `set` is unknown to 15.
 */
const ROLE = `
do $$ declare acting text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
begin
  if not exists (select from pg_roles where rolname = 'ledger_app') then create role ledger_app nologin; end if;
  if not pg_has_role(current_user, 'ledger_app', acting) then execute format('grant ledger_app to %I', current_user); end if;
end $$;
grant usage on schema public to ledger_app;
alter default privileges in schema public grant select, insert, update, delete on tables to ledger_app;
alter default privileges in schema public grant usage on sequences to ledger_app;
`;

/** 2024 to 2045: no DDL at run time. A partition holds the objects whose UUID v7 was made in that year. */
const PARTITIONS = Array.from({ length: 22 }, (_, index) => 2024 + index)
  .map((year) => {
    const bound = (y: number) => {
      const hex = Date.UTC(y, 0, 1).toString(16).padStart(12, '0');
      return `'${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000'`;
    };
    return `create table fact_${year} partition of fact for values from (${bound(year)}) to (${bound(year + 1)});
create trigger fact_${year}_no_truncate before truncate on fact_${year} execute function refuse_change();
revoke update, delete, truncate on fact_${year} from ledger_app;`;
  })
  .join('\n');

const UP = `
-- instants here are to the millisecond, as their bodies say them: what is stored is what was hashed
${ROLE}
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create table fact (
  object_id uuid not null,
  version integer not null,
  object_kind text not null,
  county_code text not null,
  at timestamptz(3) not null,
  move text not null,
  body text not null,
  previous_hash text not null,
  hash text not null,
  constraint fact_pk primary key (object_id, version),
  constraint fact_version_positive check (version > 0)
) partition by range (object_id);
create index fact_by_time on fact (county_code, at);
create trigger fact_no_change before update or delete on fact for each row execute function refuse_change();
create trigger fact_no_truncate before truncate on fact execute function refuse_change();
revoke update, delete, truncate on fact from ledger_app;
${PARTITIONS}
create table fact_elsewhen partition of fact default;
create trigger fact_elsewhen_no_truncate before truncate on fact_elsewhen execute function refuse_change();
revoke update, delete, truncate on fact_elsewhen from ledger_app;

-- committed facts wait here until the relay gives them a place in the gap-free order
create table outbox (
  id bigint generated always as identity,
  object_id uuid not null,
  version integer not null,
  object_kind text not null,
  county_code text not null,
  type text not null,
  at timestamptz(3) not null,
  hash text not null,
  constraint outbox_pk primary key (id)
);

create table event (
  position bigint not null,
  object_id uuid not null,
  version integer not null,
  object_kind text not null,
  county_code text not null,
  type text not null,
  at timestamptz(3) not null,
  hash text not null,
  constraint event_pk primary key (position),
  constraint event_once unique (object_id, version)
);
create trigger event_no_change before update or delete on event for each row execute function refuse_change();
create trigger event_no_truncate before truncate on event execute function refuse_change();
revoke update, delete, truncate on event from ledger_app;

create table idempotency (
  key_hash text not null,
  body_hash text not null,
  status integer not null,
  headers jsonb not null,
  answer text,
  created_at timestamptz(3) not null,
  constraint idempotency_pk primary key (key_hash)
);
create index idempotency_by_age on idempotency (created_at);

-- sign-ins, refusals and sensitive reads (contract 3, security S37)
create table access_log (
  id uuid not null,
  at timestamptz(3) not null,
  kind text not null,
  caller_id text,
  caller_name text,
  organisation_id uuid,
  county_code text,
  address text not null,
  method text not null,
  path text not null,
  status integer not null,
  code text,
  request_id text not null,
  -- when the row came in, by the database's own clock: lines are written in batches, and those of a process that was cut
  -- off come late; an anchor seals what came in up to a moment, so that no row can slip under a seal afterwards
  recorded_at timestamptz(3) not null default clock_timestamp(),
  constraint access_log_pk primary key (id)
);
create index access_log_by_time on access_log (at, id);
create index access_log_by_arrival on access_log (recorded_at, id);
create trigger access_log_no_change before update or delete on access_log for each row execute function refuse_change();
create trigger access_log_no_truncate before truncate on access_log execute function refuse_change();
revoke update, delete, truncate on access_log from ledger_app;

-- every 10 minutes: a seal over the events since the last, and the access log up to a moment
create table anchor (
  number bigint not null,
  at timestamptz(3) not null,
  from_position bigint not null,
  to_position bigint not null,
  events_digest text not null,
  access_from timestamptz(3) not null,
  access_to timestamptz(3) not null,
  access_count bigint not null,
  access_digest text not null,
  previous_hash text not null,
  hash text not null,
  constraint anchor_pk primary key (number)
);
create trigger anchor_no_change before update or delete on anchor for each row execute function refuse_change();
create trigger anchor_no_truncate before truncate on anchor execute function refuse_change();
revoke update, delete, truncate on anchor from ledger_app;

-- results of whole walks over the chains
create table audit_walk (
  id uuid not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3) not null,
  to_position bigint not null,
  checked bigint not null,
  intact boolean not null,
  broken_at jsonb,
  constraint audit_walk_pk primary key (id)
);
create index audit_walk_by_time on audit_walk (finished_at);
create trigger audit_walk_no_change before update or delete on audit_walk for each row execute function refuse_change();
create trigger audit_walk_no_truncate before truncate on audit_walk execute function refuse_change();
revoke update, delete, truncate on audit_walk from ledger_app;

create table sandbox_clock (
  singleton boolean not null default true,
  version integer not null default 0,
  head_hash text not null default '',
  offset_ms bigint not null default 0,
  constraint sandbox_clock_pk primary key (singleton),
  constraint sandbox_clock_one check (singleton)
);
insert into sandbox_clock default values;
`;

const DOWN = `
drop table sandbox_clock, audit_walk, anchor, access_log, idempotency, event, outbox, fact;
drop function refuse_change();
`;
