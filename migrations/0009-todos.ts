import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who must act now (oa-dialects §1.7). */
export class Todos1763800000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- one instance of one step of one hazard: from the move that made it due to the move that ended it
create table todo_step (
  id uuid not null,
  county_code text not null,
  hazard_id uuid not null,
  kind text not null,
  level text not null,
  candidates jsonb not null,
  barred uuid[] not null,
  opened_version integer not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  constraint todo_step_pk primary key (id),
  constraint todo_step_hazard foreign key (hazard_id) references hazard (id),
  constraint todo_step_kind check (kind in ('PREPARE', 'SIGN', 'TAKE_OVER', 'CONFIRM', 'RECTIFY', 'DECIDE_EXTENSION', 'ACCEPT')),
  constraint todo_step_level check (level in ('PRINCIPAL', 'TOWN', 'COUNTY', 'CITY'))
);
create unique index todo_step_open on todo_step (hazard_id, kind, level) where ended_at is null;

-- one person's part in it; the version rises with every change, so that a late word never undoes a newer one
create table todo (
  id uuid not null,
  county_code text not null,
  step_id uuid not null,
  hazard_id uuid not null,
  recipient_id uuid not null,
  state text not null,
  version integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  constraint todo_pk primary key (id),
  constraint todo_step_of foreign key (step_id) references todo_step (id),
  constraint todo_recipient foreign key (recipient_id) references user_account (id),
  constraint todo_once unique (step_id, recipient_id),
  constraint todo_state check (state in ('OPEN', 'DONE', 'CANCELLED'))
);
create index todo_mine on todo (recipient_id, id) where state = 'OPEN';
create index todo_of_recipient on todo (recipient_id, state, id);
create index todo_of_hazard on todo (hazard_id) where state = 'OPEN';
`;

const DOWN = `
drop table todo, todo_step;
`;
