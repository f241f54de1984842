/**
 * From scored candidates of one enterprise to pairs. Two records of one side that are not each other compete for a third:
 * the best stays, a rival stays only when the third is a merged finding whose other part it names. The relation is
 * many-to-many; nothing is concluded through a merged record.
 */
import type { Parsed } from './parse.js';
import type { Tier, Weights } from './record.js';

export interface Candidate { readonly left: number; readonly right: number; readonly score: number }
export interface Assigned extends Candidate { readonly tier: Tier; readonly covers: boolean; readonly why: readonly Doubt[] }
export type Doubt = 'RIVAL' | 'SCORE' | 'VAGUE' | 'GUESSED_ENTERPRISE';

/** `records` in order of their keys; candidates with left < right. */
export function assign(candidates: readonly Candidate[], records: readonly Parsed[], weights: Weights, guessed: ReadonlySet<string>): Assigned[] {
  const shown = candidates.filter(({ score }) => score >= weights.review);
  const of = new Map<number, Candidate[]>();
  for (const candidate of shown) for (const end of [candidate.left, candidate.right]) (of.get(end) ?? of.set(end, []).get(end))?.push(candidate);
  const linked = new Set(shown.map(({ left, right }) => `${left} ${right}`));
  return shown.flatMap((candidate) => {
    const rivals = [candidate.left, candidate.right].flatMap((end) => rivalsOf(candidate, end, of.get(end) ?? [], records, linked));
    const better = rivals.filter(({ score }) => score > candidate.score);
    const merged = [candidate.left, candidate.right].some((end) => (records[end]?.parts ?? 0) > 1);
    if (better.some(({ score }) => score - candidate.score > 0.5) && !merged && candidate.score < weights.auto) return [];
    const why: Doubt[] = [];
    if (candidate.score < weights.auto) why.push('SCORE');
    if (better.length > 0 && !merged) why.push('RIVAL');
    if (records[candidate.left]?.vague || records[candidate.right]?.vague) why.push('VAGUE');
    if (candidate.score < 0.9 && [candidate.left, candidate.right].some((end) => guessed.has(records[end]?.record.key ?? ''))) why.push('GUESSED_ENTERPRISE');
    return [{ ...candidate, tier: why.length ? 'REVIEW' as const : 'AUTO' as const, covers: merged && rivals.length > 0, why }];
  });
}

function rivalsOf(candidate: Candidate, end: number, all: readonly Candidate[], records: readonly Parsed[], linked: ReadonlySet<string>): Candidate[] {
  const mine = candidate.left === end ? candidate.right : candidate.left;
  return all.filter((other) => {
    const theirs = other.left === end ? other.right : other.left;
    if (theirs === mine || records[theirs]?.record.side !== records[mine]?.record.side) return false;
    return !linked.has(mine < theirs ? `${mine} ${theirs}` : `${theirs} ${mine}`);
  });
}
