/** Weights from labelled worlds, judged on enterprises that were left out while learning. */
import { WORD_FEATURES } from '../domain/comparison/likeness.js';
import { ready } from '../domain/comparison/lexicon.js';
import { assigned, candidatesIn, match } from '../domain/comparison/match.js';
import type { Lexicon, Logistic, MatchedPair, Weights } from '../domain/comparison/record.js';
import { STANDING_FEATURES, TREE_FEATURES } from '../domain/comparison/score.js';
import { examplesOf, reading, standingExamples, toldApart, type First, type Taught } from './comparison-examples.js';
import { learn, type Example } from './comparison-learn.js';
import { growTrees } from './comparison-trees.js';
import { learnWordings } from './comparison-wordings.js';
import { measure, type Measured } from './comparison-measure.js';
import { recordsOf, type World } from './comparison-world.js';

const FOLDS = 5;
/** AUTO is set where the enterprises left out were right at least this often in all worlds together, and in each. */
const AUTO_PRECISION = { inAll: 0.96, inEach: 0.93 };
/** … and, of the pairs of all worlds that look alike and are not, accepted no more than this; none by a number. */
const HARD_ACCEPTED = 0.03;
/** REVIEW where no world is asked more than this per record … */
const REVIEW_PER_RECORD = 0.37;
/** … a true pair more is worth so many pairs asked … */
const WORTH = 60;
/** … and where "the town missed it" is still said of this share of what it missed, in all worlds together and in each: whatever is pending holds it back. */
const MISSED_SAID = { inAll: 0.84, inEach: 0.83 };
/** Where none says so many, those within this of what says most. */
const NEARLY = 0.05;
/** Below the first even a world without pitfalls would be believed too much; above the last a pair is right wherever it was tried. */
const AUTO_STEPS = [0.8, 0.85, 0.9];
const REVIEW_STEPS = [0.04, 0.05, 0.07, 0.1, 0.15];
const LEFTOVER_STEPS = [0.5];
const WITHHELD_STEPS = [0.12, 0.15, 0.18, 0.22];
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
  const firstByFold = folds.map((fold) => learnFirst(taught.map((one) => ({ ...one, examples: outside(one.examples, fold) }))));
  const standing = taught.flatMap((one) => standingExamples(one, (enterprise) => firstByFold[foldOf.get(enterprise) ?? 0] as First));
  /** Each enterprise judged by the model that has not seen it. */
  const judges = firstByFold.map((first, fold) => ({ ...first, ...learnSecond(outside(standing, fold)) }));
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
  return { weights: { version: `${lexicon.version}/${name}`, ...learnFirst(taught), ...learnSecond(standing), ...bars }, leftOut: leftOut(bars) };
}

/** Twice: a merged record is read as it seems most alike, then as what was learned holds it most alike. */
export function learnFirst(taught: readonly Taught[]): First {
  const examples = taught.flatMap((one) => one.examples);
  const first = learn(examples, WORD_FEATURES);
  const words = plain(learn(examples.map((example) => (example.readings.length > 1 ? { ...example, features: reading(example, first).features } : example)), WORD_FEATURES));
  return { words, wordings: learnWordings(taught.flatMap((one) => toldApart(one, one.examples, words))) };
}

export function learnSecond(examples: readonly Example[]): Pick<Weights, 'standing' | 'trees'> {
  return { standing: plain(learn(examples, STANDING_FEATURES)), trees: growTrees(examples, TREE_FEATURES) };
}

export function pairsOf(world: World, lexicon: Lexicon, weights: Weights): MatchedPair[] {
  return match({ records: recordsOf(world), lexicon, weights, aliases: [], rulings: [] });
}

/** AUTO: the lowest bar right often enough in each world. REVIEW: of the bars that keep the load and let misses be said, those whose true pairs are most worth being asked, each world counting alike. */
function chosen(judged: (bars: Bars) => Measured[]): Bars {
  const sum = (measured: readonly Measured[], of: (one: Measured) => number): number => measured.reduce((total, one) => total + of(one), 0);
  const auto = AUTO_STEPS.find((step) => {
    const measured = judged({ auto: step, review: step, leftover: NEVER, withheld: NEVER });
    const precision = sum(measured, (one) => (one.gold?.precision ?? 0) * one.pairs.auto) / sum(measured, (one) => one.pairs.auto);
    const hard = sum(measured, ({ gold }) => gold?.hardNegativeErrors ?? 0) / sum(measured, ({ gold }) => gold?.hardNegatives ?? 0);
    return precision >= AUTO_PRECISION.inAll && hard <= HARD_ACCEPTED && measured.every(({ gold }) => (gold?.precision ?? 0) >= AUTO_PRECISION.inEach && !gold?.hardNegativeErrorsByReason.EQUIP_NO);
  }) ?? Math.max(...AUTO_STEPS);
  const tried = REVIEW_STEPS.flatMap((review) => LEFTOVER_STEPS.flatMap((leftover) => WITHHELD_STEPS.filter((withheld) => withheld >= review).map((withheld) => {
    const measured = judged({ auto, review, leftover, withheld });
    const said = measured.map(({ gold }) => gold?.missed.recall ?? 0);
    return {
      bars: { auto, review, leftover, withheld },
      load: Math.max(...measured.map(({ reviewPerRecord }) => reviewPerRecord)),
      worth: sum(measured, (one) => (one.gold?.recallWithReview ?? 0) - one.pairs.review / WORTH / (one.gold?.truePairs ?? 1)),
      least: Math.min(...said),
      missed: sum(measured, ({ gold }) => (gold?.missed.recall ?? 0) * (gold?.missed.true ?? 0)) / sum(measured, ({ gold }) => gold?.missed.true ?? 0),
    };
  }))).filter(({ load }) => load <= REVIEW_PER_RECORD).sort((one, other) => other.worth - one.worth || one.load - other.load);
  const most = Math.max(...tried.map(({ least }) => least));
  return (tried.find(({ missed, least }) => missed >= MISSED_SAID.inAll && least >= MISSED_SAID.inEach) ?? tried.find(({ least }) => least >= most - NEARLY))?.bars ?? { auto, review: 0.2, leftover: NEVER, withheld: 0.22 };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
export const plain = ({ bias, features }: Logistic): Logistic =>
  ({ bias: rounded(bias), features: Object.fromEntries(Object.entries(features).map(([feature, weight]) => [feature, rounded(weight)])) });
