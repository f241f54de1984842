/** Weights from labelled worlds, judged on enterprises that were left out while learning. */
import { WORD_FEATURES } from '../domain/comparison/likeness.js';
import { match } from '../domain/comparison/match.js';
import type { Lexicon, Logistic, MatchedPair, Weights } from '../domain/comparison/record.js';
import { oddsOf, STANDING_FEATURES } from '../domain/comparison/score.js';
import { examplesOf, standingExamples, type Taught } from './comparison-examples.js';
import { learn, type Example } from './comparison-learn.js';
import { measure, type Measured } from './comparison-measure.js';
import { recordsOf, type World } from './comparison-world.js';

const FOLDS = 10;
/** AUTO is set where the enterprises left out were right at least this often, REVIEW where it shows no more than this per record. */
const AUTO_PRECISION = 0.965;
/** A higher bar with fewer pairs may be right a little less often by chance. */
const SLACK = 0.015;
const REVIEW_PER_RECORD = 0.25;
const AUTO_STEPS = [0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];
const REVIEW_STEPS = [0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25];

type Bars = Pick<Weights, 'auto' | 'review'>;
export interface Lesson { readonly weights: Weights; readonly leftOut: readonly Measured[] }

export function teach(worlds: readonly World[], lexicon: Lexicon): Lesson {
  const name = worlds.map(({ world }) => world).join('+');
  const taught = worlds.map((world) => examplesOf(world, lexicon));
  const foldOf = new Map(taught.flatMap(({ records }) => [...records.keys()].map((enterprise, at) => [enterprise, at % FOLDS] as const)));
  const outside = <E extends Example>(examples: readonly E[], fold: number): E[] => examples.filter(({ enterprise }) => foldOf.get(enterprise) !== fold);
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold);

  const words = taught.flatMap(({ examples }) => examples);
  const wordsByFold = folds.map((fold) => learn(outside(words, fold), WORD_FEATURES));
  const oddsLeftOut = (example: Example): number => oddsOf(example.features, wordsByFold[foldOf.get(example.enterprise) ?? 0] as Logistic, WORD_FEATURES);
  const standing = taught.flatMap((one) => standingExamples(one, oddsLeftOut));
  const standingByFold = folds.map((fold) => learn(outside(standing, fold), STANDING_FEATURES));

  const weightsOf = (byWords: Logistic, byStanding: Logistic, bars: Bars): Weights => ({ version: `${lexicon.version}/${name}`, words: plain(byWords), standing: plain(byStanding), ...bars });
  /** Each enterprise judged by the model that has not seen it. */
  const leftOut = (bars: Bars): Measured[] => worlds.map((world, at) => {
    const enterpriseOf = new Map([...(taught[at] as Taught).records].flatMap(([enterprise, list]) => list.map(({ record }) => [record.key, enterprise] as const)));
    const pairs = folds.flatMap((fold) => pairsOf(world, lexicon, weightsOf(wordsByFold[fold] as Logistic, standingByFold[fold] as Logistic, bars))
      .filter(({ left }) => foldOf.get(enterpriseOf.get(left) ?? '') === fold));
    return measure(world, pairs);
  });
  const bars = chosen(leftOut);
  return { weights: weightsOf(learn(words, WORD_FEATURES), learn(standing, STANDING_FEATURES), bars), leftOut: leftOut(bars) };
}

export function pairsOf(world: World, lexicon: Lexicon, weights: Weights): MatchedPair[] {
  return match({ records: recordsOf(world), lexicon, weights, aliases: [], rulings: [] });
}

/** The lowest bar that keeps the precision at it and at every higher one; then the lowest that keeps the load. */
function chosen(judged: (bars: Bars) => Measured[]): Bars {
  const sum = (measured: readonly Measured[], of: (one: Measured) => number): number => measured.reduce((total, one) => total + of(one), 0);
  const precise = AUTO_STEPS.map((step) => {
    const measured = judged({ auto: step, review: step });
    return sum(measured, (one) => (one.gold?.precision ?? 0) * one.pairs.auto) / sum(measured, (one) => one.pairs.auto);
  });
  const auto = AUTO_STEPS.find((_, at) => (precise[at] ?? 0) >= AUTO_PRECISION && precise.slice(at).every((one) => one >= AUTO_PRECISION - SLACK)) ?? 0.95;
  const review = REVIEW_STEPS.find((step) => {
    const measured = judged({ auto, review: step });
    return sum(measured, (one) => one.pairs.review) / sum(measured, (one) => one.records) <= REVIEW_PER_RECORD;
  });
  return { auto, review: review ?? 0.3 };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
const plain = ({ bias, features }: Logistic): Logistic =>
  ({ bias: rounded(bias), features: Object.fromEntries(Object.entries(features).map(([feature, weight]) => [feature, rounded(weight)])) });
