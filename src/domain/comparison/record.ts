/**
 * 大比对: the words of the comparison (comparison of what county, towns and enterprises found). Nothing here reads a
 * clock, a file or a database; days are 'YYYY-MM-DD'. A key names a record within one run and must not depend on the
 * order of rows (side and external reference, or the hazard's id).
 */
import type { HazardLevel } from '../hazard.js';
import type { Day } from '../deadline.js';
import type { Trees } from './trees.js';
import type { Wordings } from './wordings.js';

export type Side = 'COUNTY' | 'TOWN' | 'ENTERPRISE';
export type ComparedStatus = 'OPEN' | 'RECTIFYING' | 'CLOSED';

export interface ComparedRecord {
  readonly key: string;
  readonly side: Side;
  readonly externalRef: string | null;
  readonly hazardId: string | null;
  readonly enterpriseId: string | null;
  readonly enterpriseName: string;
  readonly creditCode: string | null;
  readonly townCode: string | null;
  readonly town: string;
  readonly sector: string;
  readonly level: HazardLevel;
  readonly description: string;
  readonly location: string | null;
  readonly basisClause: string | null;
  readonly foundOn: Day;
  readonly status: ComparedStatus;
  readonly closedOn: Day | null;
  readonly inspectors: readonly string[];
}

/** What a word of the lexicon stands for. Things bear hazards; a DEFECT is what is wrong with one; a FILLER says nothing (现场, 发现). */
export const CONCEPT_KINDS = ['PLACE', 'EQUIPMENT', 'PART', 'SUBSTANCE', 'PAPER', 'PERSON', 'WORK', 'DEFECT', 'FILLER'] as const;
export type ConceptKind = (typeof CONCEPT_KINDS)[number];

export interface Concept {
  readonly id: string;
  readonly kind: ConceptKind;
  /** Every way of writing it, the id's own wording included where it is one. */
  readonly terms: readonly string[];
  /** Wider concepts: agreeing only in one of these is weaker agreement, not a conflict. One of another kind is implied. */
  readonly wider: readonly string[];
  /** Of `wider`, those whose members are never each other: 电工 and 焊工, 竖窑 and 隧道窑. */
  readonly exclusive?: readonly string[];
  /** How much agreeing in it says, about 0.3 (车间) to 1.5 (seldom named in published texts); 1 when absent. */
  readonly weight?: number;
}

export interface Lexicon {
  readonly version: string;
  readonly concepts: readonly Concept[];
  /** How rare a pair of characters is in published texts on safety (natural logarithm); unknown pairs count as rarest. */
  readonly rarity: Readonly<Record<string, number>>;
  /** Area names that enterprise names are prefixed with, without 省市县镇乡街道: 山西, 晋城, 泽州, 巴公 … */
  readonly areas: readonly string[];
}

export interface Logistic {
  readonly bias: number;
  readonly features: Readonly<Record<string, number>>;
}

export interface Weights {
  readonly version: string;
  /** Of the words they were learned with: with others they mean nothing. */
  readonly lexiconSha256?: string;
  /** From what two records say … */
  readonly words: Logistic;
  /** Characters and words that stand for each other in two wordings. */
  readonly wordings: Wordings;
  /** … and from how the pair stands beside the other candidates of its two records. */
  readonly standing: Logistic;
  /** The other half of the second step; null: the weighted sum alone. */
  readonly trees: Trees | null;
  /** How likely a pair that waits is one hazard after all. */
  readonly asking: Logistic;
  /** The score from which a pair is accepted; how likely one that waits must be to be shown to a person. */
  readonly auto: number;
  readonly review: number;
  /** How likely it must be where it alone holds back that the town missed what the county found. */
  readonly withheld: number;
}

/** Two ways of writing an enterprise that a person said are one, or are not. */
export interface Alias {
  readonly left: EnterpriseMention;
  readonly right: EnterpriseMention;
  readonly same: boolean;
}
export interface EnterpriseMention {
  readonly name: string;
  readonly creditCode: string | null;
  readonly town: string;
}

/** What an officer ruled on two records (keys of this run); the later run finds them again by reference. */
export interface Ruling {
  readonly left: string;
  readonly right: string;
  readonly verdict: 'SAME' | 'DIFFERENT';
}

export interface MatchInput {
  readonly records: readonly ComparedRecord[];
  readonly lexicon: Lexicon;
  readonly weights: Weights;
  readonly aliases: readonly Alias[];
  readonly rulings: readonly Ruling[];
}

export type Tier = 'AUTO' | 'REVIEW';
/** Half-open [start, end) in UTF-16 units of the description, ascending, not overlapping. */
export type Span = readonly [start: number, end: number];

export interface MatchedPair {
  /** The smaller and the larger key, so that a pair is written in one way only. */
  readonly left: string;
  readonly right: string;
  readonly tier: Tier;
  /** Probability that they are the same hazard, 0–1, three decimals. */
  readonly score: number;
  /** Chinese sentences: what agrees, what is stated on one side only, why a person should look. */
  readonly reasons: readonly string[];
  /** One of the two is a merged finding that covers several hazards: what it matches need not match each other. */
  readonly covers: boolean;
  /** The parts of both descriptions to mark side by side. */
  readonly agreeing: { readonly left: readonly Span[]; readonly right: readonly Span[] };
  /** Set when an officer's ruling made or confirmed this pair. */
  readonly ruled?: true;
}
