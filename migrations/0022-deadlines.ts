import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which night each nightly job has done: a queue that lost its schedules, or was away at that hour, skips none. */
export class Nights1763800000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- one row a nightly job, of all counties; by real time
create table nightly_run (
  id text not null,
  -- the newest night, as a day of the county's zone, that has been done whole
  through date not null,
  -- null: nobody is at it
  began_at timestamptz(3),
  ended_at timestamptz(3),
  constraint nightly_run_pk primary key (id)
);
`;

const DOWN = `
drop table nightly_run;
`;
