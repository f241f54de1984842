import { HAZARD_LEVELS, OPEN_STATUSES, STATUSES } from '../domain/hazard.js';
import type { HazardLevel, Status } from '../domain/hazard.js';

/**
 * A lane is level and status in one small number, a stored column (migration 0004). Every sort has an index that begins
 * with scope and lane: one lane is read in its order as it lies, several are merged.
 */
export type Lane = number;

const LEVEL: Record<HazardLevel, number> = { GENERAL: 10, MAJOR: 20 };
const STATUS: Record<Status, number> = { REPORTED: 1, CONFIRMING: 2, RECTIFYING: 3, ACCEPTING: 4, CLOSED: 5, VOIDED: 6 };

export const lanesOf = (levels: readonly HazardLevel[], statuses: readonly Status[]): Lane[] =>
  HAZARD_LEVELS.filter((level) => levels.includes(level))
    .flatMap((level) => STATUSES.filter((status) => statuses.includes(status)).map((status) => LEVEL[level] + STATUS[status]));

/** Contract §3: voided rows are listed only by `status` or `updatedSince`. */
export const LISTED = STATUSES.filter((status) => status !== 'VOIDED');

export const LISTED_LANES = lanesOf(HAZARD_LEVELS, LISTED);
export const OPEN_LANES = lanesOf(HAZARD_LEVELS, OPEN_STATUSES);
/** Where a MAJOR waits for its signature, and where a row waits for a confirmation or an acceptance (contract §4). */
export const SIGNATURE_LANES = lanesOf(['MAJOR'], ['REPORTED']);
export const CONFIRMATION_LANES = lanesOf(HAZARD_LEVELS, ['CONFIRMING']);
export const ACCEPTANCE_LANES = lanesOf(HAZARD_LEVELS, ['ACCEPTING']);
/** In which the rectification clock runs (contract §4). */
export const RECTIFICATION_LANES = lanesOf(HAZARD_LEVELS, ['REPORTED', 'CONFIRMING', 'RECTIFYING']);

const pick = <T extends string>(of: string, codes: Record<T, number>): string =>
  `case ${of} ${Object.entries(codes).map(([code, number]) => `when ${number as number} then '${code}'`).join(' ')} end`;
/** The way back, in SQL. */
export const levelSql = pick('lane / 10 * 10', LEVEL);
export const statusSql = pick('lane % 10', STATUS);
