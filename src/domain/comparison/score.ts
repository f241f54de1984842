/**
 * How likely two records are one hazard. First from their words; then from how the pair stands beside the other candidates
 * of its two records: of several findings of one side that resemble a record, the most like is the one.
 */
import { conflictOf } from './conflict.js';
import { eventStands, likeness, WORD_FEATURES } from './likeness.js';
import { numbersDoubtful, numbersStand } from './numbers.js';
import type { ReadyLexicon } from './lexicon.js';
import type { Parsed } from './parse.js';
import type { Logistic, Side, Weights } from './record.js';

/** Log odds by words of a pair no conflict excludes; `left` and `right` are places in the list of records. */
export interface Worded {
  readonly left: number;
  readonly right: number;
  readonly odds: number;
  /** Both name one of a family, and not the same one (竖窑 / 隧道窑): never accepted without a person. */
  readonly siblings: boolean;
  /** Both number a machine, by other words, and otherwise. */
  readonly otherNumber: boolean;
  /** Both state their place, by words of two different places, and neither names the other's: another hazard, unless a number says otherwise. */
  readonly otherPlace: boolean;
  /** Both name a machine, or a part, and not the same one. */
  readonly otherThing: boolean;
  /** Both name the same number, floor or side. */
  readonly sameNumber: boolean;
}
export interface Candidate extends Worded { readonly score: number }

const SIDES: readonly Side[] = ['COUNTY', 'TOWN', 'ENTERPRISE'];
const FAR = 4;
const WORTH_ASKING = -5;

export const STANDING_FEATURES = ['odds', 'less', 'more', 'behindMerged', 'best', 'through'] as const;

/** Weights in the order of the features' names, made once for each model. */
const lined = new WeakMap<Logistic, readonly number[]>();
export function oddsOf(features: readonly number[], model: Logistic, names: readonly string[]): number {
  let line = lined.get(model);
  if (!line) lined.set(model, (line = names.map((name) => model.features[name] ?? 0)));
  let sum = model.bias;
  for (let at = 0; at < line.length; at += 1) sum += (line[at] as number) * (features[at] as number);
  return sum;
}
export const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** null when a conflict excludes the pair. */
export function wordsOf(left: Parsed, right: Parsed, lexicon: ReadyLexicon, weights: Weights): Omit<Worded, 'left' | 'right'> | null {
  // most pairs end here: what excludes them is looked at before their words are
  if (numbersStand(left.units, right.units) === 'CONFLICT' || eventStands(left, right) === 'CONFLICT') return null;
  const found = likeness(left, right, lexicon);
  if (!found || conflictOf(found) !== null) return null;
  return { odds: oddsOf(found.features, weights.words, WORD_FEATURES), siblings: found.siblings, otherNumber: numbersDoubtful(left.units, right.units), otherPlace: found.otherPlace, otherThing: found.otherThing, sameNumber: found.numbers === 'AGREE' };
}

/** Is it certain that these are two hazards? */
export function excludes(left: Parsed, right: Parsed, lexicon: ReadyLexicon): boolean {
  const found = likeness(left, right, lexicon);
  return found !== null && (found.siblings || conflictOf(found) !== null);
}

/** STANDING_FEATURES of how each pair stands among all of its enterprise, in the order given. */
export function standings(worded: readonly Worded[], records: readonly Parsed[]): number[][] {
  const best = new Map<number, [number, number]>();
  const place = (record: number, other: number): number => record * SIDES.length + SIDES.indexOf(records[other]?.record.side ?? 'COUNTY');
  for (const { left, right, odds } of worded) {
    for (const key of [place(left, right), place(right, left)]) {
      const [first, second] = best.get(key) ?? [-Infinity, -Infinity];
      if (odds > first) best.set(key, [odds, first]);
      else if (odds > second) best.set(key, [first, odds]);
    }
  }
  const near = neighbours(worded);
  return worded.map(({ left, right, odds }) => {
    const margins = [place(left, right), place(right, left)].map((key) => {
      const [first, second] = best.get(key) ?? [odds, -Infinity];
      return Math.max(-FAR, Math.min(FAR, odds - (odds === first ? second : first)));
    });
    const parts = Math.max(records[left]?.parts ?? 0, records[right]?.parts ?? 0);
    const [less, more] = [Math.min(...margins), Math.max(...margins)];
    return [Math.max(-8, Math.min(8, odds)), less, more, parts > 1 ? Math.min(0, less) : 0, less > 0 ? 1 : 0, odds > WORTH_ASKING ? through(near.get(left), near.get(right)) : 0];
  });
}

/** Who resembles whom well enough to vouch. */
function neighbours(worded: readonly Worded[]): Map<number, Map<number, number>> {
  const near = new Map<number, Map<number, number>>();
  for (const { left, right, odds } of worded) {
    if (odds <= 0) continue;
    (near.get(left) ?? near.set(left, new Map()).get(left))?.set(right, odds);
    (near.get(right) ?? near.set(right, new Map()).get(right))?.set(left, odds);
  }
  return near;
}

/** A third record like both vouches for the pair, as far as the weaker of the two likenesses goes. */
function through(left: ReadonlyMap<number, number> | undefined, right: ReadonlyMap<number, number> | undefined): number {
  if (!left || !right) return 0;
  let most = 0;
  for (const [third, odds] of left) most = Math.max(most, Math.min(odds, right.get(third) ?? 0));
  return Math.min(FAR, most);
}

export function scored(worded: readonly Worded[], records: readonly Parsed[], { standing }: Weights): Candidate[] {
  const all = standings(worded, records);
  return worded.map((pair, at) => ({ ...pair, score: probability(oddsOf(all[at] ?? [], standing, STANDING_FEATURES)) }));
}
