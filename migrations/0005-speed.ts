import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts that nobody waits for, and what lists of supervised hazards are served from (performance, design points 2–4). */
export class Speed1763800000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- one row for each change of a count, added by the write that makes it; folded into hazard_count soon after
create table hazard_delta (
  id bigint generated always as identity,
  county_code text not null,
  town_code text not null,
  lane smallint not null,
  source text not null,
  sector text not null,
  change integer not null,
  constraint hazard_delta_pk primary key (id),
  constraint hazard_delta_change check (change <> 0)
);
revoke update, truncate on hazard_delta from ledger_app;

-- how many hazards there are; source and sector empty: of all of them together
create table hazard_count (
  county_code text not null,
  town_code text not null,
  lane smallint not null,
  source text not null,
  sector text not null,
  count bigint not null,
  constraint hazard_count_pk primary key (county_code, source, sector, town_code, lane),
  constraint hazard_count_whole check ((source = '') = (sector = ''))
) with (fillfactor = 50);
revoke delete, truncate on hazard_count from ledger_app;

-- where counts and what there is differ, in the one moment in which it looks: nothing, unless somebody wrote past the service
create function hazard_count_drift() returns table (county_code text, town_code text, lane smallint, source text, sector text, drift integer)
language sql stable as $$
  select county_code, town_code, lane, source, sector, sum(n)::integer as drift from (
    select h.county_code, h.town_code, h.lane, h.source, h.sector, count(*) as n from hazard h group by 1, 2, 3, 4, 5
    union all select c.county_code, c.town_code, c.lane, c.source, c.sector, -c.count from hazard_count c where c.source <> ''
    union all select d.county_code, d.town_code, d.lane, d.source, d.sector, -d.change from hazard_delta d
  ) all_of_them group by 1, 2, 3, 4, 5 having sum(n) <> 0
$$;

insert into hazard_delta (county_code, town_code, lane, source, sector, change)
  select county_code, town_code, lane, source, sector, drift from hazard_count_drift();

-- few rows, each order at hand; town and lane are looked at in the index
create index hazard_supervised_deadline on hazard (county_code, deadline_sort, id, town_code, lane) where supervision is not null;
create index hazard_supervised_found on hazard (county_code, found_on, id, town_code, lane) where supervision is not null;
create index hazard_supervised_updated on hazard (county_code, updated_at, id, town_code, lane) where supervision is not null;
create index hazard_supervised_number on hazard (county_code, ledger_no, town_code, lane) where supervision is not null;

-- set by somebody else: nothing is done with it but to choose another
alter table user_account add column password_temporary boolean not null default false;

-- sealed answers do not compress: they are not tried, and stay in the row
alter table idempotency alter column answer set storage external;
alter table idempotency set (toast_tuple_target = 8160);
`;

const DOWN = `
alter table idempotency reset (toast_tuple_target);
alter table idempotency alter column answer set storage extended;
alter table user_account drop column password_temporary;
drop index hazard_supervised_number, hazard_supervised_updated, hazard_supervised_found, hazard_supervised_deadline;
drop function hazard_count_drift();
drop table hazard_count, hazard_delta;
`;
