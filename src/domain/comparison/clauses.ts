/**
 * A record that holds several findings (1#炉水温未联锁、2#炉无流量差报警), cut into them. A number, a machine and a place belong
 * to the finding they are said with; what is said before a list, or by the finding before, holds for one that has none of its own.
 * Works on tidied text and on what was found in it.
 */
import type { Occurrence } from './lexicon.js';
import type { NumberKind, UnitNumber } from './numbers.js';
import type { ConceptKind } from './record.js';

export interface Clause {
  /** The place of its own words in the text, half-open. */
  readonly start: number;
  readonly end: number;
  /** Its words and numbers, with those that hold for it from before. */
  readonly found: readonly Occurrence[];
  readonly units: readonly UnitNumber[];
}
export interface Reading {
  readonly text: string;
  readonly found: readonly Occurrence[];
  readonly units: readonly UnitNumber[];
  readonly kindOf: (one: Occurrence) => ConceptKind;
}

/** Ends a finding; what stands in brackets belongs to what it explains. */
const BREAK = /[,;:]|\.(?!\d)|(?<!\d)\d{1,2}(?:\)|、(?=\D))/g;
/** Ends one only where a finding stands on both sides. */
const JOINT = /、|以及|并且|同时|[且和及与并]/g;
/** Where any of these could be. */
const SIGNS = new Uint8Array(65_536);
for (const sign of ',;:.、且和及与并以同)') SIGNS[sign.charCodeAt(0)] = 1;
const TRAILING = /^[,;:.、]+|[,;:.、]+$/g;
const SIGNS_ONLY = '(),.;:、';
/** Characters that say something beside the words and numbers known. */
const SAYING = 2;
/** More findings than this in one record are compared as one. */
const MOST = 8;
/** Said of the thing, not a thing of its own. */
const BEARERS: ReadonlySet<ConceptKind> = new Set(['EQUIPMENT', 'PART', 'SUBSTANCE', 'PAPER', 'PERSON', 'WORK']);
const CARRIED: readonly ConceptKind[] = ['PLACE', 'EQUIPMENT'];

interface Piece { start: number; end: number; head: boolean }

/** Two or more, or none. */
export function clausesOf(reading: Reading): Clause[] {
  if (!mayBeSeveral(reading)) return [];
  const pieces = findingsIn(reading);
  if (pieces.filter(({ head }) => !head).length < 2 || pieces.length > MOST + 1) return [];
  const clauses: Clause[] = [];
  let before: Pick<Clause, 'found' | 'units'> = { found: [], units: [] };
  let shared: Pick<Clause, 'found' | 'units'> = before;
  for (const piece of pieces) {
    const own = within(reading, piece);
    if (piece.head) {
      shared = before = own;
      continue;
    }
    const has = (kind: ConceptKind): boolean => own.found.some((one) => reading.kindOf(one) === kind);
    const numbered = (kind: NumberKind): boolean => own.units.some((unit) => unit.kind === kind || (kind === 'UNIT' && unit.kind === 'TAG') || (kind === 'TAG' && unit.kind === 'UNIT'));
    const nouns = before.units.map(({ noun }) => noun).filter((noun) => noun !== null);
    const carried = [...before.found, ...shared.found].filter((one, at, all) => CARRIED.includes(reading.kindOf(one)) && !has(reading.kindOf(one)) && all.indexOf(one) === at);
    const clause: Clause = {
      start: piece.start, end: piece.end,
      found: [...carried, ...own.found],
      units: [
        ...own.units.map((unit) => (unit.kind === 'UNIT' && unit.noun === null && nouns.length === 1 ? { ...unit, noun: nouns[0] as string } : unit)),
        ...[...before.units, ...shared.units].filter((unit, at, all) => !numbered(unit.kind) && all.indexOf(unit) === at),
      ],
    };
    clauses.push(clause);
    before = clause;
  }
  /** … (2号包) at the end, said of all that is said before it. */
  const behind = pieces.at(-1);
  const bracketed = reading.units.filter((unit) => unit.start > 0 && reading.text[unit.start - 1] === '(' && behind && unit.start >= behind.start && /\)[.;]?$/.test(reading.text.slice(unit.end)));
  if (bracketed.length > 0 && clauses.slice(0, -1).every(({ units }) => units.every(({ kind }) => kind === 'DIRECTION'))) {
    for (const [at, clause] of clauses.entries()) if (at + 1 < clauses.length) clauses[at] = { ...clause, units: [...clause.units, ...bracketed] };
  }
  const saidOf = (clause: Clause): boolean => clause.found.some((one) => reading.kindOf(one) === 'DEFECT');
  return clauses.map((clause, at) => {
    if (saidOf(clause)) return clause;
    const tail = clauses.slice(at + 1).find(saidOf);
    return tail && /均|都|皆|全/.test(reading.text.slice(tail.start, tail.end)) ? { ...clause, found: [...clause.found, ...tail.found.filter((one) => reading.kindOf(one) === 'DEFECT')] } : clause;
  });
}

/** Most records are of one finding: is there a sign or a joint with something a hazard is of on both sides? */
function mayBeSeveral({ text, found, units, kindOf }: Reading): boolean {
  let [first, last] = [-1, -1];
  for (let at = 0; at < text.length; at += 1) {
    if (!SIGNS[text.charCodeAt(at)]) continue;
    last = at;
    if (first < 0) first = at;
  }
  if (first < 0) return false;
  let [before, after] = [false, false];
  for (const one of found) {
    if (!BEARERS.has(kindOf(one))) continue;
    before ||= one.start < last;
    after ||= one.start > first;
  }
  for (const one of units) {
    before ||= one.start < last;
    after ||= one.start > first;
  }
  return before && after;
}

/** Do the findings number different things of one kind? Then the record as a whole is none of them. */
export function numberedApart(clauses: readonly Clause[]): boolean {
  return clauses.some((one, at) => clauses.slice(at + 1).some((other) => one.units.some((unit) => unit.kind !== 'DIRECTION' &&
    other.units.some(({ kind, noun }) => kind === unit.kind && (kind === 'FLOOR' || noun === unit.noun)) && !other.units.some(({ kind, value }) => kind === unit.kind && value === unit.value))));
}

function findingsIn(reading: Reading): Piece[] {
  const pieces: Piece[] = [];
  for (const broad of cut(reading, { start: 0, end: reading.text.length }, BREAK)) {
    const fine = joined(reading, cut(reading, broad, JOINT));
    const head = reading.text[broad.end] === ':' && pieces.length === 0 && fine.length === 1;
    for (const piece of fine) {
      const last = pieces.at(-1);
      if (head) pieces.push({ ...piece, head });
      // what says nothing of its own goes with what it follows, or, at the beginning, with what follows it
      else if (last && !last.head && !(isFinding(reading, piece) && isFinding(reading, last))) last.end = piece.end;
      else pieces.push(piece);
    }
  }
  return pieces;
}

/** Pieces that are no finding of their own go with what follows them, or with what they follow. */
function joined(reading: Reading, pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last && !(standsAlone(reading, last) && standsAlone(reading, piece))) last.end = piece.end;
    else whole.push({ ...piece });
  }
  return whole;
}

function cut(reading: Reading, { start, end }: Pick<Piece, 'start' | 'end'>, at: RegExp): Piece[] {
  const pieces: Piece[] = [];
  const within = (index: number) => (one: { start: number; end: number }): boolean => one.start < index && index < one.end;
  const inside = (index: number): boolean => reading.found.some(within(index)) || reading.units.some(within(index)) || depth(reading.text, index) > 0;
  let from = start;
  const add = (to: number): void => {
    const trimmed = reading.text.slice(from, to);
    const lead = trimmed.length - trimmed.replace(/^[,;:.、]+/, '').length;
    if (trimmed.replace(TRAILING, '').length > 0) pieces.push({ start: from + lead, end: to, head: false });
  };
  for (const { index, 0: sign } of reading.text.slice(start, end).matchAll(at)) {
    if (inside(start + index)) continue;
    add(start + index);
    from = start + index + sign.length;
  }
  add(end);
  return pieces;
}

function depth(text: string, to: number): number {
  let open = 0;
  for (let at = 0; at < to; at += 1) open += text[at] === '(' ? 1 : text[at] === ')' && open > 0 ? -1 : 0;
  return open;
}

/** Names something a hazard is of, and says something of it. */
function isFinding(reading: Reading, piece: Piece): boolean {
  if (standsAlone(reading, piece)) return true;
  const own = within(reading, piece);
  return (own.units.length > 0 || own.found.some((one) => BEARERS.has(reading.kindOf(one)))) && rest(reading, piece, own) >= SAYING;
}

/** Between 、 and 和, more is asked: a number with something of its own, or a thing and what is wrong with it. */
function standsAlone(reading: Reading, piece: Piece): boolean {
  const own = within(reading, piece);
  const bears = own.found.some((one) => BEARERS.has(reading.kindOf(one)));
  if (bears && own.found.some((one) => reading.kindOf(one) === 'DEFECT')) return true;
  return own.units.some(({ kind }) => kind !== 'DIRECTION') && (rest(reading, piece, own) >= SAYING || own.found.some((one) => ['PART', 'SUBSTANCE', 'PAPER', 'WORK', 'DEFECT'].includes(reading.kindOf(one))));
}

function within(reading: Reading, { start, end }: Pick<Piece, 'start' | 'end'>): Pick<Clause, 'found' | 'units'> {
  const inside = (one: { start: number; end: number }): boolean => one.start >= start && one.end <= end;
  return { found: reading.found.filter(inside), units: reading.units.filter(inside) };
}

function rest(reading: Reading, { start, end }: Piece, own: Pick<Clause, 'found' | 'units'>): number {
  let known = 0;
  const ownWords = [...own.found, ...own.units];
  for (let at = start; at < end; at += 1) if (SIGNS_ONLY.includes(reading.text.charAt(at)) || ownWords.some((one) => at >= one.start && at < one.end)) known += 1;
  return end - start - known;
}
