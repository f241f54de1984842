/** Which characters and words stand for each other: oftener across from each other in the two wordings of one hazard than of two hazards. */
import { under } from '../domain/comparison/maps.js';
import type { Wordings } from '../domain/comparison/wordings.js';

type Apart = readonly [readonly number[], readonly number[]];
/** The characters and the concepts that each says alone, and whether it is one hazard. */
export interface Told { readonly characters: Apart; readonly words: Apart; readonly same: boolean; readonly enterprise: string }
interface Across { pairs: number; enterprises: number; last: string }

/** Fewer pairs of records, or one enterprise's alone, prove nothing; a weaker leaning says nothing; a stronger one is believed no further. */
const LEAST_PAIRS = 3;
const LEAST_ENTERPRISES = 2;
const LEAST = 0.5;
const MOST = 2;
/** As if seen so often before anything is. */
const BEFORE = { same: 0.2, other: 2 };
const UNIT = 65_536;

/** `concepts`: what the numbers of `words` stand for. */
export function learnWordings(told: readonly Told[], concepts: readonly { readonly id: string }[]): Wordings {
  const [same, other] = [true, false].map((which) => told.filter((one) => one.same === which)) as [Told[], Told[]];
  const leanings = (of: 'characters' | 'words', name: (one: number, two: number) => string): Readonly<Record<string, number>> => {
    const [ours, theirs] = [across(same, of), across(other, of)];
    const learned: [string, number][] = [];
    for (const [key, { pairs, enterprises }] of ours) {
      if (pairs < LEAST_PAIRS || enterprises < LEAST_ENTERPRISES) continue;
      const leaning = Math.log((pairs + BEFORE.same) / (same.length + 1)) - Math.log(((theirs.get(key)?.pairs ?? 0) + BEFORE.other) / (other.length + 1));
      if (leaning > LEAST) learned.push([name(Math.floor(key / UNIT), key % UNIT), Math.round(Math.min(MOST, leaning) * 100) / 100]);
    }
    return Object.fromEntries(learned.sort(([one], [two]) => (one < two ? -1 : 1)));
  };
  return {
    characters: leanings('characters', (one, two) => String.fromCharCode(one, two)),
    words: leanings('words', (one, two) => `${concepts[one]?.id} ${concepts[two]?.id}`),
  };
}

/** In how many pairs of records, of how many enterprises, two stand across from each other; those of one enterprise are told together. */
function across(told: readonly Told[], of: 'characters' | 'words'): Map<number, Across> {
  const counts = new Map<number, Across>();
  for (const { [of]: [ours, theirs], enterprise } of told) {
    const keys = new Set(ours.flatMap((one) => theirs.map((two) => Math.min(one, two) * UNIT + Math.max(one, two))));
    for (const key of keys) {
      const count = under(counts, key, () => ({ pairs: 0, enterprises: 0, last: '' }));
      count.pairs += 1;
      if (count.last !== enterprise) count.enterprises += 1;
      count.last = enterprise;
    }
  }
  return counts;
}
