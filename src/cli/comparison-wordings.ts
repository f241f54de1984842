/**
 * Which characters and words stand for each other: oftener across from each other in two tellings of one hazard than of two. Learned from
 * lines of one hazard as the county, the town and the enterprise would each write it, and from no world.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gramOf } from '../domain/comparison/bag.js';
import { ready, type ReadyLexicon } from '../domain/comparison/lexicon.js';
import { under } from '../domain/comparison/maps.js';
import { parse, type Parsed } from '../domain/comparison/parse.js';
import type { Lexicon } from '../domain/comparison/record.js';
import { toldApart, wordOf, type Apart, type Leanings, type Wording, type Wordings } from '../domain/comparison/wordings.js';

/** By enterprise its hazards, each as several tell it. */
type Tellings = readonly (readonly (readonly string[])[])[];
/** What each of two tellings says alone; of one hazard, which line. */
type Told = Readonly<Record<Wording, Apart>> & { readonly line: number };
interface Across { readonly one: number; readonly other: number; pairs: number; lines: number; last: number }

/** Fewer lines prove nothing; a weaker leaning (log) says nothing. */
const LEAST_LINES = 3;
const LEAST = 0.5;
const STRONG = 1;
/** As if seen so often before anything is. */
const BEFORE = { same: 0.2, other: 2 };

/** The text files of a folder: a line a hazard, `|` between its tellings, an empty line between enterprises. */
export function readTellings(folder: string): Tellings {
  return readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().flatMap((name) =>
    readFileSync(`${folder}/${name}`, 'utf8').split(/\n\s*\n/).map((enterprise) =>
      enterprise.split('\n').filter((line) => line.includes('|')).map((line) => line.split('|').map((telling) => telling.trim()))));
}

export function learnWordings(tellings: Tellings, lexicon: Lexicon): Wordings {
  const prepared = ready(lexicon);
  const read = tellings.map((enterprise) => enterprise.map((line) => line.map((telling) => readAlone(telling, prepared))));
  const same = read.flat().flatMap((line, at) => line.flatMap((one, index) => line.slice(index + 1).map((other) => ({ ...toldApart(one, other), line: at }))));
  // of two hazards of one enterprise one telling each: as many as are needed to know what is common
  const other = read.flatMap((enterprise) => enterprise.flatMap((line, at) => enterprise.slice(at + 1).map((next, further) =>
    ({ ...toldApart(line[further % line.length] as Parsed, next[at % next.length] as Parsed), line: -1 }))));
  return {
    characters: leanings(same, other, 'characters', gramOf),
    pairs: leanings(same, other, 'pairs', gramOf),
    words: leanings(same, other, 'words', (key) => lexicon.concepts[wordOf(key)]?.id ?? ''),
  };
}

function readAlone(description: string, lexicon: ReadyLexicon): Parsed {
  return parse({
    key: '', side: 'COUNTY', externalRef: null, hazardId: null, enterpriseId: null, enterpriseName: '', creditCode: null, townCode: null, town: '', sector: '', level: 'GENERAL',
    description, location: null, basisClause: null, foundOn: '', status: 'OPEN', closedOn: null, inspectors: [],
  }, lexicon);
}

function leanings(same: readonly Told[], other: readonly Told[], of: Wording, said: (key: number) => string): Leanings {
  /** What is said across from anything in one hazard is numbered: two numbers make one key, two pairs of characters would not. */
  const numbers = new Map<number, number>();
  for (const { [of]: both } of same) for (const key of both.flat()) under(numbers, key, () => numbers.size);

  const ours = new Map<number, Across>();
  for (const { [of]: both, line } of same) {
    eachAcross(both, numbers, (key, one, two) => {
      const count = under(ours, key, () => ({ one, other: two, pairs: 0, lines: 0, last: -1 }));
      count.pairs += 1;
      if (count.last !== line) count.lines += 1;
      count.last = line;
    });
  }
  for (const [key, { lines }] of ours) if (lines < LEAST_LINES) ours.delete(key);
  const theirs = new Map<number, number>();
  for (const { [of]: both } of other) eachAcross(both, numbers, (key) => { if (ours.has(key)) theirs.set(key, (theirs.get(key) ?? 0) + 1); });

  const learned = new Map<string, [strongly: string[], leaning: string[]]>();
  for (const [key, { one, other: two, pairs }] of ours) {
    const leaning = Math.log((pairs + BEFORE.same) / (same.length + 1)) - Math.log(((theirs.get(key) ?? 0) + BEFORE.other) / (other.length + 1));
    const [first, second] = [said(one), said(two)].sort() as [string, string];
    if (leaning > LEAST) under(learned, first, (): [string[], string[]] => [[], []])[leaning > STRONG ? 0 : 1].push(second);
  }
  return Object.fromEntries([...learned].sort(([one], [two]) => (one < two ? -1 : 1)).map(([one, listed]) => [one, listed.map((others) => others.sort().join(' ')).join('|')]));
}

function eachAcross([ours, theirs]: Apart, numbers: ReadonlyMap<number, number>, work: (key: number, one: number, other: number) => void): void {
  for (const one of ours) {
    const here = numbers.get(one);
    if (here === undefined) continue;
    for (const other of theirs) {
      const there = numbers.get(other);
      if (there !== undefined) work(Math.min(here, there) * numbers.size + Math.max(here, there), one, other);
    }
  }
}
