/**
 * Characters (锈 / 烂) and words of the lexicon (短接 / 失效) that stand for each other where one hazard is told in two ways. How far
 * they do is learned from labelled pairs like every other weight; nothing is read into a text by it.
 */
import { apart } from './bag.js';
import type { ReadyLexicon } from './lexicon.js';
import { under } from './maps.js';
import type { Parsed } from './parse.js';

/** How much oftener two stand across from each other in one hazard than in two (log). */
export interface Wordings {
  /** By two characters, the smaller unit first. */
  readonly characters: Readonly<Record<string, number>>;
  /** By two concepts, a space between. */
  readonly words: Readonly<Record<string, number>>;
}
/** By the one, then by the other. */
type Ready = readonly (ReadonlyMap<number, number> | undefined)[];
interface Strengths { readonly characters: Ready; readonly words: Ready }
const UNITS = 65_536;
export const WORDING_FEATURES = ['wording.both', 'wording.better', 'words.both', 'words.better'] as const;
export const NO_WORDING: readonly number[] = [0, 0, 0, 0];

const made = new WeakMap<Wordings, Map<ReadyLexicon, Strengths>>();
function ready(wordings: Wordings, lexicon: ReadyLexicon): Strengths {
  const known = under(made, wordings, () => new Map<ReadyLexicon, Strengths>());
  return under(known, lexicon, () => {
    const at = new Map(lexicon.concepts.map(({ id }, index) => [id, index]));
    return {
      characters: readyIn(UNITS, Object.entries(wordings.characters).map(([two, strength]) => [two.charCodeAt(0), two.charCodeAt(1), strength])),
      words: readyIn(at.size, Object.entries(wordings.words).map(([two, strength]) => {
        const [one = -1, other = -1] = two.split(' ').map((id) => at.get(id));
        return [one, other, strength];
      })),
    };
  });
}

function readyIn(size: number, strengths: readonly (readonly [one: number, other: number, strength: number])[]): Ready {
  const map = new Array<Map<number, number> | undefined>(size);
  for (const [one, other, strength] of strengths) for (const [from, to] of [[one, other], [other, one]] as const) (map[from] ??= new Map()).set(to, strength);
  return map;
}

/** WORDING_FEATURES: how far what one says alone is what the other says alone, in other characters and in other words. */
export function wordingOf(left: Parsed, right: Parsed, wordings: Wordings, lexicon: ReadyLexicon): number[] {
  const { characters, words } = ready(wordings, lexicon);
  return [...toldBoth(apart(left.issue, right.issue), characters), ...toldBoth(wordsApart(left, right), words)];
}

/** The concepts that each names and the other does not. */
export function wordsApart(left: Parsed, right: Parsed): [number[], number[]] {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let kind = 0; kind < left.named.length; kind += 1) {
    const [these, those] = [left.named[kind]?.concepts ?? [], right.named[kind]?.concepts ?? []];
    for (const one of these) if (!those.includes(one)) ours.push(one);
    for (const one of those) if (!these.includes(one)) theirs.push(one);
  }
  return [ours, theirs];
}

function toldBoth([ours, theirs]: readonly [readonly number[], readonly number[]], strengths: Ready): [both: number, better: number] {
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
