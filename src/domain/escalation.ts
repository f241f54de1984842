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

/** Contract §4. Where it is silent (reminders of authorities, RETURN, TASK) the last days before the deadline. */
export const DEFAULT_ESCALATION: Escalation = {
  madeAt: '08:00',
  steps: [
    step('RECTIFICATION', [7, 3, 1, 0], { workingDays: null, recipients: FIRM_TOWN_COUNTY }),
    step('SIGNATURE', [7, 3, 1, 0], { workingDays: 1, recipients: FIRM_TOWN_COUNTY }),
    step('SUPERVISION', [7, 3, 1, 0], { workingDays: null, recipients: FIRM_TOWN_COUNTY }),
    step('CONFIRMATION', [1, 0], { workingDays: 3, recipients: AUTHORITIES }),
    step('ACCEPTANCE', [1, 0], { workingDays: 5, recipients: AUTHORITIES }),
    step('RETURN', [3, 1, 0], { workingDays: null, recipients: AUTHORITIES }),
    step('TASK', [3, 1, 0], { workingDays: null, recipients: AUTHORITIES }),
  ],
};
