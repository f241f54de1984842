import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands in the OA is a row for every thing that was put there: a deputy's beside the other's, and each time anew. */
export class OaDesks1763800000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
alter table oa_copy
  -- the how-manieth thing of this todo in this OA: its id there is made of it
  add column serial integer,
  add column user_id uuid,
  -- rises with every word about it, so that a late one is known as late
  add column stamp integer,
  -- an answer to an opening never came: until then it may yet arrive
  add column unsure_until timestamptz(3);
alter table oa_copy alter column updated_at type timestamptz(3);
update oa_copy c set serial = coalesce(substring(c.external_id from '^HL[0-9]+-[0-9a-f]{32}-([0-9]+)$')::int, 1), user_id = t.recipient_id, stamp = t.version,
  unsure_until = case when c.unsure then c.updated_at + interval '2 minutes' end
  from todo t where t.id = c.todo_id;
alter table oa_copy
  alter column serial set not null, alter column user_id set not null, alter column stamp set not null,
  drop column unsure,
  drop constraint oa_copy_pk,
  drop constraint oa_copy_state;
alter table oa_copy
  add constraint oa_copy_pk primary key (channel_id, todo_id, serial),
  -- OPENING: not yet answered; to be said (again)
  add constraint oa_copy_state check (state in ('OPENING', 'OPEN', 'CLOSED')),
  add constraint oa_copy_user foreign key (user_id) references user_account (id);
drop index oa_copy_open;
create index oa_copy_standing on oa_copy (channel_id, sent_to) where state <> 'CLOSED';
create index oa_copy_external on oa_copy (channel_id, external_id);

-- test todos that may still stand in an OA: no todo of ours is behind them, and they are taken off all the same
create table oa_stray (
  channel_id uuid not null,
  external_id text not null,
  sent_to text not null,
  remote_id text,
  created_at timestamptz(3) not null,
  next_attempt_at timestamptz(3) not null,
  constraint oa_stray_pk primary key (channel_id, external_id),
  constraint oa_stray_channel foreign key (channel_id) references oa_channel (id)
);
`;

const DOWN = `
drop table oa_stray;
drop index oa_copy_standing, oa_copy_external;
delete from oa_copy c where exists (select from oa_copy o where o.channel_id = c.channel_id and o.todo_id = c.todo_id and o.serial > c.serial);
update oa_copy set state = 'OPEN' where state = 'OPENING';
alter table oa_copy drop constraint oa_copy_pk, drop constraint oa_copy_state, drop constraint oa_copy_user, add column unsure boolean;
update oa_copy set unsure = unsure_until is not null;
alter table oa_copy
  alter column unsure set not null, drop column serial, drop column user_id, drop column stamp, drop column unsure_until,
  add constraint oa_copy_pk primary key (channel_id, todo_id), add constraint oa_copy_state check (state in ('OPEN', 'CLOSED'));
alter table oa_copy alter column updated_at type timestamptz;
create index oa_copy_open on oa_copy (channel_id, sent_to) where state = 'OPEN';
`;
