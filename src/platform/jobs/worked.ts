/** Work that waits as rows. The row is the promise; a job in the queue carries its id and is only the wake-up. */
import { DiscoveryService } from '@nestjs/core';

export interface Worked {
  /** Name of the queue, and of what is done there: lower case with dashes. */
  queue: string;
  /** Rows worked on at once by one process. */
  concurrency?: number;
  /** How often rows are looked for, in milliseconds of real time. */
  pollMs?: number;
  /** Rows looked for at once, at most. */
  batch?: number;
}

export interface QueueWork {
  /** Ids of rows that wait and may be worked on now by real time, the oldest first. Read often: serve it from a partial index. */
  due: (limit: number) => Promise<string[]>;
  /**
   * One row. At least once, perhaps twice at the same moment: lock it or fence it by its version, and end early when
   * `stopping` is aborted. A row that shall wait says so itself (an instant of the next attempt, a state that is not due).
   */
  run: (id: string, stopping: AbortSignal) => Promise<unknown>;
}

/** `@Works({ queue: 'exports' })` on a provider of any module of the worker process. */
export const Works = DiscoveryService.createDecorator<Worked>();
