/** Work that comes round by the clock. A class that has `run()` says when with one of these decorators. */
import { DiscoveryService } from '@nestjs/core';

/** `pattern`: cron with seconds, in the county's zone. Both go by real time, never by the sandbox's calendar. */
export type Schedule = { everyMs: number } | { pattern: string };

export interface Scheduled {
  /** Unique; never a plain number, never with a colon (BullMQ). */
  id: string;
  schedule: Schedule;
}

/** May run twice, or again after half a run: BullMQ delivers at least once. */
export interface ScheduledWork {
  run: () => Promise<unknown>;
}

/** `@Every({ id: 'seal-anchor', schedule: { everyMs: 600_000 } })` on a provider of any module of the worker process. */
export const Every = DiscoveryService.createDecorator<Scheduled>();

/** After midnight, when nobody works and before the whole walk. */
const DAILY: Schedule = { pattern: '0 30 1 * * *' };

/** Once a day: sweeps and other upkeep. */
export const Daily = (id: string): ClassDecorator & PropertyDecorator => Every({ id, schedule: DAILY });
