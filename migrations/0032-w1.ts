import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each row of a registration is checked by and indexed by, for less (docs/decisions/0052-one-statement-for-what-a-write-leaves.md). */
export class Registering1763800000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

/** `rules`: the name that each goes by, and what must not be false. */
const check = (table: string, parameters: string, rules: readonly (readonly [name: string, rule: string])[]): string => `
create function ${table}_sound(${parameters}) returns boolean language plpgsql immutable parallel safe as $$
begin
  if (${rules.map(([, rule]) => `(${rule})`).join('\n    and ')}) is not false then return true; end if;
  raise exception using errcode = 'check_violation', table = '${table}',
    constraint = case ${rules.map(([name, rule]) => `\n      when (${rule}) is false then '${name}'`).join('')} end,
    message = 'a row of ${table} is not sound';
end $$;
${rules.map(([name]) => `alter table ${table} drop constraint ${name};`).join('\n')}
alter table ${table} add constraint ${table}_sound check (${table}_sound(${parameters.replace(/ \w+(?=,|$)/g, '')}));
`;

const uncheck = (table: string, rules: readonly (readonly [name: string, rule: string])[]): string => `
alter table ${table} drop constraint ${table}_sound${rules.map(([name, rule]) => `,\n  add constraint ${name} check (${rule})`).join('')};
drop function ${table}_sound;
`;

const HAZARD = [
  ['hazard_status', `status in ('REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING', 'CLOSED', 'VOIDED')`],
  ['hazard_level', `level in ('GENERAL', 'MAJOR')`],
  ['hazard_finder_level', `finder_level in ('ENTERPRISE', 'TOWN', 'COUNTY')`],
  ['hazard_pending_level', `pending_level in ('TOWN', 'COUNTY', 'CITY')`],
  ['hazard_closed', `(status = 'CLOSED') = (closed_at is not null) or status = 'VOIDED'`],
  ['hazard_deadline', 'deadline is null or deadline >= found_on'],
] as const;
const DUE_DATE = [
  ['due_date_kind', `kind in ('RECTIFICATION', 'SIGNATURE', 'CONFIRMATION', 'ACCEPTANCE', 'SUPERVISION', 'RETURN', 'TASK')`],
  ['due_date_owed_by', `owed_by in ('ENTERPRISE', 'PRINCIPAL', 'TOWN', 'COUNTY', 'CITY')`],
  ['due_date_day', 'counted_from is not null or due_on is not null'],
] as const;
const TODO_STEP = [
  ['todo_step_kind', `kind in ('PREPARE', 'SIGN', 'TAKE_OVER', 'CONFIRM', 'RECTIFY', 'DECIDE_EXTENSION', 'ACCEPT')`],
  ['todo_step_level', `level in ('PRINCIPAL', 'TOWN', 'COUNTY', 'CITY')`],
] as const;

const UP = `
-- a check is read from its text and planned anew by every insert and update; the body of a function is not. What fails goes by its old name
${check('hazard', 'status text, level text, finder_level text, pending_level text, closed_at timestamptz, deadline date, found_on date', HAZARD)}
${check('due_date', 'kind text, owed_by text, counted_from date, due_on date', DUE_DATE)}
${check('todo_step', 'kind text, level text', TODO_STEP)}

-- every insert opens every index, also those that the row has no place in. Unsigned majors are one lane of hazard_county_deadline,
-- supervised ones are few: another index of theirs finds them
drop index hazard_unsigned, hazard_supervised;
`;

const DOWN = `
create index hazard_supervised on hazard (county_code, (supervision ->> 'deadline')) where supervision is not null;
create index hazard_unsigned on hazard (county_code, step_due_on, id) where status = 'REPORTED' and level = 'MAJOR';
${uncheck('todo_step', TODO_STEP)}
${uncheck('due_date', DUE_DATE)}
${uncheck('hazard', HAZARD)}
`;
