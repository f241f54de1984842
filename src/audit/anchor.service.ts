import { Injectable } from '@nestjs/common';
import { CHAIN_START } from '../domain/fact.js';
import { ARRIVED_AND_SETTLED } from '../platform/clock/arrival.js';
import { Wall } from '../platform/clock/wall.js';
import { Database } from '../platform/database/database.js';
import type { Connection } from '../platform/database/database.js';
import { ANCHOR_LOCK } from '../platform/database/locks.js';
import { statement } from '../platform/database/statement.js';
import { AnchorsFile } from './anchors.file.js';
import { accessText, Digest, eventLine, FORM_NOW, sealAnchor } from './seal.js';
import type { Anchor } from './seal.js';
import { accessOf, eventsOf, lastAnchor, lastPosition } from './seal.reader.js';

const BEGINNING = '1970-01-01T00:00:00.000Z';

const BEGIN = statement('anchor_begin', 'begin');
const COMMIT = statement('anchor_commit', 'commit');
const LOCK = statement<{ ours: boolean }>('anchor_lock', `select pg_try_advisory_xact_lock(${ANCHOR_LOCK}, 0) as ours`);

const INSERT = statement('anchor_insert', `
  insert into anchor (number, at, from_position, to_position, events_digest, access_from, access_to, access_count, access_digest, form, previous_hash, hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);

/** Seals what happened since the last seal, in the database and outside of it. */
@Injectable()
export class AnchorService {
  constructor(private readonly database: Database, private readonly wall: Wall, private readonly file: AnchorsFile) {}

  /** null when nothing happened since, or when another process is at it. */
  async anchor(): Promise<Anchor | null> {
    return this.database.onConnection(async (connection) => {
      await connection.run(BEGIN);
      const [lock] = await connection.run(LOCK);
      const last = lock?.ours ? await lastAnchor(connection) : null;
      if (last) await this.completeFile(last);
      const anchor = lock?.ours ? await this.seal(connection, last) : null;
      if (anchor) await this.insert(connection, anchor);
      await connection.run(COMMIT);
      if (anchor) await this.file.append(anchor);
      return anchor;
    });
  }

  /** A crash between commit and file leaves the newest anchor out of the file, never more than that one. */
  private async completeFile(last: Anchor): Promise<void> {
    const lines = await this.file.lines();
    if (!lines.has(last.number) && (last.number === 1 || lines.has(last.number - 1))) await this.file.append(last);
  }

  private async seal(connection: Connection, last: Anchor | null): Promise<Anchor | null> {
    const fromPosition = (last?.toPosition ?? 0) + 1;
    const accessFrom = last?.accessTo ?? BEGINNING;
    const toPosition = await lastPosition(connection);
    const [settled] = await connection.run(ARRIVED_AND_SETTLED, [accessFrom]);
    const accessTo = settled?.to ?? accessFrom;
    const events = new Digest();
    for await (const rows of eventsOf(connection, fromPosition, toPosition)) rows.forEach((row) => events.add(JSON.stringify(eventLine(row))));
    const access = new Digest();
    for await (const rows of accessOf(connection, accessFrom, accessTo)) rows.forEach((row) => access.add(accessText(FORM_NOW, row)));
    if (events.count + access.count === 0) return null;
    return sealAnchor({
      number: (last?.number ?? 0) + 1, at: this.wall.now(), fromPosition, toPosition: Math.max(toPosition, fromPosition - 1),
      eventsDigest: events.hex(), accessFrom, accessTo, accessCount: access.count, accessDigest: access.hex(), form: FORM_NOW, previousHash: last?.hash ?? CHAIN_START,
    });
  }

  private insert(connection: Connection, anchor: Anchor): Promise<object[]> {
    const { number, at, fromPosition, toPosition, eventsDigest, accessFrom, accessTo, accessCount, accessDigest, form, previousHash, hash } = anchor;
    return connection.run(INSERT, [number, at, fromPosition, toPosition, eventsDigest, accessFrom, accessTo, accessCount, accessDigest, form, previousHash, hash]);
  }
}
