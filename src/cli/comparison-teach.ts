/** Weights from labelled worlds, judged on enterprises that were left out while learning. */
import { createHash } from 'node:crypto';
import { WORD_FEATURES } from '../domain/comparison/likeness.js';
import { ready } from '../domain/comparison/lexicon.js';
import { assigned, candidatesIn, likelyIn, match } from '../domain/comparison/match.js';
import type { Lexicon, Logistic, MatchedPair, Weights } from '../domain/comparison/record.js';
import { asking, ASKING_FEATURES } from '../domain/comparison/pending.js';
import { STANDING_FEATURES, TREE_FEATURES } from '../domain/comparison/score.js';
import type { Wordings } from '../domain/comparison/wordings.js';
import { examplesOf, reading, standingExamples, type Taught, type WordExample } from './comparison-examples.js';
import { learn, type Example } from './comparison-learn.js';
import { growTrees } from './comparison-trees.js';
import { measure, type Measured } from './comparison-measure.js';
import { pairKey, recordsOf, truePairs, type World } from './comparison-world.js';

const FOLDS = 5;
/** Judged with the enterprise and with the world left out, right .96 of the time in all worlds and .95 in each, never against a number; a bar found anew by every lesson leapt with three pairs of one small world. */
const AUTO = 0.8;
/** REVIEW where no world is asked more than this per record … */
const REVIEW_PER_RECORD = 0.39;
/** … a true pair more is worth so many pairs asked … */
const WORTH = 60;
/** … and where "the town missed it" is still said of this share of what it missed, in all worlds together and in each: whatever is pending holds it back. Of TENTH no bar lets more be said than .79. */
const MISSED_SAID = { inAll: 0.9, inEach: 0.78 };
/** Where none says so many, those within this of what says most. */
const NEARLY = 0.02;
const REVIEW_STEPS = [0.04, 0.05, 0.06, 0.08];
const WITHHELD_STEPS = [0.35, 0.4, 0.45, 0.5];

/** Says nothing: nobody is asked yet. */
const SILENT: Logistic = { bias: 0, features: {} };
/** Every pair stands above these. */
const OPEN = { auto: 0, review: 0, withheld: 0, asking: SILENT };

type Bars = Pick<Weights, 'auto' | 'review' | 'withheld'>;
export interface Lesson { readonly weights: Weights; readonly leftOut: readonly Measured[] }

/** The same worlds are taught again and again with another left out. */
const known = new WeakMap<World, Taught>();
function examplesFor(world: World, lexicon: Lexicon): Taught {
  const examples = known.get(world) ?? examplesOf(world, lexicon);
  known.set(world, examples);
  return examples;
}

export function teach(worlds: readonly World[], wordings: Wordings, lexicon: Lexicon): Lesson {
  const taught = worlds.map((world) => examplesFor(world, lexicon));
  const foldOf = new Map(taught.flatMap(({ records }) => [...records.keys()].map((enterprise, at) => [enterprise, at % FOLDS] as const)));
  const outside = <E extends Example>(examples: readonly E[], fold: number): E[] => examples.filter(({ enterprise }) => foldOf.get(enterprise) !== fold);
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold);

  const prepared = ready(lexicon);
  const examples = taught.flatMap((one) => one.examples);
  const wordsByFold = folds.map((fold) => learnWords(outside(examples, fold)));
  const wordsFor = (enterprise: string): Logistic => wordsByFold[foldOf.get(enterprise) ?? 0] as Logistic;
  const standing = taught.flatMap((one) => standingExamples(one, { lexicon: prepared, wordings, wordsFor }));
  /** Each enterprise judged by the model that has not seen it. */
  const judges = wordsByFold.map((words, fold) => ({ words, wordings, ...learnSecond(outside(standing, fold)) }));
  const blocks = taught.map(({ records, guessed }) => ({
    guessed,
    all: [...records].map(([enterprise, list]) => {
      const fold = foldOf.get(enterprise) ?? 0;
      const judge = judges[fold] as (typeof judges)[number];
      return { enterprise, list, fold, judge, candidates: candidatesIn(list, { lexicon: prepared, weights: { version: '', ...judge, ...OPEN }, rulings: new Map() }) };
    }),
  }));
  const leftOut = (bars: Bars, askingIn: readonly Logistic[]): Measured[] => worlds.map((world, at) => measure(world, (blocks[at]?.all ?? []).flatMap(({ list, fold, judge, candidates }) =>
    assigned(list, candidates, { lexicon: prepared, weights: { version: '', ...judge, ...bars, asking: askingIn[fold] ?? SILENT }, guessed: blocks[at]?.guessed ?? new Set() })
      .map(({ left, right, tier }) => ({ left: list[left]?.record.key ?? '', right: list[right]?.record.key ?? '', tier })))));
  /** What waits, as the models that have not seen its enterprise leave it. */
  const waiting = worlds.flatMap((world, at) => {
    const truth = truePairs(world.gold?.groups ?? []);
    return (blocks[at]?.all ?? []).flatMap(({ enterprise, list, candidates }) =>
      [...asking(likelyIn(list, candidates, { lexicon: prepared, auto: AUTO, guessed: blocks[at]?.guessed ?? new Set() }), list)].map(([{ left, right }, features]): Example => {
        const pair = pairKey(list[left]?.record.key ?? '', list[right]?.record.key ?? '');
        return { features, same: truth.has(pair), enterprise, world: world.world, pair };
      }));
  });
  const learnAsking = (examples: readonly Example[]): Logistic => plain(learn(examples, ASKING_FEATURES));
  const askingByFold = folds.map((fold) => learnAsking(outside(waiting, fold)));
  const bars = barsOf((tried) => leftOut(tried, askingByFold));
  const learned = { words: learnWords(examples), wordings, ...learnSecond(standing), asking: learnAsking(waiting), ...bars };
  return { weights: { version: `${lexicon.version}/${worlds.length}/${hashOf(learned)}`, ...learned }, leftOut: leftOut(bars, askingByFold) };
}

/** Twice: a merged record is read as it seems most alike, then as what was learned holds it most alike. */
function learnWords(examples: readonly WordExample[]): Logistic {
  const first = learn(examples, WORD_FEATURES);
  return plain(learn(examples.map((example) => (example.readings.length > 1 ? { ...example, features: reading(example, first).features } : example)), WORD_FEATURES));
}

function learnSecond(examples: readonly Example[]): Pick<Weights, 'standing' | 'trees'> {
  return { standing: plain(learn(examples, STANDING_FEATURES)), trees: growTrees(examples, TREE_FEATURES) };
}

export function pairsOf(world: World, lexicon: Lexicon, weights: Weights): MatchedPair[] {
  return match({ records: recordsOf(world), lexicon, weights, aliases: [], rulings: [] });
}

/** Other weights are another version, whatever they were learned from. */
const hashOf = (learned: Omit<Weights, 'version'>): string => createHash('sha256').update(JSON.stringify(learned)).digest('hex').slice(0, 8);

const sum = (measured: readonly Measured[], of: (one: Measured) => number): number => measured.reduce((total, one) => total + of(one), 0);

/** Of the bars that keep the load and let misses be said, those whose true pairs are most worth being asked, each world counting alike. */
function barsOf(judged: (bars: Bars) => Measured[]): Bars {
  const tried = REVIEW_STEPS.flatMap((review) => WITHHELD_STEPS.map((withheld) => {
    const measured = judged({ auto: AUTO, review, withheld });
    const said = measured.map(({ gold }) => gold?.missed.recall ?? 0);
    return {
      bars: { auto: AUTO, review, withheld },
      load: Math.max(...measured.map(({ reviewPerRecord }) => reviewPerRecord)),
      worth: sum(measured, (one) => (one.gold?.recallWithReview ?? 0) - one.pairs.review / WORTH / (one.gold?.truePairs ?? 1)),
      least: Math.min(...said),
      missed: sum(measured, ({ gold }) => (gold?.missed.recall ?? 0) * (gold?.missed.true ?? 0)) / sum(measured, ({ gold }) => gold?.missed.true ?? 0),
    };
  })).sort((one, other) => other.worth - one.worth || one.load - other.load);
  const light = tried.filter(({ load }) => load <= REVIEW_PER_RECORD);
  const most = Math.max(...light.map(({ least }) => least));
  return (light.find(({ missed, least }) => missed >= MISSED_SAID.inAll && least >= MISSED_SAID.inEach) ?? light.find(({ least }) => least >= most - NEARLY) ?? tried.toSorted((one, other) => one.load - other.load)[0])?.bars as Bars;
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
export const plain = ({ bias, features }: Logistic): Logistic =>
  ({ bias: rounded(bias), features: Object.fromEntries(Object.entries(features).map(([feature, weight]) => [feature, rounded(weight)])) });
