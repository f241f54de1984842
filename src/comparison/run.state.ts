/** The life of a comparison, and what is said of its run. Pure. */
import type { Side } from '../domain/comparison/record.js';
import { COMPARISON_LIST_MAX_ROWS } from '../platform/http/limits.js';
import { refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';

export const SIDES = ['COUNTY', 'TOWN', 'ENTERPRISE'] as const satisfies readonly Side[];
export const STATES = ['DRAFT', 'QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'PUBLISHED'] as const;
export type State = (typeof STATES)[number];
export const TAKEN_FROM = ['LEDGER', 'LISTS'] as const;
export type TakenFrom = (typeof TAKEN_FROM)[number];
export const LEVELS_SHOWN = ['MAJOR', 'ALL'] as const;
export type LevelShown = (typeof LEVELS_SHOWN)[number];
export const DECISIONS = ['SAME', 'DIFFERENT', 'UNDECIDED'] as const;
export type Decision = (typeof DECISIONS)[number];

export const STEPS = ['WAITING', 'READING', 'MATCHING', 'WRITING', 'FINISHED'] as const;
export type Step = (typeof STEPS)[number];
export interface Progress { step: Step; percent: number }
export const NOT_STARTED: Progress = { step: 'WAITING', percent: 0 };

/** Everything the result depends on besides the rows. */
export interface Parameters {
  levels: LevelShown;
  minDenominator: number;
  /** Of the setting in force when the run read its input. */
  settingVersion?: number;
  lexiconVersion?: string;
  weightsVersion?: string;
  aliases?: number;
  rulings?: number;
  inspections?: number | null;
  /** Towns that recorded any inspection in the period; null: the list typed with the town's rows speaks for all. */
  inspectedTowns?: string[] | null;
}

/** `seen`: SHA-256 of what was undecided and was signed for, hazard by hazard; absent of what was signed before it was kept. */
export interface SignOff { town: string; reason: string; by: string; at: string; hazards: number; seen?: string }

/** Rows of one side through the API (contract §6). */
export const LIST_MAX_ROWS = COMPARISON_LIST_MAX_ROWS;
export const INSPECTIONS_MAX = 20_000;
/** Rows of one side that are read from the ledger. */
export const LEDGER_MAX_ROWS = 100_000;
export const PERIOD_MAX_DAYS = 1_100;
/** A worker that was killed is believed to live for so long; a living one says so more often. */
export const LEASE_MS = 6_000;
export const HEARTBEAT_MS = 1_500;
/** A run that so many workers began and none finished is not tried again. */
export const MAX_TAKES = 5;

type Act = 'list' | 'read-list' | 'run' | 'cancel' | 'rule' | 'publish' | 'read-result';
const ALLOWED: Record<Act, readonly State[]> = {
  list: ['DRAFT', 'DONE', 'FAILED', 'CANCELLED'],
  // a run under way writes down what it reads of the ledger
  'read-list': ['DRAFT', 'DONE', 'FAILED', 'CANCELLED', 'PUBLISHED'],
  run: ['DRAFT', 'DONE', 'FAILED', 'CANCELLED'],
  cancel: ['QUEUED', 'RUNNING'],
  rule: ['DONE'],
  publish: ['DONE'],
  'read-result': ['DONE', 'PUBLISHED'],
};

/** Throws what a state does not allow: published never changes, and one run at a time. */
export function mustAllow(act: Act, state: State): void {
  if (ALLOWED[act].includes(state)) return;
  if (state === 'PUBLISHED') throw refuse('COMPARISON_PUBLISHED');
  if (state === 'QUEUED' || state === 'RUNNING') throw refuse('COMPARISON_RUNNING');
  throw refuse(act === 'cancel' ? 'COMPARISON_NOT_RUNNING' : 'COMPARISON_NOT_RUN');
}

/** What a run under way has written so far is no result. */
export const hasResult = (state: State): boolean => ALLOWED['read-result'].includes(state);

/** A run needs rows on each of its sides: an empty side would make everything of the other a miss. */
export function emptySides(sides: readonly Side[], counts: Partial<Record<string, number>>): Reason[] {
  return sides.filter((side) => !counts[side]).map((side) => ({ code: 'COMPARISON_SIDE_EMPTY', path: `lists.${side}`, params: { side } }));
}

/** Decided by an officer, by the matcher alone, or by nobody yet. */
export const decisionOf = (tier: 'AUTO' | 'REVIEW', verdict: 'SAME' | 'DIFFERENT' | null): Decision =>
  verdict ?? (tier === 'AUTO' ? 'SAME' : 'UNDECIDED');
