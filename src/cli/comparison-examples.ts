/** Every candidate pair of a labelled world as an example to learn from. */
import { conflictOf } from '../domain/comparison/conflict.js';
import { enterprisesOf } from '../domain/comparison/block.js';
import { likeness, WORD_FEATURES } from '../domain/comparison/likeness.js';
import { ready, type ReadyLexicon } from '../domain/comparison/lexicon.js';
import { parse, type Parsed } from '../domain/comparison/parse.js';
import type { ComparedRecord, Lexicon, Logistic } from '../domain/comparison/record.js';
import type { Example } from './comparison-learn.js';
import { NOTHING_BESIDES, oddsOf, standings, viewsOf, withBesides, WORTH_ASKING } from '../domain/comparison/score.js';
import type { Wordings } from '../domain/comparison/wordings.js';
import { pairKey, recordsOf, truePairs, type World } from './comparison-world.js';

/** One way of reading a pair: as wholes, or by one finding of a merged record. */
export interface Reading { readonly features: readonly number[]; readonly leftClause: number; readonly rightClause: number }
/** Examples by their words; and, by enterprise, the parsed records they point into (`left`, `right`). */
export interface WordExample extends Example { readonly left: number; readonly right: number; readonly readings: readonly Reading[] }
export interface Taught { readonly examples: WordExample[]; readonly records: ReadonlyMap<string, readonly Parsed[]>; readonly guessed: ReadonlySet<string> }

export function examplesOf(world: World, plain: Lexicon): Taught {
  const lexicon = ready(plain);
  const records = recordsOf(world);
  const byKey = new Map(records.map((record) => [record.key, record]));
  const truth = truePairs(world.gold?.groups ?? []);
  const { all, guessed } = enterprisesOf(records, plain.areas);
  const parsed = new Map(all.map((enterprise) =>
    [enterprise.key, enterprise.mentions.flatMap(({ keys }) => keys).sort().map((key) => parse(byKey.get(key) as ComparedRecord, lexicon))] as const));
  const examples = [...parsed].flatMap(([enterprise, list]) => list.flatMap((one, left) => list.slice(left + 1).flatMap((other, at) => {
    const readings = readingsOf(one, other, lexicon);
    const pair = pairKey(one.record.key, other.record.key);
    return readings.length ? [{ features: readings.toSorted((here, there) => plainly(there) - plainly(here))[0]?.features ?? [], readings, same: truth.has(pair), enterprise, world: world.world, pair, left, right: left + 1 + at }] : [];
  })));
  return { examples, records: parsed, guessed };
}

function readingsOf(left: Parsed, right: Parsed, lexicon: ReadyLexicon): Reading[] {
  return viewsOf(left).flatMap(([leftClause, one]) => viewsOf(right).flatMap(([rightClause, other]) => {
    const found = likeness(one, other, lexicon);
    return !found || conflictOf(found) ? [] : [{ features: found.features, leftClause, rightClause }];
  }));
}

/** Before anything is learned: which reading is the most alike. */
const PLAIN = ['letters', 'issue', 'things.less', 'DEFECT.agree', 'number.agree'].map((name) => WORD_FEATURES.indexOf(name));
const plainly = ({ features }: Reading): number => PLAIN.reduce((sum, at) => sum + (features[at] ?? 0), 0);

/** Read as a model reads it: by the findings it holds most alike. */
export function reading(example: WordExample, model: Logistic): Reading {
  let best: Reading | null = null;
  let most = -Infinity;
  for (const one of example.readings) {
    const odds = oddsOf(one.features, model, WORD_FEATURES);
    if (odds > most) [best, most] = [one, odds];
  }
  return best as Reading;
}

/** The second step's examples (TREE_FEATURES; STANDING_FEATURES come first), by a model of the first that has not seen the enterprise. */
export function standingExamples({ examples, records }: Taught, { lexicon, wordings, wordsFor }: { readonly lexicon: ReadyLexicon; readonly wordings: Wordings; readonly wordsFor: (enterprise: string) => Logistic }): Example[] {
  const byEnterprise = new Map<string, WordExample[]>();
  for (const example of examples) (byEnterprise.get(example.enterprise) ?? byEnterprise.set(example.enterprise, []).get(example.enterprise))?.push(example);
  return [...records].flatMap(([enterprise, list]) => {
    const own = byEnterprise.get(enterprise) ?? [];
    const words = wordsFor(enterprise);
    const worded = withBesides(own.map((example) => {
      const { left, right } = example;
      const read = reading(example, words);
      return { left, right, odds: oddsOf(read.features, words, WORD_FEATURES), siblings: false, otherNumber: false, otherPlace: false, otherThing: false, otherDefect: false, oneVisit: false, ...read, besides: NOTHING_BESIDES };
    }), list, wordings, lexicon);
    const all = standings(worded, list);
    return own.flatMap((example, at) => ((worded[at]?.odds ?? 0) <= WORTH_ASKING ? [] : [{ ...example, features: [...(all[at] ?? []), ...(worded[at]?.features ?? [])] }]));
  });
}
