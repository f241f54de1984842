import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a registration writes, without what it wrote twice (docs/decisions/0035-what-a-registration-costs.md). */
export class MoreSpeed1763800000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const SCOPES = ['county', 'town'];
const INDEXES = [
  ...SCOPES.flatMap((scope) => [
    [`hazard_${scope}_deadline`, `(${scope}_code, lane, deadline_sort, id, late_after)`], [`hazard_${scope}_found`, `(${scope}_code, lane, found_on, id, late_after)`],
    [`hazard_${scope}_updated`, `(${scope}_code, lane, updated_at, id, late_after)`], [`hazard_${scope}_number`, `(${scope}_code, lane, ledger_no, late_after)`],
  ]),
  ['hazard_supervised_deadline', '(county_code, deadline_sort, id, town_code, lane) where supervision is not null'],
  ['hazard_supervised_found', '(county_code, found_on, id, town_code, lane) where supervision is not null'],
  ['hazard_supervised_updated', '(county_code, updated_at, id, town_code, lane) where supervision is not null'],
  ['hazard_supervised_number', '(county_code, ledger_no, town_code, lane) where supervision is not null'],
] as const;

/** The columns that are computed, made anew with what stands on them. */
const columns = (lane: string, lateAfter: string): string => `
alter table hazard drop column lane, drop column late_after,
  add column lane smallint not null generated always as (${lane}) stored,
  add column late_after date generated always as (${lateAfter}) stored;
${INDEXES.map(([name, on]) => `create index ${name} on hazard ${on};`).join('\n')}`;

const LANE = `
    case level when 'GENERAL' then 10 else 20 end +
    case status when 'REPORTED' then 1 when 'CONFIRMING' then 2 when 'RECTIFYING' then 3 when 'ACCEPTING' then 4 when 'CLOSED' then 5 else 6 end`;
const LATE_AFTER = `least(
    case when status in ('REPORTED', 'CONFIRMING', 'RECTIFYING') then deadline end,
    case when status in ('REPORTED', 'CONFIRMING', 'ACCEPTING') then step_due_on end,
    day_of(supervision ->> 'deadline'))`;

const UP = `
-- an expression in SQL is read, inlined and planned anew by every insert and update; a call of a function is not
create function hazard_lane(level text, status text) returns smallint language plpgsql immutable parallel safe as $$
begin
  return ${LANE};
end $$;
create function hazard_late_after(status text, deadline date, step_due_on date, supervision jsonb) returns date language plpgsql immutable parallel safe as $$
begin
  return ${LATE_AFTER};
end $$;
${columns('hazard_lane(level, status)', 'hazard_late_after(status, deadline, step_due_on, supervision)')}

-- the statements that write these take the ids from the rows they name, in the same transaction; nothing named is ever deleted
alter table todo_step drop constraint todo_step_hazard;
alter table todo drop constraint todo_step_of, drop constraint todo_recipient;
revoke delete, truncate on todo, todo_step, user_account from ledger_app;

-- an id is made of the step and the person: its key says what this one said; and todo_of_recipient begins like todo_mine
alter table todo drop constraint todo_once;
drop index todo_mine;
`;

const DOWN = `
create index todo_mine on todo (recipient_id, id) where state = 'OPEN';
alter table todo add constraint todo_once unique (step_id, recipient_id);
grant delete, truncate on todo, todo_step, user_account to ledger_app;
alter table todo add constraint todo_recipient foreign key (recipient_id) references user_account (id),
  add constraint todo_step_of foreign key (step_id) references todo_step (id);
alter table todo_step add constraint todo_step_hazard foreign key (hazard_id) references hazard (id);
${columns(LANE, LATE_AFTER)}
drop function hazard_late_after(text, date, date, jsonb);
drop function hazard_lane(text, text);
`;
