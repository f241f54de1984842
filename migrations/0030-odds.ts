import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A channel of the OA that fails says so; what stands open there can be said again at night (decision 0049). */
export class Odds1763800000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
alter table oa_pace
  -- since when nothing arrives there, until when it is left alone, and why, in our words
  add column failing_since timestamptz(3),
  add column rest_until timestamptz(3),
  add column failing_reason text;

-- STANDING: open there as far as we know, and to be said once more to be open
alter table oa_copy drop constraint oa_copy_state;
alter table oa_copy add constraint oa_copy_state check (state in ('OPENING', 'OPEN', 'STANDING', 'CLOSED'));

alter table oa_reconciliation add column standing_again_count integer not null default 0;
alter table oa_reconciliation alter column standing_again_count drop default;
`;

const DOWN = `
alter table oa_reconciliation drop column standing_again_count;
update oa_copy set state = 'OPEN' where state = 'STANDING';
alter table oa_copy drop constraint oa_copy_state;
alter table oa_copy add constraint oa_copy_state check (state in ('OPENING', 'OPEN', 'CLOSED'));
alter table oa_pace drop column failing_since, drop column rest_until, drop column failing_reason;
`;
