/** What the queues of one process share: the connection, and how a loss of it is told. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Queue, Worker } from 'bullmq';
import type { Job, JobsOptions, WorkerOptions } from 'bullmq';
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Wall } from '../clock/wall.js';
import { Config } from '../config/config.js';
import { openQueueConnection } from './queue-connection.js';
import type { QueueConnection } from './queue-connection.js';
import { Works } from './worked.js';

/** An error of the connection is told once in so long, not at every try. */
const TELL_AGAIN_MS = 60_000;
/** A worker that was killed holds its jobs for so long; then another takes them. */
const LOCK_MS = 6_000;
/** Queues, schedules and what is under way, with room to spare. */
const LOOKS_AT_ONCE = 200;
/** That of the rounds and that of the nights; the others are those under `@Works`. */
const SCHEDULE_QUEUES = 2;
/** How often it is asked whether the queue is there. */
const LOOK_MS = 1_000;

@Injectable()
export class Queues implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Queues.name);
  private connection: QueueConnection | undefined;
  readonly opened: Queue[] = [];
  private readonly workers: Worker[] = [];
  private readonly loops: Promise<void>[] = [];
  private readonly ending = endingOfMany();
  private toldAtMs = -Infinity;
  /** Aborted while the queue is away. */
  private leaving = endingOfMany();

  constructor(private readonly discovery: DiscoveryService, private readonly config: Config, private readonly wall: Wall) {}

  /** Providers under one of the decorators of this folder, with what the decorator says. */
  decorated<T>(decorator: { KEY: string }): { said: T; instance: unknown }[] {
    return this.discovery.getProviders().flatMap(({ instance, metatype }) => {
      const said = typeof metatype === 'function' ? (Reflect.getMetadata(decorator.KEY, metatype) as T | undefined) : undefined;
      return said ? [{ said, instance: instance as unknown }] : [];
    });
  }

  queue(name: string, defaultJobOptions: JobsOptions): Queue {
    const queue = new Queue(name, { connection: this.open().options, defaultJobOptions });
    queue.on('error', (error) => this.tell(error));
    this.opened.push(queue);
    return queue;
  }

  worker<T>(name: string, run: (job: Job<T>) => Promise<unknown>, options: Pick<WorkerOptions, 'concurrency'>): Worker {
    const worker = new Worker<T>(name, run, { connection: this.open().options, lockDuration: LOCK_MS, stalledInterval: LOCK_MS, ...options });
    worker.on('error', (error) => this.tell(error));
    this.workers.push(worker);
    return worker;
  }

  /** Aborted when this process is asked to stop. */
  get stopping(): AbortSignal {
    return this.ending.signal;
  }

  get backend(): string {
    return this.config.redisUrl === null ? 'PostgreSQL' : 'Redis';
  }

  /** The queue does not answer; rows and rounds are looked after without it meanwhile. */
  get away(): boolean {
    return this.leaving.signal.aborted;
  }

  /** What is asked of the queue; not waited for any longer when it goes away. */
  unlessAway<T>(asked: Promise<T>): Promise<T> {
    const { signal } = this.leaving;
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error('it is away'));
      if (signal.aborted) gone();
      signal.addEventListener('abort', gone, { once: true });
      asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', gone));
    });
  }

  /** Something that goes on until `stopping`, and needs the queues until it has ended. */
  until(loop: Promise<void>): void {
    this.loops.push(loop);
  }

  /** Jobs under way are finished first; of a queue that is away nobody takes leave, for it would not answer. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.loops);
    const there = await this.connection?.answers() ?? false;
    await Promise.all(this.workers.map((worker) => worker.close(!there)));
    if (there) await Promise.all(this.opened.map((queue) => queue.close()));
    await this.connection?.close();
  }

  tell(error: Error): void {
    const nowMs = this.wall.nowMs();
    if (nowMs - this.toldAtMs < TELL_AGAIN_MS) return;
    this.toldAtMs = nowMs;
    this.logger.warn(`the queue does not answer: ${error.message || error.name}`);
  }

  private async watch({ answers }: QueueConnection): Promise<void> {
    while (!this.stopping.aborted) {
      const there = await answers();
      if (there && this.away) {
        this.leaving = endingOfMany();
        this.logger.log('the queue is back');
      } else if (!there && !this.away && !this.stopping.aborted) {
        this.leaving.abort();
        this.logger.warn('the queue is away: rows and rounds go on without it');
      }
      await pause(LOOK_MS, undefined, { signal: this.stopping }).catch(() => undefined);
    }
  }

  private open(): QueueConnection {
    if (!this.connection) {
      this.connection = openQueueConnection(this.config, SCHEDULE_QUEUES + this.decorated(Works).length, (error) => this.tell(error));
      this.logger.log(this.connection.sentence);
      this.until(this.watch(this.connection));
    }
    return this.connection;
  }
}

/** Every queue's look waits for it: more than Node takes for a leak. */
function endingOfMany(): AbortController {
  const ending = new AbortController();
  setMaxListeners(LOOKS_AT_ONCE, ending.signal);
  return ending;
}
