/**
 * The clock of contract §4, written from the contract alone: when each deadline falls, who is told on which morning, and
 * what is overdue from which midnight on. Instants are milliseconds; the county is eight hours ahead of UTC, without summer time.
 */
export type Level = 'GENERAL' | 'MAJOR';
export type Finder = 'ENTERPRISE' | 'TOWN' | 'COUNTY';
export type Office = 'ENTERPRISE' | 'TOWN' | 'COUNTY' | 'CITY';
export type Owes = Office | 'PRINCIPAL';
export type Kind = 'RECTIFICATION' | 'SIGNATURE' | 'CONFIRMATION' | 'ACCEPTANCE';
export type State = 'REPORTED' | 'CONFIRMING' | 'RECTIFYING' | 'ACCEPTING' | 'CLOSED';

/** 国务院办公厅关于2024年部分节假日安排的通知 (国办发明电〔2023〕7号), days off on weekdays and days made up; New Year of 2025. */
const OFF = new Set([
  '2024-01-01', '2024-02-12', '2024-02-13', '2024-02-14', '2024-02-15', '2024-02-16', '2024-04-04', '2024-04-05', '2024-05-01', '2024-05-02', '2024-05-03',
  '2024-06-10', '2024-09-16', '2024-09-17', '2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07', '2025-01-01',
]);
const MADE_UP = new Set(['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12']);

const DAY = 86_400_000;
const AHEAD = 8 * 3_600_000;
export const dayOf = (at: number): string => new Date(at + AHEAD).toISOString().slice(0, 10);
/** 00:00 of a day in the county. */
export const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`) - AHEAD;
export const eight = (day: string): number => midnight(day) + 8 * 3_600_000;
export const plus = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

function works(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return MADE_UP.has(day) || (weekday > 0 && weekday < 6 && !OFF.has(day));
}
function workingDaysOn(from: string, count: number): string {
  let day = from;
  for (let left = count; left > 0;) if (works((day = plus(day, 1)))) left -= 1;
  return day;
}

const WORKING_DAYS = { SIGNATURE: 1, CONFIRMATION: 3, ACCEPTANCE: 5 };
const REMIND: Record<Kind, number[]> = { RECTIFICATION: [7, 3, 1, 0], SIGNATURE: [7, 3, 1, 0], CONFIRMATION: [1, 0], ACCEPTANCE: [1, 0] };
const LATEST_STEP = 420;
/** Days from the deadline on which something is said. */
const stepsOf = (kind: Kind): number[] => {
  const after = [1, 3, 7];
  for (let day = 14; day <= LATEST_STEP; day += 7) after.push(day);
  return [...REMIND[kind].map((days) => (days ? -days : 0)), ...after];
};
const NEXT_OFFICE: Record<Owes, Office | null> = { PRINCIPAL: 'TOWN', ENTERPRISE: 'TOWN', TOWN: 'COUNTY', COUNTY: 'CITY', CITY: null };

/** "to the enterprise; from day 3 also the town; from day 7 (MAJOR: day 1) also the county"; an authority's to itself, from day 3 the one above. */
function told(kind: Kind, owes: Owes, step: number, level: Level): Office[] {
  if (kind === 'RECTIFICATION' || kind === 'SIGNATURE') {
    return ['ENTERPRISE', ...(step >= 3 ? ['TOWN' as const] : []), ...(step >= (level === 'MAJOR' ? 1 : 7) ? ['COUNTY' as const] : [])];
  }
  const above = NEXT_OFFICE[owes];
  return [...(owes === 'PRINCIPAL' || owes === 'ENTERPRISE' ? [] : [owes]), ...(step >= 3 && above ? [above] : [])];
}

/** One deadline: from when to when it ran, in the order in which that was decided. */
interface Deadline { kind: Kind; owes: Owes; dueOn: string; key: string; turns: { at: number; runs: boolean }[]; done: Set<number> }
export interface Said { hazard: string; kind: Kind; step: number; dueOn: string; office: Office; sent: boolean; at: number }
export interface Late { kind: Kind; since: string; days: number }

export class Clock {
  readonly said: Said[] = [];
  readonly hazards = new Map<string, ModelHazard>();

  /** The morning round, at this instant of the ledger's calendar. What should have been said since, and was not, is said now. */
  round(at: number): void {
    for (const hazard of this.hazards.values()) for (const deadline of hazard.deadlines) this.say(hazard, deadline, at);
  }

  private say(hazard: ModelHazard, deadline: Deadline, at: number): void {
    const due = stepsOf(deadline.kind).filter((step) => !deadline.done.has(step) && eight(plus(deadline.dueOn, step)) <= at);
    const now = due.filter((step) => runsAt(deadline, eight(plus(deadline.dueOn, step))));
    for (const step of due) deadline.done.add(step);
    const newest = new Map<Office, number>();
    for (const step of now) for (const office of told(deadline.kind, deadline.owes, step, hazard.level)) newest.set(office, Math.max(step, newest.get(office) ?? -99));
    for (const step of now) {
      for (const office of told(deadline.kind, deadline.owes, step, hazard.level)) {
        const sent = newest.get(office) === step && runsAt(deadline, at);
        this.said.push({ hazard: hazard.id, kind: deadline.kind, step, dueOn: deadline.dueOn, office, sent, at });
      }
    }
  }

  /** What is overdue, as it stands at an instant. */
  late(at: number): Map<string, Late> {
    const today = dayOf(at);
    return new Map([...this.hazards.values()].flatMap((hazard) => {
      const owed = hazard.owed();
      const first = owed.find(({ dueOn }) => today > dueOn);
      return first ? [[hazard.id, { kind: first.kind, since: plus(first.dueOn, 1), days: (Date.parse(today) - Date.parse(first.dueOn)) / DAY }]] : [];
    }));
  }
}

const runsAt = ({ turns }: Deadline, at: number): boolean => turns.filter((turn) => turn.at <= at).at(-1)?.runs ?? false;

const CONFIRMS: Record<Finder, Record<Level, Office[]>> = {
  ENTERPRISE: { MAJOR: ['TOWN', 'COUNTY'], GENERAL: ['TOWN'] }, TOWN: { MAJOR: ['TOWN', 'COUNTY'], GENERAL: ['TOWN'] }, COUNTY: { MAJOR: ['COUNTY'], GENERAL: ['COUNTY'] },
};
const ACCEPTS: Record<Finder, Record<Level, Owes[]>> = {
  ENTERPRISE: { MAJOR: ['TOWN', 'COUNTY'], GENERAL: ['PRINCIPAL'] }, TOWN: { MAJOR: ['TOWN', 'COUNTY'], GENERAL: ['TOWN'] }, COUNTY: { MAJOR: ['TOWN', 'COUNTY'], GENERAL: ['COUNTY'] },
};

/** One hazard's life as far as clocks go. */
export class ModelHazard {
  readonly deadlines: Deadline[] = [];
  state: State;
  given = 0;
  asked: string | null = null;

  constructor(readonly id: string, readonly level: Level, readonly finder: Finder, public deadline: string, at: number) {
    this.state = finder === 'ENTERPRISE' ? 'REPORTED' : 'CONFIRMING';
    this.settle(at);
  }

  /** Whose turn it is. */
  get due(): Owes | undefined {
    return this.state === 'CONFIRMING' ? CONFIRMS[this.finder][this.level][this.given] : this.state === 'ACCEPTING' ? ACCEPTS[this.finder][this.level][this.given] : undefined;
  }

  sign(at: number): void { this.become('CONFIRMING', at); }
  confirm(at: number): void { this.given += 1; if (this.due) this.settle(at); else this.become('RECTIFYING', at); }
  submit(at: number): void { this.become('ACCEPTING', at); }
  accept(at: number): void { this.given += 1; if (this.due) this.settle(at); else this.become('CLOSED', at); }
  sendBack(at: number): void {
    if (this.state === 'ACCEPTING') this.become('RECTIFYING', at);
    else if (this.finder === 'ENTERPRISE') this.become('REPORTED', at);
    else { this.given = 0; this.settle(at); }
  }
  ask(day: string, at: number): void { this.asked = day; this.settle(at); }
  decide(granted: boolean, at: number): void {
    if (granted && this.asked) this.deadline = this.asked;
    this.asked = null;
    this.settle(at);
  }

  /** What is owed now: what the firm owes comes first. */
  owed(): { kind: Kind; dueOn: string }[] {
    const open = ['REPORTED', 'CONFIRMING', 'RECTIFYING'].includes(this.state);
    return [...(open ? [{ kind: 'RECTIFICATION' as const, dueOn: this.deadline }] : []), ...(this.step ? [this.step] : [])];
  }

  private step: Deadline | undefined;

  private become(state: State, at: number): void { this.state = state; this.given = 0; this.settle(at); }

  private wanted(): { kind: Kind; owes: Owes; dueOn: string | null }[] {
    const open = ['REPORTED', 'CONFIRMING', 'RECTIFYING'].includes(this.state);
    const step: { kind: Kind; owes: Owes } | null = this.state === 'REPORTED' ? (this.level === 'MAJOR' ? { kind: 'SIGNATURE', owes: 'ENTERPRISE' } : null)
      : this.due ? { kind: this.state === 'CONFIRMING' ? 'CONFIRMATION' : 'ACCEPTANCE', owes: this.due } : null;
    return [...(open ? [{ kind: 'RECTIFICATION' as const, owes: 'ENTERPRISE' as const, dueOn: this.deadline }] : []), ...(step ? [{ ...step, dueOn: null }] : [])];
  }

  /** Ends what is owed no longer, begins what is owed now; what goes on is left alone. */
  private settle(at: number): void {
    const wanted = this.wanted();
    const goesOn = this.step && wanted.some(({ kind, owes }) => kind === this.step?.kind && owes === this.step.owes);
    if (this.step && !goesOn) { this.step.turns.push({ at, runs: false }); this.step = undefined; }
    for (const one of this.deadlines.filter(({ kind, dueOn }) => kind === 'RECTIFICATION' && !wanted.some((want) => want.kind === 'RECTIFICATION' && want.dueOn === dueOn))) this.turn(one, at, false);
    for (const { kind, owes, dueOn } of wanted) {
      if (kind === 'RECTIFICATION') this.turn(this.named(kind, owes, dueOn ?? '', `${kind} ${dueOn ?? ''}`), at, this.asked === null);
      else if (!this.step) {
        const from = dayOf(at);
        this.step = this.named(kind, owes, workingDaysOn(from, WORKING_DAYS[kind]), `${kind} ${owes} ${from}`);
        this.turn(this.step, at, true);
      }
    }
  }

  private named(kind: Kind, owes: Owes, dueOn: string, key: string): Deadline {
    const known = this.deadlines.find((one) => one.key === key);
    if (known) return known;
    const made: Deadline = { kind, owes, dueOn, key, turns: [], done: new Set() };
    this.deadlines.push(made);
    return made;
  }

  private turn(deadline: Deadline, at: number, runs: boolean): void {
    if ((deadline.turns.at(-1)?.runs ?? false) !== runs) deadline.turns.push({ at, runs });
  }
}
