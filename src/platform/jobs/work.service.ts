import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { Wall } from '../clock/wall.js';
import { Queues } from './queues.js';
import { Works } from './worked.js';
import type { QueueWork, Worked } from './worked.js';

const POLL_MS = 1_000;
const BATCH = 500;
/** A row whose work threw is left alone for so long, then for twice as long, and so on, by this process. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

/**
 * Brings rows that wait to the queues, and works on them, in the worker process. A job is gone when it ends, however it
 * ends; a row that is still due is simply found again: a flushed Redis or a killed worker loses nothing but a moment.
 */
@Injectable()
export class Work implements OnApplicationBootstrap {
  private readonly logger = new Logger(Work.name);
  private readonly resting = new Map<string, { failures: number; untilMs: number }>();
  /** What this process is at: nobody needs to be woken for it. */
  private readonly underWay = new Set<string>();

  constructor(private readonly queues: Queues, private readonly wall: Wall) {}

  onApplicationBootstrap(): void {
    const names = new Set<string>();
    for (const { said, instance } of this.queues.decorated<Worked>(Works)) {
      if (names.has(said.queue)) throw new Error(`two kinds of work share the queue ${said.queue}`);
      names.add(said.queue);
      this.open(said, instance as QueueWork);
    }
  }

  private open(said: Worked, work: QueueWork): void {
    const queue = this.queues.queue(said.queue, { attempts: 1, removeOnComplete: true, removeOnFail: true });
    this.queues.worker(said.queue, (job: Job<{ id: string }>) => this.run(said, work, job.data.id), { concurrency: said.concurrency ?? 1 });
    this.queues.until(this.poll(said, work, queue));
  }

  private async poll(said: Worked, work: QueueWork, queue: Queue): Promise<void> {
    const { queue: name, pollMs = POLL_MS, batch = BATCH } = said;
    const { stopping } = this.queues;
    const alone = new Map<string, Promise<unknown>>();
    while (!stopping.aborted) {
      try {
        const ids = (await work.due(batch)).filter((id) => !this.underWay.has(`${name} ${id}`) && !this.rests(name, id));
        if (this.queues.away) this.goOnAlone(said, work, ids, alone);
        else if (ids.length > 0) await this.queues.unlessAway(queue.addBulk(ids.map((id) => ({ name, data: { id }, opts: { jobId: `row-${id}` } }))));
      } catch (error) {
        this.queues.tell(error as Error);
      }
      await pause(pollMs, undefined, { signal: stopping }).catch(() => undefined);
    }
    await Promise.all(alone.values());
  }

  /** While the queue is away each worker takes rows as it finds them: two that take the same one are fenced like two jobs. */
  private goOnAlone(said: Worked, work: QueueWork, ids: readonly string[], alone: Map<string, Promise<unknown>>): void {
    for (const id of ids.filter((one) => !alone.has(one)).slice(0, Math.max(0, (said.concurrency ?? 1) - alone.size))) {
      alone.set(id, this.run(said, work, id).catch(() => undefined).finally(() => alone.delete(id)));
    }
  }

  private async run({ queue }: Worked, work: QueueWork, id: string): Promise<void> {
    this.underWay.add(`${queue} ${id}`);
    try {
      await work.run(id, this.queues.stopping);
      this.resting.delete(`${queue} ${id}`);
    } catch (error) {
      const failures = (this.resting.get(`${queue} ${id}`)?.failures ?? 0) + 1;
      const restMs = Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
      this.resting.set(`${queue} ${id}`, { failures, untilMs: this.wall.nowMs() + restMs });
      this.logger.error(`${queue} ${id} failed: ${String(error)}`);
      throw error;
    } finally {
      this.underWay.delete(`${queue} ${id}`);
    }
  }

  private rests(queue: string, id: string): boolean {
    return (this.resting.get(`${queue} ${id}`)?.untilMs ?? 0) > this.wall.nowMs();
  }
}
