import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { daysBetween, noticesThrough, tableEndsOn } from '../domain/deadline.js';
import { CHAIN_START } from '../domain/fact.js';
import { Wall } from '../platform/clock/wall.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { SettingsReader } from '../settings/settings.reader.js';
import type { County } from './office.reader.js';

/** Contract §4: 60 days before the table ends; then oftener, because days cannot be counted beyond it. */
export const WARNED_DAYS_BEFORE = [60, 30, 14, 7, 3, 1, 0];
const REPEAT_DAYS_AFTER = 7;

const INSERT = statement<{ id: string }>('calendar_warning_insert', `
  insert into notice (id, version, head_hash, county_code, about_id, step, recipient_id, kind, deadline_kind, due_on, step_on, state, created_at)
  values (uuid_v7($1::bigint), 0, '${CHAIN_START}', $2, $3, $4, $5, case when $4 > 0 then 'OVERDUE' else 'REMINDER' end, 'WORKING_CALENDAR', $6, $7, 'MADE', $8::timestamptz)
  on conflict on constraint notice_once do nothing returning id`);

/** The newest step that has come by a day, as days from the end of the table: -60 … 0, then 7, 14 …; null before the first. */
function warningStep(endsOn: string, today: string): number | null {
  const past = daysBetween(endsOn, today);
  if (past > 0) return past < REPEAT_DAYS_AFTER ? 0 : past - (past % REPEAT_DAYS_AFTER);
  const reached = WARNED_DAYS_BEFORE.filter((days) => -past <= days).at(-1);
  return reached === undefined ? null : reached === 0 ? 0 : -reached;
}

/** Tells the county that its working calendar ends: the administrator adds a year by the setting. */
@Injectable()
export class CalendarWarning {
  constructor(private readonly database: Database, private readonly settings: SettingsReader, private readonly config: Config, private readonly wall: Wall) {}

  async run(county: County, at: string): Promise<void> {
    const { escalation, workingCalendar } = await this.settings.rulesFor(county.code, at);
    const today = noticesThrough(at, this.config.countyZone, escalation.value.madeAt);
    const endsOn = lastDayOf(workingCalendar, today);
    const step = warningStep(endsOn, today);
    if (step === null) return;
    await this.database.run(INSERT, [this.wall.nowMs(), county.code, idOf(county.code, endsOn), step, county.bureau.id, endsOn, today, at]);
  }
}

/** The end of the table seen from a day: where that day's own year is missing, the last day it does hold. */
export function lastDayOf(calendar: Parameters<typeof tableEndsOn>[0], today: string): string {
  const years = Object.keys(calendar.years).filter((year) => year <= today.slice(0, 4)).sort();
  return tableEndsOn(calendar, today) ?? `${years.at(-1) ?? '0001'}-12-31`;
}

/** One id a county and year, so that each step of it is told once. */
function idOf(countyCode: string, endsOn: string): string {
  const hex = createHash('sha256').update(`working-calendar/${countyCode}/${endsOn}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
