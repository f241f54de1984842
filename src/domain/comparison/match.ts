/** The comparison itself: enterprise by enterprise, so that a long run can pause, resume and report how far it is. */
import { assign, likelyOf, type Assigned, type Likely } from './assign.js';
import { enterprisesOf, type Enterprise, type Enterprises } from './block.js';
import { eachCandidate, EVERY_PAIR_UP_TO } from './candidates.js';
import { agreeingSpans, reasonsOf } from './explain.js';
import { ready, type ReadyLexicon } from './lexicon.js';
import { parse, type Parsed } from './parse.js';
import type { ComparedRecord, MatchedPair, MatchInput, Ruling, Side, Weights } from './record.js';
import { excludes, scored, viewOf, withBesides, wordedOf, wordsOf, type Candidate, type Worded } from './score.js';

export interface MatchedBlock {
  readonly enterprise: Enterprise;
  readonly pairs: readonly MatchedPair[];
  /** Records matched so far and in all, for showing progress. */
  readonly done: number;
  readonly total: number;
}

export function match(input: MatchInput): MatchedPair[] {
  return [...matchByBlock(input)].flatMap(({ pairs }) => pairs);
}

/**
 * The same, one enterprise at a time in a fixed order. A run that was interrupted skips the enterprises it has stored
 * (`skip`) and ends with the same pairs.
 */
export function* matchByBlock(input: MatchInput, skip: (enterprise: string) => boolean = () => false, enterprises?: Enterprises): Generator<MatchedBlock> {
  const lexicon = ready(input.lexicon);
  const { all, of, guessed } = enterprises ?? enterprisesOf(input.records, input.lexicon.areas, input.aliases);
  const byKey = new Map(input.records.map((record) => [record.key, record]));
  if (byKey.size !== input.records.length) throw new RangeError('two records of a run have one key');
  const rulings = new Map(input.rulings.map((ruling) => [pairKey(ruling), ruling.verdict]));
  const across = joinedAcross(input.rulings, of);
  const judging = { lexicon, weights: input.weights, rulings, guessed };
  let done = 0;
  for (const enterprise of all) {
    const keys = enterprise.mentions.flatMap((mention) => mention.keys).filter((key) => byKey.has(key)).sort(compare);
    done += keys.length;
    if (skip(enterprise.key)) continue;
    // one after another: `map` makes a list of one kind at first and of another once it is translated, and whatever reads it is translated again
    const records: Parsed[] = [];
    for (const key of keys) records.push(parse(byKey.get(key) as ComparedRecord, lexicon));
    const ruled = ruledIn(records, rulings);
    const pairs = [...ruled, ...assigned(records, candidatesIn(records, judging), judging)]
      .sort((one, other) => one.left - other.left || one.right - other.right)
      .map((one) => told(one, records, lexicon, ruled.includes(one)));
    for (const [left, right] of across.get(enterprise.key) ?? []) {
      pairs.push(told({ left: 0, right: 1, ...RULED }, [left, right].map((key) => parse(byKey.get(key) as ComparedRecord, lexicon)), lexicon, true));
    }
    yield { enterprise, pairs, done, total: input.records.length };
  }
}

const RULED = { odds: Infinity, siblings: false, otherNumber: false, otherPlace: false, otherThing: false, otherDefect: false, oneVisit: false, leftClause: 0, rightClause: 0, features: [], besides: [], standing: [], score: 1, tier: 'AUTO', covers: false, why: [] } as const;

/** Pairs that an officer joined over the border of two enterprises, by the enterprise of the smaller key. */
function joinedAcross(rulings: readonly Ruling[], of: ReadonlyMap<string, Enterprise>): Map<string, [string, string][]> {
  const across = new Map<string, [string, string][]>();
  for (const ruling of rulings) {
    const [left, right] = [ruling.left, ruling.right].sort(compare) as [string, string];
    const [here, there] = [of.get(left), of.get(right)];
    if (ruling.verdict !== 'SAME' || !here || !there || here === there) continue;
    (across.get(here.key) ?? across.set(here.key, []).get(here.key))?.push([left, right]);
  }
  for (const pairs of across.values()) pairs.sort((one, other) => compare(one.join('\n'), other.join('\n')));
  return across;
}

/** Log odds below which a pair of a very large enterprise is not kept. */
const HOPELESS = -3;

interface Judging { readonly lexicon: ReadyLexicon; readonly weights: Weights; readonly rulings: ReadonlyMap<string, Ruling['verdict']>; readonly guessed: ReadonlySet<string> }

/** Every pair of one enterprise that no conflict excludes and nobody ruled on, with its score. */
export function candidatesIn(records: readonly Parsed[], { lexicon, weights, rulings }: Omit<Judging, 'guessed'>): Candidate[] {
  const worded: Worded[] = [];
  const bar = records.length > EVERY_PAIR_UP_TO ? HOPELESS : -Infinity;
  eachCandidate(records, lexicon, (left, right) => {
    const [ours, theirs] = [records[left] as Parsed, records[right] as Parsed];
    if (rulings.size && rulings.has(pairKey({ left: ours.record.key, right: theirs.record.key }))) return;
    const words = wordsOf(ours, theirs, lexicon, weights);
    if (words && words.odds > bar) worded.push(wordedOf(left, right, words));
  });
  return scored(withBesides(worded, records, weights.wordings, lexicon), records, weights);
}

export function assigned(records: readonly Parsed[], candidates: readonly Candidate[], { lexicon, weights, guessed }: Omit<Judging, 'rulings'>): Assigned[] {
  return assign(candidates, records, weights, guessed, (left, right) => excludes(left, right, lexicon));
}

/** What is accepted and what might be asked, for learning which of it is worth asking. */
export function likelyIn(records: readonly Parsed[], candidates: readonly Candidate[], { lexicon, auto, guessed }: { readonly lexicon: ReadyLexicon; readonly auto: number; readonly guessed: ReadonlySet<string> }): Likely[] {
  return likelyOf(candidates, records, { auto }, guessed, (left, right) => excludes(left, right, lexicon));
}

function ruledIn(records: readonly Parsed[], rulings: ReadonlyMap<string, Ruling['verdict']>): Assigned[] {
  if (rulings.size === 0) return [];
  const at = new Map(records.map(({ record }, index) => [record.key, index]));
  return [...rulings].flatMap(([key, verdict]) => {
    const [left, right] = key.split('\n').map((one) => at.get(one));
    return verdict === 'SAME' && left !== undefined && right !== undefined ? [{ left, right, ...RULED }] : [];
  });
}

function told(assigned: Assigned, records: readonly Parsed[], lexicon: ReadyLexicon, ruled: boolean): MatchedPair {
  const [left, right] = [viewOf(records[assigned.left] as Parsed, assigned.leftClause), viewOf(records[assigned.right] as Parsed, assigned.rightClause)];
  return {
    left: left.record.key,
    right: right.record.key,
    tier: assigned.tier,
    score: Math.round(assigned.score * 1000) / 1000,
    reasons: ruled ? ['经办人员认定为同一隐患'] : reasonsOf(left, right, assigned, lexicon),
    covers: assigned.covers,
    agreeing: { left: agreeingSpans(left, right, lexicon), right: agreeingSpans(right, left, lexicon) },
    ...(ruled ? { ruled: true as const } : {}),
  };
}

/** Of one hazard an officer is shown more than the county is asked: a glance costs him nothing. */
const SIMILAR_FROM = 0.05;

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const pairKey = ({ left, right }: { left: string; right: string }): string => (left < right ? `${left}\n${right}` : `${right}\n${left}`);

/**
 * Records of one enterprise like a new one, best first (GET /hazards/{id}/similar); `left` is the new one. Who found them
 * does not matter here: the same hazard registered twice by one person on one day is what is looked for. Reasons are told of
 * the best `most` only.
 */
export function similarTo(record: ComparedRecord, others: readonly ComparedRecord[], { lexicon: plain, weights }: Pick<MatchInput, 'lexicon' | 'weights'>, most = Infinity): MatchedPair[] {
  const lexicon = ready(plain);
  const sought = parse(record, lexicon);
  const across: Side = record.side === 'TOWN' ? 'COUNTY' : 'TOWN';
  const parsed = [sought, ...others.filter(({ key }) => key !== record.key).map((other) => parse({ ...other, side: across }, lexicon))];
  const worded = parsed.slice(1).flatMap((other, at): Worded[] => {
    const words = wordsOf(sought, other, lexicon, weights);
    return words ? [wordedOf(0, at + 1, words)] : [];
  });
  const keyOf = ({ right }: { right: number }): string => parsed[right]?.record.key ?? '';
  return scored(withBesides(worded, parsed, weights.wordings, lexicon), parsed, weights).filter(({ score }) => score >= SIMILAR_FROM)
    .sort((one, other) => other.score - one.score || compare(keyOf(one), keyOf(other))).slice(0, most)
    .map((candidate) => {
      const auto = candidate.score >= weights.auto;
      return told({ ...candidate, tier: auto ? 'AUTO' : 'REVIEW', covers: false, why: auto ? [] : ['SCORE'] }, parsed, lexicon, false);
    });
}
