/** Contract §4, typed by hand: which day says something, and to whom. */
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_ESCALATION, isTold, nextStepAfter, ruleOf, stepsUpTo, tellsOf } from './escalation.js';
import type { DeadlineKind, EscalationStep, OwedBy } from './escalation.js';

const rule = (kind: DeadlineKind): EscalationStep => {
  const found = ruleOf(DEFAULT_ESCALATION, kind);
  if (!found) throw new Error(`no rule for ${kind}`);
  return found;
};
const told = (kind: DeadlineKind, owedBy: OwedBy, step: number, major = false): string[] =>
  tellsOf(rule(kind), owedBy).filter((one) => isTold(one, step, major)).map(({ level }) => level);

describe('the days on which something is said', () => {
  it.each<[DeadlineKind, number[]]>([
    ['RECTIFICATION', [-7, -3, -1, 0, 1, 3, 7, 14, 21, 28]], ['SIGNATURE', [-7, -3, -1, 0, 1, 3, 7, 14, 21, 28]],
    ['SUPERVISION', [-7, -3, -1, 0, 1, 3, 7, 14, 21, 28]],
    ['CONFIRMATION', [-7, -3, -1, 0, 1, 3, 7, 14, 21, 28]], ['ACCEPTANCE', [-7, -3, -1, 0, 1, 3, 7, 14, 21, 28]],
  ])('%s: %j', (kind, days) => {
    expect(stepsUpTo(rule(kind), 30)).toEqual(days);
  });

  it.each([[-400, -7], [-7, -3], [-1, 0], [0, 1], [1, 3], [6, 7], [7, 14], [8, 14], [699, 700], [700, 707]])('after day %i comes day %i', (day, next) => {
    expect(nextStepAfter(rule('RECTIFICATION'), day)).toBe(next);
  });

  it('go on from the last one named, whatever day that is', () => {
    const slower = { ...rule('RECTIFICATION'), overdueDaysAfter: [1, 10] };
    expect(stepsUpTo(slower, 25)).toEqual([-7, -3, -1, 0, 1, 10, 17, 24]);
    expect([nextStepAfter(slower, 1), nextStepAfter(slower, 10)]).toEqual([10, 17]);
  });

  it('end where the county says so', () => {
    const once = { ...rule('RECTIFICATION'), thenEveryDays: null };
    expect([nextStepAfter(once, 6), nextStepAfter(once, 7)]).toEqual([7, null]);
    expect(stepsUpTo({ ...once, remindDaysBefore: [], overdueDaysAfter: [] }, 90)).toEqual([]);
    expect(nextStepAfter({ ...once, overdueDaysAfter: [], thenEveryDays: 5 }, 0)).toBe(5);
  });
});

describe('who is told', () => {
  it('the enterprise; from day 3 also the town; from day 7 also the county, of a MAJOR from day 1', () => {
    for (const kind of ['RECTIFICATION', 'SIGNATURE', 'SUPERVISION'] as const) {
      expect([-7, 0, 1, 3, 7, 14].map((day) => told(kind, 'ENTERPRISE', day))).toEqual([
        ['ENTERPRISE'], ['ENTERPRISE'], ['ENTERPRISE'], ['ENTERPRISE', 'TOWN'], ['ENTERPRISE', 'TOWN', 'COUNTY'], ['ENTERPRISE', 'TOWN', 'COUNTY'],
      ]);
      expect([-1, 1, 3].map((day) => told(kind, 'ENTERPRISE', day, true))).toEqual([['ENTERPRISE'], ['ENTERPRISE', 'COUNTY'], ['ENTERPRISE', 'TOWN', 'COUNTY']]);
    }
  });

  it('of a confirmation or an acceptance the authority that owes it, from day 3 the one above, never the enterprise', () => {
    for (const kind of ['CONFIRMATION', 'ACCEPTANCE'] as const) {
      expect([-1, 1, 3].map((day) => told(kind, 'TOWN', day))).toEqual([['TOWN'], ['TOWN'], ['TOWN', 'COUNTY']]);
      expect([1, 3].map((day) => told(kind, 'COUNTY', day, true))).toEqual([['COUNTY'], ['COUNTY', 'CITY']]);
      expect([1, 3].map((day) => told(kind, 'CITY', day))).toEqual([['CITY'], ['CITY']]);
      // The firm's own acceptance: nobody before day 3, then its town.
      expect([-1, 1, 3, 7].map((day) => told(kind, 'PRINCIPAL', day))).toEqual([[], [], ['TOWN'], ['TOWN']]);
    }
  });

  it('of a return or a task whoever owes it, then the one above', () => {
    expect([told('RETURN', 'TOWN', 1), told('TASK', 'TOWN', 3), told('TASK', 'ENTERPRISE', 3)]).toEqual([['TOWN'], ['TOWN', 'COUNTY'], ['ENTERPRISE', 'TOWN']]);
  });
});
