/** Two parsed records → named numbers between 0 and 1. The weights over them are learned; the names are the model's words. */
import { daysBetween } from '../deadline.js';
import type { ReadyLexicon } from './lexicon.js';
import { numbersStand, type Standing } from './numbers.js';
import type { Parsed } from './parse.js';
import type { ConceptKind } from './record.js';

export const COMPARED_KINDS = ['PLACE', 'EQUIPMENT', 'PART', 'SUBSTANCE', 'PAPER', 'PERSON', 'WORK', 'DEFECT'] as const satisfies readonly ConceptKind[];
export type Features = Record<string, number>;
export interface Likeness {
  readonly features: Features;
  readonly numbers: Standing;
  /** Days of a job named on both sides: the same or another. */
  readonly event: Standing;
}

export function likeness(left: Parsed, right: Parsed, lexicon: ReadyLexicon): Likeness {
  const shared = overlap(left.grams, right.grams);
  const features: Features = {
    text: left.length && right.length ? sharedSquares(left.grams, right.grams) / (left.length * right.length) : 0,
    contained: ratio(shared, Math.min(total(left.grams), total(right.grams))),
    unknown: ratio(overlap(left.rest, right.rest), Math.min(total(left.rest), total(right.rest))),
    vague: left.vague || right.vague ? 1 : 0,
    sameSide: left.record.side === right.record.side ? 1 : 0,
    apart: Math.min(1, Math.abs(daysBetween(left.record.foundOn, right.record.foundOn)) / 60),
  };
  let agreeing = 0;
  for (const kind of COMPARED_KINDS) {
    const [ours, theirs] = [left.byKind[kind] ?? [], right.byKind[kind] ?? []];
    const both = ours.length > 0 && theirs.length > 0;
    const [forward, back] = [covered(ours, theirs, lexicon), covered(theirs, ours, lexicon)];
    features[`${kind}.agree`] = both ? Math.max(forward, back) : 0;
    features[`${kind}.differ`] = both && forward === 0 && back === 0 ? 1 : 0;
    features[`${kind}.oneSided`] = ours.length > 0 !== theirs.length > 0 ? 1 : 0;
    if (kind !== 'DEFECT') {
      agreeing += Math.min(forward * ours.length, back * theirs.length);
    }
  }
  features.things = Math.min(1, agreeing / 3);
  const numbers = numbersStand(left.units, right.units);
  const event = eventStands(left, right);
  features['number.agree'] = numbers === 'AGREE' ? 1 : 0;
  features['number.oneSided'] = numbers === 'ONE_SIDED' ? 1 : 0;
  features['event.agree'] = event === 'AGREE' ? 1 : 0;
  return { features, numbers, event };
}

function eventStands(left: Parsed, right: Parsed): Standing {
  if (left.days.length === 0 && right.days.length === 0) return 'NONE';
  if (left.days.length === 0 || right.days.length === 0) return 'ONE_SIDED';
  return left.days.some(({ monthDay }) => right.days.some((other) => other.monthDay === monthDay)) ? 'AGREE' : 'CONFLICT';
}

/** The share of `these` that `those` name too; a wider or narrower word of the same thing counts for most of it. */
function covered(these: readonly number[], those: readonly number[], lexicon: ReadyLexicon): number {
  if (these.length === 0 || those.length === 0) return 0;
  let sum = 0;
  for (const concept of these) {
    if (those.includes(concept)) sum += 1;
    else if (those.some((other) => related(concept, other, lexicon))) sum += 0.7;
  }
  return sum / these.length;
}

function related(left: number, right: number, { concepts }: ReadyLexicon): boolean {
  return (concepts[left]?.upward.includes(right) ?? false) || (concepts[right]?.upward.includes(left) ?? false);
}

function overlap(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  let sum = 0;
  for (const [gram, weight] of small) if (large.has(gram)) sum += weight;
  return sum;
}
function sharedSquares(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  let sum = 0;
  for (const [gram, weight] of small) if (large.has(gram)) sum += weight * weight;
  return sum;
}
function total(grams: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of grams.values()) sum += weight;
  return sum;
}
const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
