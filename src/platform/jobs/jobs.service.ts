import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Queue, Worker } from 'bullmq';
import type { Job } from 'bullmq';
import { Wall } from '../clock/wall.js';
import { Config } from '../config/config.js';
import { openQueueConnection } from './queue-connection.js';
import type { QueueConnection } from './queue-connection.js';
import { Every } from './scheduled.js';
import type { Schedule, Scheduled, ScheduledWork } from './scheduled.js';

export const UPKEEP_QUEUE = 'upkeep';
/** A flushed Redis has forgotten the rounds: they are looked for, and set up again. */
const LOOK_AFTER_SCHEDULES_MS = 60_000;
const ATTEMPTS = 3;
const RETRY_DELAY_MS = 10_000;
const KEPT_JOBS = 200;
/** An error of the connection is told once in so long, not at every try. */
const TELL_AGAIN_MS = 60_000;

/** Runs what is scheduled, in the worker process. Each round is run by one of the workers, once, or again if it failed. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Jobs.name);
  private readonly work = new Map<string, Scheduled & ScheduledWork>();
  private connection: QueueConnection;
  private queue: Queue;
  private worker: Worker;
  private watch: NodeJS.Timeout;
  private toldAtMs = -Infinity;

  constructor(private readonly discovery: DiscoveryService, private readonly config: Config, private readonly wall: Wall) {}

  onApplicationBootstrap(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const scheduled = typeof metatype === 'function' ? Reflect.getMetadata(Every.KEY, metatype) as Scheduled | undefined : undefined;
      if (scheduled) this.add(scheduled, instance as ScheduledWork);
    }
    this.open();
    void this.lookAfterSchedules();
    this.watch = setInterval(() => void this.lookAfterSchedules(), LOOK_AFTER_SCHEDULES_MS);
  }

  /** A job under way is finished first. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.watch);
    await this.worker.close();
    await this.queue.close();
    await this.connection.close();
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
    const tell = (error: Error) => this.tell(error);
    this.connection = openQueueConnection(this.config, 1, tell);
    this.logger.log(this.connection.sentence);
    const options = { connection: this.connection.options };
    this.queue = new Queue(UPKEEP_QUEUE, { ...options, defaultJobOptions: {
      attempts: ATTEMPTS, backoff: { type: 'exponential', delay: RETRY_DELAY_MS }, removeOnComplete: KEPT_JOBS, removeOnFail: KEPT_JOBS,
    } });
    this.worker = new Worker(UPKEEP_QUEUE, (job) => this.run(job), { ...options, concurrency: 1 });
    this.queue.on('error', tell);
    this.worker.on('error', tell);
    this.worker.on('failed', (job, error) => this.logger.error(`${job?.name ?? 'job'} failed: ${String(error)}`));
  }

  private async run(job: Job): Promise<void> {
    const work = this.work.get(job.name);
    if (work) await work.run();
    else this.logger.warn(`nobody knows the job ${job.name}`);
  }

  /** What is scheduled there is what is scheduled here; while the queue is away this simply waits. */
  async lookAfterSchedules(): Promise<void> {
    try {
      const there = new Map((await this.queue.getJobSchedulers()).map((one) => [one.key, one]));
      for (const id of there.keys()) if (!this.work.has(id)) await this.queue.removeJobScheduler(id);
      for (const { id, schedule } of this.work.values()) {
        const asked = this.repetition(schedule);
        const known = there.get(id);
        const same = known && ('every' in asked ? Number(known.every) === asked.every : known.pattern === asked.pattern && known.tz === asked.tz);
        if (!same) await this.queue.upsertJobScheduler(id, asked, { name: id });
      }
    } catch (error) {
      this.tell(error as Error);
    }
  }

  private repetition(schedule: Schedule): { every: number } | { pattern: string; tz: string } {
    return 'everyMs' in schedule ? { every: schedule.everyMs } : { pattern: schedule.pattern, tz: this.config.countyZone };
  }

  private tell(error: Error): void {
    const nowMs = this.wall.nowMs();
    if (nowMs - this.toldAtMs < TELL_AGAIN_MS) return;
    this.toldAtMs = nowMs;
    this.logger.warn(`the queue does not answer: ${error.message || error.name}`);
  }
}
