/** Who is told of which deadline when (contract §4), as data: a county's own arrangement is a new version of a setting. */
export const DEADLINE_KINDS = ['RECTIFICATION', 'SIGNATURE', 'CONFIRMATION', 'ACCEPTANCE', 'SUPERVISION', 'RETURN', 'TASK'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** OWING: whoever owes the act; ABOVE: the authority above it. */
export const RECIPIENTS = ['ENTERPRISE', 'TOWN', 'COUNTY', 'OWING', 'ABOVE'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export interface EscalationStep {
  deadlineKind: DeadlineKind;
  /** Length in working days where the deadline is not a day that somebody named. */
  workingDays: number | null;
  /** Calendar days before the deadline, 0 being its own day. */
  remindDaysBefore: number[];
  /** Calendar days after the deadline; then again every so many days. */
  overdueDaysAfter: number[];
  thenEveryDays: number | null;
  /** Overdue notices go to them from this day on; `null` for a MAJOR: no other day. Reminders go to those of day 0. */
  recipients: { to: Recipient; fromDay: number; fromDayIfMajor: number | null }[];
}

export interface Escalation {
  /** County time `HH:MM` at which notices are made. */
  madeAt: string;
  steps: EscalationStep[];
}

const FIRM_TOWN_COUNTY: EscalationStep['recipients'] = [
  { to: 'ENTERPRISE', fromDay: 0, fromDayIfMajor: null },
  { to: 'TOWN', fromDay: 3, fromDayIfMajor: null },
  { to: 'COUNTY', fromDay: 7, fromDayIfMajor: 1 },
];
/** Never the enterprise: it does not owe the act. */
const AUTHORITIES: EscalationStep['recipients'] = [
  { to: 'OWING', fromDay: 0, fromDayIfMajor: null },
  { to: 'ABOVE', fromDay: 3, fromDayIfMajor: null },
];

type Rest = Pick<EscalationStep, 'workingDays' | 'recipients'>;
const step = (deadlineKind: DeadlineKind, remindDaysBefore: number[], rest: Rest): EscalationStep =>
  ({ deadlineKind, remindDaysBefore, overdueDaysAfter: [1, 3, 7], thenEveryDays: 7, ...rest });

/** Contract §4. The same steps for what authorities owe, told to others; where it is silent (RETURN, TASK) the last days before the deadline. */
export const DEFAULT_ESCALATION: Escalation = {
  madeAt: '08:00',
  steps: [
    step('RECTIFICATION', [7, 3, 1, 0], { workingDays: null, recipients: FIRM_TOWN_COUNTY }),
    step('SIGNATURE', [7, 3, 1, 0], { workingDays: 1, recipients: FIRM_TOWN_COUNTY }),
    step('SUPERVISION', [7, 3, 1, 0], { workingDays: null, recipients: FIRM_TOWN_COUNTY }),
    step('CONFIRMATION', [7, 3, 1, 0], { workingDays: 3, recipients: AUTHORITIES }),
    step('ACCEPTANCE', [7, 3, 1, 0], { workingDays: 5, recipients: AUTHORITIES }),
    step('RETURN', [3, 1, 0], { workingDays: null, recipients: AUTHORITIES }),
    step('TASK', [3, 1, 0], { workingDays: null, recipients: AUTHORITIES }),
  ],
};

/** Who owes an act: the enterprise, its principal, or an authority of the place. */
export type OwedBy = 'ENTERPRISE' | 'PRINCIPAL' | 'TOWN' | 'COUNTY' | 'CITY';
/** Whose organisation is told. */
export type TellLevel = 'ENTERPRISE' | 'TOWN' | 'COUNTY' | 'CITY';
export interface Tell { level: TellLevel; fromDay: number; fromDayIfMajor: number | null }

export const ruleOf = ({ steps }: Escalation, kind: DeadlineKind): EscalationStep | undefined => steps.find((one) => one.deadlineKind === kind);

/**
 * The days on which something is said, counted from the deadline: negative before it, 0 its own day, positive after it.
 * Sorted, up to `last`.
 */
export function stepsUpTo({ remindDaysBefore, overdueDaysAfter, thenEveryDays }: EscalationStep, last: number): number[] {
  const named = [...remindDaysBefore.map((days) => (days === 0 ? 0 : -days)), ...overdueDaysAfter];
  const from = Math.max(0, ...overdueDaysAfter);
  const again = thenEveryDays === null ? [] : Array.from({ length: Math.max(0, Math.floor((last - from) / thenEveryDays)) }, (_, index) => from + thenEveryDays * (index + 1));
  return [...new Set([...named, ...again])].filter((day) => day <= last).sort((a, b) => a - b);
}

/** The first of these days after `day`; null where nothing more is said. */
export function nextStepAfter(rule: EscalationStep, day: number): number | null {
  const reach = Math.max(0, day, ...rule.overdueDaysAfter) + (rule.thenEveryDays ?? 0);
  return stepsUpTo(rule, reach).find((step) => step > day) ?? null;
}

const ABOVE: Record<OwedBy, TellLevel | null> = { ENTERPRISE: 'TOWN', PRINCIPAL: 'TOWN', TOWN: 'COUNTY', COUNTY: 'CITY', CITY: null };
/** A firm that owes the acceptance of its own find is not told of it: an authority's clock is never told to an enterprise (contract §4). */
const OWING: Record<OwedBy, TellLevel | null> = { ENTERPRISE: 'ENTERPRISE', PRINCIPAL: null, TOWN: 'TOWN', COUNTY: 'COUNTY', CITY: 'CITY' };

/** Which levels are told, and from which day on; reminders go to those of day 0. */
export function tellsOf(rule: EscalationStep, owedBy: OwedBy): Tell[] {
  return rule.recipients.flatMap(({ to, fromDay, fromDayIfMajor }) => {
    const level = to === 'OWING' ? OWING[owedBy] : to === 'ABOVE' ? ABOVE[owedBy] : to;
    return level ? [{ level, fromDay, fromDayIfMajor }] : [];
  });
}

/** Whether a step of this day reaches them. */
export const isTold = ({ fromDay, fromDayIfMajor }: Tell, step: number, major: boolean): boolean =>
  (major && fromDayIfMajor !== null ? fromDayIfMajor : fromDay) <= Math.max(step, 0);
