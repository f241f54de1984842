/** Work that the ledger's calendar brings round, not the wall's: the sandbox makes up for it when its clock is moved. */
import { DiscoveryService } from '@nestjs/core';

export interface CalendarWork {
  /** The instants after `after`, up to and with `upTo`, at which there is something to do. */
  momentsBetween: (after: string, upTo: string) => Promise<string[]>;
  /** Does what is due by `at`, an instant of the ledger's calendar. Twice is as once. */
  runAt: (at: string) => Promise<unknown>;
}

/** `@ByCalendar({ order: 10 })` on a provider that the API process has too: at one moment the lower order goes first. */
export const ByCalendar = DiscoveryService.createDecorator<{ order: number }>();
