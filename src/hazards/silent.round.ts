import { Injectable } from '@nestjs/common';
import { noticesThrough } from '../domain/deadline.js';
import { ByCalendar } from '../platform/clock/by-calendar.js';
import type { CalendarWork } from '../platform/clock/by-calendar.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { ok } from '../platform/http/answer.js';
import { Every } from '../platform/jobs/scheduled.js';
import { bySystem } from '../platform/ledger/by-system.js';
import { Door } from '../platform/ledger/door.js';
import { OfficeReader } from '../notices/office.reader.js';
import type { County } from '../notices/office.reader.js';
import { SettingsReader } from '../settings/settings.reader.js';
import { TodoRepository } from '../todos/todo.repository.js';
import { SIGNATURE_LANES } from './finding.lanes.js';
import { HazardRepository } from './hazard.repository.js';

const ROUND_MS = 60_000;
const SLICE_ROWS = 200;

/** Of a county index nothing but this lane is passed through, and only rows are read of which something is late. */
const SILENT = statement<{ id: string }>('hazard_silent', `
  select h.id from hazard h
  where h.county_code = $1 and h.lane = ${SIGNATURE_LANES[0]} and h.late_after < $2::date and h.step_due_on < $2::date and h.owner is not null and h.deadline is not null
    and not exists (select from todo_step s where s.hazard_id = h.id and s.kind = 'TAKE_OVER' and s.ended_at is null)
  order by h.step_due_on, h.id limit ${SLICE_ROWS}`);

/** A firm's major find that nobody signed within its working day: on the morning after, its town has it to take over (contract §3). */
@ByCalendar({ order: 30 })
@Every({ id: 'silent-majors', schedule: { everyMs: ROUND_MS } })
@Injectable()
export class SilentMajors implements CalendarWork {
  constructor(
    private readonly database: Database,
    private readonly door: Door,
    private readonly hazards: HazardRepository,
    private readonly todos: TodoRepository,
    private readonly offices: OfficeReader,
    private readonly settings: SettingsReader,
    private readonly calendar: Calendar,
    private readonly config: Config,
  ) {}

  run(): Promise<void> {
    return this.runAt(this.calendar.now());
  }

  async momentsBetween(after: string, upTo: string): Promise<string[]> {
    const counties = await this.offices.counties();
    const mornings = await Promise.all(counties.map(({ code }) => this.settings.morningsBetween(code, after, upTo)));
    return [...new Set(mornings.flat())].sort();
  }

  async runAt(at: string): Promise<void> {
    for (const county of await this.offices.counties()) {
      const { escalation } = await this.settings.rulesFor(county.code, at);
      const through = noticesThrough(at, this.config.countyZone, escalation.value.madeAt);
      for (let more = true; more;) {
        const ids = (await this.database.run(SILENT, [county.code, through])).map(({ id }) => id);
        if (ids.length > 0) await this.tell(county, ids, at);
        more = ids.length === SLICE_ROWS;
      }
    }
  }

  /** The todo follows from the row as it stands under the lock: whoever signed a moment ago is not taken over. */
  private async tell({ code, cityCode, bureau }: County, ids: readonly string[], at: string): Promise<void> {
    const office = { ...bureau, kind: 'COUNTY_BUREAU' as const, areaCode: code, cityCode, countyCode: code, townCode: null };
    const requested = bySystem('silent-majors', office);
    await this.door.write(requested, async (writing) => {
      const dossiers = await this.hazards.lock(writing, requested.reach, ids);
      this.todos.lookAgain(writing, [...dossiers.values()].map(({ hazard }) => hazard));
      return ok(null);
    }, { at });
  }
}
