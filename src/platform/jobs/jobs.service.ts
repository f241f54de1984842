import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { Wall } from '../clock/wall.js';
import { Config } from '../config/config.js';
import { Nights } from './nights.js';
import { Queues } from './queues.js';
import { Every } from './scheduled.js';
import type { Schedule, Scheduled, ScheduledWork } from './scheduled.js';

/** What comes round every so often. */
const UPKEEP_QUEUE = 'upkeep';
/** A queue of its own: a walk over all of history must not hold up the round of the notices. */
const NIGHTLY_QUEUE = 'nightly';
/** A flushed Redis has forgotten the rounds: they are looked for, and set up again. */
const LOOK_AFTER_SCHEDULES_MS = 10_000;
const TICK_MS = 1_000;
const ATTEMPTS = 3;
const RETRY_DELAY_MS = 10_000;
const KEPT_JOBS = 200;

/** Runs what is scheduled, in the worker process. Each round is run by one of the workers, once, or again if it failed. */
@Injectable()
export class Jobs implements OnApplicationBootstrap {
  private readonly logger = new Logger(Jobs.name);
  private readonly work = new Map<string, Scheduled & ScheduledWork>();
  private upkeep: Queue;
  private nightly: Queue;

  constructor(private readonly queues: Queues, private readonly nights: Nights, private readonly config: Config, private readonly wall: Wall) {}

  onApplicationBootstrap(): void {
    for (const { said, instance } of this.queues.decorated<Scheduled>(Every)) this.add(said, instance as ScheduledWork);
    this.upkeep = this.open(UPKEEP_QUEUE);
    this.nightly = this.open(NIGHTLY_QUEUE);
    this.queues.until(this.keepLooking());
  }

  /** What the queues have on their lists. */
  async schedules(): Promise<string[]> {
    return (await Promise.all([this.upkeep, this.nightly].map((queue) => queue.getJobSchedulers()))).flat().map(({ key }) => key);
  }

  private add({ id, schedule }: Scheduled, work: ScheduledWork): void {
    if (this.work.has(id)) throw new Error(`two jobs are named ${id}`);
    const run = 'nightlyAt' in schedule ? () => this.nights.run({ id, ...schedule }, () => work.run()) : () => work.run();
    this.work.set(id, { id, schedule, run });
  }

  private open(name: string): Queue {
    const queue = this.queues.queue(name, {
      attempts: ATTEMPTS, backoff: { type: 'exponential', delay: RETRY_DELAY_MS }, removeOnComplete: KEPT_JOBS, removeOnFail: KEPT_JOBS,
    });
    const worker = this.queues.worker(name, (job) => this.run(job), { concurrency: 1 });
    worker.on('failed', (job, error) => this.logger.error(`${job?.name ?? 'job'} failed: ${String(error)}`));
    return queue;
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
      await this.alone(id, run);
    }
    // Nights are long: rounds do not wait for them, only the end of the process does.
    const late = await this.late().catch((error: unknown) => {
      this.logger.warn(`which nights passed is not known: ${String(error)}`);
      return [];
    });
    for (const { id, run } of late) this.queues.until(this.alone(id, run));
  }

  private alone(id: string, run: ScheduledWork['run']): Promise<void> {
    return run().then(() => undefined, (error: unknown) => this.logger.error(`${id} failed: ${String(error)}`));
  }

  /** What is scheduled there is what is scheduled here; a night that the queue has let pass is brought to it once more. */
  async lookAfterSchedules(): Promise<void> {
    try {
      const [nightly, upkeep] = [this.kept('nightlyAt'), this.kept('everyMs')];
      await this.queues.unlessAway(Promise.all([this.sameSchedules(this.upkeep, upkeep), this.sameSchedules(this.nightly, nightly)]));
      for (const { id } of await this.late()) {
        await this.queues.unlessAway(this.nightly.add(id, {}, { jobId: `late-${id}`, attempts: 1, removeOnComplete: true, removeOnFail: true }));
      }
    } catch (error) {
      this.queues.tell(error as Error);
    }
  }

  private kept(kind: 'everyMs' | 'nightlyAt'): (Scheduled & ScheduledWork)[] {
    return [...this.work.values()].filter(({ schedule }) => kind in schedule);
  }

  /** Taken from the rows: of several workers, one hears of each. */
  private async late(): Promise<(Scheduled & ScheduledWork)[]> {
    const nightly = this.kept('nightlyAt').flatMap(({ id, schedule }) => ('nightlyAt' in schedule ? [{ id, ...schedule }] : []));
    const late = await this.nights.takeLate(nightly);
    if (late.length > 0) this.logger.warn(`made up for, because its night passed without it: ${late.join(', ')}`);
    return late.flatMap((id) => this.work.get(id) ?? []);
  }

  private async sameSchedules(queue: Queue, kept: readonly Scheduled[]): Promise<void> {
    const there = new Map((await queue.getJobSchedulers()).map((one) => [one.key, one]));
    for (const id of there.keys()) if (!kept.some((one) => one.id === id)) await queue.removeJobScheduler(id);
    for (const { id, schedule } of kept) {
      const asked = this.repetition(schedule);
      const known = there.get(id);
      const same = known && ('every' in asked ? Number(known.every) === asked.every : known.pattern === asked.pattern && known.tz === asked.tz);
      if (!same) await queue.upsertJobScheduler(id, asked, { name: id });
    }
  }

  private repetition(schedule: Schedule): { every: number } | { pattern: string; tz: string } {
    if ('everyMs' in schedule) return { every: schedule.everyMs };
    const [hours = 0, minutes = 0] = schedule.nightlyAt.split(':').map(Number);
    return { pattern: `0 ${minutes} ${hours} * * *`, tz: this.config.countyZone };
  }
}
