/** The lexicon made ready for reading texts: one tree over all terms; the longest term at a place wins. */
import { keyOf } from './bag.js';
import { Keyed } from './keyed.js';
import { tidy } from './normalise.js';
import type { Concept, ConceptKind, Lexicon } from './record.js';

/** By UTF-16 unit: no text is made while one is walked. */
interface Node { readonly next: Map<number, Node>; concept: number }
/** Concepts of one kind that a text names. */
export interface Named {
  readonly concepts: readonly number[];
  readonly weight: number;
  readonly heaviest: number;
}
export interface ReadyConcept {
  readonly id: string;
  readonly kind: ConceptKind;
  /** The concept itself first, then every wider one. */
  readonly upward: readonly number[];
  /** Those above it whose members exclude each other, and those of another kind. */
  readonly family: readonly number[];
  readonly implied: readonly number[];
  readonly weight: number;
  /** The concept alone, as a text names it. */
  readonly named: Named;
}
export interface ReadyLexicon {
  readonly version: string;
  readonly concepts: readonly ReadyConcept[];
  /** By the first unit of a term: at most places of a text none begins. */
  readonly roots: readonly (Node | undefined)[];
  /** How rare a pair of characters is, by its key, and a single character, by its unit. */
  readonly pairs: Keyed;
  readonly letters: Float64Array;
  readonly rarest: number;
  readonly areas: readonly string[];
}
export interface Occurrence { readonly concept: number; readonly start: number; readonly end: number }

const UNITS = 65_536;
const made = new WeakMap<Lexicon, ReadyLexicon>();

export function ready(lexicon: Lexicon): ReadyLexicon {
  let known = made.get(lexicon);
  if (!known) made.set(lexicon, (known = make(lexicon)));
  return known;
}

function make(lexicon: Lexicon): ReadyLexicon {
  const at = new Map(lexicon.concepts.map(({ id }, index) => [id, index]));
  const root: Node = { next: new Map(), concept: -1 };
  const roots = new Array<Node | undefined>(UNITS);
  for (const [index, { terms }] of lexicon.concepts.entries()) for (const term of terms) plant(root, tidy(term).text, index);
  for (const [unit, node] of root.next) roots[unit] = node;
  const rarities = Object.entries(lexicon.rarity);
  const rarest = rarities.length ? Math.max(...rarities.map(([, rarity]) => rarity)) : 5;
  const letters = new Float64Array(UNITS).fill(rarest);
  const pairs = new Keyed(rarities.length);
  for (const [gram, rarity] of rarities) {
    if (gram.length === 1) letters[gram.charCodeAt(0)] = rarity;
    else pairs.set(keyOf(gram), rarity);
  }
  return {
    version: lexicon.version,
    concepts: lexicon.concepts.map((concept, index): ReadyConcept => {
      const up = upward(concept, lexicon.concepts, at);
      const above = up.slice(1);
      const own = (other: number): boolean => lexicon.concepts[other]?.kind === concept.kind;
      const weight = concept.weight ?? 1;
      return { id: concept.id, kind: concept.kind, upward: up, family: (concept.exclusive ?? []).flatMap((id) => at.get(id) ?? []), implied: above.filter((other) => !own(other)), weight, named: { concepts: [index], weight, heaviest: weight } };
    }),
    roots,
    pairs,
    letters,
    rarest,
    areas: [...lexicon.areas].sort((left, right) => right.length - left.length || (left < right ? -1 : 1)),
  };
}

function plant(root: Node, term: string, concept: number): void {
  let node = root;
  for (let at = 0; at < term.length; at += 1) {
    const unit = term.charCodeAt(at);
    let next = node.next.get(unit);
    if (!next) node.next.set(unit, (next = { next: new Map(), concept: -1 }));
    node = next;
  }
  if (node.concept < 0) node.concept = concept;
}

function upward(concept: Concept, all: readonly Concept[], at: ReadonlyMap<string, number>): number[] {
  const reached = new Set<number>();
  const visit = (one: Concept): void => {
    const index = at.get(one.id);
    if (index === undefined || reached.has(index)) return;
    reached.add(index);
    for (const wider of one.wider) {
      const next = at.get(wider);
      if (next !== undefined) visit(all[next] as Concept);
    }
  };
  visit(concept);
  return [...reached];
}

/** Terms in a tidied text, left to right, longest first, none overlapping. */
export function occurrences(text: string, { roots }: ReadyLexicon): Occurrence[] {
  const found: Occurrence[] = [];
  for (let start = 0; start < text.length; ) {
    let [concept, to] = [-1, start + 1];
    for (let node = roots[text.charCodeAt(start)], end = start + 1; node; node = node.next.get(text.charCodeAt(end)), end += 1) {
      if (node.concept >= 0) [concept, to] = [node.concept, end];
    }
    if (concept >= 0) found.push({ concept, start, end: to });
    start = to;
  }
  return found;
}
