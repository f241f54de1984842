/** One record, read: what thing, which one, where, what is wrong with it, on what day. */
import { bagsOf, KNOWN, SILENT, THING, type Bag } from './bag.js';
import { sidesIn, type Sides } from './contraries.js';
import { clausesOf, numberedApart, type Clause } from './clauses.js';
import { occurrences, type Named, type Occurrence, type ReadyConcept, type ReadyLexicon } from './lexicon.js';
import { tidy, type Tidied } from './normalise.js';
import { numbersIn, type EventDay, type UnitNumber } from './numbers.js';
import { CONCEPT_KINDS, type ComparedRecord, type ConceptKind, type Span } from './record.js';

export interface Parsed {
  readonly record: ComparedRecord;
  readonly tidied: Tidied;
  readonly found: readonly Occurrence[];
  /** Distinct concepts of description and place, in the order of CONCEPT_KINDS. */
  readonly named: readonly Named[];
  readonly units: readonly UnitNumber[];
  readonly days: readonly EventDay[];
  /** Which of two it names, where a word does. */
  readonly sides: Sides;
  /** Pairs of characters of the description, single characters, and the pairs that the lexicon does not know. */
  readonly pairs: Bag;
  readonly letters: Bag;
  readonly unknown: Bag;
  /** Characters outside places, machines and substances: what is said of them. */
  readonly issue: Bag;
  /** The characters that tell the stated place from another; empty when none is stated. */
  readonly placeLetters: readonly string[];
  /** The stated place: is another's place named in it, or in the text? */
  readonly placeText: string;
  /** Sentence parts that each say what is wrong: more than one may be a merged finding. */
  readonly parts: number;
  /** The findings of a merged record, each read as a record of its own; none where there is one only. */
  readonly clauses: readonly Parsed[];
  /** Its findings number different things: as a whole it is none of them. */
  readonly apart: boolean;
  /** The part of the text that a clause is; null for a whole record. */
  readonly span: Span | null;
  /** 安全标识不全, 管理不到位: names no thing, or only what any enterprise has. */
  readonly vague: boolean;
}

/** Said of any place, or of which one (numbers are compared apart). */
const EVERYWHERE = /[车间区域库室房号厂线部内外侧处旁位站层楼\d#()、,.\-A-Z一二三四五六七八九十东西南北]/g;
const BREAK = /[,.;:]|\d\)|[(][^)]*[)]/g;
/** What any enterprise has somewhere; without a machine, a place or a number it points at nothing. */
const ANYWHERE: ReadonlySet<string> = new Set(['标识', '管理制度', '检查记录', '防护用品', '从业人员', '培训记录', '台账', '消防设施', '应急物资', '车间', '操作规程', '安全生产责任制']);
const VAGUE_LENGTH = 14;
const NOTHING: Named = { concepts: [], weight: 0, heaviest: 0 };
const NOTHING_NAMED: readonly Named[] = CONCEPT_KINDS.map(() => NOTHING);

export const namedOf = ({ named }: Parsed, kind: ConceptKind): readonly number[] => named[CONCEPT_KINDS.indexOf(kind)]?.concepts ?? [];

export function parse(record: ComparedRecord, lexicon: ReadyLexicon): Parsed {
  const tidied = tidy(record.description);
  const { text } = tidied;
  const place = record.location ? placeOf(record.location, lexicon) : NOWHERE;
  const found = occurrences(text, lexicon);
  const kindOf = ({ concept }: Occurrence): ConceptKind => lexicon.concepts[concept]?.kind ?? 'FILLER';
  const known = found.filter((one) => kindOf(one) !== 'FILLER');
  const numbers = numbersIn(text, record.foundOn);
  const silent = marksFor(text, 0);
  for (const one of found) if (kindOf(one) === 'FILLER') mark(silent, one, SILENT);
  for (const one of numbers.units) mark(silent, one, SILENT);
  for (const one of numbers.days) mark(silent, one, SILENT);
  const clauses = clausesOf({ text, found: known, units: numbers.units, kindOf });
  const vague = place === NOWHERE && numbers.units.length === 0 && text.length <= VAGUE_LENGTH && known.every((one) => kindOf(one) === 'DEFECT' || ANYWHERE.has(lexicon.concepts[one.concept]?.id ?? ''));
  /** Written out, not spread: a record is read a hundred thousand times. `marks` says what is silent. */
  const read = (words: readonly Occurrence[], marks: Uint8Array, units: readonly UnitNumber[], parts: number, clauses: readonly Parsed[], apart: boolean, span: Span | null): Parsed => {
    for (const one of words) {
      const kind = kindOf(one);
      mark(marks, one, kind === 'PLACE' || kind === 'EQUIPMENT' || kind === 'SUBSTANCE' ? KNOWN | THING : KNOWN);
    }
    const { pairs, letters, unknown, issue } = bagsOf(text, marks, lexicon);
    return {
      record, tidied, found: words,
      named: namedIn(words, place.found, lexicon),
      units, days: numbers.days, sides: sidesIn(text, place.text, span),
      pairs, letters, unknown, issue,
      placeLetters: place.letters, placeText: place.text, parts, clauses, apart, span, vague,
    };
  };
  const several = clauses.map((clause) => read(
    clause.found, outside(clause, text, silent), [...clause.units, ...place.units.filter(({ kind, noun }) => !clause.units.some((own) => own.kind === kind && (own.noun === noun || own.noun === null)))],
    1, [], false, [clause.start, clause.end],
  ));
  return read(known, silent, place.units.length > 0 ? [...numbers.units, ...place.units] : numbers.units, Math.max(clauses.length, partsOf(text, known, kindOf)), several, clauses.length > 0 && numberedApart(clauses), null);
}

interface Place { readonly text: string; readonly found: readonly Occurrence[]; readonly units: readonly UnitNumber[]; readonly letters: readonly string[] }
const NOWHERE: Place = { text: '', found: [], units: [], letters: [] };
/** Many records are of one place: the last so many are not read again. */
const PLACES = 2_000;
const placesRead = new WeakMap<ReadyLexicon, Map<string, Place>>();

function placeOf(location: string, lexicon: ReadyLexicon): Place {
  const places = placesRead.get(lexicon) ?? new Map<string, Place>();
  const known = places.get(location);
  if (known) return known;
  const { text } = tidy(location);
  const found = occurrences(text, lexicon).filter(({ concept }) => !['FILLER', 'DEFECT'].includes(lexicon.concepts[concept]?.kind ?? 'FILLER'));
  const place = text ? { text, found, units: numbersIn(text).units, letters: [...new Set(text.replace(EVERYWHERE, ''))] } : NOWHERE;
  if (places.size >= PLACES) places.clear();
  placesRead.set(lexicon, places.set(location, place));
  return place;
}

/** What stands at each place of a text (`bagsOf`), for one reading at a time. */
let [wholeMarks, clauseMarks] = [new Uint8Array(0), new Uint8Array(0)];
function marksFor({ length }: string, mark: number): Uint8Array {
  if (wholeMarks.length < length) [wholeMarks, clauseMarks] = [new Uint8Array(length * 2), new Uint8Array(length * 2)];
  return (mark ? clauseMarks : wholeMarks).fill(mark, 0, length);
}

function mark(marks: Uint8Array, { start, end }: { start: number; end: number }, mark: number): void {
  for (let at = start; at < end; at += 1) marks[at] = (marks[at] as number) | mark;
}

/** What is not said by a clause is silent in it. */
function outside(clause: Clause, text: string, silent: Uint8Array): Uint8Array {
  const marks = marksFor(text, SILENT);
  for (let at = clause.start; at < clause.end; at += 1) marks[at] = silent[at] as number;
  for (const { start, end } of clause.found) for (let at = start; at < end; at += 1) marks[at] = silent[at] as number;
  return marks;
}

/** With what a word implies of another kind: 没开票 names the permit too. */
function namedIn(words: readonly Occurrence[], places: readonly Occurrence[], lexicon: ReadyLexicon): Named[] {
  const named = NOTHING_NAMED.slice();
  addNamed(named, words, lexicon);
  addNamed(named, places, lexicon);
  return named;
}

function addNamed(named: Named[], found: readonly Occurrence[], { concepts }: ReadyLexicon): void {
  for (const { concept } of found) {
    const own = concepts[concept];
    if (!own) continue;
    addOne(named, own);
    for (const implied of own.implied) if (concepts[implied]) addOne(named, concepts[implied]);
  }
}

function addOne(named: Named[], { kind, named: one }: ReadyConcept): void {
  const at = CONCEPT_KINDS.indexOf(kind);
  const before = named[at] as Named;
  // most kinds are named by one word: the lexicon has that ready
  if (before.concepts.length === 0) named[at] = one;
  else if (!before.concepts.includes(one.concepts[0] as number)) named[at] = { concepts: before.concepts.concat(one.concepts), weight: before.weight + one.weight, heaviest: Math.max(before.heaviest, one.heaviest) };
}

function partsOf(text: string, found: readonly Occurrence[], kindOf: (one: Occurrence) => ConceptKind): number {
  let parts = 0;
  let from = 0;
  BREAK.lastIndex = 0;
  for (let sign = BREAK.exec(text); from < text.length; sign = sign && BREAK.exec(text)) {
    const to = sign?.index ?? text.length;
    let [thing, defect] = [false, false];
    for (const one of found) {
      if (one.start < from || one.start >= to) continue;
      if (kindOf(one) === 'DEFECT') defect = true;
      else thing = true;
    }
    if (thing && defect) parts += 1;
    if (!sign) break;
    from = to;
  }
  return parts;
}
