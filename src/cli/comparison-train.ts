/**
 * `npm run comparison:train [WORLD.json …]`: learns the weights from labelled worlds, enterprise by enterprise left out for
 * judging, and writes src/reference/weights.json. Run it from the checkout. `--dry` writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { match } from '../domain/comparison/match.js';
import type { Logistic, MatchedPair, Weights } from '../domain/comparison/record.js';
import { WORD_FEATURES } from '../domain/comparison/likeness.js';
import { oddsOf, STANDING_FEATURES } from '../domain/comparison/score.js';
import { LEXICON } from '../reference/comparison.js';
import { examplesOf, standingExamples, type Taught } from './comparison-examples.js';
import { learn, type Example } from './comparison-learn.js';
import { measure, type Measured } from './comparison-measure.js';
import { readWorld, recordsOf, type World } from './comparison-world.js';

const FOLDS = 10;
/** AUTO is set where the enterprises left out were right at least this often, REVIEW where it shows no more than this per record. */
const AUTO_PRECISION = 0.955;
const REVIEW_PER_RECORD = 0.3;
const AUTO_STEPS = [0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];
const REVIEW_STEPS = [0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25];

const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const worlds = (given.length ? given : ['test/comparison/world-dev.json', 'test/comparison/world-second.json']).map(readWorld);
const name = worlds.map(({ world }) => world).join('+');
const taught = worlds.map((world) => examplesOf(world, LEXICON));
const foldOf = new Map(taught.flatMap(({ records }) => [...records.keys()].map((enterprise, at) => [enterprise, at % FOLDS] as const)));

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
const plain = ({ bias, features }: Logistic): Logistic =>
  ({ bias: rounded(bias), features: Object.fromEntries(Object.entries(features).map(([feature, weight]) => [feature, rounded(weight)])) });
const outside = <E extends Example>(examples: readonly E[], fold: number | null): E[] => examples.filter(({ enterprise }) => foldOf.get(enterprise) !== fold);

const words = taught.flatMap(({ examples }) => examples);
const wordsByFold = Array.from({ length: FOLDS }, (_, fold) => learn(outside(words, fold), WORD_FEATURES));
const standing = taught.flatMap((one: Taught) => standingExamples(one, (example) => oddsOf(example.features, wordsByFold[foldOf.get(example.enterprise) ?? 0] as Logistic, WORD_FEATURES)));
const standingByFold = Array.from({ length: FOLDS }, (_, fold) => learn(outside(standing, fold), STANDING_FEATURES));

const thresholds = chosen();
const weights = weightsOf(learn(words, WORD_FEATURES), learn(standing, STANDING_FEATURES), thresholds);
if (!process.argv.includes('--dry')) writeFileSync('src/reference/weights.json', `${JSON.stringify(weights, null, 1)}\n`);
console.log(JSON.stringify({ worlds: name, lexicon: LEXICON.version, ...thresholds, leftOut: Object.fromEntries(worlds.map((world) => [world.world, leftOut(world, thresholds)])) }));

function weightsOf(byWords: Logistic, byStanding: Logistic, at: Pick<Weights, 'auto' | 'review'>): Weights {
  return { version: `${LEXICON.version}/${name}`, words: plain(byWords), standing: plain(byStanding), ...at };
}

/** The lowest bar that keeps the precision at it and at every higher one; then the lowest that keeps the load. */
function chosen(): Pick<Weights, 'auto' | 'review'> {
  const judged = (auto: number, review: number): Measured[] => worlds.map((world) => leftOut(world, { auto, review }));
  const sum = (measured: readonly Measured[], of: (one: Measured) => number): number => measured.reduce((total, one) => total + of(one), 0);
  let auto = 0.95;
  for (const step of [...AUTO_STEPS].reverse()) {
    const measured = judged(step, step);
    const right = sum(measured, (one) => (one.gold?.precision ?? 0) * one.pairs.auto);
    if (right / sum(measured, (one) => one.pairs.auto) < AUTO_PRECISION) break;
    auto = step;
  }
  const review = REVIEW_STEPS.find((step) => {
    const measured = judged(auto, step);
    return sum(measured, (one) => one.pairs.review) / sum(measured, (one) => one.records) <= REVIEW_PER_RECORD;
  }) ?? 0.3;
  return { auto, review };
}

function pairsOf(world: World, by: Weights): MatchedPair[] {
  return match({ records: recordsOf(world), lexicon: LEXICON, weights: by, aliases: [], rulings: [] });
}

/** Each enterprise judged by the model that has not seen it. */
function leftOut(world: World, at: Pick<Weights, 'auto' | 'review'>): Measured {
  const own = taught[worlds.indexOf(world)] as Taught;
  const enterpriseOf = new Map([...own.records].flatMap(([enterprise, list]) => list.map(({ record }) => [record.key, enterprise] as const)));
  const pairs = wordsByFold.flatMap((byWords, fold) =>
    pairsOf(world, weightsOf(byWords, standingByFold[fold] as Logistic, at)).filter(({ left }) => foldOf.get(enterpriseOf.get(left) ?? '') === fold));
  return measure(world, pairs);
}
