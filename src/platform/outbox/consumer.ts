/** Whoever tells others what happened: a feature says so with `@Hears()` on a provider, and the relay calls it. */
import { DiscoveryService } from '@nestjs/core';
import type { Connection } from '../database/database.js';

/** A committed fact with its place in the gap-free order of everything. */
export interface PlacedEvent {
  position: string;
  objectId: string;
  version: number;
  objectKind: string;
  countyCode: string;
  type: string;
  at: string;
  hash: string;
  /** The hazard a fact of another object tells of. */
  subjectId: string | null;
}

export interface OutboxConsumer {
  /**
   * Runs in the transaction that gives these events their positions, in their order, each event once for ever: writes
   * its deliveries here (`Deliveries.add`) or none. What it throws puts the whole batch off: nothing is lost, and
   * nobody else hears anything until it is mended. So it only reads and writes rows, and calls nobody.
   */
  placed: (connection: Connection, events: readonly PlacedEvent[]) => Promise<void>;
}

/** On a provider of any module of the worker process. */
export const Hears = DiscoveryService.createDecorator();
