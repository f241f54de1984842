/**
 * What a person is asked. Every pair that waits is weighed once more: a score of 0.2 says more where many records of both sides
 * are still open, and less where a better counterpart is known. Of the likely ones the likeliest are shown, as far as patience
 * goes. What waits holds back that the town missed what the county found, so a pair that alone does it must be likelier.
 */
import { saysTheSame } from './likeness.js';
import { under } from './maps.js';
import type { Parsed } from './parse.js';
import type { Assigned, Likely } from './assign.js';
import type { Side, Weights } from './record.js';
import { oddsOf, probability, STANDING_FEATURES, type Candidate } from './score.js';

type Ends = Pick<Candidate, 'left' | 'right'>;
type Ranked = Pick<Candidate, 'left' | 'right' | 'score'>;

/** So many pairs of an enterprise a person is asked about: some of any, and a share of its records. */
const PATIENCE = { ofAny: 3, perRecord: 0.39 };
const SIDES: readonly Side[] = ['COUNTY', 'TOWN', 'ENTERPRISE'];

const patienceFor = (records: readonly Parsed[]): number => PATIENCE.ofAny + Math.floor(records.length * PATIENCE.perRecord);
const bestFirst = (one: Ranked, other: Ranked): number => other.score - one.score || one.left - other.left || one.right - other.right;

/** Which records have a pair, and on which side. */
class Held {
  private readonly held = new Set<number>();
  private counted: (number | undefined)[] = [];
  constructor(private readonly records: readonly Parsed[], pairs: readonly Ends[]) {
    for (const pair of pairs) this.add(pair);
  }

  side(record: number): number { return SIDES.indexOf(this.records[record]?.record.side ?? 'COUNTY'); }
  towards(record: number, side: number): number { return record * SIDES.length + side; }
  /** One for each end: the record, and the side it is paired with. */
  ends({ left, right }: Ends): [number, number] { return [this.towards(left, this.side(right)), this.towards(right, this.side(left))]; }
  has(end: number): boolean { return this.held.has(end); }
  add(pair: Ends): void {
    this.counted = [];
    for (const end of this.ends(pair)) this.held.add(end);
  }

  /** The county's record of which this pair alone would keep the town from being said to have missed it. */
  withheldBy(pair: Ends): number[] {
    return ([['left', 'right'], ['right', 'left']] as const).flatMap(([county, town]) =>
      SIDES[this.side(pair[county])] === 'COUNTY' && SIDES[this.side(pair[town])] === 'TOWN' && !this.has(this.towards(pair[county], this.side(pair[town]))) ? [pair[county]] : []);
  }

  /** Records of a side without a pair on the other, counted once. */
  without(side: number, across: number): number {
    const key = side * SIDES.length + across;
    let count = this.counted[key];
    if (count === undefined) {
      count = 0;
      for (let at = 0; at < this.records.length; at += 1) if (this.side(at) === side && !this.has(this.towards(at, across))) count += 1;
      this.counted[key] = count;
    }
    return count;
  }
}

/** What keeps a pair from being accepted without a person. */
export const DOUBTS = ['SCORE', 'TWICE', 'ONE_VISIT', 'RIVAL', 'SIBLINGS', 'OTHER_NUMBER', 'SAID_BY_ONE', 'OTHER_DESIGNATOR', 'VAGUE', 'OTHER_PLACE', 'OTHER_THING', 'OTHER_DEFECT', 'GUESSED_ENTERPRISE', 'CONTRADICTED'] as const;
export type Doubt = (typeof DOUBTS)[number];
/**
 * What says how likely a pair that waits is one hazard: its score; that it is beaten, of one source; how many records of both sides are still without a pair on the other; how many of
 * the two have theirs on the third side; what keeps it waiting; and how it stands among its rivals. `vouched`: a third record is accepted as one hazard with both.
 */
export const ASKING_FEATURES: readonly string[] = ['score', 'beaten', 'sameSource', 'vouched', 'open', 'elsewhere', ...DOUBTS, ...STANDING_FEATURES];
const SURELY = 0.9999;

/** ASKING_FEATURES of each pair that waits. */
export function asking(likely: readonly Likely[], records: readonly Parsed[]): Map<Likely, number[]> {
  const accepted = likely.filter(({ tier }) => tier === 'AUTO');
  const held = new Held(records, accepted);
  const vouched = vouchedBy(accepted);
  return new Map(likely.filter(({ tier }) => tier === 'REVIEW').map((one) => {
    const [ours, theirs] = [held.side(one.left), held.side(one.right)];
    const score = Math.min(SURELY, one.score);
    const said = [Math.log(score / (1 - score)), one.beaten ? 1 : 0, ours === theirs ? 1 : 0, vouched(one) ? 1 : 0];
    const known = [...DOUBTS.map((doubt) => (one.why.includes(doubt) ? 1 : 0)), ...one.standing];
    if (ours === theirs) return [one, [...said, 0, 0, ...known]];
    const third = SIDES.findIndex((_, side) => side !== ours && side !== theirs);
    const elsewhere = [one.left, one.right].filter((end) => held.has(held.towards(end, third))).length;
    return [one, [...said, Math.log1p(held.without(ours, theirs)) + Math.log1p(held.without(theirs, ours)), elsewhere, ...known]];
  }));
}

/** Is a third record accepted as one hazard with both, by one of its findings? */
function vouchedBy(accepted: readonly Candidate[]): (pair: Ends) => boolean {
  const links = new Map<number, Map<number, number>>();
  for (const { left, right, leftClause, rightClause } of accepted) {
    under(links, left, () => new Map()).set(right, rightClause);
    under(links, right, () => new Map()).set(left, leftClause);
  }
  return ({ left, right }) => [...(links.get(left) ?? [])].some(([third, clause]) => {
    const other = links.get(right)?.get(third);
    return other !== undefined && (clause === other || clause === 0 || other === 0);
  });
}

/** Both say the same in their own words, and nothing speaks against it: a person is asked, however little their letters have in common. */
const isSaidAlike = ({ features, why }: Likely): boolean => why.length === 1 && why[0] === 'SCORE' && saysTheSame(features);

/** What is accepted, and of what waits for a person the likeliest, ties by place. */
export function worthAsking(likely: readonly Likely[], records: readonly Parsed[], weights: Weights): Assigned[] {
  const held = new Held(records, likely.filter(({ tier }) => tier === 'AUTO'));
  const asked = new Set<Likely>();
  const waiting = [...asking(likely, records)].map(([pair, features]) => ({ pair, score: isSaidAlike(pair) ? 1 : probability(oddsOf(features, weights.asking, ASKING_FEATURES)), left: pair.left, right: pair.right }));
  const likelyOnes = waiting.filter((one) => one.score >= weights.review).sort(bestFirst);
  const unlikely = new Map<number, number>();
  for (const { pair, score } of likelyOnes) for (const county of held.withheldBy(pair)) unlikely.set(county, (unlikely.get(county) ?? 1) * (1 - score));
  for (const { pair } of likelyOnes) {
    if (asked.size === patienceFor(records)) break;
    if (held.withheldBy(pair).some((county) => 1 - (unlikely.get(county) ?? 1) < weights.withheld)) continue;
    held.add(pair);
    asked.add(pair);
  }
  return likely.filter((one) => one.tier === 'AUTO' || asked.has(one));
}
