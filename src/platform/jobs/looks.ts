/** Each worker writes down every few seconds what it sees of the queues: the last one to look is believed. */
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { Wall } from '../clock/wall.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { QueueLookEntity, SeenSchedule } from './queue-look.entity.js';
import { Queues } from './queues.js';

const LOOK_MS = 5_000;

const WRITE = statement('queue_look_write', `
  insert into queue_look (queue, looked_at, backend, waiting, active, delayed, failed, schedules)
  select l.queue, $2::timestamptz, l.backend, l.waiting, l.active, l.delayed, l.failed, l.schedules from json_populate_recordset(null::queue_look, $1::json) l
  on conflict (queue) do update set looked_at = excluded.looked_at, backend = excluded.backend, waiting = excluded.waiting, active = excluded.active,
    delayed = excluded.delayed, failed = excluded.failed, schedules = excluded.schedules`);

type Look = Omit<QueueLookEntity, 'lookedAt'>;

@Injectable()
export class QueueLooks implements OnApplicationBootstrap {
  private readonly logger = new Logger(QueueLooks.name);

  constructor(private readonly queues: Queues, private readonly database: Database, private readonly wall: Wall) {}

  onApplicationBootstrap(): void {
    this.queues.until(this.keepLooking());
  }

  private async keepLooking(): Promise<void> {
    const { stopping } = this.queues;
    while (!stopping.aborted) {
      await pause(LOOK_MS, undefined, { signal: stopping }).catch(() => undefined);
      if (!stopping.aborted) await this.look().catch((error: unknown) => this.logger.warn(`not written down: ${String(error)}`));
    }
  }

  async look(): Promise<void> {
    const backend = this.queues.backend;
    const looks = await Promise.all(this.queues.opened.map(async (queue): Promise<Look> => {
      const away = { queue: queue.name, backend, waiting: null, active: null, delayed: null, failed: null, schedules: [] };
      return this.queues.away ? away : this.queues.unlessAway(seen(queue, backend)).catch(() => away);
    }));
    await this.database.run(WRITE, [JSON.stringify(looks), this.wall.now()]);
  }
}

async function seen(queue: Queue, backend: string): Promise<Look> {
  const [counts, schedulers] = await Promise.all([queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed'), queue.getJobSchedulers()]);
  const of = (name: string): number => counts[name] ?? 0;
  const schedules = schedulers.map(({ key, every, pattern, next }): SeenSchedule =>
    ({ id: key, every: pattern ?? `${Number(every) / 1_000} s`, nextAt: next ? new Date(Number(next)).toISOString() : null }));
  return { queue: queue.name, backend, waiting: of('wait') + of('prioritized'), active: of('active'), delayed: of('delayed'), failed: of('failed'), schedules };
}
