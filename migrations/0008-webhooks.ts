import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What leaves the building: deliveries (house: Outbox), webhooks, and each caller's own gap-free feed of events (contract §5). */
export class Webhooks1763800000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- the hazard that a fact of another object tells of (a notice of a hazard); null where it is the object itself, or none.
-- Only for whoever tells others: what is sealed of an event stays as it was
alter table outbox add column subject_id uuid;

-- one promise to tell one receiver one thing; within (receiver, lane) they go out one after the other
create table delivery (
  id uuid not null,
  kind text not null,
  county_code text not null,
  receiver_id uuid not null,
  -- the hazard of a webhook's event, the todo of an OA's
  lane_id uuid not null,
  -- the order within the lane
  sequence bigint not null,
  -- where a newer one makes the older needless: versions of a todo
  only_newest boolean not null,
  subject_id uuid,
  type text not null,
  payload text not null,
  state text not null,
  -- times it was taken up; whoever settles it says which: one that lost its lease changes nothing
  claim_count integer not null default 0,
  -- real attempts since it was written or replayed
  attempt_count integer not null default 0,
  -- times are real time (house: Clocks)
  next_attempt_at timestamptz(3) not null,
  leased_until timestamptz(3),
  reason text,
  detail text,
  last_status integer,
  attempts jsonb not null default '[]',
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  constraint delivery_pk primary key (id),
  constraint delivery_once unique (receiver_id, lane_id, sequence),
  constraint delivery_kind check (kind in ('WEBHOOK', 'OA')),
  constraint delivery_state check (state in ('WAITING', 'DELIVERED', 'PARKED', 'CANCELLED')),
  constraint delivery_finished check ((state = 'WAITING') = (finished_at is null)),
  constraint delivery_parked_why check (state not in ('PARKED', 'CANCELLED') or reason is not null)
);
create index delivery_due on delivery (receiver_id, next_attempt_at, sequence) where state = 'WAITING';
create index delivery_in_lane on delivery (receiver_id, lane_id, sequence) where state = 'WAITING';
create index delivery_log on delivery (receiver_id, id);
create index delivery_parked on delivery (county_code, kind, id) where state = 'PARKED';
create index delivery_by_age on delivery (finished_at) where state <> 'WAITING';
`;

const DOWN = `
drop table delivery;
alter table outbox drop column subject_id;
`;
