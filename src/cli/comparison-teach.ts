/** Weights from labelled worlds, judged on enterprises that were left out while learning. */
import { WORD_FEATURES } from '../domain/comparison/likeness.js';
import { ready } from '../domain/comparison/lexicon.js';
import { assigned, candidatesIn, match } from '../domain/comparison/match.js';
import type { Lexicon, Logistic, MatchedPair, Weights } from '../domain/comparison/record.js';
import { oddsOf, STANDING_FEATURES } from '../domain/comparison/score.js';
import { examplesOf, standingExamples } from './comparison-examples.js';
import { learn, type Example } from './comparison-learn.js';
import { measure, type Measured } from './comparison-measure.js';
import { recordsOf, type World } from './comparison-world.js';

const FOLDS = 10;
/** AUTO is set where the enterprises left out were right at least this often, REVIEW where it shows no more than this per record. */
const AUTO_PRECISION = 0.975;
/** A higher bar with fewer pairs may be right a little less often by chance. */
const SLACK = 0.015;
const REVIEW_PER_RECORD = 0.34;
/** … and a true pair more is worth so many pairs asked. */
const WORTH = 12;
/** … and where "the town missed it" is still said of this share of what it missed: whatever is pending holds it back. */
const MISSED_SAID = 0.84;
/** Below the first even a world without pitfalls would be believed too much; above the last a pair is right wherever it was tried. */
const AUTO_STEPS = [0.75, 0.8, 0.85];
const REVIEW_STEPS = [0.03, 0.04, 0.05, 0.07, 0.1, 0.12, 0.15];
const LEFTOVER_STEPS = [0.1, 0.2, 0.3, 0.5];
const WITHHELD_STEPS = [0.05, 0.07, 0.1, 0.12, 0.15, 0.2];
/** No pair is that likely. */
const NEVER = 2;

/** Every pair stands above these. */
const OPEN = { auto: 0, review: 0, leftover: 0, withheld: 0 };

type Bars = Pick<Weights, 'auto' | 'review' | 'leftover' | 'withheld'>;
export interface Lesson { readonly weights: Weights; readonly leftOut: readonly Measured[] }

export function teach(worlds: readonly World[], lexicon: Lexicon): Lesson {
  const name = worlds.map(({ world }) => world).join('+');
  const taught = worlds.map((world) => examplesOf(world, lexicon));
  const foldOf = new Map(taught.flatMap(({ records }) => [...records.keys()].map((enterprise, at) => [enterprise, at % FOLDS] as const)));
  const outside = <E extends Example>(examples: readonly E[], fold: number): E[] => examples.filter(({ enterprise }) => foldOf.get(enterprise) !== fold);
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold);

  const prepared = ready(lexicon);
  const words = taught.flatMap(({ examples }) => examples);
  const wordsByFold = folds.map((fold) => learn(outside(words, fold), WORD_FEATURES));
  const oddsLeftOut = (example: Example): number => oddsOf(example.features, wordsByFold[foldOf.get(example.enterprise) ?? 0] as Logistic, WORD_FEATURES);
  const standing = taught.flatMap((one) => standingExamples(one, oddsLeftOut));
  const standingByFold = folds.map((fold) => learn(outside(standing, fold), STANDING_FEATURES));

  const weightsOf = (byWords: Logistic, byStanding: Logistic, bars: Bars): Weights => ({ version: `${lexicon.version}/${name}`, words: plain(byWords), standing: plain(byStanding), ...bars });
  /** Each enterprise judged by the model that has not seen it. */
  const judges = wordsByFold.map((byWords, fold) => ({ words: plain(byWords), standing: plain(standingByFold[fold] as Logistic) }));
  const blocks = taught.map(({ records, guessed }) => ({
    guessed,
    all: [...records].map(([enterprise, list]) => {
      const judge = judges[foldOf.get(enterprise) ?? 0] as (typeof judges)[number];
      return { list, judge, candidates: candidatesIn(list, { lexicon: prepared, weights: { version: '', ...judge, ...OPEN }, rulings: new Map() }) };
    }),
  }));
  const leftOut = (bars: Bars): Measured[] => worlds.map((world, at) => measure(world, (blocks[at]?.all ?? []).flatMap(({ list, judge, candidates }) =>
    assigned(list, candidates, { lexicon: prepared, weights: { version: '', ...judge, ...bars }, guessed: blocks[at]?.guessed ?? new Set() })
      .map(({ left, right, tier }) => ({ left: list[left]?.record.key ?? '', right: list[right]?.record.key ?? '', tier })))));
  const bars = chosen(leftOut);
  return { weights: weightsOf(learn(words, WORD_FEATURES), learn(standing, STANDING_FEATURES), bars), leftOut: leftOut(bars) };
}

export function pairsOf(world: World, lexicon: Lexicon, weights: Weights): MatchedPair[] {
  return match({ records: recordsOf(world), lexicon, weights, aliases: [], rulings: [] });
}

/** AUTO: the lowest bar that keeps the precision at it and at every higher one. REVIEW: of the bars that keep the load, those whose true pairs are most worth being asked. */
function chosen(judged: (bars: Bars) => Measured[]): Bars {
  const sum = (measured: readonly Measured[], of: (one: Measured) => number): number => measured.reduce((total, one) => total + of(one), 0);
  const precise = AUTO_STEPS.map((step) => {
    const measured = judged({ auto: step, review: step, leftover: NEVER, withheld: NEVER });
    return sum(measured, (one) => (one.gold?.precision ?? 0) * one.pairs.auto) / sum(measured, (one) => one.pairs.auto);
  });
  const auto = AUTO_STEPS.find((_, at) => (precise[at] ?? 0) >= AUTO_PRECISION && precise.slice(at).every((one) => one >= AUTO_PRECISION - SLACK)) ?? 0.85;
  const tried = REVIEW_STEPS.flatMap((review) => LEFTOVER_STEPS.flatMap((leftover) => WITHHELD_STEPS.map((withheld) => {
    const measured = judged({ auto, review, leftover, withheld });
    return {
      bars: { auto, review, leftover, withheld },
      load: Math.max(...measured.map(({ reviewPerRecord }) => reviewPerRecord)),
      worth: sum(measured, (one) => Math.round((one.gold?.recallWithReview ?? 0) * (one.gold?.truePairs ?? 0)) - one.pairs.review / WORTH),
      missed: sum(measured, ({ gold }) => (gold?.missed.recall ?? 0) * (gold?.missed.true ?? 0)) / sum(measured, ({ gold }) => gold?.missed.true ?? 0),
    };
  }))).filter(({ load }) => load <= REVIEW_PER_RECORD).sort((one, other) => other.worth - one.worth || one.load - other.load);
  return tried.find(({ missed }) => missed >= MISSED_SAID)?.bars ?? { auto, review: 0.1, leftover: NEVER, withheld: NEVER };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
const plain = ({ bias, features }: Logistic): Logistic =>
  ({ bias: rounded(bias), features: Object.fromEntries(Object.entries(features).map(([feature, weight]) => [feature, rounded(weight)])) });
