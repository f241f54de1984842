/**
 * What few records of the enterprise say, weighs most: where every second line names the furnace, the furnace tells nothing. Counted
 * over the records of one enterprise as they are compared, whatever their order.
 */
import type { Bag } from './bag.js';
import { Keyed } from './keyed.js';
import type { Parsed } from './parse.js';

/** In the order of `Rarity.of`. */
export const RARE_FEATURES = ['rare.text', 'rare.textOfAll', 'rare.textInAll', 'rare.letters', 'rare.lettersOfAll', 'rare.words', 'rare.wordsOfAll', 'rare.wordsInAll', 'rare.number'] as const;
export const NOT_RARE: readonly number[] = RARE_FEATURES.map(() => 0);
/** So much common rarity is as good as more. */
const MUCH = 10;

export class Rarity {
  /** In how many records: characters and pairs of them (their keys are never the same), and concepts. */
  private readonly texts: Keyed;
  private readonly words: Keyed;
  private numbers: ReadonlyMap<string, number> | undefined;
  private readonly most: number;
  private readonly totals = new Map<Bag, number>();
  /** How rare it is to be in so many records. */
  private readonly heights: Float64Array;

  constructor(private readonly records: readonly Parsed[]) {
    this.most = Math.log(records.length + 1);
    this.heights = Float64Array.from({ length: records.length + 1 }, (_, count) => this.most - Math.log(Math.max(1, count)));
    this.texts = new Keyed(records.reduce((sum, { pairs, letters }) => sum + pairs.count + letters.count, 0));
    this.words = new Keyed(records.length);
    for (const { pairs, letters, named } of records) {
      for (const { row, start, count } of [pairs, letters]) for (let at = start; at < start + count; at += 1) this.texts.add(row[at] as number);
      for (const { concepts } of named) for (const concept of concepts) this.words.add(concept + 1);
    }
  }

  /** RARE_FEATURES of two records, or of two findings of them. */
  of(left: Parsed, right: Parsed): number[] {
    const pairs = this.common(left.pairs, right.pairs);
    const letters = this.common(left.letters, right.letters);
    const ours = this.total(left.pairs);
    const theirs = this.total(right.pairs);
    const lettersOurs = this.total(left.letters);
    const lettersTheirs = this.total(right.letters);
    let words = 0;
    let here = 0;
    let there = 0;
    for (let kind = 0; kind < left.named.length; kind += 1) {
      const these = left.named[kind]?.concepts ?? NONE;
      const those = right.named[kind]?.concepts ?? NONE;
      for (const word of these) {
        const height = this.heightOfWord(word);
        here += height;
        if (those.includes(word)) words += height;
      }
      for (const word of those) there += this.heightOfWord(word);
    }
    let number = 0;
    for (const { kind, value } of left.units) {
      if (right.units.some((other) => other.kind === kind && other.value === value)) number = Math.max(number, this.ofNumber(kind, value));
    }
    return [
      ratio(pairs, Math.min(ours, theirs)), ratio(pairs, ours + theirs - pairs), Math.min(1, pairs / MUCH),
      ratio(letters, Math.min(lettersOurs, lettersTheirs)), ratio(letters, lettersOurs + lettersTheirs - letters),
      ratio(words, Math.min(here, there)), ratio(words, here + there - words), Math.min(1, words / MUCH), number,
    ];
  }

  private heightOf(key: number): number { return this.heights[this.texts.get(key, 1)] as number; }
  private heightOfWord(word: number): number { return this.heights[this.words.get(word + 1, 1)] as number; }

  /** A number is named by few: they are counted when first asked for. */
  private ofNumber(kind: string, value: string): number {
    if (!this.numbers) {
      const counts = new Map<string, number>();
      for (const { units } of this.records) for (const key of new Set(units.map((unit) => `${unit.kind} ${unit.value}`))) counts.set(key, (counts.get(key) ?? 0) + 1);
      this.numbers = counts;
    }
    return (this.heights[this.numbers.get(`${kind} ${value}`) ?? 1] as number) / this.most;
  }

  private common(left: Bag, right: Bag): number {
    let sum = 0;
    for (let at = 0, to = 0; at < left.count && to < right.count; ) {
      const key = left.row[left.start + at] as number;
      const other = right.row[right.start + to] as number;
      if (key === other) sum += this.heightOf(key);
      if (key <= other) at += 1;
      if (other <= key) to += 1;
    }
    return sum;
  }

  private total(bag: Bag): number {
    let total = this.totals.get(bag);
    if (total === undefined) {
      total = 0;
      for (let at = bag.start; at < bag.start + bag.count; at += 1) total += this.heightOf(bag.row[at] as number);
      this.totals.set(bag, total);
    }
    return total;
  }
}

const NONE: readonly number[] = [];
const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
