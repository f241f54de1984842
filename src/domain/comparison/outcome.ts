/** What becomes of the matched pairs: hazards with the sides that hold them, figures of towns, sheets of enterprises. */
import type { Day } from '../deadline.js';
import type { HazardLevel } from '../hazard.js';
import type { Enterprises } from './block.js';
import type { ComparedRecord, MatchedPair, Side } from './record.js';

export const OUTCOMES = ['MATCHED', 'COUNTY_ONLY', 'TOWN_ONLY', 'ENTERPRISE_ONLY'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Why the town does not hold what the county found. MISSED alone is plainly a miss: the town was there while the hazard
 * stood open. UNKNOWN without the town's inspections.
 */
export const MISSES = ['MISSED', 'NEVER_INSPECTED', 'FOUND_AFTER_VISIT', 'UNKNOWN'] as const;
export type Miss = (typeof MISSES)[number];

export type Finding =
  /** Same hazard, other level. TOWN_LOWER is the 避重就轻 candidate, COUNTY_LOWER a level to be settled. */
  | { readonly kind: 'LEVEL_DIFFERS'; readonly direction: 'TOWN_LOWER' | 'COUNTY_LOWER' | 'ENTERPRISE_LOWER'; readonly major: readonly string[]; readonly general: readonly string[] }
  /** One side said CLOSED on a day, another record of it, not closed, was found later: 虚假整改/反弹 candidate. */
  | { readonly kind: 'STATUS_DIFFERS'; readonly closed: string; readonly closedOn: Day; readonly foundAgain: string; readonly foundAgainOn: Day }
  /** Twice in one source. */
  | { readonly kind: 'REPEATED'; readonly side: Side; readonly records: readonly string[] };

/** An inspection as far as the split of what a town missed needs it. Its key stands in `enterprisesOf` beside the records'. */
export interface Visit {
  readonly key: string;
  readonly by: Side;
  readonly enterpriseId: string | null;
  readonly enterpriseName: string;
  readonly creditCode: string | null;
  readonly town: string;
  readonly on: Day;
}

export interface OutcomeParameters {
  /** MAJOR: figures, lists and circular show hazards that are major on any side; ALL: every one. */
  readonly levels: 'MAJOR' | 'ALL';
  /** Below it a rate is not ranked. */
  readonly minDenominator: number;
  readonly period: { readonly from: Day; readonly to: Day };
  /** Towns of the area, so that one without a record is named too (未比对). */
  readonly towns: readonly { readonly code: string | null; readonly name: string }[];
}

export interface OutcomeInput {
  readonly records: readonly ComparedRecord[];
  readonly pairs: readonly MatchedPair[];
  /** Which enterprise each record and visit belongs to: `enterprisesOf([...records, ...visits], …)`. */
  readonly enterprises: Enterprises;
  /** null: no inspections are known at all, so the split is UNKNOWN. */
  readonly visits: readonly Visit[] | null;
  /** Names of the towns whose inspections are known; absent: of every town. Of another town the split is UNKNOWN. */
  readonly inspectedTowns?: readonly string[] | null;
  readonly parameters: OutcomeParameters;
}

/** One distinct hazard of the run. A merged record appears in every hazard it covers. */
export interface HazardGroup {
  /** Stable: made of the smallest record key in it (and the part, for an unmatched part of a merged record). */
  readonly id: string;
  readonly enterprise: string;
  readonly town: string;
  readonly outcome: Outcome;
  /** Only of COUNTY_ONLY; null while an undecided pair with the town could still make it a match. */
  readonly miss: Miss | null;
  readonly county: readonly string[];
  readonly townRecords: readonly string[];
  readonly enterpriseRecords: readonly string[];
  /** The highest level any side gave it. */
  readonly level: HazardLevel;
  readonly findings: readonly Finding[];
  /** `left|right` of REVIEW pairs that touch a record of this hazard. */
  readonly undecided: readonly string[];
  /** Whether the level filter shows it. */
  readonly shown: boolean;
}

export interface Figure {
  readonly value: number;
  /** Hazard ids (or record keys where `of` says so) behind the value. */
  readonly of: 'HAZARDS' | 'RECORDS';
  readonly ids: readonly string[];
  readonly formula: string;
}
export interface Rate {
  /** 0–1, four decimals; null when there is nothing to divide by (未比对). */
  readonly value: number | null;
  readonly numerator: Figure;
  readonly denominator: Figure;
  readonly formula: string;
  /** Ties share a rank; null below the minimum denominator or without county findings. */
  readonly rank: number | null;
  readonly note: '未比对' | '基数不足' | null;
}

export interface TownFigures {
  readonly town: string;
  readonly townCode: string | null;
  /** false: the county holds nothing here in the period (未比对, never 100 %). */
  readonly compared: boolean;
  readonly countyMajors: Figure;
  readonly townMajors: Figure;
  readonly detection: Rate;
  readonly detectionAtLevel: Rate;
  readonly selfCheck: Rate;
  readonly levelLower: Figure;
  readonly reopened: Figure;
  readonly repeated: Figure;
  readonly missed: Figure;
  readonly neverInspected: Figure;
  readonly foundAfterVisit: Figure;
  readonly missUnknown: Figure;
  readonly townOnly: Figure;
  readonly enterpriseOnly: Figure;
  /** Hazards of this town that an undecided pair touches: own column, in no other figure of misses. */
  readonly undecided: Figure;
}

export interface EnterpriseSheet {
  readonly enterprise: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly creditCodes: readonly string[];
  readonly town: string;
  readonly hazards: readonly SheetLine[];
}
export interface SheetLine {
  readonly hazard: string;
  readonly outcome: Outcome;
  readonly miss: Miss | null;
  readonly findings: readonly Finding[];
  readonly undecided: readonly string[];
  readonly sides: Readonly<Record<Side, readonly SheetWording[]>>;
}
export type SheetWording = Pick<ComparedRecord, 'key' | 'description' | 'location' | 'level' | 'foundOn' | 'status' | 'closedOn'>;
