/**
 * How likely two records are one hazard. First from their words; then from how the pair stands beside the other candidates
 * of its two records: of several findings of one side that resemble a record, the most like is the one.
 */
import { conflictOf } from './conflict.js';
import { eventStands, likeness, noFeatures, WORD_FEATURES } from './likeness.js';
import { under } from './maps.js';
import type { ReadyLexicon } from './lexicon.js';
import type { Parsed } from './parse.js';
import { NOT_RARE, RARE_FEATURES, Rarity } from './rare.js';
import type { Logistic, Side, Weights } from './record.js';
import { numbersDoubtful, numbersStand } from './same-number.js';
import { treeOdds } from './trees.js';
import { NO_WORDING, WORDING_FEATURES, wordingOf, type Wordings } from './wordings.js';

/** Log odds by words of a pair no conflict excludes; `left` and `right` are places in the list of records. */
export interface Worded {
  readonly left: number;
  readonly right: number;
  readonly odds: number;
  /** Both name one of a family, and not the same one (竖窑 / 隧道窑): never accepted without a person. */
  readonly siblings: boolean;
  /** Both number a machine, by other words, and otherwise. */
  readonly otherNumber: boolean;
  /** Both state their place, by words of two different places, and neither names the other's: another hazard, unless a number says otherwise. */
  readonly otherPlace: boolean;
  /** Both name a machine, or a part, and not the same one. */
  readonly otherThing: boolean;
  /** Both say what is wrong, and not the same. */
  readonly otherDefect: boolean;
  /** Two lines of one source of one day. */
  readonly oneVisit: boolean;
  /** Which finding of a merged record is meant, from 1; 0 the record as a whole. */
  readonly leftClause: number;
  readonly rightClause: number;
  /** WORD_FEATURES, for the second step. */
  readonly features: readonly number[];
  /** RARE_FEATURES and WORDING_FEATURES, of those worth asking. */
  readonly besides: readonly number[];
}
export interface Candidate extends Worded {
  readonly score: number;
  /** STANDING_FEATURES, for what is weighed once more. */
  readonly standing: readonly number[];
}

const SIDES: readonly Side[] = ['COUNTY', 'TOWN', 'ENTERPRISE'];
const FAR = 4;
/** Log odds by words below which a pair is not looked at again. */
export const WORTH_ASKING = -5;
/** Two lines of one list of one visit are two hazards; where their words are as like as this, one may stand in it twice, and a person is asked. */
const LISTED_TWICE = 0;
/** … a finding of a merged record is often told again in a line of its own. */
const LISTED_WITHIN = -2;
const NOTHING_KEPT: readonly number[] = [];
export const NOTHING_BESIDES: readonly number[] = [...NOT_RARE, ...NO_WORDING];

export const STANDING_FEATURES = ['odds', 'less', 'more', 'behindMerged', 'best', 'through', 'clause', 'merged', ...RARE_FEATURES, ...WORDING_FEATURES] as const;
/** What the trees ask for. */
export const TREE_FEATURES: readonly string[] = [...STANDING_FEATURES, ...WORD_FEATURES];

/** Weights in the order of the features' names, made once for each model. */
const lined = new WeakMap<Logistic, readonly number[]>();
export function oddsOf(features: readonly number[], model: Logistic, names: readonly string[]): number {
  let line = lined.get(model);
  if (!line) lined.set(model, (line = names.map((name) => model.features[name] ?? 0)));
  let sum = model.bias;
  for (let at = 0; at < line.length; at += 1) sum += (line[at] as number) * (features[at] as number);
  return sum;
}
export const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));

type OfTwo = Omit<Worded, 'left' | 'right' | 'besides'>;

/** null when a conflict excludes the pair; of merged records, the findings most alike. */
export function wordsOf(left: Parsed, right: Parsed, lexicon: ReadyLexicon, weights: Weights): OfTwo | null {
  if (left.clauses.length === 0 && right.clauses.length === 0) return wordsOfOne(left, right, 0, 0, lexicon, weights);
  let best: OfTwo | null = null;
  const theirs = viewsOf(right);
  for (const [leftClause, one] of viewsOf(left)) {
    for (const [rightClause, other] of theirs) {
      const found = wordsOfOne(one, other, leftClause, rightClause, lexicon, weights);
      if (found && (!best || found.odds > best.odds)) best = found;
    }
  }
  return best;
}

/** A record as it may be meant: as a whole, and as each of its findings. */
export function viewsOf(record: Parsed): (readonly [clause: number, view: Parsed])[] {
  const clauses = record.clauses.map((clause, at) => [at + 1, clause] as const);
  return record.apart ? clauses : [[0, record], ...clauses];
}

/** Most pairs are not worth keeping: the numbers of each are written here, and taken from here where it is. */
const asked = noFeatures();

function wordsOfOne(left: Parsed, right: Parsed, leftClause: number, rightClause: number, lexicon: ReadyLexicon, weights: Weights): OfTwo | null {
  // most pairs end here: what excludes them is looked at before their words are
  const numbers = numbersStand(left.units, right.units);
  const event = eventStands(left, right);
  if (numbers === 'CONFLICT' || event === 'CONFLICT') return null;
  const found = likeness(left, right, lexicon, numbers, event, asked.fill(0));
  if (!found) return null;
  const conflict = conflictOf(found);
  if (conflict !== null && conflict !== 'VISIT') return null;
  const odds = oddsOf(found.features, weights.words, WORD_FEATURES);
  if (conflict === 'VISIT' && odds <= (leftClause || rightClause ? LISTED_WITHIN : LISTED_TWICE)) return null;
  return {
    odds, oneVisit: conflict === 'VISIT', siblings: found.siblings, otherNumber: numbersDoubtful(left.units, right.units), otherPlace: found.otherPlace,
    otherThing: found.otherThing, otherDefect: found.otherDefect, leftClause, rightClause, features: odds > WORTH_ASKING ? asked.slice() : NOTHING_KEPT,
  };
}

/** Is it certain that these are two hazards? */
export function excludes(left: Parsed, right: Parsed, lexicon: ReadyLexicon): boolean {
  return viewsOf(left).every(([, one]) => viewsOf(right).every(([, other]) => {
    const found = likeness(one, other, lexicon);
    return found !== null && (found.siblings || conflictOf(found) !== null);
  }));
}

/** STANDING_FEATURES of how each pair stands among all of its enterprise, in the order given; none of those not worth asking. */
export function standings(worded: readonly Worded[], records: readonly Parsed[]): number[][] {
  const rivals = new Rivals(worded, records);
  const near = neighbours(worded);
  const isMerged = (at: number): boolean => (records[at]?.clauses.length ?? 0) > 0;
  return worded.map(({ left, right, odds, leftClause, rightClause, besides }) => {
    if (odds <= WORTH_ASKING) return [];
    const margins = [rivals.margin(left, right, leftClause, odds), rivals.margin(right, left, rightClause, odds)];
    const parts = Math.max(records[left]?.parts ?? 0, records[right]?.parts ?? 0);
    const [less, more] = [Math.min(...margins), Math.max(...margins)];
    return [Math.max(-8, Math.min(8, odds)), less, more, parts > 1 ? Math.min(0, less) : 0, less > 0 ? 1 : 0,
      through(near.get(left), near.get(right)), leftClause || rightClause ? 1 : 0, isMerged(left) || isMerged(right) ? 1 : 0, ...besides];
  });
}

/** Of each record the two likeliest on each side; of a merged one, all, for only those of the same finding are rivals. */
class Rivals {
  private readonly best = new Map<number, [number, number]>();
  private readonly all = new Map<number, [odds: number, clause: number][]>();
  /** Of a merged one the two likeliest of a finding, once asked for. */
  private readonly ofClause = new Map<string, [number, number]>();
  constructor(worded: readonly Worded[], private readonly records: readonly Parsed[]) {
    for (const { left, right, odds, leftClause, rightClause } of worded) {
      for (const [record, other, clause] of [[left, right, leftClause], [right, left, rightClause]] as const) {
        const key = this.key(record, other);
        if ((this.records[record]?.clauses.length ?? 0) > 0) under(this.all, key, () => []).push([odds, clause]);
        else this.best.set(key, inFront(this.best.get(key) ?? [-Infinity, -Infinity], odds));
      }
    }
  }

  margin(record: number, other: number, clause: number, odds: number): number {
    const key = this.key(record, other);
    const [first, second] = this.best.get(key) ?? this.among(key, clause);
    return Math.max(-FAR, Math.min(FAR, odds - (odds === first ? second : first)));
  }

  private among(key: number, clause: number): [number, number] {
    const known = this.ofClause.get(`${key} ${clause}`);
    if (known) return known;
    let two: [number, number] = [-Infinity, -Infinity];
    for (const [odds, of] of this.all.get(key) ?? []) if (clause === 0 || of === 0 || of === clause) two = inFront(two, odds);
    this.ofClause.set(`${key} ${clause}`, two);
    return two;
  }

  private key(record: number, other: number): number { return record * SIDES.length + SIDES.indexOf(this.records[other]?.record.side ?? 'COUNTY'); }
}
const inFront = ([first, second]: [number, number], odds: number): [number, number] => (odds > first ? [odds, first] : odds > second ? [first, odds] : [first, second]);

interface Vouching { readonly odds: number; readonly clause: number }
/** Who resembles whom well enough to vouch, and by which finding of the one who vouches. */
function neighbours(worded: readonly Worded[]): Map<number, Map<number, Vouching>> {
  const near = new Map<number, Map<number, Vouching>>();
  for (const { left, right, odds, leftClause, rightClause } of worded) {
    if (odds <= 0) continue;
    under(near, left, () => new Map()).set(right, { odds, clause: rightClause });
    under(near, right, () => new Map()).set(left, { odds, clause: leftClause });
  }
  return near;
}

/** A third record like both, by one of its findings, vouches for the pair, as far as the weaker of the two likenesses goes. */
function through(left: ReadonlyMap<number, Vouching> | undefined, right: ReadonlyMap<number, Vouching> | undefined): number {
  if (!left || !right) return 0;
  let most = 0;
  for (const [third, one] of left) {
    const other = right.get(third);
    if (other && (one.clause === other.clause || one.clause === 0 || other.clause === 0)) most = Math.max(most, Math.min(one.odds, other.odds));
  }
  return Math.min(FAR, most);
}

/** Written out, not spread: a run makes hundreds of thousands. */
export function wordedOf(left: number, right: number, { odds, siblings, otherNumber, otherPlace, otherThing, otherDefect, oneVisit, leftClause, rightClause, features }: OfTwo, besides = NOTHING_BESIDES): Worded {
  return { left, right, odds, siblings, otherNumber, otherPlace, otherThing, otherDefect, oneVisit, leftClause, rightClause, features, besides };
}

/** With what is asked besides the words: what is rare in the enterprise (`records` are all of it), and what is the same in other characters and words. */
export function withBesides(worded: readonly Worded[], records: readonly Parsed[], wordings: Wordings, lexicon: ReadyLexicon): Worded[] {
  let rarity: Rarity | undefined;
  const all: Worded[] = [];
  for (const pair of worded) {
    if (pair.odds <= WORTH_ASKING) {
      all.push(pair);
      continue;
    }
    const [left, right] = [viewOf(records[pair.left] as Parsed, pair.leftClause), viewOf(records[pair.right] as Parsed, pair.rightClause)];
    rarity ??= new Rarity(records);
    all.push(wordedOf(pair.left, pair.right, pair, rarity.of(left, right).concat(wordingOf(left, right, wordings, lexicon))));
  }
  return all;
}

export const viewOf = (record: Parsed, clause: number): Parsed => record.clauses[clause - 1] ?? record;

/** The second step, half a weighted sum and half the trees, of those worth asking. */
export function scored(worded: readonly Worded[], records: readonly Parsed[], { standing, trees }: Weights): Candidate[] {
  const all = standings(worded, records);
  const candidates: Candidate[] = [];
  for (const [at, pair] of worded.entries()) {
    if (pair.odds <= WORTH_ASKING) continue;
    const own = all[at] as number[];
    const sum = oddsOf(own, standing, STANDING_FEATURES);
    const score = probability(trees === null ? sum : (sum + treeOdds(own, pair.features, trees)) / 2);
    const { left, right, odds, siblings, otherNumber, otherPlace, otherThing, otherDefect, oneVisit, leftClause, rightClause, features, besides } = pair;
    candidates.push({ left, right, odds, siblings, otherNumber, otherPlace, otherThing, otherDefect, oneVisit, leftClause, rightClause, features, besides, score, standing: own });
  }
  return candidates;
}
