import { DEADLINE_KINDS } from '../domain/escalation.js';
import type { DeadlineKind } from '../domain/escalation.js';

export const NOTICE_KINDS = ['REMINDER', 'OVERDUE', 'DECISION'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** SUPERSEDED: recorded after an outage, a newer one was sent in its place (contract §4). */
export const NOTICE_STATES = ['MADE', 'SUPERSEDED'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What a notice is about: a deadline, or to the administrators that the working calendar ends. */
export const TOLD_OF = [...DEADLINE_KINDS, 'WORKING_CALENDAR'] as const;
export type ToldOf = DeadlineKind | 'WORKING_CALENDAR';
