/** What the queues of one process share: the connection, and how a loss of it is told. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Queue, Worker } from 'bullmq';
import type { Job, JobsOptions, WorkerOptions } from 'bullmq';
import { Wall } from '../clock/wall.js';
import { Config } from '../config/config.js';
import { openQueueConnection } from './queue-connection.js';
import type { QueueConnection } from './queue-connection.js';
import { Works } from './worked.js';

/** An error of the connection is told once in so long, not at every try. */
const TELL_AGAIN_MS = 60_000;
/** A worker that was killed holds its jobs for so long; then another takes them. */
const LOCK_MS = 15_000;

@Injectable()
export class Queues implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Queues.name);
  private connection: QueueConnection | undefined;
  private readonly queues: Queue[] = [];
  private readonly workers: Worker[] = [];
  private readonly loops: Promise<void>[] = [];
  private readonly ending = new AbortController();
  private toldAtMs = -Infinity;

  constructor(private readonly discovery: DiscoveryService, private readonly config: Config, private readonly wall: Wall) {}

  /** Providers under one of the decorators of this folder, with what the decorator says. */
  decorated<T>(decorator: { KEY: string }): { said: T; instance: unknown }[] {
    return this.discovery.getProviders().flatMap(({ instance, metatype }) => {
      const said = typeof metatype === 'function' ? (Reflect.getMetadata(decorator.KEY, metatype) as T | undefined) : undefined;
      return said ? [{ said, instance: instance as unknown }] : [];
    });
  }

  queue(name: string, defaultJobOptions: JobsOptions): Queue {
    const queue = new Queue(name, { connection: this.opened().options, defaultJobOptions });
    queue.on('error', (error) => this.tell(error));
    this.queues.push(queue);
    return queue;
  }

  worker<T>(name: string, run: (job: Job<T>) => Promise<unknown>, options: Pick<WorkerOptions, 'concurrency'>): Worker {
    const worker = new Worker<T>(name, run, { connection: this.opened().options, lockDuration: LOCK_MS, stalledInterval: LOCK_MS, ...options });
    worker.on('error', (error) => this.tell(error));
    this.workers.push(worker);
    return worker;
  }

  /** Aborted when this process is asked to stop. */
  get stopping(): AbortSignal {
    return this.ending.signal;
  }

  /** Something that goes on until `stopping`, and needs the queues until it has ended. */
  until(loop: Promise<void>): void {
    this.loops.push(loop);
  }

  /** Jobs under way are finished first. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.loops);
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all(this.queues.map((queue) => queue.close()));
    await this.connection?.close();
  }

  tell(error: Error): void {
    const nowMs = this.wall.nowMs();
    if (nowMs - this.toldAtMs < TELL_AGAIN_MS) return;
    this.toldAtMs = nowMs;
    this.logger.warn(`the queue does not answer: ${error.message || error.name}`);
  }

  private opened(): QueueConnection {
    if (!this.connection) {
      this.connection = openQueueConnection(this.config, 1 + this.decorated(Works).length, (error) => this.tell(error));
      this.logger.log(this.connection.sentence);
    }
    return this.connection;
  }
}
