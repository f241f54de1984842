import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhooks, and the feed of events in which everybody's positions are without a gap (contract §5). */
export class Feed1763800000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
create table webhook (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  organisation_id uuid not null,
  url text not null,
  event_types text[] not null,
  state text not null,
  disabled_reason text,
  -- sealed (security S34); the one before is signed with as well until previous_until
  secret text not null,
  previous_secret text,
  previous_until timestamptz(3),
  -- no part of its history, and in real time: it asked us to wait; since when nothing has arrived
  held_until timestamptz(3),
  failing_since timestamptz(3),
  created_by uuid not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint webhook_pk primary key (id),
  constraint webhook_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint webhook_state check (state in ('ENABLED', 'DISABLED', 'REMOVED')),
  constraint webhook_disabled_why check ((state = 'DISABLED') = (disabled_reason is not null))
);
create index webhook_by_county on webhook (county_code, id);
create index webhook_by_organisation on webhook (organisation_id);
create index webhook_enabled on webhook (id) where state = 'ENABLED';

-- An event of a hazard in the order of everybody who could see it then. A position counts only what its owner sees: it
-- has no gap, and tells nothing of what others do. Scopes are those of that moment, as numbers and frozen figures are.
create table feed (
  event_position bigint not null,
  hazard_id uuid not null,
  city_code text not null,
  city_position bigint not null,
  county_code text not null,
  county_position bigint not null,
  town_code text not null,
  town_position bigint not null,
  enterprise_id uuid not null,
  enterprise_position bigint not null,
  constraint feed_pk primary key (event_position),
  constraint feed_of_city unique (city_code, city_position),
  constraint feed_of_county unique (county_code, county_position),
  constraint feed_of_town unique (town_code, town_position),
  constraint feed_of_enterprise unique (enterprise_id, enterprise_position)
);
create trigger feed_no_change before update or delete on feed for each row execute function refuse_change();
create trigger feed_no_truncate before truncate on feed execute function refuse_change();
revoke update, delete, truncate on feed from ledger_app;
insert into feed
select e.position, h.id,
  h.city_code, row_number() over (partition by h.city_code order by e.position),
  h.county_code, row_number() over (partition by h.county_code order by e.position),
  h.town_code, row_number() over (partition by h.town_code order by e.position),
  h.enterprise_id, row_number() over (partition by h.enterprise_id order by e.position)
from event e join hazard h on h.id = e.object_id;

-- what came to the receiver inside the sandbox
create table sandbox_inbox (
  id uuid not null,
  received_at timestamptz(3) not null,
  -- whose signature it bears; null where it bears none that holds
  webhook_id uuid,
  message_id text,
  type text,
  fault text,
  body text not null,
  constraint sandbox_inbox_pk primary key (id)
);
`;

const DOWN = `
drop table sandbox_inbox, feed, webhook;
`;
