/**
 * Which deadlines a hazard has, and what a move does to them (contract §4). Pure: the rows are written by
 * `hazards/due-date.repository.ts` in the transaction of the move, the notices are made by `notices/`.
 */
import { addWorkingDays, WorkingYearMissing } from './deadline.js';
import type { Day, WorkingCalendar } from './deadline.js';
import { ruleOf } from './escalation.js';
import type { DeadlineKind, Escalation, OwedBy } from './escalation.js';
import { isOpen, rectificationRuns } from './hazard.js';
import type { Hazard } from './hazard.js';

export interface DueDate {
  kind: DeadlineKind;
  owedBy: OwedBy;
  /** The day working days are counted from; null where the deadline is a day that somebody named. */
  countedFrom: Day | null;
  /** null: the working calendar of its year is not known yet. Never guessed (decision 0014). */
  dueOn: Day | null;
  /** An extension is asked for: no notices until it is decided. */
  paused: boolean;
}

export interface Clockwork {
  /** The version that the hazard was registered or reclassified under. */
  escalation: Escalation;
  calendar: WorkingCalendar;
  today: Day;
}

/** What a move does: these end, these begin (or go on after a pause), these pause. */
export interface DueDateChange {
  ended: Pick<DueDate, 'kind' | 'owedBy'>[];
  begun: DueDate[];
  paused: Pick<DueDate, 'kind' | 'owedBy'>[];
  /** The day by which the act that the row waits for is due: kept in the row, so that lists find it. */
  stepDueOn: Day | null;
}

type Row = Pick<Hazard, 'status' | 'level' | 'pendingLevel' | 'route' | 'acceptances' | 'deadline' | 'supervision' | 'extensions' | 'stepDueOn'>;
type Step = Pick<DueDate, 'kind' | 'owedBy'>;

/** Deadlines whose day was named: the rectification's and the listing's. */
export function namedDueDates(hazard: Row): DueDate[] {
  const paused = hazard.extensions.some((one) => one.state === 'PENDING');
  const named = (kind: DeadlineKind, dueOn: Day, pause: boolean): DueDate => ({ kind, owedBy: 'ENTERPRISE', countedFrom: null, dueOn, paused: pause });
  return [
    ...(rectificationRuns(hazard.status) && hazard.deadline !== null ? [named('RECTIFICATION', hazard.deadline, paused)] : []),
    ...(isOpen(hazard.status) && hazard.supervision ? [named('SUPERVISION', hazard.supervision.deadline, false)] : []),
  ];
}

/** The act a row waits for: signature of a MAJOR, confirmation or acceptance of the level whose turn it is. */
export function stepOf(hazard: Row): Step | null {
  if (hazard.status === 'REPORTED') return hazard.level === 'MAJOR' ? { kind: 'SIGNATURE', owedBy: 'ENTERPRISE' } : null;
  if (hazard.status === 'CONFIRMING') return hazard.pendingLevel && { kind: 'CONFIRMATION', owedBy: hazard.pendingLevel };
  const accepter = hazard.status === 'ACCEPTING' ? hazard.route.accept[hazard.acceptances.length] : undefined;
  return accepter ? { kind: 'ACCEPTANCE', owedBy: accepter } : null;
}

/** So many working days from a day on, by the rule; null where there is none, or a year of the calendar is missing. */
export function workingDueOn(kind: DeadlineKind, countedFrom: Day, { escalation, calendar }: Omit<Clockwork, 'today'>): Day | null {
  const days = ruleOf(escalation, kind)?.workingDays;
  if (!days) return null;
  try {
    return addWorkingDays(countedFrom, days, calendar);
  } catch (error) {
    if (error instanceof WorkingYearMissing) return null;
    throw error;
  }
}

const sameStep = (left: Step | null, right: Step | null): boolean => left?.kind === right?.kind && left?.owedBy === right?.owedBy;
const isKept = (one: DueDate, others: readonly DueDate[]): DueDate | undefined => others.find((other) => other.kind === one.kind && other.dueOn === one.dueOn);

/**
 * An obligation that goes on keeps its day, whatever is edited or sent back meanwhile (contract §4: an edit never moves
 * the clock). `before` null: it is registered now.
 */
export function dueDateChange(before: Row | null, after: Row, clockwork: Clockwork): DueDateChange {
  const was = before ? namedDueDates(before) : [];
  const is = namedDueDates(after);
  const [stepWas, step] = [before && stepOf(before), stepOf(after)];
  const goesOn = before !== null && sameStep(stepWas, step);
  const begins = step && !goesOn && ruleOf(clockwork.escalation, step.kind)?.workingDays ? step : null;
  const stepDueOn = goesOn ? before.stepDueOn : begins && workingDueOn(begins.kind, clockwork.today, clockwork);
  return {
    ended: [...was.filter((one) => !isKept(one, is)), ...(stepWas && !goesOn ? [stepWas] : [])].map(({ kind, owedBy }) => ({ kind, owedBy })),
    begun: [
      ...is.filter((one) => isKept(one, was)?.paused !== one.paused && !(isKept(one, was) && one.paused)),
      ...(begins ? [{ ...begins, countedFrom: clockwork.today, dueOn: stepDueOn, paused: false }] : []),
    ],
    paused: is.filter((one) => one.paused && isKept(one, was)?.paused === false).map(({ kind, owedBy }) => ({ kind, owedBy })),
    stepDueOn,
  };
}
