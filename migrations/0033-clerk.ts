import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an anchor seals the access log: 1 over the lines, 2 over the hash of each, so that a county's export need not show another's. */
export class Clerk1763800000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table anchor add column form integer not null default 1');
    await runner.query('alter table anchor alter column form drop default');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table anchor drop column form');
  }
}
