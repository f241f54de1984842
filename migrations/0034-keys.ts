import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key may be bound to the addresses it is used from (security S06). */
export class Keys1763800000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table api_key add column addresses text[] not null default '{}'`);
    await runner.query('alter table api_key alter column addresses drop default');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table api_key drop column addresses');
  }
}
