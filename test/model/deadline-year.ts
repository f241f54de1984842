/**
 * The expected side of the deadlines: who is told what, and when, and from when something is overdue. Written from
 * section 4 of the contract (sections 1 and 3 where it leans on them) by somebody who had read no line of the product;
 * imports nothing of it. It computes; it has no clock, no randomness and no local time zone.
 *
 * IN  `Story`: one hazard, and its events in ascending order of `at`.
 *   Instant  RFC 3339 in UTC ('2024-02-28T16:00:00.000Z'), the *ledger's* calendar, not the server's.
 *   Day      'YYYY-MM-DD' in Asia/Shanghai (UTC+8, no summer time).
 *   finder   level of the registering organisation (§3): TOWN_INSPECTION → TOWN, SUPERIOR_INSPECTION → COUNTY, by proxy →
 *            ENTERPRISE. It decides the first state (§3: ENTERPRISE → REPORTED, else CONFIRMING) and both routes.
 *   events   the moves of §3 by name, plus 'deadline' (a PATCH of `deadline` before the first act, or the first time it is
 *            given) and 'edited' (a PATCH that lapsed the acts; a PATCH that lapsed none is no event: it moves no clock).
 *            Send only moves that the service accepted; batch moves are the same move on each hazard.
 *   routes   `confirmRoute` / `acceptRoute` override the default of §3 (e.g. blast furnaces: COUNTY, CITY).
 *   rules    the `escalation` and `limits` values of the hazard's settings version; DEFAULT_RULES are the contract's.
 *
 * OUT `noticesOf(story, until)`: every notice of the ladder with 08:00 ≤ `until`, in order of time.
 *   Key: (hazard, deadlineKind, owedBy, dueOn, step, recipient). It appears once; each key has one possible morning.
 *   step       calendar days relative to `dueOn`: −7, −3, −1, 0 are REMINDER; 1, 3, 7, 14, 21 … are OVERDUE. GET /notices shows
 *              it without its sign: compare (kind, Math.abs(step)).
 *   recipient  kind/level of the organisation: the hazard's ENTERPRISE, its TOWN, its COUNTY, the CITY above.
 *   day, at    the Shanghai day and the instant (08:00+08:00 = 00:00Z of that day) at which it first becomes due.
 *   owedBy     whose deadline it is: ENTERPRISE for RECTIFICATION, SIGNATURE, SUPERVISION; the level for CONFIRMATION, ACCEPTANCE.
 *   `DECISION` notices, digests, RETURN and TASK have no ladder in §4, nor has what town and county are told of a MAJOR at its
 *   registration (§3, `level`): not here.
 * OUT `overdueOf(story, until)`: spells in which a deadline is overdue, `from` ≤ t < `to` (null: still). `from` is 00:00+08:00
 *   of the day after `dueOn` (§1), or later where the deadline came to run later. Earliest `from` = overdue first true.
 *   `days` on day D = daysBetween(dueOn, D).
 * OUT `clocksOf(story, until)`: each deadline with the spells it ran. OUT `roundsOf(...)`: what late rounds do to notices.
 *
 * READINGS where the contract leaves room (a driver that differs from one must say so, not bend the model):
 *  R1  A term of n working days is due on the n-th working day after the Shanghai day on which it came to be owed; that day
 *      never counts. Steps are calendar days from `dueOn` and fall on weekends and holidays too.
 *  R2  A step is due only if its deadline is running at 08:00 of the step's day: begun ≤ 08:00 < ended, not paused. What a
 *      deadline "would have had" before it began, or while it was ended or paused, is never made up (no mornings back-dated).
 *  R3  SIGNATURE: a MAJOR in REPORTED only. 签收 on an authority's find moves nothing and owes nothing.
 *  R4  CONFIRMATION while CONFIRMING, ACCEPTANCE while ACCEPTING, GENERAL too; per level, from the instant that level owes it.
 *      An act owed anew (after send-back or an edit that lapsed it) has a new term; a level that owes it still keeps its term.
 *  R5  RECTIFICATION runs in REPORTED, CONFIRMING, RECTIFYING; ACCEPTING ends it, send-back takes it up again with the same day.
 *  R6  Recipients are literal: MAJOR is told to the county from day 1, to the town from day 3. Reminders: only to whom it is owed by.
 *  R7  CONFIRMATION/ACCEPTANCE have the same steps (§4 names no others; a ladder of its own for them is `beforeAuthority`); from
 *      day 3 the level above *as well*. CITY has none above.
 *  R8  A firm's own ACCEPTANCE (GENERAL self-check, the PRINCIPAL): "never to the enterprise", so nobody until day 3, then its town.
 *  R9  An extension pauses the notices of RECTIFICATION alone, from request to decision (or CLOSED), send-backs between or not;
 *      `overdue` is not paused. Approved: a new day and so a new ladder. Refused: the old one goes on with the steps to come.
 *  R10 SUPERVISION runs from listing until delisting, CLOSED or VOIDED, whatever the state between.
 *  R11 `restore` brings back what `void` stopped, with the days it had. `verify NOT_GENUINE` without a day: the Shanghai day + 15.
 *  R12 Level and rules are those in force at 08:00 of the step.
 */
import { type Day, daysBetween, plusDays, workingDaysAfter } from './state-council-days.js';

export type Instant = string;
export type Authority = 'TOWN' | 'COUNTY' | 'CITY';
export type Party = 'ENTERPRISE' | Authority;
export type Level = 'GENERAL' | 'MAJOR';
export type Status = 'REPORTED' | 'CONFIRMING' | 'RECTIFYING' | 'ACCEPTING' | 'CLOSED' | 'VOIDED';
export type DeadlineKind = 'RECTIFICATION' | 'SIGNATURE' | 'CONFIRMATION' | 'ACCEPTANCE' | 'SUPERVISION';

export interface Rules {
  signature: number; confirmation: number; acceptance: number; // working days
  before: readonly number[]; beforeAuthority?: readonly number[]; after: readonly number[]; thenEvery: number; // calendar days
  townFrom: number; countyFrom: Readonly<Record<Level, number>>; aboveFrom: number; // days overdue
  madeAt: string; // HH:MM county time
  reopenedFor: number; // calendar days
}
export const DEFAULT_RULES: Rules = {
  signature: 1, confirmation: 3, acceptance: 5, before: [7, 3, 1, 0], after: [1, 3, 7], thenEvery: 7,
  townFrom: 3, countyFrom: { GENERAL: 7, MAJOR: 1 }, aboveFrom: 3, madeAt: '08:00', reopenedFor: 15,
};

export type Event = { at: Instant } & (
  | { move: 'sign' | 'confirm' | 'send-back' | 'submit-rectification' | 'accept' | 'delist' | 'void' | 'restore' | 'terminate' | 'request-extension' }
  | { move: 'take-over'; by: 'TOWN' | 'COUNTY' }
  | { move: 'decide-extension'; approvedTo: Day | null } // null: REFUSED
  /** `status`, `pending`: as answered after it, since "routes start again where the new level asks for more". */
  | { move: 'reclassify'; level: Level; status: Status; pending: Party | null; rules?: Rules }
  | { move: 'list-for-supervision'; deadline: Day }
  | { move: 'verify'; genuine: boolean; deadline?: Day }
  | { move: 'deadline'; deadline: Day }
  | { move: 'edited' });

export interface Story {
  id: string; level: Level; finder: Party; registeredAt: Instant; deadline: Day | null;
  events: readonly Event[];
  confirmRoute?: readonly Party[]; acceptRoute?: readonly Party[]; rules?: Rules;
}
export interface Clock { deadlineKind: DeadlineKind; owedBy: Party; dueOn: Day; from: Instant; to: Instant | null }
export interface Notice { hazard: string; deadlineKind: DeadlineKind; owedBy: Party; dueOn: Day; step: number; kind: 'REMINDER' | 'OVERDUE'; recipient: Party; day: Day; at: Instant }
export interface Overdue { deadlineKind: DeadlineKind; owedBy: Party; dueOn: Day; from: Instant; to: Instant | null }

const EIGHT_HOURS = 8 * 3_600_000;
const utc = (instant: Instant): Instant => new Date(instant).toISOString();
export const shanghaiDay = (instant: Instant): Day => new Date(Date.parse(instant) + EIGHT_HOURS).toISOString().slice(0, 10);
export const shanghai = (day: Day, time = '00:00'): Instant => new Date(`${day}T${time}:00+08:00`).toISOString();

const confirmRoute = (level: Level, finder: Party): readonly Party[] =>
  finder === 'COUNTY' || finder === 'CITY' ? ['COUNTY'] : level === 'MAJOR' ? ['TOWN', 'COUNTY'] : ['TOWN'];
const acceptRoute = (level: Level, finder: Party): readonly Party[] => (level === 'MAJOR' ? ['TOWN', 'COUNTY'] : [finder]);
const ABOVE: Readonly<Partial<Record<Party, Authority>>> = { ENTERPRISE: 'TOWN', TOWN: 'COUNTY', COUNTY: 'CITY' };

/** A hazard as far as clocks depend on it, and the clocks themselves. */
class Life {
  readonly clocks: Clock[] = [];
  readonly pauses: { from: Instant; to: Instant | null }[] = [];
  readonly versions: { from: Instant; level: Level; rules: Rules }[];
  private running = new Map<string, Clock>();
  private stopped: { status: Status; pending: Party | null; due: Map<string, Day> } | null = null;
  private status: Status;
  private pending: Party | null = null;
  private deadline: Day | null;
  private listedUntil: Day | null = null;
  private finder: Party;

  constructor(private readonly story: Story) {
    this.finder = story.finder;
    this.deadline = story.deadline;
    this.versions = [{ from: utc(story.registeredAt), level: story.level, rules: story.rules ?? DEFAULT_RULES }];
    this.status = this.begin();
    this.wind(utc(story.registeredAt));
    let last = utc(story.registeredAt);
    for (const event of story.events) {
      const at = utc(event.at);
      if (at < last) throw new Error(`${story.id}: events out of order at ${at}`);
      last = at;
      this.take(event, at);
      this.wind(at);
    }
  }

  private get version(): { level: Level; rules: Rules } { return this.versions.at(-1)!; }
  private get toConfirm(): readonly Party[] { return this.story.confirmRoute ?? confirmRoute(this.version.level, this.finder); }
  private get toAccept(): readonly Party[] { return this.story.acceptRoute ?? acceptRoute(this.version.level, this.finder); }

  private begin(): Status {
    this.pending = this.finder === 'ENTERPRISE' ? null : this.toConfirm[0]!;
    return (this.status = this.finder === 'ENTERPRISE' ? 'REPORTED' : 'CONFIRMING');
  }

  private enter(status: Status, pending: Party | null = null): void { this.status = status; this.pending = pending; }

  private next(route: readonly Party[], then: Status): void {
    if (!this.pending || !route.includes(this.pending)) throw new Error(`${this.story.id}: nothing is pending at a level of [${route.join()}]`);
    const following = route[route.indexOf(this.pending) + 1];
    if (following) this.pending = following;
    else this.enter(then);
  }

  private take(event: Event, at: Instant): void {
    switch (event.move) {
      case 'sign': if (this.status === 'REPORTED') this.enter('CONFIRMING', this.toConfirm[0]); return;
      case 'take-over': this.finder = event.by; this.begin(); return;
      case 'confirm': return this.next(this.toConfirm, 'RECTIFYING');
      case 'send-back': if (this.status === 'ACCEPTING') this.enter('RECTIFYING'); else this.begin(); return;
      case 'edited': this.begin(); return;
      case 'submit-rectification': return this.enter('ACCEPTING', this.toAccept[0]);
      case 'accept': return this.next(this.toAccept, 'CLOSED');
      case 'request-extension': this.pauses.push({ from: at, to: null }); return;
      case 'decide-extension': this.closePause(at); if (event.approvedTo) this.deadline = event.approvedTo; return;
      case 'reclassify':
        this.versions.push({ from: at, level: event.level, rules: event.rules ?? this.version.rules });
        return this.enter(event.status, event.pending);
      case 'list-for-supervision': this.listedUntil = event.deadline; return;
      case 'delist': this.listedUntil = null; return;
      case 'verify':
        if (event.genuine) return;
        this.deadline = event.deadline ?? plusDays(shanghaiDay(at), this.version.rules.reopenedFor);
        return this.enter('RECTIFYING');
      case 'deadline': this.deadline = event.deadline; return;
      case 'terminate': return this.enter('CLOSED');
      case 'void':
        this.stopped = { status: this.status, pending: this.pending, due: new Map([...this.running].map(([key, { dueOn }]) => [key, dueOn])) };
        return this.enter('VOIDED');
      case 'restore': if (this.stopped) this.enter(this.stopped.status, this.stopped.pending);
    }
  }

  private closePause(at: Instant): void {
    const pause = this.pauses.at(-1);
    if (pause && pause.to === null) pause.to = at;
  }

  /** Stops what is no longer owed and starts what now is; what is owed as before is not touched. */
  private wind(at: Instant): void {
    const today = shanghaiDay(at);
    const { level, rules } = this.version;
    const owed = new Map<string, { deadlineKind: DeadlineKind; owedBy: Party; day: Day | null; term: number }>();
    const owe = (deadlineKind: DeadlineKind, owedBy: Party, day: Day | null, term = 0) => owed.set(`${deadlineKind} ${owedBy}`, { deadlineKind, owedBy, day, term });
    if (this.deadline && ['REPORTED', 'CONFIRMING', 'RECTIFYING'].includes(this.status)) owe('RECTIFICATION', 'ENTERPRISE', this.deadline);
    if (this.status === 'REPORTED' && level === 'MAJOR') owe('SIGNATURE', 'ENTERPRISE', null, rules.signature);
    if (this.status === 'CONFIRMING' && this.pending) owe('CONFIRMATION', this.pending, null, rules.confirmation);
    if (this.status === 'ACCEPTING' && this.pending) owe('ACCEPTANCE', this.pending, null, rules.acceptance);
    if (this.status === 'CLOSED') { // closing delists, and nothing is left to extend
      this.listedUntil = null;
      this.closePause(at);
    }
    if (this.listedUntil && this.status !== 'VOIDED') owe('SUPERVISION', 'ENTERPRISE', this.listedUntil);
    for (const [key, clock] of this.running) {
      const still = owed.get(key);
      if (still && (still.day === null || still.day === clock.dueOn)) { owed.delete(key); continue; }
      clock.to = at;
      this.running.delete(key);
    }
    for (const [key, { deadlineKind, owedBy, day, term }] of owed) {
      const dueOn = day ?? this.stopped?.due.get(key) ?? workingDaysAfter(today, term);
      const clock: Clock = { deadlineKind, owedBy, dueOn, from: at, to: null };
      this.running.set(key, clock);
      this.clocks.push(clock);
    }
    if (this.status !== 'VOIDED') this.stopped = null;
  }
}

const within = (at: Instant, { from, to }: { from: Instant; to: Instant | null }): boolean => from <= at && (to === null || at < to);

function toldOf(clock: Clock, step: number, level: Level, rules: Rules): Party[] {
  if (clock.deadlineKind === 'CONFIRMATION' || clock.deadlineKind === 'ACCEPTANCE') {
    const above = step >= rules.aboveFrom ? ABOVE[clock.owedBy] : undefined;
    return [...(clock.owedBy === 'ENTERPRISE' ? [] : [clock.owedBy]), ...(above ? [above] : [])];
  }
  return ['ENTERPRISE', ...(step > 0 && step >= rules.townFrom ? ['TOWN' as const] : []), ...(step > 0 && step >= rules.countyFrom[level] ? ['COUNTY' as const] : [])];
}

function isStep(kind: DeadlineKind, step: number, { before, beforeAuthority, after, thenEvery }: Rules): boolean {
  if (step <= 0) return (kind === 'CONFIRMATION' || kind === 'ACCEPTANCE' ? (beforeAuthority ?? before) : before).includes(-step);
  const last = Math.max(...after);
  return after.includes(step) || (step > last && (step - last) % thenEvery === 0);
}

export const clocksOf = (story: Story, until: Instant): Clock[] => new Life(story).clocks.filter(({ from }) => from <= utc(until));

export function noticesOf(story: Story, until: Instant): Notice[] {
  const life = new Life(story);
  const notices: Notice[] = [];
  for (const clock of life.clocks) {
    const end = clock.to !== null && clock.to < utc(until) ? clock.to : utc(until);
    for (let day = shanghaiDay(clock.from); day <= shanghaiDay(end); day = plusDays(day, 1)) {
      const at = (rules: Rules) => shanghai(day, rules.madeAt);
      const { level, rules } = life.versions.findLast((version) => version.from <= at(version.rules)) ?? life.versions[0]!;
      const step = daysBetween(clock.dueOn, day);
      if (!isStep(clock.deadlineKind, step, rules) || !within(at(rules), clock) || at(rules) > utc(until)) continue;
      if (clock.deadlineKind === 'RECTIFICATION' && life.pauses.some((pause) => within(at(rules), pause))) continue;
      for (const recipient of toldOf(clock, step, level, rules)) {
        notices.push({ hazard: story.id, deadlineKind: clock.deadlineKind, owedBy: clock.owedBy, dueOn: clock.dueOn, step, kind: step > 0 ? 'OVERDUE' : 'REMINDER', recipient, day, at: at(rules) });
      }
    }
  }
  return notices.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export function overdueOf(story: Story, until: Instant): Overdue[] {
  return clocksOf(story, until).flatMap(({ from: began, to, ...clock }) => {
    const midnight = shanghai(plusDays(clock.dueOn, 1));
    const from = began > midnight ? began : midnight;
    return from <= utc(until) && (to === null || from < to) ? [{ ...clock, from, to: to !== null && to <= utc(until) ? to : null }] : [];
  });
}

/**
 * What becomes of the notices when the rounds did not come every morning: `rounds` are the ledger instants at which one
 * really ran (a second one on the same day adds nothing). Each notice is made by the first round at or after its `at`
 * (null: no round yet). Per (hazard, deadlineKind, owedBy, dueOn, recipient) the newest of one round is SENT, the rest are
 * SUPERSEDED. MOOT: its deadline no longer ran, or was paused, when that round came; the contract does not say
 * whether it is recorded, but it must not be sent.
 */
export function roundsOf(story: Story, rounds: readonly Instant[], until: Instant): (Notice & { madeAt: Instant | null; outcome: 'SENT' | 'SUPERSEDED' | 'MOOT' | null })[] {
  const life = new Life(story);
  const ordered = rounds.map(utc).sort();
  const made = noticesOf(story, until).map((notice) => ({ ...notice, madeAt: ordered.find((round) => round >= notice.at) ?? null }));
  const series = (n: Notice): string => [n.deadlineKind, n.owedBy, n.dueOn, n.recipient].join();
  return made.map((notice) => {
    const { madeAt } = notice;
    if (madeAt === null) return { ...notice, outcome: null };
    const runs = life.clocks.some((clock) => clock.deadlineKind === notice.deadlineKind && clock.owedBy === notice.owedBy && clock.dueOn === notice.dueOn && within(madeAt, clock));
    const paused = notice.deadlineKind === 'RECTIFICATION' && life.pauses.some((pause) => within(madeAt, pause));
    if (!runs || paused) return { ...notice, outcome: 'MOOT' };
    const newer = made.some((other) => other.madeAt === madeAt && series(other) === series(notice) && other.step > notice.step);
    return { ...notice, outcome: newer ? 'SUPERSEDED' : 'SENT' };
  });
}
