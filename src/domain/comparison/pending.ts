/**
 * What a person is asked. Every pair that waits is weighed once more: a score of 0.2 says more where many records of both sides
 * are still open, and less where a better counterpart is known. Of the likely ones the likeliest are shown, as far as patience
 * goes. What waits holds back that the town missed what the county found, so a pair that alone does it must be likelier.
 */
import { under } from './maps.js';
import type { Parsed } from './parse.js';
import type { Assigned, Doubt, Likely } from './assign.js';
import type { Side, Weights } from './record.js';
import { oddsOf, probability, type Candidate } from './score.js';

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

  /** Would this pair alone keep the town from being said to have missed what the county's record holds? */
  withholds(pair: Ends): boolean {
    return ([['left', 'right'], ['right', 'left']] as const).some(([county, town]) =>
      SIDES[this.side(pair[county])] === 'COUNTY' && SIDES[this.side(pair[town])] === 'TOWN' && !this.has(this.towards(pair[county], this.side(pair[town]))));
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

/** What says how likely a pair that waits is one hazard: its score; that it is beaten, of one source, that something speaks against it; how many records of both sides are still without a pair on the other; how many of the two have theirs on the third side. `vouched`: a third record is accepted as one hazard with both. */
export const ASKING_FEATURES = ['odds', 'beaten', 'sameSource', 'against', 'vouched', 'open', 'elsewhere'] as const;
/** What speaks against a pair by its words, whatever the score. */
export const SPEAKS_AGAINST: ReadonlySet<Doubt> = new Set(['SIBLINGS', 'OTHER_NUMBER', 'VAGUE', 'OTHER_PLACE']);
const SURELY = 0.9999;

/** ASKING_FEATURES of each pair that waits. */
export function asking(likely: readonly Likely[], records: readonly Parsed[]): Map<Likely, number[]> {
  const accepted = likely.filter(({ tier }) => tier === 'AUTO');
  const held = new Held(records, accepted);
  const vouched = vouchedBy(accepted);
  return new Map(likely.filter(({ tier }) => tier === 'REVIEW').map((one) => {
    const [ours, theirs] = [held.side(one.left), held.side(one.right)];
    const score = Math.min(SURELY, one.score);
    const said = [Math.log(score / (1 - score)), one.beaten ? 1 : 0, ours === theirs ? 1 : 0, one.why.some((doubt) => SPEAKS_AGAINST.has(doubt)) ? 1 : 0, vouched(one) ? 1 : 0];
    if (ours === theirs) return [one, [...said, 0, 0]];
    const third = SIDES.findIndex((_, side) => side !== ours && side !== theirs);
    const elsewhere = [one.left, one.right].filter((end) => held.has(held.towards(end, third))).length;
    return [one, [...said, Math.log1p(held.without(ours, theirs)) + Math.log1p(held.without(theirs, ours)), elsewhere]];
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

/** What is accepted, and of what waits for a person the likeliest, ties by place. What something speaks against never holds back "the town missed it". */
export function worthAsking(likely: readonly Likely[], records: readonly Parsed[], weights: Weights): Assigned[] {
  const held = new Held(records, likely.filter(({ tier }) => tier === 'AUTO'));
  const asked = new Set<Likely>();
  const waiting = [...asking(likely, records)].map(([pair, features]) => ({ pair, score: probability(oddsOf(features, weights.asking, ASKING_FEATURES)), left: pair.left, right: pair.right }));
  for (const { pair, score } of waiting.filter((one) => one.score >= weights.review).sort(bestFirst)) {
    if (asked.size === patienceFor(records)) break;
    if ((score < weights.withheld || pair.against) && held.withholds(pair)) continue;
    held.add(pair);
    asked.add(pair);
  }
  return likely.filter((one) => one.tier === 'AUTO' || asked.has(one));
}
