import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger: hazards, their numbers, their evidence (contract §3). */
export class Hazards1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
create table hazard (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  city_code text not null,
  county_code text not null,
  town_code text not null,
  ledger_no text not null,
  external_ref text,
  registered_hash text not null,
  enterprise_id uuid not null,
  enterprise_name text not null,
  registered_by_id uuid not null,
  registered_by_name text not null,
  registered_by_organisation_id uuid not null,
  registered_by_key boolean not null,
  entered_by_proxy boolean not null,
  finder_level text not null,
  status text not null,
  status_before_void text,
  pending_level text,
  route jsonb not null,
  level text not null,
  level_history jsonb not null,
  source text not null,
  sector text not null,
  category text not null,
  description text not null,
  location text,
  basis_clause text,
  basis_note text,
  found_on date not null,
  found_by jsonb not null,
  owner jsonb,
  deadline date,
  original_deadline date,
  supervising_officer text,
  interim_measures text,
  operations_suspended boolean not null,
  inspection_id uuid,
  campaign_ids uuid[] not null,
  five_in_place jsonb not null,
  cause_analysis jsonb,
  workers_informed jsonb not null,
  assessments jsonb not null,
  signature jsonb,
  signature_owed boolean not null,
  confirmations jsonb not null,
  submission jsonb,
  acceptances jsonb not null,
  first_act_at timestamptz,
  refusal jsonb,
  taken_over jsonb,
  extensions jsonb not null,
  supervision jsonb,
  suspension jsonb,
  verifications jsonb not null,
  finders jsonb not null,
  repeat_of uuid,
  duplicate_of uuid,
  terminated boolean not null,
  reported_on date not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  constraint hazard_pk primary key (id),
  constraint hazard_ledger_no unique (county_code, ledger_no),
  constraint hazard_enterprise foreign key (enterprise_id) references organisation (id),
  constraint hazard_status check (status in ('REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING', 'CLOSED', 'VOIDED')),
  constraint hazard_level check (level in ('GENERAL', 'MAJOR')),
  constraint hazard_finder_level check (finder_level in ('ENTERPRISE', 'TOWN', 'COUNTY')),
  constraint hazard_pending_level check (pending_level in ('TOWN', 'COUNTY', 'CITY')),
  constraint hazard_closed check ((status = 'CLOSED') = (closed_at is not null) or status = 'VOIDED'),
  constraint hazard_deadline check (deadline is null or deadline >= found_on)
);
create unique index hazard_external_ref on hazard (county_code, registered_by_organisation_id, external_ref)
  where external_ref is not null and status <> 'VOIDED';

-- numbers are taken in blocks: no lock is held until a commit, gaps are allowed, nothing is given twice
create table ledger_number (
  town_code text not null,
  year integer not null,
  next_number bigint not null,
  constraint ledger_number_pk primary key (town_code, year)
);

create table evidence (
  id uuid not null,
  county_code text not null,
  hazard_id uuid not null,
  kind text not null,
  sha256 text not null,
  size integer not null,
  media_type text not null,
  file_name text not null,
  taken_at timestamptz,
  storage_key text not null,
  uploaded_by_id uuid not null,
  uploaded_by_name text not null,
  uploaded_by_organisation_id uuid not null,
  uploaded_by_organisation_name text not null,
  created_at timestamptz not null,
  constraint evidence_pk primary key (id),
  constraint evidence_hazard foreign key (hazard_id) references hazard (id),
  constraint evidence_kind check (kind in ('BEFORE', 'AFTER', 'DOCUMENT', 'PLAN', 'SIGNED_SHEET')),
  constraint evidence_size check (size > 0)
);
create index evidence_by_hazard on evidence (hazard_id, id);
create index evidence_by_hash on evidence (county_code, sha256);
create trigger evidence_no_change before update or delete on evidence for each row execute function refuse_change();
create trigger evidence_no_truncate before truncate on evidence execute function refuse_change();
revoke update, delete, truncate on evidence from ledger_app;
revoke delete, truncate on hazard from ledger_app;
`;

const DOWN = `
drop table evidence, ledger_number, hazard;
`;
