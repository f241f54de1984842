import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos that were used before (contract §3, Evidence): what each looks like, and which of them are the same. */
export class Photos1763800000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- a row for each photo of evidence: first the promise to look at it, then what was seen. Made from the file, so it can be made again.
-- what the camera wrote (taken_at, place: sealed) is compared and never answered
create table photo (
  evidence_id uuid not null,
  county_code text not null,
  hazard_id uuid not null,
  state text not null,
  attempts integer not null,
  next_attempt_at timestamptz not null,
  whole bit(256),
  cut_little bit(256),
  cut_more bit(256),
  keys integer[],
  camera_taken_at timestamptz,
  camera_place text,
  taken_at_agrees boolean,
  taken_before_found boolean,
  place_agrees boolean,
  constraint photo_pk primary key (evidence_id),
  constraint photo_evidence foreign key (evidence_id) references evidence (id),
  constraint photo_state check (state in ('WAITING', 'COMPARED', 'NOT_COMPARED', 'UNREADABLE')),
  constraint photo_seen check (state <> 'COMPARED' or keys is not null),
  constraint photo_keyed check ((keys is null) = (whole is null) and (keys is null) = (cut_little is null) and (keys is null) = (cut_more is null))
);
create index photo_waiting on photo (next_attempt_at, evidence_id) where state = 'WAITING';
create index photo_by_hazard on photo (hazard_id) where camera_place is not null;
create index photo_by_key on photo using gin (keys) with (fastupdate = off);
revoke delete, truncate on photo from ledger_app;

create table photo_match (
  evidence_id uuid not null,
  earlier_id uuid not null,
  county_code text not null,
  distance integer not null,
  found_at timestamptz not null,
  constraint photo_match_pk primary key (evidence_id, earlier_id),
  constraint photo_match_evidence foreign key (evidence_id) references evidence (id),
  constraint photo_match_earlier foreign key (earlier_id) references evidence (id),
  constraint photo_match_order check (earlier_id < evidence_id)
);
revoke update, delete, truncate on photo_match from ledger_app;

insert into photo (evidence_id, county_code, hazard_id, state, attempts, next_attempt_at)
select e.id, e.county_code, e.hazard_id, 'WAITING', 0, e.created_at from evidence e where e.media_type in ('image/jpeg', 'image/png', 'image/webp');
`;

const DOWN = `
drop table photo_match, photo;
`;
