/** Which characters stand for each other: oftener across from each other in the two wordings of one hazard than of two hazards. */
import type { Wordings } from '../domain/comparison/wordings.js';

/** What each says alone, and whether it is one hazard. */
export interface Told { readonly alone: readonly [readonly number[], readonly number[]]; readonly same: boolean }

/** Fewer pairs of records prove nothing; a weaker leaning says nothing; a stronger one is believed no further. */
const LEAST_PAIRS = 3;
const LEAST = 0.5;
const MOST = 2;
/** As if seen so often before anything is. */
const BEFORE = { same: 0.2, other: 2 };
const UNIT = 65_536;

export function learnWordings(told: readonly Told[]): Wordings {
  const [same, other] = [true, false].map((which) => across(told.filter((one) => one.same === which)));
  const [sames, others] = [told.filter((one) => one.same).length, told.filter((one) => !one.same).length];
  const learned: [string, number][] = [];
  for (const [key, count] of same ?? []) {
    if (count < LEAST_PAIRS) continue;
    const leaning = Math.log((count + BEFORE.same) / (sames + 1)) - Math.log(((other?.get(key) ?? 0) + BEFORE.other) / (others + 1));
    if (leaning > LEAST) learned.push([String.fromCharCode(Math.floor(key / UNIT), key % UNIT), Math.round(Math.min(MOST, leaning) * 100) / 100]);
  }
  return Object.fromEntries(learned.sort(([one], [two]) => (one < two ? -1 : 1)));
}

/** In how many pairs of records two characters stand across from each other. */
function across(told: readonly Told[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { alone: [ours, theirs] } of told) {
    const keys = new Set(ours.flatMap((one) => theirs.map((two) => Math.min(one, two) * UNIT + Math.max(one, two))));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
