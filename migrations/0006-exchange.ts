import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The Excel door: imports with what became of each row, and exports (contract §7). */
export class Exchange1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
create table import_job (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  organisation_id uuid not null,
  caller_kind text not null,
  caller_id uuid not null,
  caller_name text not null,
  address text not null,
  request_id text not null,
  state text not null,
  dry_run boolean not null,
  code_set text,
  file_name text not null,
  file_size integer not null,
  file_sha256 text not null,
  storage_key text not null,
  workbook_key text,
  sheets jsonb not null,
  warnings jsonb not null,
  -- what is done stands here: a slice of rows and this number are written by one transaction
  position integer not null default 0,
  created_count integer not null default 0,
  changed_count integer not null default 0,
  same_count integer not null default 0,
  refused_count integer not null default 0,
  fault jsonb,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  -- by real time: when the files go
  files_until timestamptz not null,
  files_gone boolean not null default false,
  constraint import_job_pk primary key (id),
  constraint import_job_organisation foreign key (organisation_id) references organisation (id),
  constraint import_job_state check (state in ('CHECKING', 'CHECKED', 'IMPORTING', 'DONE', 'FAILED')),
  constraint import_job_caller_kind check (caller_kind in ('PERSON', 'KEY')),
  constraint import_job_code_set check (code_set in ('LEVEL_0_1', 'LEVEL_1_2')),
  constraint import_job_waits check ((next_attempt_at is not null) = (state in ('CHECKING', 'IMPORTING')))
);
create index import_job_due on import_job (next_attempt_at) where next_attempt_at is not null;
create index import_job_files on import_job (files_until) where not files_gone;

create table import_row (
  county_code text not null,
  import_id uuid not null,
  position integer not null,
  sheet text not null,
  row_number integer not null,
  outcome text not null,
  hazard_id uuid,
  ledger_no text,
  reasons jsonb not null,
  changes jsonb not null,
  notes jsonb not null,
  constraint import_row_pk primary key (import_id, position),
  constraint import_row_import foreign key (import_id) references import_job (id),
  constraint import_row_outcome check (outcome in ('CREATED', 'CHANGED', 'SAME', 'REFUSED'))
);
create index import_row_by_outcome on import_row (import_id, outcome, position);

create table export_job (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  organisation_id uuid not null,
  caller_kind text not null,
  caller_id uuid not null,
  caller_name text not null,
  request_id text not null,
  -- the scope as it was when the export was asked for; it is looked at again when the file is made and when it is fetched
  reach_column text not null,
  reach_value text not null,
  kind text not null,
  filters jsonb not null,
  state text not null,
  row_count integer,
  file_name text,
  file_size integer,
  file_sha256 text,
  storage_key text,
  fault jsonb,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  files_until timestamptz not null,
  files_gone boolean not null default false,
  constraint export_job_pk primary key (id),
  constraint export_job_organisation foreign key (organisation_id) references organisation (id),
  constraint export_job_kind check (kind in ('ENTERPRISE_LEDGER', 'THREE_LISTS', 'MAJOR_DETAIL')),
  constraint export_job_state check (state in ('QUEUED', 'DONE', 'FAILED')),
  constraint export_job_caller_kind check (caller_kind in ('PERSON', 'KEY')),
  constraint export_job_waits check ((next_attempt_at is not null) = (state = 'QUEUED'))
);
create index export_job_due on export_job (next_attempt_at) where next_attempt_at is not null;
create index export_job_files on export_job (files_until) where not files_gone;
revoke delete, truncate on import_job, import_row, export_job from ledger_app;
`;

const DOWN = `
drop table export_job, import_row, import_job;
`;
