/** The lexicon made ready for reading texts: one tree over all terms; the longest term at a place wins. */
import { keyOf } from './bag.js';
import { Keyed } from './keyed.js';
import { tidy } from './normalise.js';
import type { Concept, ConceptKind, Lexicon } from './record.js';

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
  readonly terms: Terms;
  /** How rare a pair of characters is, by its key, and a single character, by its unit. */
  readonly pairs: Keyed;
  readonly letters: Float64Array;
  readonly rarest: number;
  readonly areas: readonly string[];
}
export interface Occurrence { readonly concept: number; readonly start: number; readonly end: number }

const UNITS = 65_536;
/** A node and a letter are one key of 32 bits. */
const [NODES, ALPHABET] = [2 ** 20, 2 ** 12];
const NO_CONCEPT = -1;
const made = new WeakMap<Lexicon, ReadyLexicon>();

export function ready(lexicon: Lexicon): ReadyLexicon {
  let known = made.get(lexicon);
  if (!known) made.set(lexicon, (known = make(lexicon)));
  return known;
}

function make(lexicon: Lexicon): ReadyLexicon {
  const at = new Map(lexicon.concepts.map(({ id }, index) => [id, index]));
  const terms = new Terms();
  for (const [index, { terms: own }] of lexicon.concepts.entries()) for (const term of own) terms.plant(tidy(term).text, index);
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
    terms,
    pairs,
    letters,
    rarest,
    areas: [...lexicon.areas].sort((left, right) => right.length - left.length || (left < right ? -1 : 1)),
  };
}

/** All terms as one tree, its nodes numbered, its branches in one table: reading leaps between few places of memory. */
class Terms {
  /** By node and the next letter, the node reached. */
  private readonly branches = new Keyed(UNITS);
  /** The same from the root, by unit: at most places of a text no term begins. */
  private readonly roots = new Uint32Array(UNITS);
  /** The letters of all terms are numbered, by unit: there are far fewer of them than units. 0 is of no term. */
  private readonly letters = new Uint16Array(UNITS);
  private alphabet = 0;
  /** What a term that ends at a node stands for; the first that was planted. */
  private readonly concepts = [NO_CONCEPT];

  plant(term: string, concept: number): void {
    let node = 0;
    for (let at = 0; at < term.length; at += 1) {
      const unit = term.charCodeAt(at);
      this.letters[unit] ||= this.alphabet += 1;
      let next = this.after(node, unit);
      if (next === 0) {
        next = this.concepts.push(NO_CONCEPT) - 1;
        if (next >= NODES || this.alphabet >= ALPHABET) throw new RangeError('the lexicon has more beginnings of terms, or letters, than its tree has numbers');
        if (node === 0) this.roots[unit] = next;
        else this.branches.set(node * ALPHABET + (this.letters[unit]), next);
      }
      node = next;
    }
    if (this.concepts[node] === NO_CONCEPT) this.concepts[node] = concept;
  }

  /** The node after the root (0) or a node, 0 when no term goes on so. */
  after(node: number, unit: number): number {
    if (node === 0) return this.roots[unit] as number;
    const letter = this.letters[unit] as number;
    return letter === 0 ? 0 : this.branches.get(node * ALPHABET + letter, 0);
  }
  conceptAt(node: number): number { return this.concepts[node] as number; }
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
export function occurrences(text: string, { terms }: ReadyLexicon): Occurrence[] {
  const found: Occurrence[] = [];
  for (let start = 0; start < text.length; ) {
    let concept = NO_CONCEPT;
    let to = start + 1;
    for (let end = start + 1, node = terms.after(0, text.charCodeAt(start)); node > 0; end += 1) {
      if (terms.conceptAt(node) !== NO_CONCEPT) {
        concept = terms.conceptAt(node);
        to = end;
      }
      node = end < text.length ? terms.after(node, text.charCodeAt(end)) : 0;
    }
    if (concept !== NO_CONCEPT) found.push({ concept, start, end: to });
    start = to;
  }
  return found;
}
