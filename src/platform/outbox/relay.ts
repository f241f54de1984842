/**
 * The relay: gives committed facts their gap-free place in the order of everything. One at a time holds the lock, so
 * that positions are given in the order of commits; should two ever run, the keys of `event` refuse one of them and
 * nothing is lost. It polls: NOTIFY inside write transactions would make commits wait for each other (house: Outbox).
 * Whoever tells others (`@Hears()`) writes its deliveries in the same transaction: an event with a position has them all.
 */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../database/database.js';
import type { Connection } from '../database/database.js';
import { RELAY_LOCK } from '../database/locks.js';
import { adHoc, statement } from '../database/statement.js';
import { Hears } from './consumer.js';
import type { OutboxConsumer, PlacedEvent } from './consumer.js';

const POLL_MS = 250;
const BATCH_ROWS = 1_000;
/** How long another worker waits before it looks again whether the lock is free, and we after the database went away. */
const RETRY_MS = 1_000;

const LOCK = statement<{ ours: boolean }>('relay_lock', `select pg_try_advisory_lock(${RELAY_LOCK}, 0) as ours`);
const UNLOCK = statement('relay_unlock', `select pg_advisory_unlock(${RELAY_LOCK}, 0)`);

/** Only committed rows are seen, and of one object never a later fact before an earlier: its row was locked. */
const MOVE = statement<PlacedEvent>('relay_move', `
  with taken as (
    delete from outbox where id in (select id from outbox order by id limit ${BATCH_ROWS})
    returning id, object_id, version, object_kind, county_code, type, at, hash, subject_id
  ), placed as (
    insert into event (position, object_id, version, object_kind, county_code, type, at, hash)
    select (select coalesce(max(position), 0) from event) + row_number() over (order by id),
      object_id, version, object_kind, county_code, type, at, hash
    from taken
    returning position, object_id, version
  ) select p.position, t.object_id as "objectId", t.version, t.object_kind as "objectKind", t.county_code as "countyCode", t.type, t.at, t.hash,
      t.subject_id as "subjectId" from placed p join taken t using (object_id, version) order by p.position`);
const BEGIN = adHoc('begin');
const COMMIT = adHoc('commit');
const ROLLBACK = adHoc('rollback');

@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Relay.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private consumers: OutboxConsumer[] = [];

  constructor(private readonly database: Database, private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    this.consumers = this.discovery.getProviders()
      .filter(({ metatype }) => typeof metatype === 'function' && Reflect.hasMetadata(Hears.KEY, metatype))
      .map(({ instance }) => instance as OutboxConsumer);
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
        const moved = await this.move(connection);
        if (moved < BATCH_ROWS) await this.rest(POLL_MS);
      }
    } catch (error) {
      await connection.run(ROLLBACK).catch(() => undefined); // else the lock could not be given back
      throw error;
    } finally {
      await connection.run(UNLOCK).catch(() => undefined);
    }
  }

  private async move(connection: Connection): Promise<number> {
    const [, moved] = await connection.together([BEGIN, MOVE], []);
    const events = (moved?.rows ?? []) as PlacedEvent[];
    if (events.length > 0) for (const consumer of this.consumers) await consumer.placed(connection, events);
    await connection.run(COMMIT);
    return events.length;
  }

  private rest(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
