import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The county's OA: channels, who is who there, what it has been told, tickets that were used (oa-dialects §1.7). */
export class Oa1763800000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
create table oa_channel (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  name text not null,
  dialect text not null,
  state text not null,
  base_url text not null,
  link_base text not null,
  organisation_kinds text[] not null,
  rate_per_minute integer not null,
  profile jsonb not null,
  parameters jsonb not null,
  -- names and values, sealed together (security S34); never read with the rest of the row
  secrets text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint oa_channel_pk primary key (id),
  constraint oa_channel_name unique (county_code, name),
  constraint oa_channel_state check (state in ('ACTIVE', 'PAUSED')),
  constraint oa_channel_rate check (rate_per_minute between 1 and 60000)
);

-- the real time's side of a channel: when it may be called again; no part of the history
create table oa_pace (
  channel_id uuid not null,
  next_slot_at timestamptz not null,
  failure_count integer not null,
  constraint oa_pace_pk primary key (channel_id),
  constraint oa_pace_channel foreign key (channel_id) references oa_channel (id)
);

create table oa_person (
  channel_id uuid not null,
  user_id uuid not null,
  external_id text not null,
  constraint oa_person_pk primary key (channel_id, user_id),
  constraint oa_person_external unique (channel_id, external_id),
  constraint oa_person_channel foreign key (channel_id) references oa_channel (id),
  constraint oa_person_user foreign key (user_id) references user_account (id)
);

-- what stands in the OA as far as we know: written before the OA is called, so that what we do not know is known, too
create table oa_copy (
  channel_id uuid not null,
  todo_id uuid not null,
  external_id text not null,
  sent_to text not null,
  state text not null,
  -- an answer to an opening never came: it may yet stand there
  unsure boolean not null,
  remote_id text,
  updated_at timestamptz not null,
  constraint oa_copy_pk primary key (channel_id, todo_id),
  constraint oa_copy_channel foreign key (channel_id) references oa_channel (id),
  constraint oa_copy_todo foreign key (todo_id) references todo (id),
  constraint oa_copy_state check (state in ('OPEN', 'CLOSED'))
);
create index oa_copy_open on oa_copy (channel_id, sent_to) where state = 'OPEN';

-- a ticket of the OA opens one session, once, whichever process is asked (security S08)
create table oa_ticket (
  channel_id uuid not null,
  ticket_hash text not null,
  used_at timestamptz not null,
  constraint oa_ticket_pk primary key (channel_id, ticket_hash),
  constraint oa_ticket_channel foreign key (channel_id) references oa_channel (id)
);
`;

const DOWN = `
drop table oa_ticket, oa_copy, oa_person, oa_pace, oa_channel;
`;
