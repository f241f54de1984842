/**
 * Characters (锈 / 烂), pairs of characters (篦子 / 格栅) and words of the lexicon (短接 / 失效) that stand for each other where one hazard is
 * told in two ways. How far they do is learned like every other weight; nothing is read into a text by it.
 */
import { apart, keyOf } from './bag.js';
import { Keyed } from './keyed.js';
import type { ReadyLexicon } from './lexicon.js';
import { under } from './maps.js';
import type { Parsed } from './parse.js';

/** By one what it stands for, spaces between: what it strongly stands for, a bar, what it leans to. Two stand in it once, under the one that comes first. */
export type Leanings = Readonly<Record<string, string>>;
const [STRONGLY, LEANING] = [2, 1];
export interface Wordings {
  readonly characters: Leanings;
  readonly pairs: Leanings;
  /** By the concepts' ids. */
  readonly words: Leanings;
}
export const NO_WORDINGS: Wordings = { characters: {}, pairs: {}, words: {} };
export type Wording = keyof Wordings;
export const WORDINGS: readonly Wording[] = ['characters', 'pairs', 'words'];
export const WORDING_FEATURES = ['characters.both', 'characters.better', 'pairs.both', 'pairs.better', 'words.both', 'words.better'] as const;
export const NO_WORDING: readonly number[] = WORDING_FEATURES.map(() => 0);

/** What each of two says alone, by the keys of what it says. */
export type Apart = readonly [ours: readonly number[], theirs: readonly number[]];

export function toldApart(left: Parsed, right: Parsed): Readonly<Record<Wording, Apart>> {
  return { characters: apart(left.issue, right.issue), pairs: apart(left.pairs, right.pairs), words: wordsApart(left, right) };
}

/** No key is 0. */
const keyOfWord = (concept: number): number => concept + 1;
export const wordOf = (key: number): number => key - 1;

function wordsApart(left: Parsed, right: Parsed): Apart {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let kind = 0; kind < left.named.length; kind += 1) {
    const [these, those] = [left.named[kind]?.concepts ?? [], right.named[kind]?.concepts ?? []];
    for (const one of these) if (!those.includes(one)) ours.push(keyOfWord(one));
    for (const one of those) if (!these.includes(one)) theirs.push(keyOfWord(one));
  }
  return [ours, theirs];
}

/** WORDING_FEATURES: how far what one says alone is what the other says alone, in other characters and words. */
export function wordingOf(left: Parsed, right: Parsed, wordings: Wordings, lexicon: ReadyLexicon): number[] {
  const tables = ready(wordings, lexicon);
  const told = toldApart(left, right);
  return WORDINGS.flatMap((wording) => tables[wording].told(told[wording]));
}

const made = new WeakMap<Wordings, Map<ReadyLexicon, Readonly<Record<Wording, Table>>>>();
function ready(wordings: Wordings, lexicon: ReadyLexicon): Readonly<Record<Wording, Table>> {
  const known = under(made, wordings, () => new Map<ReadyLexicon, Readonly<Record<Wording, Table>>>());
  return under(known, lexicon, () => {
    const at = new Map(lexicon.concepts.map(({ id }, index) => [id, index]));
    return { characters: new Table(wordings.characters, keyOf), pairs: new Table(wordings.pairs, keyOf), words: new Table(wordings.words, (id) => keyOfWord(at.get(id) ?? -1)) };
  });
}

/** Two numbers of a table in one key. */
const UNIT = 65_536;
const acrossOf = (one: number, other: number): number => (one < other ? one * UNIT + other : other * UNIT + one);

class Table {
  /** What is known is numbered from 1. */
  private readonly numbers: Keyed;
  private readonly strengths: Keyed;
  private count = 0;

  constructor(leanings: Leanings, keyOf: (said: string) => number) {
    const entries = Object.entries(leanings);
    [this.numbers, this.strengths] = [new Keyed(entries.length), new Keyed(entries.length)];
    for (const [one, others] of entries) {
      const number = this.numberFor(keyOf(one));
      for (const [at, listed] of others.split('|').entries()) {
        for (const other of listed.split(' ')) if (other) this.strengths.set(acrossOf(number, this.numberFor(keyOf(other))), at === 0 ? STRONGLY : LEANING);
      }
    }
  }

  told([ours, theirs]: Apart): [both: number, better: number] {
    if (ours.length === 0 || theirs.length === 0) return [0, 0];
    const known: number[] = [];
    for (const key of theirs) {
      const number = this.numbers.get(key, 0);
      if (number > 0) known.push(number);
    }
    const best = known.map(() => 0);
    let forward = 0;
    for (const key of known.length > 0 ? ours : []) {
      const number = this.numbers.get(key, 0);
      if (number === 0) continue;
      let most = 0;
      for (let at = 0; at < known.length; at += 1) {
        const strength = this.strengths.get(acrossOf(number, known[at] as number), 0);
        if (strength > most) most = strength;
        if (strength > (best[at] as number)) best[at] = strength;
      }
      forward += most;
    }
    let back = 0;
    for (const strength of best) back += strength;
    forward /= ours.length;
    back /= theirs.length;
    return [forward + back, Math.max(forward, back)];
  }

  private numberFor(key: number): number {
    const known = this.numbers.get(key, 0);
    if (known > 0) return known;
    this.count += 1;
    if (this.count >= UNIT) throw new RangeError('more is known to stand for something else than there are numbers');
    this.numbers.set(key, this.count);
    return this.count;
  }
}
