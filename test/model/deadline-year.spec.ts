/** The judge of the deadlines, judged by a calendar on the wall: every expected day here was counted by hand. */
import { describe, expect, it } from '@jest/globals';
import { clocksOf, DEFAULT_RULES, noticesOf, overdueOf, roundsOf, shanghai, type Story } from './deadline-year.js';
import { isWorkingDay, workingDaysAfter } from './state-council-days.js';

const told = (story: Story, until: string): string[] =>
  noticesOf(story, until).map(({ day, deadlineKind, owedBy, dueOn, step, recipient }) => `${day} ${deadlineKind} ${owedBy} due ${dueOn} ${step} → ${recipient}`);
const of = (kind: string, lines: string[]): string[] => lines.filter((line) => line.split(' ')[1] === kind);
const overdue = (story: Story, until: string): string[] =>
  overdueOf(story, until).map(({ deadlineKind, owedBy, from, to }) => `${deadlineKind} ${owedBy} ${from} – ${to}`);

describe('working days of the State Council', () => {
  it('takes make-up weekends as work and holidays on weekdays as rest', () => {
    // 2024-02-09 is New Year's Eve: leave was only recommended, so it is a working day.
    expect(['2024-02-04', '2024-05-11', '2025-10-11', '2026-02-28', '2026-01-04', '2023-01-29', '2024-02-09'].map(isWorkingDay)).toEqual(Array(7).fill(true));
    expect(['2023-01-02', '2024-02-16', '2025-05-31', '2025-10-08', '2026-02-23', '2024-03-02', '2026-10-05'].map(isWorkingDay)).toEqual(Array(7).fill(false));
  });

  it.each([
    ['2024-04-26', 1, '2024-04-28'], // Fri → make-up Sunday before Labour Day
    ['2024-04-29', 3, '2024-05-07'], // Tue 30 Apr, holiday 1–5 May, Mon 6, Tue 7
    ['2024-05-09', 5, '2024-05-15'], // Fri 10, make-up Sat 11, Mon 13, Tue 14, Wed 15
    ['2026-02-13', 1, '2026-02-14'], // Fri → make-up Saturday, Valentine's Day
    ['2026-02-13', 3, '2026-02-25'], // Sat 14, holiday 15–23, Tue 24, Wed 25
    ['2026-02-26', 5, '2026-03-04'], // Fri 27, make-up Sat 28, Mon 2, Tue 3, Wed 4
    ['2025-09-30', 3, '2025-10-11'], // holiday 1–8 Oct, Thu 9, Fri 10, make-up Sat 11
    ['2024-02-28', 3, '2024-03-04'], // Thu 29 Feb, Fri 1, Mon 4
    ['2023-09-28', 1, '2023-10-07'], // holiday 29 Sep – 6 Oct, make-up Saturday
    ['2024-03-02', 1, '2024-03-04'], // from a Saturday: Monday
    ['2025-12-30', 3, '2026-01-05'], // Wed 31, holiday 1–3 Jan, make-up Sun 4, Mon 5
  ])('%s and %i working days is %s', (day, n, expected) => expect(workingDaysAfter(day, n)).toBe(expected));

  it('does not take a year without a notice for ordinary days', () => {
    expect(() => workingDaysAfter('2026-12-31', 1)).toThrow('2027-01-01');
  });
});

describe('a GENERAL hazard of the town, due on 29 February', () => {
  const story: Story = {
    id: 'leap', level: 'GENERAL', finder: 'TOWN', registeredAt: shanghai('2024-02-20', '10:00'), deadline: '2024-02-29',
    events: [
      { at: shanghai('2024-02-23', '09:00'), move: 'confirm' },
      { at: shanghai('2024-03-14', '09:00'), move: 'submit-rectification' },
      { at: shanghai('2024-03-25', '10:00'), move: 'accept' },
    ],
  };
  const until = shanghai('2024-12-31');

  it('is told to the enterprise, on day 3 to the town, on day 7 to the county, and again after 7 days', () => {
    expect(of('RECTIFICATION', told(story, until))).toEqual([
      '2024-02-22 RECTIFICATION ENTERPRISE due 2024-02-29 -7 → ENTERPRISE',
      '2024-02-26 RECTIFICATION ENTERPRISE due 2024-02-29 -3 → ENTERPRISE',
      '2024-02-28 RECTIFICATION ENTERPRISE due 2024-02-29 -1 → ENTERPRISE',
      '2024-02-29 RECTIFICATION ENTERPRISE due 2024-02-29 0 → ENTERPRISE',
      '2024-03-01 RECTIFICATION ENTERPRISE due 2024-02-29 1 → ENTERPRISE',
      '2024-03-03 RECTIFICATION ENTERPRISE due 2024-02-29 3 → ENTERPRISE',
      '2024-03-03 RECTIFICATION ENTERPRISE due 2024-02-29 3 → TOWN',
      '2024-03-07 RECTIFICATION ENTERPRISE due 2024-02-29 7 → ENTERPRISE',
      '2024-03-07 RECTIFICATION ENTERPRISE due 2024-02-29 7 → TOWN',
      '2024-03-07 RECTIFICATION ENTERPRISE due 2024-02-29 7 → COUNTY',
      '2024-03-14 RECTIFICATION ENTERPRISE due 2024-02-29 14 → ENTERPRISE',
      '2024-03-14 RECTIFICATION ENTERPRISE due 2024-02-29 14 → TOWN',
      '2024-03-14 RECTIFICATION ENTERPRISE due 2024-02-29 14 → COUNTY',
    ]);
  });

  it('is overdue from 00:00+08:00 of 1 March until it is submitted', () => {
    expect(overdue(story, until)[0]).toBe('RECTIFICATION ENTERPRISE 2024-02-29T16:00:00.000Z – 2024-03-14T01:00:00.000Z');
    expect(overdueOf(story, '2024-02-29T15:59:59.999Z')).toEqual([]);
  });

  it('asks the town for its confirmation in 3 and its acceptance in 5 working days, then tells the county, never the firm', () => {
    expect(of('CONFIRMATION', told(story, until))).toEqual([
      '2024-02-22 CONFIRMATION TOWN due 2024-02-23 -1 → TOWN',
      '2024-02-23 CONFIRMATION TOWN due 2024-02-23 0 → TOWN',
    ]);
    // Submitted Thursday 14 March at 09:00: Fri 15, Mon 18, Tue 19, Wed 20, Thu 21. Day −7 was that morning at 08:00: gone.
    expect(of('ACCEPTANCE', told(story, until))).toEqual([
      '2024-03-18 ACCEPTANCE TOWN due 2024-03-21 -3 → TOWN',
      '2024-03-20 ACCEPTANCE TOWN due 2024-03-21 -1 → TOWN',
      '2024-03-21 ACCEPTANCE TOWN due 2024-03-21 0 → TOWN',
      '2024-03-22 ACCEPTANCE TOWN due 2024-03-21 1 → TOWN',
      '2024-03-24 ACCEPTANCE TOWN due 2024-03-21 3 → TOWN',
      '2024-03-24 ACCEPTANCE TOWN due 2024-03-21 3 → COUNTY',
    ]);
  });

  it('makes every notice at 08:00 county time, which is midnight UTC', () => {
    expect(noticesOf(story, until)[0]).toEqual({ hazard: 'leap', deadlineKind: 'RECTIFICATION', owedBy: 'ENTERPRISE', dueOn: '2024-02-29', step: -7, kind: 'REMINDER', recipient: 'ENTERPRISE', day: '2024-02-22', at: '2024-02-22T00:00:00.000Z' });
  });
});

describe('a MAJOR that its enterprise found on the Friday before Labour Day', () => {
  const story: Story = {
    id: 'labour', level: 'MAJOR', finder: 'ENTERPRISE', registeredAt: shanghai('2024-04-26', '17:00'), deadline: '2024-07-31',
    events: [
      { at: shanghai('2024-04-29', '10:00'), move: 'sign' },
      { at: shanghai('2024-05-07', '15:00'), move: 'confirm' },
      { at: shanghai('2024-05-13', '09:00'), move: 'confirm' },
    ],
  };
  const until = shanghai('2024-06-30');

  it('owes its signature on the make-up Sunday; the county hears on day 1, the town not before day 3', () => {
    expect(of('SIGNATURE', told(story, until))).toEqual([
      '2024-04-27 SIGNATURE ENTERPRISE due 2024-04-28 -1 → ENTERPRISE',
      '2024-04-28 SIGNATURE ENTERPRISE due 2024-04-28 0 → ENTERPRISE',
      '2024-04-29 SIGNATURE ENTERPRISE due 2024-04-28 1 → ENTERPRISE',
      '2024-04-29 SIGNATURE ENTERPRISE due 2024-04-28 1 → COUNTY',
    ]);
  });

  it('asks town, then county; the holiday stretches the term, the steps stay calendar days', () => {
    expect(of('CONFIRMATION', told(story, until))).toEqual([
      '2024-04-30 CONFIRMATION TOWN due 2024-05-07 -7 → TOWN',
      '2024-05-04 CONFIRMATION TOWN due 2024-05-07 -3 → TOWN',
      '2024-05-06 CONFIRMATION TOWN due 2024-05-07 -1 → TOWN',
      '2024-05-07 CONFIRMATION TOWN due 2024-05-07 0 → TOWN',
      '2024-05-09 CONFIRMATION COUNTY due 2024-05-10 -1 → COUNTY',
      '2024-05-10 CONFIRMATION COUNTY due 2024-05-10 0 → COUNTY',
      '2024-05-11 CONFIRMATION COUNTY due 2024-05-10 1 → COUNTY',
      '2024-05-13 CONFIRMATION COUNTY due 2024-05-10 3 → COUNTY',
      '2024-05-13 CONFIRMATION COUNTY due 2024-05-10 3 → CITY',
    ]);
    const own: Story = { ...story, rules: { ...DEFAULT_RULES, beforeAuthority: [0] } };
    expect(of('CONFIRMATION', told(own, until))[0]).toBe('2024-05-07 CONFIRMATION TOWN due 2024-05-07 0 → TOWN');
    expect(overdue(story, until)).toEqual([
      'SIGNATURE ENTERPRISE 2024-04-28T16:00:00.000Z – 2024-04-29T02:00:00.000Z',
      'CONFIRMATION COUNTY 2024-05-10T16:00:00.000Z – 2024-05-13T01:00:00.000Z',
    ]);
  });
});

describe('an extension asked over the National Day holiday', () => {
  const asked = (approvedTo: string | null): Story => ({
    id: 'national', level: 'GENERAL', finder: 'COUNTY', registeredAt: shanghai('2025-09-15', '09:00'), deadline: '2025-09-30',
    events: [
      { at: shanghai('2025-09-16', '09:00'), move: 'confirm' },
      { at: shanghai('2025-09-28', '10:00'), move: 'request-extension' },
      { at: shanghai('2025-10-02', '10:00'), move: 'decide-extension', approvedTo },
      { at: shanghai('2025-10-21', '12:00'), move: 'submit-rectification' },
    ],
  });
  const rectification = (story: Story): string[] => of('RECTIFICATION', told(story, shanghai('2025-10-22'))).map((line) => line.replace('RECTIFICATION ENTERPRISE due ', ''));

  it('approved: silent meanwhile, overdue all the same, then a ladder for the new day', () => {
    expect(rectification(asked('2025-10-20'))).toEqual([
      '2025-09-23 2025-09-30 -7 → ENTERPRISE', '2025-09-27 2025-09-30 -3 → ENTERPRISE',
      '2025-10-13 2025-10-20 -7 → ENTERPRISE', '2025-10-17 2025-10-20 -3 → ENTERPRISE', '2025-10-19 2025-10-20 -1 → ENTERPRISE', '2025-10-20 2025-10-20 0 → ENTERPRISE',
      '2025-10-21 2025-10-20 1 → ENTERPRISE',
    ]);
    expect(overdue(asked('2025-10-20'), shanghai('2025-10-22'))).toEqual([
      'RECTIFICATION ENTERPRISE 2025-09-30T16:00:00.000Z – 2025-10-02T02:00:00.000Z',
      'RECTIFICATION ENTERPRISE 2025-10-20T16:00:00.000Z – 2025-10-21T04:00:00.000Z',
    ]);
  });

  it('refused: the old ladder goes on with what is still to come', () => {
    expect(rectification(asked(null))).toEqual([
      '2025-09-23 2025-09-30 -7 → ENTERPRISE', '2025-09-27 2025-09-30 -3 → ENTERPRISE',
      '2025-10-03 2025-09-30 3 → ENTERPRISE', '2025-10-03 2025-09-30 3 → TOWN',
      '2025-10-07 2025-09-30 7 → ENTERPRISE', '2025-10-07 2025-09-30 7 → TOWN', '2025-10-07 2025-09-30 7 → COUNTY',
      '2025-10-14 2025-09-30 14 → ENTERPRISE', '2025-10-14 2025-09-30 14 → TOWN', '2025-10-14 2025-09-30 14 → COUNTY',
      '2025-10-21 2025-09-30 21 → ENTERPRISE', '2025-10-21 2025-09-30 21 → TOWN', '2025-10-21 2025-09-30 21 → COUNTY',
    ]);
  });
});

describe('acts owed anew, and clocks that stop and start', () => {
  const found = (events: Story['events'], more: Partial<Story> = {}): Story =>
    ({ id: 'anew', level: 'MAJOR', finder: 'ENTERPRISE', registeredAt: shanghai('2025-03-03', '10:00'), deadline: '2025-04-30', events, ...more });
  const clocks = (story: Story): string[] => clocksOf(story, shanghai('2025-12-31')).map(({ deadlineKind, owedBy, dueOn }) => `${deadlineKind} ${owedBy} ${dueOn}`);

  it('a send-back asks for a new signature and both confirmations, while rectification runs on', () => {
    expect(clocks(found([
      { at: shanghai('2025-03-04', '09:00'), move: 'sign' }, // Tue: 5, 6, 7
      { at: shanghai('2025-03-05', '09:00'), move: 'confirm' }, // Wed: 6, 7, Mon 10
      { at: shanghai('2025-03-07', '09:00'), move: 'send-back' }, // Fri: Mon 10
      { at: shanghai('2025-03-10', '09:00'), move: 'sign' }, // Mon: 11, 12, 13
    ]))).toEqual(['RECTIFICATION ENTERPRISE 2025-04-30', 'SIGNATURE ENTERPRISE 2025-03-04', 'CONFIRMATION TOWN 2025-03-07', 'CONFIRMATION COUNTY 2025-03-10', 'SIGNATURE ENTERPRISE 2025-03-10', 'CONFIRMATION TOWN 2025-03-13']);
  });

  it('a send-back from acceptance takes the old deadline up again; both levels accept within 5 working days', () => {
    const story = found([
      { at: shanghai('2025-03-06', '09:00'), move: 'confirm' },
      { at: shanghai('2025-04-30', '18:00'), move: 'submit-rectification' }, // Wed: holiday 1–5 May, 6, 7, 8, 9, 12
      { at: shanghai('2025-05-12', '09:00'), move: 'accept' }, // town; county: 13, 14, 15, 16, 19
      { at: shanghai('2025-05-13', '09:00'), move: 'send-back' },
      { at: shanghai('2025-05-15', '09:00'), move: 'submit-rectification' }, // Thu: 16, 19, 20, 21, 22
    ], { finder: 'COUNTY' });
    expect(clocks(story).slice(2)).toEqual(['ACCEPTANCE TOWN 2025-05-12', 'ACCEPTANCE COUNTY 2025-05-19', 'RECTIFICATION ENTERPRISE 2025-04-30', 'ACCEPTANCE TOWN 2025-05-22']);
    // Not overdue when submitted on its last evening; overdue again from the send-back; day 14 (14 May) is the one step left to it.
    expect(overdue(story, shanghai('2025-05-15', '12:00'))).toEqual(['RECTIFICATION ENTERPRISE 2025-05-13T01:00:00.000Z – 2025-05-15T01:00:00.000Z']);
    expect(of('RECTIFICATION', told(story, shanghai('2025-06-30'))).slice(-3)).toEqual(['ENTERPRISE', 'TOWN', 'COUNTY'].map((to) => `2025-05-14 RECTIFICATION ENTERPRISE due 2025-04-30 14 → ${to}`));
  });

  it('a firm that accepts its own work is not told; its town is, on day 3', () => {
    const story = found([
      { at: shanghai('2025-03-03', '11:00'), move: 'submit-rectification' }, // Mon: 4, 5, 6, 7, 10
    ], { level: 'GENERAL', deadline: null });
    expect(told(story, shanghai('2025-03-15'))).toEqual(['2025-03-13 ACCEPTANCE ENTERPRISE due 2025-03-10 3 → TOWN']);
  });

  it('voiding silences everything, restoring brings the same days back; supervision has a day of its own', () => {
    const story = found([
      { at: shanghai('2025-03-04', '09:00'), move: 'list-for-supervision', deadline: '2025-03-08' },
      { at: shanghai('2025-03-04', '10:00'), move: 'void' },
      { at: shanghai('2025-03-06', '10:00'), move: 'restore' },
      { at: shanghai('2025-03-10', '10:00'), move: 'delist' },
    ]);
    expect(clocks(story).slice(-3)).toEqual(['RECTIFICATION ENTERPRISE 2025-04-30', 'SIGNATURE ENTERPRISE 2025-03-04', 'SUPERVISION ENTERPRISE 2025-03-08']);
    expect(of('SUPERVISION', told(story, shanghai('2025-03-20')))).toEqual([
      '2025-03-07 SUPERVISION ENTERPRISE due 2025-03-08 -1 → ENTERPRISE', '2025-03-08 SUPERVISION ENTERPRISE due 2025-03-08 0 → ENTERPRISE',
      '2025-03-09 SUPERVISION ENTERPRISE due 2025-03-08 1 → ENTERPRISE', '2025-03-09 SUPERVISION ENTERPRISE due 2025-03-08 1 → COUNTY',
    ]);
    expect(of('SIGNATURE', told(story, shanghai('2025-03-10')))).toEqual([
      '2025-03-04 SIGNATURE ENTERPRISE due 2025-03-04 0 → ENTERPRISE',
      ...['ENTERPRISE', 'TOWN', 'COUNTY'].map((to) => `2025-03-07 SIGNATURE ENTERPRISE due 2025-03-04 3 → ${to}`),
    ]);
  });

  it('a closed hazard that was not genuine is due 15 days on; without a deadline nothing is overdue', () => {
    const closed = found([
      { at: shanghai('2025-03-03', '11:00'), move: 'submit-rectification' },
      { at: shanghai('2025-03-04', '11:00'), move: 'accept' },
      { at: shanghai('2025-03-20', '23:30'), move: 'verify', genuine: false },
    ], { level: 'GENERAL', finder: 'TOWN', deadline: null });
    expect(clocks(closed)).toEqual(['CONFIRMATION TOWN 2025-03-06', 'ACCEPTANCE TOWN 2025-03-10', 'RECTIFICATION ENTERPRISE 2025-04-04']);
    expect(overdueOf(found([], { level: 'GENERAL', deadline: null }), shanghai('2025-12-31'))).toEqual([]);
  });
});

describe('after an outage', () => {
  const story: Story = { id: 'outage', level: 'GENERAL', finder: 'COUNTY', registeredAt: shanghai('2025-06-03', '10:00'), deadline: '2025-06-12', events: [{ at: shanghai('2025-06-03', '11:00'), move: 'confirm' }] };

  it('each missed step is made by the next round, only the newest of each recipient is sent', () => {
    const rounds = [shanghai('2025-06-05', '08:00'), shanghai('2025-06-05', '08:01'), shanghai('2025-06-16', '03:20'), shanghai('2025-06-19', '08:00')];
    expect(roundsOf(story, rounds, shanghai('2025-06-20')).map(({ step, recipient, madeAt, outcome }) => `${step} ${recipient} ${madeAt} ${outcome}`)).toEqual([
      '-7 ENTERPRISE 2025-06-05T00:00:00.000Z SENT',
      '-3 ENTERPRISE 2025-06-15T19:20:00.000Z SUPERSEDED',
      '-1 ENTERPRISE 2025-06-15T19:20:00.000Z SUPERSEDED',
      '0 ENTERPRISE 2025-06-15T19:20:00.000Z SUPERSEDED',
      '1 ENTERPRISE 2025-06-15T19:20:00.000Z SUPERSEDED',
      '3 ENTERPRISE 2025-06-15T19:20:00.000Z SENT',
      '3 TOWN 2025-06-15T19:20:00.000Z SENT',
      '7 ENTERPRISE 2025-06-19T00:00:00.000Z SENT',
      '7 TOWN 2025-06-19T00:00:00.000Z SENT',
      '7 COUNTY 2025-06-19T00:00:00.000Z SENT',
    ]);
  });

  it('what was done meanwhile must not be sent any more', () => {
    const done: Story = { ...story, events: [...story.events, { at: shanghai('2025-06-14', '09:00'), move: 'submit-rectification' }] };
    expect(roundsOf(done, [shanghai('2025-06-16', '08:00')], shanghai('2025-06-16', '09:00')).filter(({ deadlineKind }) => deadlineKind === 'RECTIFICATION').map(({ step, outcome }) => [step, outcome]))
      .toEqual([[-7, 'MOOT'], [-3, 'MOOT'], [-1, 'MOOT'], [0, 'MOOT'], [1, 'MOOT']]);
  });
});
