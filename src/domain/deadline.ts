/**
 * Calendar days as 'YYYY-MM-DD' text: a deadline is a day of the county, never an instant (contract §1).
 * Pure and without a clock: "today" is always an argument. Every function throws RangeError on what is no day.
 */
export type Day = string;

export interface WorkingYear {
  /** Days off named by the notice, those on a weekend included. */
  readonly holidays: readonly Day[];
  /** Saturdays and Sundays on which people work instead. */
  readonly makeUpDays: readonly Day[];
  readonly source: string;
}

/** The State Council's arrangement, one entry a year. It is published each autumn and cannot be computed. */
export interface WorkingCalendar {
  readonly years: Readonly<Record<string, WorkingYear>>;
}

/** The table holds no arrangement for a year; taking it for ordinary days would move statutory limits unseen. */
export class WorkingYearMissing extends Error {
  constructor(readonly year: string) {
    super(`no working-day arrangement for ${year}`);
    this.name = 'WorkingYearMissing';
  }
}

const DAY_MS = 86_400_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** A real day of the calendar: 2024-02-29 is one, 2024-02-30 and 2023-02-29 are not. Year 0 is none (PostgreSQL has none). */
export function isDay(text: string): boolean {
  if (!DAY_PATTERN.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year > 0 && day > 0 && day <= (MONTH_DAYS[month - 1] ?? 0) + Number(leap);
}
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function addDays(day: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError(`not a whole number of days: ${count}`);
  const moved = textOf(startMs(day) + count * DAY_MS);
  if (!isDay(moved)) throw new RangeError(`beyond the calendar: ${day} + ${count}`);
  return moved;
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startMs(to) - startMs(from)) / DAY_MS);
}

/** For sorting: negative, zero or positive. */
export function compareDays(left: Day, right: Day): number {
  return startMs(left) - startMs(right);
}

/** The first day on which an unmet deadline is overdue: it ends when its own day ends (contract §1). */
export function overdueSince(deadline: Day): Day {
  return addDays(deadline, 1);
}

export function isOverdue(deadline: Day, today: Day): boolean {
  return compareDays(today, deadline) > 0;
}

/** Throws WorkingYearMissing for a year the calendar does not hold. */
export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  const weekday = new Date(startMs(day)).getUTCDay();
  const year = calendar.years[day.slice(0, 4)];
  if (year === undefined) throw new WorkingYearMissing(day.slice(0, 4));
  if (year.makeUpDays.includes(day)) return true;
  return weekday !== 0 && weekday !== 6 && !year.holidays.includes(day);
}

/**
 * The day on which the n-th working day after `day` falls; `day` itself does not count, whatever it is.
 * Zero answers `day`; a negative count walks back. Throws WorkingYearMissing when it walks into an unknown year.
 */
export function addWorkingDays(day: Day, count: number, calendar: WorkingCalendar): Day {
  if (!Number.isInteger(count)) throw new RangeError(`not a whole number of days: ${count}`);
  const step = count < 0 ? -1 : 1;
  let at = addDays(day, 0);
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (isWorkingDay(at, calendar)) left -= 1;
  }
  return at;
}

function startMs(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a calendar day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`);
}

function textOf(ms: number): string {
  const instant = new Date(ms);
  return Number.isNaN(instant.getTime()) ? '' : instant.toISOString().slice(0, 10);
}

const INSTANT_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:\d{2})$/;
const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** Day and time that the county's clock shows, `YYYY-MM-DDTHH:mm:ss`. */
export function wallClock(instantIso: string, zone: string): string {
  const ms = INSTANT_PATTERN.test(instantIso) ? Date.parse(instantIso) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not an instant with its offset: ${instantIso}`);
  return wallTextAt(ms, zone);
}

/** The day an instant (RFC 3339 with its offset) falls on in a zone: 2026-01-01T16:00:00Z is the 2nd in Asia/Shanghai. */
export const dayIn = (instantIso: string, zone: string): Day => wallClock(instantIso, zone).slice(0, 10);

/** What the county's clock shows, `HH:MM`. */
export const timeIn = (instantIso: string, zone: string): string => wallClock(instantIso, zone).slice(11, 16);

/** The newest day whose notices are due: they are made at `madeAt` (`HH:MM`) county time (contract §4). */
export function noticesThrough(instantIso: string, zone: string, madeAt: string): Day {
  const today = dayIn(instantIso, zone);
  return timeIn(instantIso, zone) >= madeAt ? today : addDays(today, -1);
}

/** The instant at which a day's notices are made. */
export function noticesInstant(day: Day, zone: string, madeAt: string): string {
  const [hours = 0, minutes = 0] = madeAt.split(':').map(Number);
  return new Date(Date.parse(startOfDayInstant(day, zone)) + (hours * 60 + minutes) * 60_000).toISOString();
}

/** The last day up to which working days can be counted without a gap from `from`; null where its own year is missing. */
export function tableEndsOn(calendar: WorkingCalendar, from: Day): Day | null {
  let year = Number(from.slice(0, 4));
  if (calendar.years[String(year)] === undefined) return null;
  while (calendar.years[String(year + 1)] !== undefined) year += 1;
  return `${String(year).padStart(4, '0')}-12-31`;
}

/** The instant (UTC, milliseconds) at which a day begins in a zone: overdue starts at 00:00+08:00 (contract §1). */
export function startOfDayInstant(day: Day, zone: string): string {
  const midnight = startMs(day);
  const nearly = midnight - offsetMsAt(midnight, zone);
  // A second look, because the offset at the first guess may be that of the other side of a change of clocks.
  return new Date(midnight - offsetMsAt(nearly, zone)).toISOString();
}

function offsetMsAt(ms: number, zone: string): number {
  return Date.parse(`${wallTextAt(ms, zone)}Z`) - ms;
}

/** What a clock on the wall shows, to the second, as YYYY-MM-DDTHH:mm:ss. */
function wallTextAt(ms: number, zone: string): string {
  const second = Math.floor(ms / 1_000);
  if (second === lastShown.second && zone === lastShown.zone) return lastShown.text;
  let clock = wallClocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    wallClocks.set(zone, clock);
  }
  lastShown = { zone, second, text: clock.format(ms).replace(' ', 'T') };
  return lastShown.text;
}
/** What is asked for is mostly now, by every registration of this second. */
let lastShown = { zone: '', second: NaN, text: '' };
