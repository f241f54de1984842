import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { Wall } from '../clock/wall.js';
import { Config } from '../config/config.js';
import { Queues } from './queues.js';
import { Every } from './scheduled.js';
import type { Schedule, Scheduled, ScheduledWork } from './scheduled.js';

export const UPKEEP_QUEUE = 'upkeep';
/** A flushed Redis has forgotten the rounds: they are looked for, and set up again. */
const LOOK_AFTER_SCHEDULES_MS = 60_000;
const TICK_MS = 1_000;
const ATTEMPTS = 3;
const RETRY_DELAY_MS = 10_000;
const KEPT_JOBS = 200;

/** Runs what is scheduled, in the worker process. Each round is run by one of the workers, once, or again if it failed. */
@Injectable()
export class Jobs implements OnApplicationBootstrap {
  private readonly logger = new Logger(Jobs.name);
  private readonly work = new Map<string, Scheduled & ScheduledWork>();
  private queue: Queue;

  constructor(private readonly queues: Queues, private readonly config: Config, private readonly wall: Wall) {}

  onApplicationBootstrap(): void {
    for (const { said, instance } of this.queues.decorated<Scheduled>(Every)) this.add(said, instance as ScheduledWork);
    this.open();
    this.queues.until(this.keepLooking());
  }

  /** What the queue has on its list. */
  async schedules(): Promise<string[]> {
    return (await this.queue.getJobSchedulers()).map(({ key }) => key);
  }

  private add(scheduled: Scheduled, work: ScheduledWork): void {
    if (this.work.has(scheduled.id)) throw new Error(`two jobs are named ${scheduled.id}`);
    this.work.set(scheduled.id, { ...scheduled, run: () => work.run() });
  }

  private open(): void {
    this.queue = this.queues.queue(UPKEEP_QUEUE, {
      attempts: ATTEMPTS, backoff: { type: 'exponential', delay: RETRY_DELAY_MS }, removeOnComplete: KEPT_JOBS, removeOnFail: KEPT_JOBS,
    });
    const worker = this.queues.worker(UPKEEP_QUEUE, (job) => this.run(job), { concurrency: 1 });
    worker.on('failed', (job, error) => this.logger.error(`${job?.name ?? 'job'} failed: ${String(error)}`));
  }

  private async run(job: Job): Promise<void> {
    const work = this.work.get(job.name);
    if (work) await work.run();
    else this.logger.warn(`nobody knows the job ${job.name}`);
  }

  /** Schedules are looked after at once when the queue is back, and every minute; while it is away rounds go on without it. */
  private async keepLooking(): Promise<void> {
    const { stopping } = this.queues;
    const ranAtMs = new Map<string, number>();
    for (let lookedAtMs = -Infinity; !stopping.aborted;) {
      if (this.queues.away) {
        lookedAtMs = -Infinity;
        await this.goOnAlone(ranAtMs);
      } else if (this.wall.nowMs() - lookedAtMs >= LOOK_AFTER_SCHEDULES_MS) {
        lookedAtMs = this.wall.nowMs();
        await this.lookAfterSchedules();
      }
      await pause(TICK_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  /** What comes round every so often. Each worker does so by its own clock: who runs a round twice has run it once (ScheduledWork). */
  private async goOnAlone(ranAtMs: Map<string, number>): Promise<void> {
    for (const { id, schedule, run } of this.work.values()) {
      if (!('everyMs' in schedule) || this.wall.nowMs() - (ranAtMs.get(id) ?? -Infinity) < schedule.everyMs) continue;
      ranAtMs.set(id, this.wall.nowMs());
      await run().catch((error: unknown) => this.logger.error(`${id} failed: ${String(error)}`));
    }
  }

  /** What is scheduled there is what is scheduled here. */
  async lookAfterSchedules(): Promise<void> {
    try {
      await this.queues.unlessAway(this.sameSchedules());
    } catch (error) {
      this.queues.tell(error as Error);
    }
  }

  private async sameSchedules(): Promise<void> {
    const there = new Map((await this.queue.getJobSchedulers()).map((one) => [one.key, one]));
    for (const id of there.keys()) if (!this.work.has(id)) await this.queue.removeJobScheduler(id);
    for (const { id, schedule } of this.work.values()) {
      const asked = this.repetition(schedule);
      const known = there.get(id);
      const same = known && ('every' in asked ? Number(known.every) === asked.every : known.pattern === asked.pattern && known.tz === asked.tz);
      if (!same) await this.queue.upsertJobScheduler(id, asked, { name: id });
    }
  }

  private repetition(schedule: Schedule): { every: number } | { pattern: string; tz: string } {
    return 'everyMs' in schedule ? { every: schedule.everyMs } : { pattern: schedule.pattern, tz: this.config.countyZone };
  }
}
