/**
 * The relay: gives committed facts their gap-free place in the order of everything. One at a time holds the lock, so
 * that positions are given in the order of commits; should two ever run, the keys of `event` refuse one of them and
 * nothing is lost. It polls: NOTIFY inside write transactions would make commits wait for each other (house: Outbox).
 */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../database/database.js';
import type { Connection } from '../database/database.js';
import { RELAY_LOCK } from '../database/locks.js';
import { statement } from '../database/statement.js';

const POLL_MS = 250;
const BATCH_ROWS = 1_000;
/** How long another worker waits before it looks again whether the lock is free, and we after the database went away. */
const RETRY_MS = 1_000;

const LOCK = statement<{ ours: boolean }>('relay_lock', `select pg_try_advisory_lock(${RELAY_LOCK}, 0) as ours`);
const UNLOCK = statement('relay_unlock', `select pg_advisory_unlock(${RELAY_LOCK}, 0)`);

/** Only committed rows are seen, and of one object never a later fact before an earlier: its row was locked. */
const MOVE = statement<{ moved: number }>('relay_move', `
  with taken as (
    delete from outbox where id in (select id from outbox order by id limit ${BATCH_ROWS})
    returning id, object_id, version, object_kind, county_code, type, at, hash
  ), placed as (
    insert into event (position, object_id, version, object_kind, county_code, type, at, hash)
    select (select coalesce(max(position), 0) from event) + row_number() over (order by id),
      object_id, version, object_kind, county_code, type, at, hash
    from taken
    returning 1
  ) select count(*)::int as moved from placed`);

@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Relay.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.running = this.keepRunning();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopped) {
      await this.database.onConnection((connection) => this.hold(connection)).catch((error: unknown) => {
        this.logger.warn(`interrupted: ${String(error)}`);
      });
      await this.rest(RETRY_MS);
    }
  }

  /** The lock belongs to the connection: when either ends, so does our turn. */
  private async hold(connection: Connection): Promise<void> {
    const [lock] = await connection.run(LOCK);
    if (!lock?.ours) return;
    try {
      while (!this.stopped) {
        const [batch] = await connection.run(MOVE);
        if ((batch?.moved ?? 0) < BATCH_ROWS) await this.rest(POLL_MS);
      }
    } finally {
      await connection.run(UNLOCK).catch(() => undefined);
    }
  }

  private rest(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
