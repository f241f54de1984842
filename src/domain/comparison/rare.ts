/**
 * What few records of the enterprise say, weighs most: where every second line names the furnace, the furnace tells nothing. Counted
 * over the records of one enterprise as they are compared, whatever their order.
 */
import { commonKeys, type Bag } from './bag.js';
import type { Parsed } from './parse.js';

/** In the order of `Rarity.of`. */
export const RARE_FEATURES = ['rare.text', 'rare.textOfAll', 'rare.textInAll', 'rare.letters', 'rare.lettersOfAll', 'rare.words', 'rare.wordsOfAll', 'rare.wordsInAll', 'rare.number'] as const;
export const NOT_RARE: readonly number[] = RARE_FEATURES.map(() => 0);
/** So much common rarity is as good as more. */
const MUCH = 10;

type Heights = ReadonlyMap<number, number>;

export class Rarity {
  /** Characters and pairs of them: their keys are never the same. */
  private readonly texts: Heights;
  private readonly words: Heights;
  private numbers: ReadonlyMap<string, number> | undefined;
  private readonly most: number;
  private readonly totals = new Map<Bag, number>();
  private readonly wordsOf = new Map<Parsed, ReadonlySet<number>>();

  constructor(private readonly records: readonly Parsed[]) {
    this.most = Math.log(records.length + 1);
    this.texts = this.heights(records, ({ pairs, letters }) => [pairs.keys, letters.keys]);
    this.words = this.heights(records, ({ named }) => named.map(({ concepts }) => concepts));
  }

  /** RARE_FEATURES of two records, or of two findings of them. */
  of(left: Parsed, right: Parsed): number[] {
    const [text, letters] = [this.common(left.pairs, right.pairs), this.common(left.letters, right.letters)];
    const [ours, theirs] = [this.wordsIn(left), this.wordsIn(right)];
    let [words, here, there] = [0, 0, 0];
    for (const word of ours) {
      const height = this.words.get(word) ?? this.most;
      here += height;
      if (theirs.has(word)) words += height;
    }
    for (const word of theirs) there += this.words.get(word) ?? this.most;
    let number = 0;
    for (const { kind, value } of left.units) {
      if (right.units.some((other) => other.kind === kind && other.value === value)) number = Math.max(number, this.ofNumber(kind, value));
    }
    return [
      ratio(text.common, Math.min(text.ours, text.theirs)), ratio(text.common, text.ours + text.theirs - text.common), Math.min(1, text.common / MUCH),
      ratio(letters.common, Math.min(letters.ours, letters.theirs)), ratio(letters.common, letters.ours + letters.theirs - letters.common),
      ratio(words, Math.min(here, there)), ratio(words, here + there - words), Math.min(1, words / MUCH), number,
    ];
  }

  private ofNumber(kind: string, value: string): number {
    this.numbers ??= this.heights(this.records, ({ units }) => [new Set(units.map((unit) => `${unit.kind} ${unit.value}`))]);
    return (this.numbers.get(`${kind} ${value}`) ?? this.most) / this.most;
  }

  private heights<K>(records: readonly Parsed[], keysOf: (record: Parsed) => readonly Iterable<K>[]): Map<K, number> {
    const heights = new Map<K, number>();
    const once = new Set<K>();
    for (const record of records) {
      for (const keys of keysOf(record)) {
        for (const key of keys) {
          const count = heights.get(key);
          if (count !== undefined) heights.set(key, count + 1);
          else if (once.has(key)) heights.set(key, 2);
          else once.add(key);
        }
      }
    }
    // what is said once is as high as can be, and need not be kept
    for (const [key, count] of heights) heights.set(key, this.most - Math.log(count));
    return heights;
  }

  private wordsIn(record: Parsed): ReadonlySet<number> {
    let known = this.wordsOf.get(record);
    if (!known) {
      const words = new Set<number>();
      for (const { concepts } of record.named) for (const concept of concepts) words.add(concept);
      this.wordsOf.set(record, (known = words));
    }
    return known;
  }

  private common(left: Bag, right: Bag): { common: number; ours: number; theirs: number } {
    let common = 0;
    for (const key of commonKeys(left, right)) common += this.texts.get(key) ?? this.most;
    return { common, ours: this.total(left), theirs: this.total(right) };
  }

  private total(bag: Bag): number {
    let total = this.totals.get(bag);
    if (total === undefined) this.totals.set(bag, (total = bag.keys.reduce((sum, key) => sum + (this.texts.get(key) ?? this.most), 0)));
    return total;
  }
}

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
