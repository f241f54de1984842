import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a night compared, or could not; and since when a thing is over there (decision 0040). */
export class OaNights1763800000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- when the OA first said that it is off the desk: from then on it is never opened again, and for some nights the ending is said once more
alter table oa_copy add column closed_at timestamptz(3);
update oa_copy set closed_at = updated_at where state = 'CLOSED';
create index oa_copy_ended on oa_copy (channel_id, closed_at) where state = 'CLOSED';

alter table oa_pace add column compared_at timestamptz(3);
update oa_pace set compared_at = '1970-01-01Z';
alter table oa_pace alter column compared_at set not null;

create table oa_reconciliation (
  id uuid not null,
  county_code text not null,
  channel_id uuid not null,
  ended_at timestamptz(3) not null,
  way text not null,
  -- desks looked at, and those whose list could not be had
  person_count integer not null,
  unread_count integer not null,
  ghost_count integer not null,
  missing_count integer not null,
  twice_count integer not null,
  said_again_count integer not null,
  -- what stands there as far as we know, and nobody could compare
  unverified_count integer not null,
  -- kinds and ids of todos, the first of them
  drift jsonb not null,
  constraint oa_reconciliation_pk primary key (id),
  constraint oa_reconciliation_channel foreign key (channel_id) references oa_channel (id),
  constraint oa_reconciliation_way check (way in ('LIST', 'REPEAT', 'NONE'))
);
create index oa_reconciliation_of on oa_reconciliation (channel_id, id);
`;

const DOWN = `
drop table oa_reconciliation;
alter table oa_pace drop column compared_at;
drop index oa_copy_ended;
alter table oa_copy drop column closed_at;
`;
