/** Every candidate pair of a labelled world as an example to learn from. */
import { conflictOf } from '../domain/comparison/conflict.js';
import { enterprisesOf } from '../domain/comparison/block.js';
import { likeness } from '../domain/comparison/likeness.js';
import { ready } from '../domain/comparison/lexicon.js';
import { parse, type Parsed } from '../domain/comparison/parse.js';
import type { ComparedRecord, Lexicon } from '../domain/comparison/record.js';
import type { Example } from './comparison-learn.js';
import { standings } from '../domain/comparison/score.js';
import { pairKey, recordsOf, truePairs, type World } from './comparison-world.js';

/** Examples by their words; and, by enterprise, the parsed records they point into (`left`, `right`). */
export interface WordExample extends Example { readonly left: number; readonly right: number }
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
    const found = likeness(one, other, lexicon);
    const pair = pairKey(one.record.key, other.record.key);
    return !found || conflictOf(found) ? [] : [{ features: found.features, same: truth.has(pair), enterprise, pair, left, right: left + 1 + at }];
  })));
  return { examples, records: parsed, guessed };
}

/** The second step's examples, from log odds by words of a model that has not seen the enterprise. */
export function standingExamples({ examples, records }: Taught, oddsFor: (example: WordExample) => number): Example[] {
  return [...records].flatMap(([enterprise, list]) => {
    const own = examples.filter((example) => example.enterprise === enterprise);
    const all = standings(own.map((example) => ({ left: example.left, right: example.right, odds: oddsFor(example), siblings: false, otherNumber: false, otherPlace: false, otherThing: false, sameNumber: false })), list);
    return own.map((example, at) => ({ ...example, features: all[at] ?? [] }));
  });
}
