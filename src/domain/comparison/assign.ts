/**
 * From scored candidates of one enterprise to pairs. Two records of one side that are not each other compete for a third:
 * the best stays, a rival stays only when the third is a merged finding whose other part it names. The relation is
 * many-to-many; nothing is concluded through a merged record.
 */
import { leftovers, worthAsking } from './pending.js';
import type { Parsed } from './parse.js';
import type { Tier, Weights } from './record.js';
import type { Candidate } from './score.js';

export interface Assigned extends Candidate { readonly tier: Tier; readonly covers: boolean; readonly why: readonly Doubt[] }
export type Doubt = 'SCORE' | 'TWICE' | 'RIVAL' | 'SIBLINGS' | 'OTHER_NUMBER' | 'VAGUE' | 'OTHER_PLACE' | 'OTHER_THING' | 'GUESSED_ENTERPRISE' | 'CONTRADICTED' | 'LEFTOVER' | 'LAST';

/** A guessed enterprise, or another word for the machine or the part, needs more than an ordinary pair. */
const SURE = 0.9;
/** A pair that something speaks against is shown to a person only above this; below, it would only keep them busy. */
const AGAINST = 0.7;
/** The same hazard twice in one source: two lines on one machine are alike in most words, so more is asked before it is accepted, or shown. */
const TWICE = { accepted: 0.95, shown: 0.4 };
/** A guessed enterprise is believed when so many other hazards of its two names are the same beyond doubt. */
const WITNESSES = 2;

/** Which finding of a merged record the pair is of. */
const clauseOf = ({ left, leftClause, rightClause }: Candidate, end: number): number => (left === end ? leftClause : rightClause);

/** `records` in order of their keys; candidates with left < right. */
export function assign(candidates: readonly Candidate[], records: readonly Parsed[], weights: Weights, guessed: ReadonlySet<string>, excluded: (left: Parsed, right: Parsed) => boolean): Assigned[] {
  const shown = candidates.filter(({ score }) => score >= weights.review);
  const of = new Map<number, Candidate[]>();
  for (const candidate of shown) for (const end of [candidate.left, candidate.right]) (of.get(end) ?? of.set(end, []).get(end))?.push(candidate);
  const linked = new Set(shown.filter(({ score }) => score >= weights.auto).map(({ left, right }) => `${left} ${right}`));
  const witnessed = witnessedNames(shown.filter((candidate) => candidate.score >= weights.auto && doubtsOf(candidate, true).length === 0));
  const doubts = new Map(shown.map((candidate) => [candidate, doubtsOf(candidate)]));

  const likely = shown.flatMap((candidate): Assigned[] => {
    const rivals = [candidate.left, candidate.right].flatMap((end) => rivalsOf(candidate, end));
    const why = [...(doubts.get(candidate) ?? [])];
    if (why.includes('TWICE') && candidate.score < TWICE.shown) return [];
    if (candidate.score < AGAINST && why.some((doubt) => doubt === 'SIBLINGS' || doubt === 'OTHER_NUMBER' || doubt === 'VAGUE' || doubt === 'OTHER_PLACE')) return [];
    if (why.includes('OTHER_PLACE') && !candidate.sameNumber) return [];
    const better = rivals.filter(({ rival, merged }) => !merged && rival.score > candidate.score);
    if (better.some(({ rival }) => doubts.get(rival)?.length === 0)) {
      if (why.length > 0) return [];
      why.push('RIVAL');
    }
    if (why.length === 0 && [candidate.left, candidate.right].some((end) => contradicted(candidate, end))) why.push('CONTRADICTED');
    const covers = rivals.some(({ merged, rival }) => merged && rival.score >= weights.auto);
    return [{ ...candidate, tier: why.length ? ('REVIEW' as const) : ('AUTO' as const), covers, why }];
  });
  const asked = worthAsking(likely, records, weights);
  return [...asked, ...leftovers(candidates, asked, records, weights).map(({ candidate, last }): Assigned => ({ ...candidate, tier: 'REVIEW', covers: false, why: [last ? 'LAST' : 'LEFTOVER'] }))];

  function doubtsOf({ left, right, score, siblings, otherNumber, otherPlace, otherThing }: Candidate, sameEnterprise = false): Doubt[] {
    const why: Doubt[] = [];
    if (score < weights.auto) why.push('SCORE');
    if (score < TWICE.accepted && records[left]?.record.side === records[right]?.record.side) why.push('TWICE');
    if (siblings) why.push('SIBLINGS');
    if (otherNumber) why.push('OTHER_NUMBER');
    if (otherPlace) why.push('OTHER_PLACE');
    if (otherThing && score < SURE) why.push('OTHER_THING');
    if (records[left]?.vague || records[right]?.vague) why.push('VAGUE');
    if (!sameEnterprise && score < SURE && guessedNames(left, right).some((name) => !witnessed.has(name))) why.push('GUESSED_ENTERPRISE');
    return why;
  }

  function guessedNames(...ends: number[]): string[] {
    return ends.flatMap((end) => (guessed.has(records[end]?.record.key ?? '') ? [records[end]?.record.enterpriseName ?? ''] : []));
  }

  /** Names guessed to be this enterprise whose hazards are those of its other names, one pair of records for each hazard. */
  function witnessedNames(certain: readonly Candidate[]): Set<string> {
    const witnesses = new Map<string, Set<number>>();
    for (const { left, right } of certain) {
      const names = [left, right].map((end) => records[end]?.record.enterpriseName);
      for (const [name, own] of [[names[0], left], [names[1], right]] as const) {
        if (name !== undefined && names[0] !== names[1] && guessedNames(own).length) (witnesses.get(name) ?? witnesses.set(name, new Set()).get(name))?.add(own);
      }
    }
    return new Set([...witnesses].flatMap(([name, own]) => (own.size > WITNESSES ? [name] : [])));
  }

  /** This end names neither of two that exclude each other (竖窑 and 隧道窑, 1号 and 2号), and is more like the other. */
  function contradicted(candidate: Candidate, end: number): boolean {
    const mine = candidate.left === end ? candidate.right : candidate.left;
    if ((records[end]?.units.length ?? 0) > 0 || (records[end]?.parts ?? 0) > 1) return false;
    return (of.get(end) ?? []).some((other) => {
      const theirs = other.left === end ? other.right : other.left;
      if (theirs === mine || doubts.get(other)?.length !== 0 || other.score < candidate.score) return false;
      return excluded(records[mine] as Parsed, records[theirs] as Parsed);
    });
  }

  /** Other candidates of this end with the side of the other end that are not the same hazard as the other end. */
  function rivalsOf(candidate: Candidate, end: number): { rival: Candidate; merged: boolean }[] {
    const mine = candidate.left === end ? candidate.right : candidate.left;
    return (of.get(end) ?? []).flatMap((rival) => {
      const theirs = rival.left === end ? rival.right : rival.left;
      if (theirs === mine || records[theirs]?.record.side !== records[mine]?.record.side) return [];
      if (linked.has(mine < theirs ? `${mine} ${theirs}` : `${theirs} ${mine}`)) return [];
      const [here, there] = [clauseOf(candidate, end), clauseOf(rival, end)];
      return [{ rival, merged: here && there ? here !== there : (records[end]?.parts ?? 0) > 1 }];
    });
  }
}
