/** The comparison itself: enterprise by enterprise, so that a long run can pause, resume and report how far it is. */
import { assign, type Assigned } from './assign.js';
import { enterprisesOf, type Enterprise, type Enterprises } from './block.js';
import { agreeingSpans, reasonsOf } from './explain.js';
import { ready, type ReadyLexicon } from './lexicon.js';
import { parse, type Parsed } from './parse.js';
import type { ComparedRecord, MatchedPair, MatchInput, Ruling, Weights } from './record.js';
import { scored, wordsOf, type Worded } from './score.js';

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
  const { all, guessed } = enterprises ?? enterprisesOf(input.records, input.lexicon.areas, input.aliases);
  const byKey = new Map(input.records.map((record) => [record.key, record]));
  if (byKey.size !== input.records.length) throw new RangeError('two records of a run have one key');
  const rulings = new Map(input.rulings.map((ruling) => [pairKey(ruling), ruling.verdict]));
  let done = 0;
  for (const enterprise of all) {
    const keys = enterprise.mentions.flatMap((mention) => mention.keys).sort((left, right) => (left < right ? -1 : 1));
    done += keys.length;
    if (skip(enterprise.key)) continue;
    const records = keys.map((key) => parse(byKey.get(key) as ComparedRecord, lexicon));
    yield { enterprise, pairs: matchBlock(records, lexicon, input.weights, rulings, guessed), done, total: input.records.length };
  }
}

function matchBlock(records: readonly Parsed[], lexicon: ReadyLexicon, weights: Weights, rulings: ReadonlyMap<string, Ruling['verdict']>, guessed: ReadonlySet<string>): MatchedPair[] {
  const candidates: Worded[] = [];
  const ruled: Assigned[] = [];
  for (let left = 0; left < records.length; left += 1) {
    for (let right = left + 1; right < records.length; right += 1) {
      const [ours, theirs] = [records[left] as Parsed, records[right] as Parsed];
      const verdict = rulings.get(pairKey({ left: ours.record.key, right: theirs.record.key }));
      if (verdict === 'DIFFERENT') continue;
      if (verdict === 'SAME') ruled.push({ left, right, odds: Infinity, siblings: false, otherNumber: false, score: 1, tier: 'AUTO', covers: false, why: [] });
      else {
        const words = wordsOf(ours, theirs, lexicon, weights);
        if (words) candidates.push({ left, right, ...words });
      }
    }
  }
  return [...ruled, ...assign(scored(candidates, records, weights), records, weights, guessed)]
    .sort((one, other) => one.left - other.left || one.right - other.right)
    .map((assigned) => told(assigned, records, lexicon, ruled.includes(assigned)));
}

function told(assigned: Assigned, records: readonly Parsed[], lexicon: ReadyLexicon, ruled: boolean): MatchedPair {
  const [left, right] = [records[assigned.left] as Parsed, records[assigned.right] as Parsed];
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

const pairKey = ({ left, right }: { left: string; right: string }): string => (left < right ? `${left}\n${right}` : `${right}\n${left}`);

/** Records of one enterprise like a new one, best first (GET /hazards/{id}/similar). */
export function similarTo(record: ComparedRecord, others: readonly ComparedRecord[], { lexicon: plain, weights }: Pick<MatchInput, 'lexicon' | 'weights'>): MatchedPair[] {
  const lexicon = ready(plain);
  const sought = parse(record, lexicon);
  const parsed = [sought, ...others.filter(({ key }) => key !== record.key).map((other) => parse(other, lexicon))];
  const worded = parsed.slice(1).flatMap((other, at): Worded[] => {
    const words = wordsOf(sought, other, lexicon, weights);
    return words ? [{ left: 0, right: at + 1, ...words }] : [];
  });
  return scored(worded, parsed, weights).filter(({ score }) => score >= weights.review)
    .map((candidate) => {
      const auto = candidate.score >= weights.auto;
      return told({ ...candidate, tier: auto ? 'AUTO' : 'REVIEW', covers: false, why: auto ? [] : ['SCORE'] }, parsed, lexicon, false);
    })
    .sort((one, other) => other.score - one.score || (one.right < other.right ? -1 : 1));
}
