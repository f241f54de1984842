/** Work that comes round by the clock. A class that has `run()` says when with one of these decorators. */
import { DiscoveryService } from '@nestjs/core';

/** `nightlyAt`: `HH:MM` in the county's zone. Both go by real time, never by the sandbox's calendar. */
export type Schedule = { everyMs: number } | { nightlyAt: string };

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
const NIGHTLY_AT = '01:30';

/** Once a night: sweeps and other upkeep. A night that was missed is made up for as soon as a worker looks (Nights). */
export const Daily = (id: string): ClassDecorator & PropertyDecorator => Every({ id, schedule: { nightlyAt: NIGHTLY_AT } });
