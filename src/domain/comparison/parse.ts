/** One record, read: what thing, which one, where, what is wrong with it, on what day. */
import { occurrences, type Occurrence, type ReadyLexicon } from './lexicon.js';
import { tidy, type Tidied } from './normalise.js';
import { numbersIn, type EventDay, type UnitNumber } from './numbers.js';
import type { ComparedRecord, ConceptKind } from './record.js';

export type ByKind = Readonly<Partial<Record<ConceptKind, readonly number[]>>>;

export interface Parsed {
  readonly record: ComparedRecord;
  readonly tidied: Tidied;
  readonly found: readonly Occurrence[];
  /** Distinct concepts of description and place, by kind. */
  readonly byKind: ByKind;
  readonly units: readonly UnitNumber[];
  readonly days: readonly EventDay[];
  /** Pairs of characters of the description, weighted by rarity; and the length of that vector. */
  readonly grams: ReadonlyMap<string, number>;
  readonly length: number;
  /** The same for what the lexicon does not know. */
  readonly rest: ReadonlyMap<string, number>;
  /** Sentence parts that each say what is wrong: more than one may be a merged finding. */
  readonly parts: number;
  /** 安全标识不全, 管理不到位: names no thing, or only what any enterprise has. */
  readonly vague: boolean;
}

const BREAK = /[,.;:]|\d\)|[(][^)]*[)]/g;

export function parse(record: ComparedRecord, lexicon: ReadyLexicon): Parsed {
  const tidied = tidy(record.description);
  const place = tidy(record.location ?? '').text;
  const found = occurrences(tidied.text, lexicon);
  const foundInPlace = place ? occurrences(place, lexicon) : [];
  const described = numbersIn(tidied.text);
  const placed = place ? numbersIn(place).units : [];
  const fillers = found.filter(({ concept }) => lexicon.concepts[concept]?.kind === 'FILLER');
  const known = found.filter(({ concept }) => lexicon.concepts[concept]?.kind !== 'FILLER');
  const silent = [...fillers, ...described.units, ...described.days];
  const grams = gramsOf(tidied.text, silent, lexicon);
  return {
    record,
    tidied,
    found: known,
    byKind: kinds([...known, ...foundInPlace.filter(({ concept }) => !['DEFECT', 'FILLER'].includes(lexicon.concepts[concept]?.kind ?? ''))], lexicon),
    units: [...described.units, ...placed],
    days: described.days,
    grams,
    length: Math.sqrt([...grams.values()].reduce((sum, weight) => sum + weight * weight, 0)),
    rest: gramsOf(tidied.text, [...silent, ...known], lexicon),
    parts: partsOf(tidied.text, known, lexicon),
    vague: !known.some(({ concept }) => lexicon.concepts[concept]?.kind !== 'DEFECT') && described.units.length === 0 && tidied.text.length <= 10,
  };
}

function kinds(found: readonly Occurrence[], lexicon: ReadyLexicon): ByKind {
  const byKind: Partial<Record<ConceptKind, number[]>> = {};
  for (const { concept } of found) {
    const kind = lexicon.concepts[concept]?.kind;
    if (!kind) continue;
    const list = (byKind[kind] ??= []);
    if (!list.includes(concept)) list.push(concept);
  }
  return byKind;
}

function gramsOf(text: string, without: readonly { start: number; end: number }[], lexicon: ReadyLexicon): Map<string, number> {
  const silent = new Uint8Array(text.length);
  for (const { start, end } of without) silent.fill(1, start, end);
  const grams = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    if (silent[at] || silent[at + 1]) continue;
    const gram = text.slice(at, at + 2);
    if (/[,.;:、()"\-~#]/.test(gram)) continue;
    grams.set(gram, lexicon.rarity[gram] ?? lexicon.rarest);
  }
  return grams;
}

function partsOf(text: string, found: readonly Occurrence[], lexicon: ReadyLexicon): number {
  let parts = 0;
  let from = 0;
  for (const to of [...[...text.matchAll(BREAK)].map(({ index }) => index), text.length]) {
    const inside = found.filter(({ start }) => start >= from && start < to).map(({ concept }) => lexicon.concepts[concept]?.kind);
    if (inside.includes('DEFECT') && inside.some((kind) => kind !== 'DEFECT')) parts += 1;
    from = to;
  }
  return parts;
}
