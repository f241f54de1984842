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

/** Each pair that is compared, once: the first record's in turn, and of those the second's, ascending. */
export function eachCandidate(records: readonly Parsed[], lexicon: ReadyLexicon, take: (left: number, right: number) => void): void {
  if (records.length <= EVERY_PAIR_UP_TO) {
    for (let left = 0; left < records.length; left += 1) for (let right = left + 1; right < records.length; right += 1) take(left, right);
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
    for (const right of [...rights].sort((one, other) => one - other)) take(left, right);
  }
}
