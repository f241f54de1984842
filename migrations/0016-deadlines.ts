import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Major finds that wait for their signature: few rows, looked at each morning for those that nobody signed (contract §3). */
export class SilentMajors1763800000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
create index hazard_unsigned on hazard (county_code, step_due_on, id) where status = 'REPORTED' and level = 'MAJOR';
`;

const DOWN = `
drop index hazard_unsigned;
`;
