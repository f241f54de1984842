/**
 * Characters that stand for each other where one hazard is told in two ways (锈 / 烂, 盖 / 罩). How far they do is learned from
 * labelled pairs like every other weight; nothing is read into a text by it.
 */
import { apart, type Bag } from './bag.js';

/** Two characters, the smaller unit first → how much oftener they stand across from each other in one hazard than in two (log). */
export type Wordings = Readonly<Record<string, number>>;
/** By the one character, then by the other. */
type Ready = readonly (ReadonlyMap<number, number> | undefined)[];
const UNITS = 65_536;
export const WORDING_FEATURES = ['wording.both', 'wording.better'] as const;
export const NO_WORDING: readonly number[] = [0, 0];

const made = new WeakMap<Wordings, Ready>();
function ready(wordings: Wordings): Ready {
  let known = made.get(wordings);
  if (!known) {
    const map = new Array<Map<number, number> | undefined>(UNITS);
    for (const [two, strength] of Object.entries(wordings)) {
      const [one, other] = [two.charCodeAt(0), two.charCodeAt(1)];
      for (const [from, to] of [[one, other], [other, one]] as const) (map[from] ??= new Map()).set(to, strength);
    }
    made.set(wordings, (known = map));
  }
  return known;
}

/** WORDING_FEATURES: how far what one says alone is what the other says alone, in other characters. */
export function wordingOf(left: Bag, right: Bag, wordings: Wordings): number[] {
  const strengths = ready(wordings);
  const [ours, theirs] = apart(left, right);
  const [forward, back] = [told(ours, theirs, strengths), told(theirs, ours, strengths)];
  return [forward + back, Math.max(forward, back)];
}

function told(these: readonly number[], those: readonly number[], strengths: Ready): number {
  let sum = 0;
  for (const one of these) {
    const others = strengths[one];
    if (!others) continue;
    let most = 0;
    for (const other of those) most = Math.max(most, others.get(other) ?? 0);
    sum += most;
  }
  return these.length > 0 ? sum / these.length : 0;
}
