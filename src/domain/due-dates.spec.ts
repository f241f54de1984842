/** Which deadlines a hazard has and what moves them (contract §4); the days are typed from the State Council's calendar of 2026. */
import { describe, expect, it } from '@jest/globals';
import { WORKING_CALENDAR } from '../reference/reference.js';
import { dueDateChange } from './due-dates.js';
import type { DueDateChange } from './due-dates.js';
import { DEFAULT_ESCALATION } from './escalation.js';
import type { Hazard } from './hazard.js';

type Row = Parameters<typeof dueDateChange>[1];
const ROW: Row = {
  status: 'REPORTED', level: 'MAJOR', pendingLevel: null, route: { confirm: ['TOWN', 'COUNTY'], accept: ['TOWN', 'COUNTY'], settingVersion: 0 }, acceptances: [],
  deadline: '2026-12-31', supervision: null, extensions: [], stepDueOn: null,
};
const row = (change: Partial<Row> = {}): Row => ({ ...ROW, ...change });
const change = (before: Row | null, after: Row, today: string): DueDateChange =>
  dueDateChange(before, after, { escalation: DEFAULT_ESCALATION, calendar: WORKING_CALENDAR, today });
const begun = ({ begun: all }: DueDateChange): string[] => all.map(({ kind, owedBy, dueOn, paused }) => `${kind} ${owedBy} ${dueOn ?? 'unknown'}${paused ? ' paused' : ''}`);
const ended = ({ ended: all }: DueDateChange): string[] => all.map(({ kind, owedBy }) => `${kind} ${owedBy}`);
const PENDING = [{ state: 'PENDING' }] as Hazard['extensions'];
const ACCEPTED = [{ level: 'TOWN' }] as Hazard['acceptances'];

describe('a registration', () => {
  it('starts the clock of rectification, and of a MAJOR that of its signature: one working day', () => {
    expect(begun(change(null, row(), '2026-11-25'))).toEqual(['RECTIFICATION ENTERPRISE 2026-12-31', 'SIGNATURE ENTERPRISE 2026-11-26']);
    // Friday to Monday; before the Spring Festival to the make-up Saturday; after National Day's eve to the 8th.
    expect(['2026-11-27', '2026-02-13', '2026-09-30'].map((day) => change(null, row(), day).stepDueOn)).toEqual(['2026-11-30', '2026-02-14', '2026-10-08']);
  });

  it('of a GENERAL waits for no signature; without a deadline there is none', () => {
    expect(begun(change(null, row({ level: 'GENERAL', deadline: null }), '2026-11-25'))).toEqual([]);
  });

  it('by an authority waits for the confirmation of its level: 3 working days', () => {
    const after = row({ status: 'CONFIRMING', pendingLevel: 'TOWN' });
    expect(begun(change(null, after, '2026-11-25'))).toEqual(['RECTIFICATION ENTERPRISE 2026-12-31', 'CONFIRMATION TOWN 2026-11-30']);
    expect(change(null, after, '2026-02-11').stepDueOn).toBe('2026-02-14');
    expect(change(null, after, '2026-02-13').stepDueOn).toBe('2026-02-25');
  });

  it('at the end of the calendar leaves the day unknown; it is not taken for an ordinary day', () => {
    const after = change(null, row({ status: 'CONFIRMING', pendingLevel: 'TOWN' }), '2026-12-30');
    expect([begun(after), after.stepDueOn]).toEqual([['RECTIFICATION ENTERPRISE 2026-12-31', 'CONFIRMATION TOWN unknown'], null]);
  });
});

describe('a move', () => {
  const confirming = row({ status: 'CONFIRMING', pendingLevel: 'TOWN', stepDueOn: '2026-11-30' });

  it('ends what was owed and starts what is owed now; rectification runs on meanwhile', () => {
    const signed = change(row({ stepDueOn: '2026-11-26' }), confirming, '2026-11-25');
    expect([ended(signed), begun(signed)]).toEqual([['SIGNATURE ENTERPRISE'], ['CONFIRMATION TOWN 2026-11-30']]);
    const next = change(confirming, row({ status: 'CONFIRMING', pendingLevel: 'COUNTY' }), '2026-11-27');
    expect([ended(next), begun(next)]).toEqual([['CONFIRMATION TOWN'], ['CONFIRMATION COUNTY 2026-12-02']]);
    const done = change(confirming, row({ status: 'RECTIFYING' }), '2026-11-27');
    expect([ended(done), begun(done), done.stepDueOn]).toEqual([['CONFIRMATION TOWN'], [], null]);
  });

  it('that edits or attaches keeps every day as it was', () => {
    const edited = change(confirming, { ...confirming }, '2026-11-29');
    expect(edited).toEqual({ ended: [], begun: [], paused: [], stepDueOn: '2026-11-30' });
  });

  it('to acceptance ends rectification: 5 working days a level', () => {
    const submitted = change(row({ status: 'RECTIFYING' }), row({ status: 'ACCEPTING', pendingLevel: 'TOWN' }), '2026-11-25');
    expect([ended(submitted), begun(submitted)]).toEqual([['RECTIFICATION ENTERPRISE'], ['ACCEPTANCE TOWN 2026-12-02']]);
    const half = change(row({ status: 'ACCEPTING', pendingLevel: 'TOWN' }), row({ status: 'ACCEPTING', pendingLevel: 'COUNTY', acceptances: ACCEPTED }), '2026-11-26');
    expect([ended(half), begun(half)]).toEqual([['ACCEPTANCE TOWN'], ['ACCEPTANCE COUNTY 2026-12-03']]);
    const own = row({ status: 'ACCEPTING', route: { confirm: [], accept: ['PRINCIPAL'], settingVersion: 0 } });
    expect(begun(change(row({ status: 'RECTIFYING' }), own, '2026-11-25'))).toEqual(['ACCEPTANCE PRINCIPAL 2026-12-02']);
  });

  it('back from acceptance: the clock runs on to the day it had', () => {
    const back = change(row({ status: 'ACCEPTING', pendingLevel: 'TOWN', stepDueOn: '2026-12-02' }), row({ status: 'RECTIFYING' }), '2027-01-02');
    expect([ended(back), begun(back)]).toEqual([['ACCEPTANCE TOWN'], ['RECTIFICATION ENTERPRISE 2026-12-31']]);
  });

  it('that closes or voids ends everything', () => {
    const supervision = { deadline: '2026-12-20' } as Hazard['supervision'];
    const closed = change(row({ status: 'ACCEPTING', pendingLevel: 'TOWN', supervision }), row({ status: 'CLOSED', supervision: null }), '2026-11-26');
    expect(ended(closed)).toEqual(['SUPERVISION ENTERPRISE', 'ACCEPTANCE TOWN']);
    expect(ended(change(confirming, row({ status: 'VOIDED' }), '2026-11-26'))).toEqual(['RECTIFICATION ENTERPRISE', 'CONFIRMATION TOWN']);
    // the row of a voided one goes on saying that it was listed
    expect(ended(change(row({ status: 'RECTIFYING', supervision }), row({ status: 'VOIDED', supervision }), '2026-11-26'))).toEqual(['RECTIFICATION ENTERPRISE', 'SUPERVISION ENTERPRISE']);
  });
});

describe('an extension', () => {
  const rectifying = row({ status: 'RECTIFYING' });
  const asked = row({ status: 'RECTIFYING', extensions: PENDING });

  it('pauses the notices of rectification alone, until it is decided', () => {
    const supervision = { deadline: '2026-12-20' } as Hazard['supervision'];
    expect(change({ ...rectifying, supervision }, { ...asked, supervision }, '2026-11-26')).toMatchObject({ ended: [], begun: [], paused: [{ kind: 'RECTIFICATION', owedBy: 'ENTERPRISE' }] });
    expect(begun(change(asked, rectifying, '2026-11-27'))).toEqual(['RECTIFICATION ENTERPRISE 2026-12-31']);
  });

  it('granted is another day; the old one is over', () => {
    const granted = change(asked, row({ status: 'RECTIFYING', deadline: '2027-02-28' }), '2026-11-27');
    expect([ended(granted), begun(granted)]).toEqual([['RECTIFICATION ENTERPRISE'], ['RECTIFICATION ENTERPRISE 2027-02-28']]);
  });

  it('still open when rectification comes back leaves it paused', () => {
    const back = change(row({ status: 'ACCEPTING', pendingLevel: 'TOWN', extensions: PENDING }), asked, '2026-11-27');
    expect(begun(back)).toEqual(['RECTIFICATION ENTERPRISE 2026-12-31 paused']);
  });
});
