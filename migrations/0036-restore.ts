import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dump of a ledger with hazards can be restored: `pg_restore` writes rows without a search path (docs/DEPLOY.md). */
export class Restore1763800000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lateAfter('public.day_of'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(lateAfter('day_of'));
  }
}

/** The function of migration 0015 but for the name it calls. What is stored stays as it is. */
const lateAfter = (dayOf: string): string => `
create or replace function hazard_late_after(status text, deadline date, step_due_on date, supervision jsonb) returns date language plpgsql immutable parallel safe as $$
begin
  return least(
    case when status in ('REPORTED', 'CONFIRMING', 'RECTIFYING') then deadline end,
    case when status in ('REPORTED', 'CONFIRMING', 'ACCEPTING') then step_due_on end,
    ${dayOf}(supervision ->> 'deadline'));
end $$;
`;
