import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may act is remembered by each process until somebody's role, or an OA that is told, changes (decision 0047). */
export class Registration1763800000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- one row: rises with every change of who holds which role, in the transaction of the change
create table staff_epoch (
  id smallint not null,
  epoch bigint not null,
  constraint staff_epoch_pk primary key (id),
  constraint staff_epoch_one check (id = 1)
);
insert into staff_epoch values (1, 1);
revoke insert, delete, truncate on staff_epoch from ledger_app;

create function staff_epoch_rise() returns trigger language plpgsql as $$
begin
  update staff_epoch set epoch = epoch + 1 where id = 1;
  return null;
end $$;
-- which kinds of organisation are told by which OA is remembered with them
create trigger oa_channel_staff_epoch after insert or delete or update of organisation_kinds, county_code on oa_channel
  for each statement execute function staff_epoch_rise();
`;

const DOWN = `
drop trigger oa_channel_staff_epoch on oa_channel;
drop function staff_epoch_rise();
drop table staff_epoch;
`;
