import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { refuse } from '../../domain/refusal.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { CHAIN_START } from '../../domain/fact.js';
import type { Answer } from '../http/answer.js';
import { ok } from '../http/answer.js';
import type { Requested } from '../http/requested.js';
import { Door } from '../ledger/door.js';
import { CalendarRounds } from './calendar-rounds.js';
import { Calendar } from './calendar.js';
import { READ_EVERYWHERE_MS } from './sandbox-clock.js';
import { SandboxClockView } from './sandbox-clock.view.js';
import { Wall } from './wall.js';

const DAY_MS = 86_400_000;
/** Contract §9. */
const FURTHEST_MS = 400 * DAY_MS;
/** The one clock as an object of the ledger: its moves leave facts like everything else. */
export const CLOCK_ID = '00000000-0000-7000-8000-00000000c10c';

const LOCK = statement<{ version: number; headHash: string; offsetMs: string }>('sandbox_clock_lock',
  'select version, head_hash as "headHash", offset_ms as "offsetMs" from sandbox_clock for update');
const LOOK = statement<{ offsetMs: string }>('sandbox_clock_look', 'select offset_ms as "offsetMs" from sandbox_clock');
const SET = statement('sandbox_clock_set', 'update sandbox_clock set version = $1, head_hash = $2, offset_ms = $3');

/** `PUT /sandbox/clock`: the calendar moves forward, never the wall. */
@Injectable()
export class SandboxClockService {
  constructor(
    private readonly door: Door,
    private readonly calendar: Calendar,
    private readonly wall: Wall,
    private readonly config: Config,
    private readonly database: Database,
    private readonly rounds: CalendarRounds,
  ) {}

  /**
   * `now` null goes back to real time. What the calendar brings round until then is done first, day by day, by the code
   * and under the locks of the worker; then the clock is moved. Answers when every process has read it.
   */
  async move(requested: Requested, now: string | null): Promise<Answer<SandboxClockView>> {
    if (!this.config.sandbox) throw refuse('ROUTE_NOT_FOUND');
    requested.permit('clock.manage');
    if (now !== null) await this.live(now);
    await this.door.write(requested, async (writing) => {
      const [row] = await writing.run(LOCK);
      if (!row) throw new Error('sandbox_clock has no row');
      const offsetMs = this.offsetOf(now, Number(row.offsetMs));
      const fact = writing.record(
        { objectKind: 'CLOCK', objectId: CLOCK_ID, countyCode: requested.caller.organisation.countyCode, move: 'clock.move',
          detail: { now, offsetMs, previousOffsetMs: Number(row.offsetMs) } },
        { version: row.version, hash: row.headHash || CHAIN_START });
      writing.later(SET, [fact.version, fact.hash, offsetMs]);
      return ok(null);
    });
    await pause(READ_EVERYWHERE_MS);
    return ok(this.view());
  }

  private async live(now: string): Promise<void> {
    const [row] = await this.database.run(LOOK);
    const offsetMs = Number(row?.offsetMs ?? 0);
    this.offsetOf(now, offsetMs);
    await this.rounds.runBetween(new Date(this.wall.nowMs() + offsetMs).toISOString(), new Date(now).toISOString());
  }

  /** Judged against the row, not against this process's copy of it: another may have moved it a moment ago. */
  private offsetOf(now: string | null, offsetMs: number): number {
    if (now === null) return 0;
    const wanted = Date.parse(now) - this.wall.nowMs();
    if (wanted < offsetMs || wanted > FURTHEST_MS) throw refuse('CLOCK_OUT_OF_RANGE', {}, 'now');
    return wanted;
  }

  private view(): SandboxClockView {
    const offsetMs = this.calendar.offset;
    return { now: this.calendar.now(), wallNow: this.wall.now(), offsetMs, offsetDays: Math.round((offsetMs / DAY_MS) * 1_000) / 1_000 };
  }
}
