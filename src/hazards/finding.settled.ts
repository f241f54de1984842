import { Injectable } from '@nestjs/common';
import { Calendar } from '../platform/clock/calendar.js';
import { Wall } from '../platform/clock/wall.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { writerBeganMs, WRITING_LOCK } from '../platform/ledger/door.js';

/** Locks of two keys have objsubid 2; the second key is the wall's second in which the writer began. */
const OLDEST_WRITER = statement<{ second: string | null }>('finding_oldest_writer', `
  select min(objid::bigint)::text as second from pg_locks
  where locktype = 'advisory' and classid = ${WRITING_LOCK} and objsubid = 2
    and database = (select oid from pg_database where datname = current_database())`);

/** Between the clocks of processes, and between taking the lock and taking the time. */
const MARGIN_MS = 2_000;

/**
 * Contract §1, lists: the instant before which nothing can still commit. Ask it before the rows: a writer holds its lock
 * until its rows can be seen, and takes their time after the lock; so whoever is not here is in the rows, or later than now.
 */
@Injectable()
export class Settled {
  constructor(private readonly database: Database, private readonly wall: Wall, private readonly calendar: Calendar) {}

  async until(): Promise<string> {
    const nowMs = this.wall.nowMs();
    const [row] = await this.database.run(OLDEST_WRITER);
    const oldestMs = row?.second ? writerBeganMs(Number(row.second)) : nowMs;
    return new Date(Math.min(nowMs, oldestMs) - MARGIN_MS + this.calendar.offset).toISOString();
  }
}
