/**
 * Which records of one enterprise are compared. Of an ordinary enterprise every pair; of one with very many records only
 * pairs that name a thing in common, so that the work grows with likely pairs and not with the square.
 */
import type { ReadyLexicon } from './lexicon.js';
import type { Parsed } from './parse.js';
import { CONCEPT_KINDS } from './record.js';

/** Up to so many records every pair is compared. */
export const EVERY_PAIR_UP_TO = 400;
/** A word in more records of the enterprise than this tells nothing there. */
const TOO_COMMON = 600;
const TELLING = 0.5;
const THINGS = CONCEPT_KINDS.filter((kind) => kind !== 'DEFECT' && kind !== 'FILLER').map((kind) => CONCEPT_KINDS.indexOf(kind));

/** For each record in turn, the later ones it is compared with, ascending. */
export function* candidatesOf(records: readonly Parsed[], lexicon: ReadyLexicon): Generator<readonly [left: number, rights: readonly number[]]> {
  if (records.length <= EVERY_PAIR_UP_TO) {
    const all = records.map((_, at) => at);
    for (let left = 0; left < records.length; left += 1) yield [left, all.slice(left + 1)];
    return;
  }
  const holders = new Map<number, number[]>();
  const things = records.map((record) => THINGS.flatMap((kind) => record.named[kind]?.concepts ?? []).flatMap((concept) => lexicon.concepts[concept]?.upward ?? [])
    .filter((concept) => (lexicon.concepts[concept]?.weight ?? 1) >= TELLING));
  for (const [at, concepts] of things.entries()) for (const concept of new Set(concepts)) (holders.get(concept) ?? holders.set(concept, []).get(concept))?.push(at);
  for (let left = 0; left < records.length; left += 1) {
    const rights = new Set<number>();
    for (const concept of things[left] ?? []) {
      const list = holders.get(concept) ?? [];
      if (list.length <= TOO_COMMON) for (const right of list) if (right > left) rights.add(right);
    }
    yield [left, [...rights].sort((one, other) => one - other)];
  }
}
