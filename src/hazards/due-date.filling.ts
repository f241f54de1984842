import { Injectable, Logger } from '@nestjs/common';
import { addDays, daysBetween, noticesThrough } from '../domain/deadline.js';
import { workingDueOn } from '../domain/due-dates.js';
import { nextStepAfter, ruleOf } from '../domain/escalation.js';
import type { DeadlineKind, Escalation, OwedBy } from '../domain/escalation.js';
import { ByCalendar } from '../platform/clock/by-calendar.js';
import type { CalendarWork } from '../platform/clock/by-calendar.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import type { Statement } from '../platform/database/statement.js';
import { statement } from '../platform/database/statement.js';
import { Every } from '../platform/jobs/scheduled.js';
import { SettingsReader } from '../settings/settings.reader.js';

const ROUND_MS = 60_000;
const SLICE_ROWS = 5_000;

const COUNTIES = statement<{ countyCode: string }>('due_date_unknown_counties', `
  select distinct county_code as "countyCode" from due_date where due_on is null and ended_at is null`);
const UNKNOWN = statement<Unknown>('due_date_unknown_rows', `
  select d.id, d.subject_id as "subjectId", d.kind, d.owed_by as "owedBy", d.counted_from as "countedFrom", d.rule_version as "ruleVersion", d.opened_at as "openedAt"
  from due_date d where d.county_code = $1 and d.due_on is null and d.ended_at is null and d.id > $2 order by d.id limit ${SLICE_ROWS}`);

/** In the order in which moves take them: the hazards, then their due dates. */
const HOLD = statement('due_date_hold', 'select 1 from hazard h where h.id = any($1::uuid[]) order by h.id for no key update');
/** What was over meanwhile stays unknown for good. The row keeps the day where it still waits for this act. */
const FILL = statement<{ id: string }>('due_date_fill', `
  with filled as (
    update due_date d set due_on = f."dueOn", next_on = f."nextOn"
    from json_to_recordset($1::json) as f(id uuid, "dueOn" date, "nextOn" date)
    where d.id = f.id and d.due_on is null and d.ended_at is null
    returning d.id, d.subject_id, d.kind, d.owed_by, d.due_on
  ), shown as (
    update hazard h set step_due_on = f.due_on from filled f
    where h.id = f.subject_id and (
      (f.kind = 'SIGNATURE' and h.status = 'REPORTED') or (f.kind = 'CONFIRMATION' and h.status = 'CONFIRMING' and h.pending_level = f.owed_by)
      or (f.kind = 'ACCEPTANCE' and h.status = 'ACCEPTING' and coalesce(h.pending_level, 'PRINCIPAL') = f.owed_by))
  )
  select id from filled`);

interface Unknown { id: string; subjectId: string; kind: DeadlineKind; owedBy: OwedBy; countedFrom: string; ruleVersion: number; openedAt: string }
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const BEGIN: Statement = { name: '', text: 'begin' };
const COMMIT: Statement = { name: '', text: 'commit' };

/** A due date whose year was missing gets its day once the administrator has added the year (decision 0014). */
@ByCalendar({ order: 10 })
@Every({ id: 'due-date-filling', schedule: { everyMs: ROUND_MS } })
@Injectable()
export class DueDateFilling implements CalendarWork {
  private readonly logger = new Logger(DueDateFilling.name);

  constructor(
    private readonly database: Database,
    private readonly settings: SettingsReader,
    private readonly calendar: Calendar,
    private readonly config: Config,
  ) {}

  run(): Promise<number> {
    return this.runAt(this.calendar.now());
  }

  /** The calendar itself brings nothing here: what is missing is filled in when it is there. */
  async momentsBetween(after: string, upTo: string): Promise<string[]> {
    return after < upTo ? [new Date(Date.parse(after) + 1).toISOString()] : [];
  }

  /** How many were filled in. Any number of processes may run it at once. */
  async runAt(at: string): Promise<number> {
    let filled = 0;
    for (const { countyCode } of await this.database.run(COUNTIES)) filled += await this.county(countyCode, at);
    if (filled > 0) this.logger.log(`${filled} due dates got their day`);
    return filled;
  }

  private async county(countyCode: string, at: string): Promise<number> {
    const { workingCalendar: calendar, escalation } = await this.settings.rulesFor(countyCode, at);
    let filled = 0;
    for (let last = FIRST_ID; ;) {
      const rows = await this.database.run(UNKNOWN, [countyCode, last]);
      const versions = [...new Set(rows.map(({ ruleVersion }) => ruleVersion))];
      const ladders = new Map((await this.settings.escalationVersions(countyCode, versions)).map((ladder, index) => [versions[index], ladder]));
      const known = rows.flatMap((row) => {
        const ladder = ladders.get(row.ruleVersion);
        const dueOn = ladder ? workingDueOn(row.kind, row.countedFrom, { escalation: ladder, calendar }) : null;
        return ladder && dueOn ? [{ row, dueOn, nextOn: this.firstDay(row, dueOn, ladder, escalation.value.madeAt) }] : [];
      });
      if (known.length > 0) filled += await this.fill(known);
      if (rows.length < SLICE_ROWS) return filled;
      last = rows.at(-1)?.id ?? last;
    }
  }

  /** From the day it was opened on: what should have been said meanwhile is a missed round like any other. */
  private firstDay({ kind, openedAt }: Unknown, dueOn: string, ladder: Escalation, madeAt: string): string | null {
    const rule = ruleOf(ladder, kind);
    const opened = noticesThrough(new Date(openedAt).toISOString(), this.config.countyZone, madeAt);
    const step = rule ? nextStepAfter(rule, daysBetween(dueOn, opened)) : null;
    return step === null ? null : addDays(dueOn, step);
  }

  private async fill(known: readonly { row: Unknown; dueOn: string; nextOn: string | null }[]): Promise<number> {
    const values = known.map(({ row: { id }, dueOn, nextOn }) => ({ id, dueOn, nextOn }));
    return this.database.onConnection(async (connection) => {
      const [, , answer] = await connection.together([BEGIN, HOLD, FILL, COMMIT], [[], [known.map(({ row }) => row.subjectId)], [JSON.stringify(values)], []]);
      return answer?.rows.length ?? 0;
    });
  }
}
