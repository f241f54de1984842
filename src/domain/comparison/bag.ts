/** Characters and pairs of characters of a text, in order, each with its rarity: two bags are compared in one walk. */
import type { ReadyLexicon } from './lexicon.js';

export interface Bag {
  /** Ascending, `count` of them from `start` of a row that many bags share; a pair is its two UTF-16 units in one number. */
  readonly row: Uint32Array;
  /** How rare each is, at the same places. */
  readonly rarities: Float64Array;
  readonly start: number;
  readonly count: number;
  /** Sum and Euclidean length of the rarities. */
  readonly total: number;
  readonly length: number;
}
export interface Bags {
  readonly pairs: Bag;
  readonly letters: Bag;
  /** Of the pairs those outside words of the lexicon. */
  readonly unknown: Bag;
  /** Of the characters those outside places, machines and substances. */
  readonly issue: Bag;
}
/** What stands at a place of a text: left out; of a word of the lexicon; of a place, a machine or a substance. */
export const [SILENT, KNOWN, THING] = [1, 2, 4];

const UNIT = 65_536;
const SIGNS = new Uint8Array(UNIT);
for (const sign of ',.;:、()"-~#') SIGNS[sign.charCodeAt(0)] = 1;

export const pairKeyAt = (text: string, at: number): number => text.charCodeAt(at) * UNIT + text.charCodeAt(at + 1);
/** The key of one or two characters, as the lexicon's rarities are kept. */
export const keyOf = (gram: string): number => (gram.length === 1 ? gram.charCodeAt(0) : pairKeyAt(gram, 0));
export const gramOf = (key: number): string => (key < UNIT ? String.fromCharCode(key) : String.fromCharCode(Math.floor(key / UNIT), key % UNIT));

/** Enough for any description (10,000 characters); longer ones are compared by their beginning. */
const LONGEST = 10_000;
/** Keys as they are met, with a half for those that stand in no smaller bag: in order they come after the same key that does. */
const letters = new Float64Array(LONGEST);
const pairs = new Float64Array(LONGEST);
const HALF = 0.5;

/** `marks`: what stands at each place of the text. */
export function bagsOf(text: string, marks: Uint8Array, lexicon: ReadyLexicon): Bags {
  let count = 0;
  let pairCount = 0;
  for (let at = 0; at < text.length && count < LONGEST; at += 1) {
    const unit = text.charCodeAt(at);
    const mark = marks[at] as number;
    if (mark & SILENT || SIGNS[unit]) continue;
    letters[count++] = mark & THING ? unit + HALF : unit;
    if (at + 1 === text.length) break;
    const next = text.charCodeAt(at + 1);
    const nextMark = marks[at + 1] as number;
    if (!(nextMark & SILENT) && !SIGNS[next]) pairs[pairCount++] = unit * UNIT + next + ((mark | nextMark) & KNOWN ? HALF : 0);
  }
  const [all, issue] = bagged(letters, count, lexicon);
  const [both, unknown] = bagged(pairs, pairCount, lexicon);
  return { pairs: both, letters: all, unknown, issue };
}

/** The bag of all keys, and of those without a half. */
function bagged(met: Float64Array, count: number, lexicon: ReadyLexicon): [all: Bag, part: Bag] {
  sort(met, count);
  let distinct = 0;
  let parts = 0;
  let last = -1;
  for (let at = 0; at < count; at += 1) {
    const key = Math.floor(met[at] as number);
    if (key === last) continue;
    last = key;
    if (key === met[at]) parts += 1;
    met[distinct++] = met[at] as number;
  }
  return [bagOf(met, distinct, distinct, lexicon), bagOf(met, distinct, parts, lexicon)];
}

/** Of the keys met, all or those without a half: `size` of them. */
function bagOf(met: Float64Array, count: number, size: number, lexicon: ReadyLexicon): Bag {
  const start = roomFor(size);
  const keys = row;
  const rarities = rarityRow;
  let to = start;
  let total = 0;
  let squares = 0;
  for (let at = 0; at < count; at += 1) {
    const key = Math.floor(met[at] as number);
    if (size < count && key !== met[at]) continue;
    const rarity = rarityOf(key, lexicon);
    keys[to] = key;
    rarities[to++] = rarity;
    total += rarity;
    squares += rarity * rarity;
  }
  return { row: keys, rarities, start, count: size, total, length: Math.sqrt(squares) };
}

/** A list of its own for every bag would cost more than what stands in it. A row lives while one of its bags does. */
const ROW = 4_096;
let row = new Uint32Array(ROW);
let rarityRow = new Float64Array(ROW);
let taken = 0;
function roomFor(size: number): number {
  if (taken + size > row.length) [row, rarityRow, taken] = [new Uint32Array(Math.max(ROW, size)), new Float64Array(Math.max(ROW, size)), 0];
  taken += size;
  return taken - size;
}

/** A description is short: put each where it belongs, without a call for each. */
const SHORT = 64;
function sort(met: Float64Array, count: number): void {
  if (count > SHORT) {
    met.subarray(0, count).sort();
    return;
  }
  for (let at = 1; at < count; at += 1) {
    const key = met[at] as number;
    let to = at - 1;
    for (; to >= 0 && (met[to] as number) > key; to -= 1) met[to + 1] = met[to] as number;
    met[to + 1] = key;
  }
}

const rarityOf = (key: number, { letters: ofLetters, pairs: ofPairs, rarest }: ReadyLexicon): number => (key < UNIT ? (ofLetters[key] as number) : ofPairs.get(key, rarest));

/** The rarities of what both hold together, or their squares. */
export function shared(left: Bag, right: Bag, squared = false): number {
  const { row: ours, rarities } = left;
  const { row: theirs } = right;
  const end = left.start + left.count;
  const last = right.start + right.count;
  let sum = 0;
  for (let at = left.start, to = right.start; at < end && to < last; ) {
    const key = ours[at] as number;
    const other = theirs[to] as number;
    if (key === other) {
      const rarity = rarities[at] as number;
      sum += squared ? rarity * rarity : rarity;
    }
    if (key <= other) at += 1;
    if (other <= key) to += 1;
  }
  return sum;
}

/** What both hold, ascending. */
export function commonKeys(left: Bag, right: Bag): number[] {
  const common: number[] = [];
  for (let at = 0, to = 0; at < left.count && to < right.count; ) {
    const key = left.row[left.start + at] as number;
    const other = right.row[right.start + to] as number;
    if (key === other) common.push(key);
    if (key <= other) at += 1;
    if (other <= key) to += 1;
  }
  return common;
}

/** What each holds that the other does not, ascending. */
export function apart(left: Bag, right: Bag): [number[], number[]] {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let at = 0, to = 0; at < left.count || to < right.count; ) {
    const key = at < left.count ? (left.row[left.start + at] as number) : Infinity;
    const other = to < right.count ? (right.row[right.start + to] as number) : Infinity;
    if (key <= other) at += 1;
    if (other <= key) to += 1;
    if (key < other) ours.push(key);
    if (other < key) theirs.push(other);
  }
  return [ours, theirs];
}
