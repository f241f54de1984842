import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the workers see of their queues, written down for whoever looks after them: the API opens no queue itself. */
export class Queues1763800000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- one row a queue, of all counties; by real time
create table queue_look (
  queue text not null,
  looked_at timestamptz(3) not null,
  backend text not null,
  -- null while the queue is away
  waiting integer,
  active integer,
  delayed integer,
  failed integer,
  -- what comes round on it: id, how often, when next
  schedules jsonb not null,
  constraint queue_look_pk primary key (queue)
);
`;

const DOWN = `
drop table queue_look;
`;
