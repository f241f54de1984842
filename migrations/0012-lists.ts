import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is late, in one column that every order has at hand: a list of it reads what it lists (docs/QUERIES.md). */
export class Lists1763800000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const orders = (more: string): string => ['county', 'town'].map((scope) => `
create index hazard_${scope}_deadline on hazard (${scope}_code, lane, deadline_sort, id${more});
create index hazard_${scope}_found on hazard (${scope}_code, lane, found_on, id${more});
create index hazard_${scope}_updated on hazard (${scope}_code, lane, updated_at, id${more});
create index hazard_${scope}_number on hazard (${scope}_code, lane, ledger_no${more});`).join('');

const DROP_ORDERS = `drop index ${['county', 'town'].flatMap((scope) => ['deadline', 'found', 'updated', 'number'].map((order) => `hazard_${scope}_${order}`)).join(', ')};`;

const UP = `
-- a day as we write it, whatever DateStyle says
create function day_of(text) returns date language sql immutable strict parallel safe
  return make_date(substr($1, 1, 4)::int, substr($1, 6, 2)::int, substr($1, 9, 2)::int);

-- the earliest of the days that run for the row: whether it has passed is asked of the day, never stored (contract §4)
alter table hazard add column late_after date generated always as (least(
  case when status in ('REPORTED', 'CONFIRMING', 'RECTIFYING') then deadline end,
  case when status in ('REPORTED', 'CONFIRMING', 'ACCEPTING') then step_due_on end,
  day_of(supervision ->> 'deadline')
)) stored;
${DROP_ORDERS}${orders(', late_after')}
`;

const DOWN = `
${DROP_ORDERS}
alter table hazard drop column late_after;
drop function day_of(text);
${orders('')}
`;
