/**
 * What a person is asked. Of the likely pairs the likeliest, as far as patience goes; then, for a record that has no pair on a
 * side, its best remaining counterpart of the same enterprise there. Few are left on each side by then, so that little likeness
 * says much; it is never accepted. What waits holds back that the town missed what the county found, so such a pair needs more,
 * and a leftover never does it.
 */
import type { Parsed } from './parse.js';
import type { Side, Tier, Weights } from './record.js';
import { scored, type Candidate, type Worded } from './score.js';

/** `last`: on both sides nothing else is left. */
export interface Leftover { readonly candidate: Candidate; readonly last: boolean }
type Ends = Pick<Worded, 'left' | 'right'>;

/** So many pairs of an enterprise a person is asked about: some of any, and a share of its records. */
const PATIENCE = { ofAny: 3, perRecord: 0.36 };
/** Log odds by words below which two records have nothing to do with each other, however few are left. */
const NOTHING_ALIKE = -3.5;
const SIDES: readonly Side[] = ['COUNTY', 'TOWN', 'ENTERPRISE'];

const patienceFor = (records: readonly Parsed[]): number => PATIENCE.ofAny + Math.floor(records.length * PATIENCE.perRecord);
const bestFirst = (one: Candidate, other: Candidate): number => other.score - one.score || one.left - other.left || one.right - other.right;

/** Which records have a pair, and on which side. */
class Held {
  private readonly held = new Set<number>();
  constructor(private readonly records: readonly Parsed[], pairs: readonly Ends[]) {
    for (const pair of pairs) this.add(pair);
  }

  side(record: number): number { return SIDES.indexOf(this.records[record]?.record.side ?? 'COUNTY'); }
  towards(record: number, side: number): number { return record * SIDES.length + side; }
  /** One for each end: the record, and the side it is paired with. */
  ends({ left, right }: Ends): [number, number] { return [this.towards(left, this.side(right)), this.towards(right, this.side(left))]; }
  has(end: number): boolean { return this.held.has(end); }
  add(pair: Ends): void { for (const end of this.ends(pair)) this.held.add(end); }

  /** Would this pair alone keep the town from being said to have missed what the county's record holds? */
  withholds(pair: Ends): boolean {
    return ([['left', 'right'], ['right', 'left']] as const).some(([county, town]) =>
      SIDES[this.side(pair[county])] === 'COUNTY' && SIDES[this.side(pair[town])] === 'TOWN' && !this.has(this.towards(pair[county], this.side(pair[town]))));
  }

  /** Records of a side without a pair on the other. */
  without(side: number, across: number): number { return this.records.filter((_, at) => this.side(at) === side && !this.has(this.towards(at, across))).length; }
}

/** What is accepted, and of what waits for a person the likeliest, ties by place. */
export function worthAsking<P extends Candidate & { readonly tier: Tier }>(likely: readonly P[], records: readonly Parsed[], weights: Weights): P[] {
  const held = new Held(records, likely.filter(({ tier }) => tier === 'AUTO'));
  const asked = new Set<P>();
  for (const one of likely.filter(({ tier }) => tier === 'REVIEW').sort(bestFirst)) {
    if (asked.size === patienceFor(records) || (one.score < weights.withheld && held.withholds(one))) continue;
    held.add(one);
    asked.add(one);
  }
  return likely.filter((one) => one.tier === 'AUTO' || asked.has(one));
}

/** `shown`: the pairs shown so far. Best first, ties by place; each record is offered one at most on a side. The score is the model's own, with those that have their pair stepped aside. */
export function leftovers(candidates: readonly Candidate[], shown: readonly (Candidate & { readonly tier: Tier })[], records: readonly Parsed[], weights: Weights): Leftover[] {
  const held = new Held(records, shown);
  const known = new Set(shown.map(({ left, right }) => `${left} ${right}`));
  const open = candidates.filter((one) => one.odds > NOTHING_ALIKE && mayBe(one) && held.side(one.left) !== held.side(one.right) && !held.withholds(one) && !known.has(`${one.left} ${one.right}`));
  const free = (one: Candidate): number => held.ends(one).filter((end) => !held.has(end)).length;
  const [both, either] = [open.filter((one) => free(one) === 2), open.filter((one) => free(one) > 0)];
  const left = [...scored(both, records, weights), ...scored(either, records, weights).filter((one) => free(one) === 1)].filter(({ score }) => score >= weights.leftover).sort(bestFirst);
  const offered = new Set<number>();
  return left.flatMap((candidate) => {
    const ends = held.ends(candidate);
    if (ends.some((end) => offered.has(end))) return [];
    for (const end of ends) offered.add(end);
    const [ours, theirs] = [held.side(candidate.left), held.side(candidate.right)];
    return [{ candidate, last: free(candidate) === 2 && held.without(ours, theirs) === 1 && held.without(theirs, ours) === 1 }];
  }).slice(0, Math.max(0, patienceFor(records) - shown.filter(({ tier }) => tier === 'REVIEW').length));
}

/** What speaks against a pair in so many words is not asked. */
const mayBe = ({ siblings, otherNumber, otherPlace }: Worded): boolean => !siblings && !otherNumber && !otherPlace;
