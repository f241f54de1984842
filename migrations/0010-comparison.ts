import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 重大事故隐患大比对: runs, the lists they compare, pairs and their rulings, outcomes, and what was published (contract §6). */
export class Comparison1763800000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

/** What belongs to one comparison, and stands still when it is published. */
const PARTS = ['comparison_row', 'comparison_inspection', 'comparison_pair', 'comparison_hazard', 'comparison_town', 'comparison_enterprise'];

const FROZEN_PARTS = PARTS.map((table) => `
create trigger ${table}_frozen_new after insert on ${table} referencing new table as changed
  for each statement execute function refuse_change_of_published();
create trigger ${table}_frozen_old after delete on ${table} referencing old table as changed
  for each statement execute function refuse_change_of_published();
create trigger ${table}_frozen_both after update on ${table} referencing old table as changed
  for each statement execute function refuse_change_of_published();
create trigger ${table}_no_truncate before truncate on ${table} execute function refuse_change();
revoke truncate on ${table} from ledger_app;`).join('\n');

const UP = `
create table comparison (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  city_code text not null,
  county_code text not null,
  area_code text not null,
  organisation_id uuid not null,
  organisation_name text not null,
  name text not null,
  period_from date not null,
  period_to date not null,
  sectors text[] not null,
  sides text[] not null,
  taken_from text not null,
  level_shown text not null,
  state text not null,
  -- of a run under way, by real time: who has it, until when it is believed to live, how often it was begun
  run_token uuid,
  run_takes integer not null,
  run_until timestamptz,
  run_requested_at timestamptz,
  progress jsonb not null,
  failure text,
  list_counts jsonb not null,
  parameters jsonb not null,
  figures jsonb not null,
  alias_proposals jsonb not null,
  input_hash text,
  result_hash text,
  created_by_id uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  circular_year integer,
  circular_number integer,
  document_no text,
  signed_off jsonb not null,
  published_at timestamptz,
  published_by_id uuid,
  published_by_name text,
  published_hash text,
  constraint comparison_pk primary key (id),
  constraint comparison_state check (state in ('DRAFT', 'QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'PUBLISHED')),
  constraint comparison_taken_from check (taken_from in ('LEDGER', 'LISTS')),
  constraint comparison_level_shown check (level_shown in ('MAJOR', 'ALL')),
  constraint comparison_period check (period_from <= period_to),
  constraint comparison_published check ((state = 'PUBLISHED') = (published_at is not null and published_hash is not null and circular_number is not null)),
  constraint comparison_circular_number unique (county_code, circular_year, circular_number),
  constraint comparison_organisation foreign key (organisation_id) references organisation (id)
);
create index comparison_by_county on comparison (county_code, id);
create index comparison_waiting on comparison (run_requested_at) where state in ('QUEUED', 'RUNNING');

-- the lists as they came in, or as they were read from the ledger when the run began: never read again from anywhere else
create table comparison_row (
  comparison_id uuid not null,
  side text not null,
  number integer not null,
  key text not null,
  external_ref text,
  hazard_id uuid,
  enterprise_id uuid,
  enterprise_name text not null,
  credit_code text,
  town_code text,
  town text not null,
  sector text not null,
  level text not null,
  description text not null,
  location text,
  basis_clause text,
  found_on date not null,
  status text not null,
  closed_on date,
  inspectors text[] not null,
  pending boolean not null,
  -- of a duplicate that was voided in the ledger: the key of the row that stands for both
  same_as text,
  flags text[] not null,
  print text not null,
  block text,
  constraint comparison_row_pk primary key (comparison_id, side, number),
  constraint comparison_row_key unique (comparison_id, key),
  constraint comparison_row_of foreign key (comparison_id) references comparison (id),
  constraint comparison_row_side check (side in ('COUNTY', 'TOWN', 'ENTERPRISE')),
  constraint comparison_row_level check (level in ('GENERAL', 'MAJOR')),
  constraint comparison_row_status check (status in ('OPEN', 'RECTIFYING', 'CLOSED'))
);
create index comparison_row_by_block on comparison_row (comparison_id, block);

create table comparison_inspection (
  comparison_id uuid not null,
  number integer not null,
  enterprise_id uuid,
  enterprise_name text not null,
  credit_code text,
  inspected_on date not null,
  block text,
  constraint comparison_inspection_pk primary key (comparison_id, number),
  constraint comparison_inspection_of foreign key (comparison_id) references comparison (id)
);

create table comparison_pair (
  id uuid not null,
  comparison_id uuid not null,
  block text not null,
  town_code text,
  enterprise_id uuid,
  left_key text not null,
  right_key text not null,
  tier text not null,
  origin text not null,
  score double precision,
  reasons text[] not null,
  covers boolean not null,
  agreeing jsonb not null,
  shown boolean not null,
  decision text not null,
  ruling jsonb,
  constraint comparison_pair_pk primary key (id),
  constraint comparison_pair_once unique (comparison_id, left_key, right_key),
  constraint comparison_pair_of foreign key (comparison_id) references comparison (id),
  constraint comparison_pair_tier check (tier in ('AUTO', 'REVIEW')),
  constraint comparison_pair_origin check (origin in ('MATCHER', 'OFFICER')),
  constraint comparison_pair_decision check (decision in ('SAME', 'DIFFERENT', 'UNDECIDED'))
);
create index comparison_pair_by_block on comparison_pair (comparison_id, block);
create index comparison_pair_in_order on comparison_pair (comparison_id, id);

-- one hazard, however many of the sides hold it
create table comparison_hazard (
  id uuid not null,
  comparison_id uuid not null,
  ref text not null,
  block text not null,
  town text not null,
  town_code text,
  enterprise_id uuid,
  outcome text not null,
  missed text,
  level text not null,
  findings text[] not null,
  keys text[] not null,
  undecided text[] not null,
  pending boolean not null,
  shown boolean not null,
  detail jsonb not null,
  constraint comparison_hazard_pk primary key (id),
  constraint comparison_hazard_ref unique (comparison_id, ref),
  constraint comparison_hazard_of foreign key (comparison_id) references comparison (id),
  constraint comparison_hazard_outcome check (outcome in ('MATCHED', 'COUNTY_ONLY', 'TOWN_ONLY', 'ENTERPRISE_ONLY'))
);
create index comparison_hazard_by_block on comparison_hazard (comparison_id, block);
create index comparison_hazard_in_order on comparison_hazard (comparison_id, id);

create table comparison_town (
  comparison_id uuid not null,
  number integer not null,
  town_code text,
  town text not null,
  figures jsonb not null,
  constraint comparison_town_pk primary key (comparison_id, number),
  constraint comparison_town_of foreign key (comparison_id) references comparison (id)
);

create table comparison_enterprise (
  id uuid not null,
  comparison_id uuid not null,
  block text not null,
  enterprise_id uuid,
  name text not null,
  names text[] not null,
  credit_code text,
  town_code text,
  town text not null,
  constraint comparison_enterprise_pk primary key (id),
  constraint comparison_enterprise_block unique (comparison_id, block),
  constraint comparison_enterprise_of foreign key (comparison_id) references comparison (id)
);
create index comparison_enterprise_known on comparison_enterprise (enterprise_id, comparison_id) where enterprise_id is not null;

-- rulings of officers: kept, never changed; the newest of a pair of texts holds, and 'NONE' takes one back
create table comparison_ruling (
  id uuid not null,
  county_code text not null,
  comparison_id uuid not null,
  pair_id uuid not null,
  left_print text not null,
  right_print text not null,
  verdict text not null,
  note text,
  texts jsonb not null,
  ruled_by_id uuid not null,
  ruled_by_name text not null,
  ruled_at timestamptz not null,
  constraint comparison_ruling_pk primary key (id),
  constraint comparison_ruling_of foreign key (comparison_id) references comparison (id),
  constraint comparison_ruling_verdict check (verdict in ('SAME', 'DIFFERENT', 'NONE'))
);
create index comparison_ruling_by_prints on comparison_ruling (county_code, left_print, right_print, id desc);
create index comparison_ruling_by_comparison on comparison_ruling (comparison_id, id);
create trigger comparison_ruling_no_change before update or delete on comparison_ruling for each row execute function refuse_change();
create trigger comparison_ruling_no_truncate before truncate on comparison_ruling execute function refuse_change();
revoke update, delete, truncate on comparison_ruling from ledger_app;

-- two ways of writing an enterprise that an officer said are one, or are not: the newest holds
create table comparison_alias (
  id uuid not null,
  county_code text not null,
  comparison_id uuid not null,
  names_key text not null,
  left_name text not null,
  left_code text,
  left_town text not null,
  right_name text not null,
  right_code text,
  right_town text not null,
  same boolean not null,
  note text,
  confirmed_by_id uuid not null,
  confirmed_by_name text not null,
  confirmed_at timestamptz not null,
  constraint comparison_alias_pk primary key (id),
  constraint comparison_alias_of foreign key (comparison_id) references comparison (id)
);
create index comparison_alias_by_names on comparison_alias (county_code, names_key, id desc);
create trigger comparison_alias_no_change before update or delete on comparison_alias for each row execute function refuse_change();
create trigger comparison_alias_no_truncate before truncate on comparison_alias execute function refuse_change();
revoke update, delete, truncate on comparison_alias from ledger_app;

-- the circular as it went out
create table comparison_document (
  comparison_id uuid not null,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  content bytea not null,
  constraint comparison_document_pk primary key (comparison_id, kind),
  constraint comparison_document_of foreign key (comparison_id) references comparison (id),
  constraint comparison_document_kind check (kind in ('CIRCULAR', 'WORKBOOK'))
);
create trigger comparison_document_no_change before update or delete on comparison_document for each row execute function refuse_change();
create trigger comparison_document_no_truncate before truncate on comparison_document execute function refuse_change();
revoke update, delete, truncate on comparison_document from ledger_app;

-- a published comparison never changes (contract §6)
create function refuse_change_of_published() returns trigger language plpgsql as $$
begin
  if exists (select from comparison c where c.state = 'PUBLISHED' and c.id in (select comparison_id from changed)) then
    raise exception 'a published comparison does not change' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger comparison_frozen before update or delete on comparison for each row
  when (old.state = 'PUBLISHED') execute function refuse_change();
create trigger comparison_no_truncate before truncate on comparison execute function refuse_change();
revoke delete, truncate on comparison from ledger_app;
${FROZEN_PARTS}
`;

const DOWN = `
drop table comparison_document, comparison_alias, comparison_ruling, comparison_enterprise, comparison_town, comparison_hazard,
  comparison_pair, comparison_inspection, comparison_row, comparison;
drop function refuse_change_of_published();
`;
