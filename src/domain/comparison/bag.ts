/** Characters and pairs of characters of a text, each with its rarity, in order: two bags are compared in one walk. */
import type { ReadyLexicon } from './lexicon.js';

export interface Bag {
  /** Ascending; a pair is its two UTF-16 units in one number. */
  readonly keys: readonly number[];
  readonly weights: readonly number[];
  readonly total: number;
  /** Euclidean length of the weights. */
  readonly length: number;
}
export interface Shared { readonly weight: number; readonly squares: number }

const UNIT = 65_536;
const SIGNS: ReadonlySet<number> = new Set([...',.;:、()"-~#'].map((sign) => sign.charCodeAt(0)));

export const pairKeyAt = (text: string, at: number): number => text.charCodeAt(at) * UNIT + text.charCodeAt(at + 1);
/** The key of one or two characters, as the lexicon's rarities are kept. */
export const keyOf = (gram: string): number => (gram.length === 1 ? gram.charCodeAt(0) : pairKeyAt(gram, 0));

/** Enough for any description (10,000 characters); longer ones are compared by their beginning. */
const LONGEST = 10_000;
const scratch = new Float64Array(LONGEST);

/** `silent` marks the units to leave out; `width` is 1 for characters, 2 for pairs. */
export function bagOf(text: string, silent: Uint8Array, width: 1 | 2, lexicon: ReadyLexicon): Bag {
  let count = 0;
  for (let at = 0; at + width <= text.length && count < LONGEST; at += 1) {
    if (silent[at] || SIGNS.has(text.charCodeAt(at))) continue;
    if (width === 1) scratch[count++] = text.charCodeAt(at);
    else if (!silent[at + 1] && !SIGNS.has(text.charCodeAt(at + 1))) scratch[count++] = pairKeyAt(text, at);
  }
  const sorted = inOrder(count);
  const keys: number[] = [];
  const weights: number[] = [];
  let [total, squares, last] = [0, 0, -1];
  for (const key of sorted) {
    if (key === last) continue;
    last = key;
    const weight = (width === 1 ? lexicon.letters[key] : lexicon.rarities.get(key)) ?? lexicon.rarest;
    keys.push(key);
    weights.push(weight);
    total += weight;
    squares += weight * weight;
  }
  return { keys, weights, total, length: Math.sqrt(squares) };
}

/** A description is short: put each where it belongs, without a call for each. */
const SHORT = 64;
function inOrder(count: number): Float64Array {
  if (count > SHORT) return scratch.subarray(0, count).sort();
  for (let at = 1; at < count; at += 1) {
    const key = scratch[at] as number;
    let to = at - 1;
    for (; to >= 0 && (scratch[to] as number) > key; to -= 1) scratch[to + 1] = scratch[to] as number;
    scratch[to + 1] = key;
  }
  return scratch.subarray(0, count);
}

export function shared(left: Bag, right: Bag): Shared {
  const [ours, theirs] = [left.keys, right.keys];
  let [weight, squares, at, to] = [0, 0, 0, 0];
  while (at < ours.length && to < theirs.length) {
    const difference = (ours[at] as number) - (theirs[to] as number);
    if (difference === 0) {
      const one = left.weights[at] as number;
      weight += one;
      squares += one * one;
      at += 1;
      to += 1;
    } else if (difference < 0) at += 1;
    else to += 1;
  }
  return { weight, squares };
}

/** What both hold, ascending. */
export function commonKeys({ keys: ours }: Bag, { keys: theirs }: Bag): number[] {
  const common: number[] = [];
  for (let at = 0, to = 0; at < ours.length && to < theirs.length; ) {
    const difference = (ours[at] as number) - (theirs[to] as number);
    if (difference === 0) common.push(ours[at] as number);
    if (difference <= 0) at += 1;
    if (difference >= 0) to += 1;
  }
  return common;
}
