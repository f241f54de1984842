import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  addWorkingDays,
  compareDays,
  dayIn,
  daysBetween,
  isDay,
  isOverdue,
  isWorkingDay,
  noticesInstant,
  noticesThrough,
  overdueSince,
  startOfDayInstant,
  tableEndsOn,
  timeIn,
  WorkingYearMissing,
  type WorkingCalendar,
} from './deadline.js';

const COUNTY = 'Asia/Shanghai';

describe('calendar days', () => {
  it.each(['2024-02-29', '2000-02-29', '2023-12-31', '9999-12-31', '0001-01-01'])('%s is a day', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-1-1',
    '2024-01-01T00:00:00Z',
    '0000-01-01',
    '２０２４-01-01',
    '',
  ])('%s is none', (text) => expect(isDay(text)).toBe(false));

  it('adds across leap days, months and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2024-02-29', 366)).toBe('2025-03-01');
  });

  it('counts between days, either way round', () => {
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2025-01-01', '2024-01-01')).toBe(-366);
    expect(daysBetween('2026-06-01', '2026-06-01')).toBe(0);
  });

  it('does not lose the day China once put its clocks forward', () => {
    expect(addDays('1988-04-16', 1)).toBe('1988-04-17');
    expect(daysBetween('1988-04-16', '1988-04-18')).toBe(2);
  });

  it('sorts', () => {
    expect(['2026-02-01', '2025-12-31', '2026-01-31'].sort(compareDays)).toEqual([
      '2025-12-31',
      '2026-01-31',
      '2026-02-01',
    ]);
  });

  it('refuses what is no day, no whole count, or beyond the calendar', () => {
    expect(() => addDays('2024-02-30', 1)).toThrow(RangeError);
    expect(() => daysBetween('2024-01-01', 'tomorrow')).toThrow(RangeError);
    expect(() => addDays('2024-01-01', 0.5)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
  });
});

describe('a deadline', () => {
  it('ends when its day ends: overdue from the next', () => {
    expect(overdueSince('2026-12-31')).toBe('2027-01-01');
    expect(isOverdue('2026-12-31', '2026-12-30')).toBe(false);
    expect(isOverdue('2026-12-31', '2026-12-31')).toBe(false);
    expect(isOverdue('2026-12-31', '2027-01-01')).toBe(true);
  });

  it('becomes overdue at 00:00+08:00 of the next day', () => {
    expect(startOfDayInstant(overdueSince('2026-11-30'), COUNTY)).toBe('2026-11-30T16:00:00.000Z');
  });
});

describe('the day of an instant', () => {
  it('turns over at 16:00 UTC', () => {
    expect(dayIn('2025-12-31T15:59:59.999Z', COUNTY)).toBe('2025-12-31');
    expect(dayIn('2025-12-31T16:00:00Z', COUNTY)).toBe('2026-01-01');
    expect(dayIn('2026-01-01T00:30:00+09:00', COUNTY)).toBe('2025-12-31');
  });

  it('is read back from the start of each day, changes of clocks included', () => {
    for (const [day, zone] of [
      ['2026-11-22', COUNTY],
      ['1988-04-17', COUNTY],
      ['2026-03-29', 'Europe/Berlin'],
      ['2026-10-25', 'Europe/Berlin'],
      ['2026-11-22', 'UTC'],
    ] as const) {
      const start = startOfDayInstant(day, zone);
      expect(dayIn(start, zone)).toBe(day);
      expect(dayIn(new Date(Date.parse(start) - 1).toISOString(), zone)).toBe(addDays(day, -1));
    }
  });

  it('refuses an instant without an offset, which would mean the server’s own zone', () => {
    expect(() => dayIn('2026-01-01T00:00:00', COUNTY)).toThrow(RangeError);
    expect(() => dayIn('2026-01-01', COUNTY)).toThrow(RangeError);
    expect(() => dayIn('soonZ', COUNTY)).toThrow(RangeError);
  });
});

describe('the hour of the notices', () => {
  it('is the county’s: from that minute on the day is due, a moment before only the day before it', () => {
    expect(timeIn('2026-11-20T00:00:00Z', COUNTY)).toBe('08:00');
    expect(noticesThrough('2026-11-19T23:59:59.999Z', COUNTY, '08:00')).toBe('2026-11-19');
    expect(noticesThrough('2026-11-20T00:00:00.000Z', COUNTY, '08:00')).toBe('2026-11-20');
    expect(noticesThrough('2026-11-20T15:59:00Z', COUNTY, '00:00')).toBe('2026-11-20');
  });

  it('is an instant, to the minute', () => {
    expect(noticesInstant('2026-11-20', COUNTY, '08:00')).toBe('2026-11-20T00:00:00.000Z');
    expect(noticesInstant('2026-11-20', COUNTY, '07:45')).toBe('2026-11-19T23:45:00.000Z');
  });
});

describe('the table of working days', () => {
  const table = (...years: string[]): WorkingCalendar => ({ years: Object.fromEntries(years.map((year) => [year, { holidays: [], makeUpDays: [], source: 'test' }])) });

  it('ends with the last year that follows without a gap', () => {
    expect(tableEndsOn(table('2025', '2026', '2027'), '2025-06-01')).toBe('2027-12-31');
    expect(tableEndsOn(table('2025', '2026', '2028'), '2025-06-01')).toBe('2026-12-31');
    expect(tableEndsOn(table('2025'), '2026-01-01')).toBeNull();
  });
});

describe('working days', () => {
  const calendar: WorkingCalendar = {
    years: {
      '2025': { holidays: ['2025-01-01', '2025-01-28', '2025-01-29'], makeUpDays: ['2025-01-26'], source: 'test' },
      '2026': { holidays: ['2026-01-01', '2026-01-02', '2026-01-03'], makeUpDays: ['2026-01-04'], source: 'test' },
    },
  };

  it('knows weekdays, holidays and make-up Sundays', () => {
    expect(isWorkingDay('2025-01-24', calendar)).toBe(true);
    expect(isWorkingDay('2025-01-25', calendar)).toBe(false);
    expect(isWorkingDay('2025-01-26', calendar)).toBe(true);
    expect(isWorkingDay('2025-01-28', calendar)).toBe(false);
  });

  it('does not count the day it starts from', () => {
    expect(addWorkingDays('2025-01-06', 0, calendar)).toBe('2025-01-06');
    expect(addWorkingDays('2025-01-06', 3, calendar)).toBe('2025-01-09');
    expect(addWorkingDays('2025-01-24', 1, calendar)).toBe('2025-01-26');
    expect(addWorkingDays('2025-01-27', 1, calendar)).toBe('2025-01-30');
    expect(addWorkingDays('2025-01-30', -1, calendar)).toBe('2025-01-27');
  });

  it('crosses New Year with the arrangements of both years', () => {
    expect(addWorkingDays('2025-12-31', 1, calendar)).toBe('2026-01-04');
    expect(addWorkingDays('2025-12-31', 2, calendar)).toBe('2026-01-05');
  });

  it('never takes an unknown year for ordinary days', () => {
    expect(() => isWorkingDay('2027-01-04', calendar)).toThrow(WorkingYearMissing);
    expect(() => addWorkingDays('2026-12-31', 1, calendar)).toThrow('2027');
    expect(() => isWorkingDay('2024-12-28', calendar)).toThrow(WorkingYearMissing);
  });

  it('refuses what is no day and no whole count', () => {
    expect(() => isWorkingDay('2025-02-30', calendar)).toThrow(RangeError);
    expect(() => addWorkingDays('2025-01-06', 1.5, calendar)).toThrow(RangeError);
  });
});
