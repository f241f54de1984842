/**
 * From scored candidates of one enterprise to pairs. Two records of one side that are not each other compete for a third:
 * the best stays, a rival stays only when the third is a merged finding whose other part it names. The relation is
 * many-to-many; nothing is concluded through a merged record.
 */
import { designatedApart } from './designators.js';
import { WORD_FEATURES } from './likeness.js';
import { under } from './maps.js';
import { worthAsking, type Doubt } from './pending.js';
import type { Parsed } from './parse.js';
import type { Tier, Weights } from './record.js';
import { viewOf, type Candidate } from './score.js';

export interface Assigned extends Candidate { readonly tier: Tier; readonly covers: boolean; readonly why: readonly Doubt[] }
/** Before it is known what a person is asked. */
export interface Likely extends Assigned {
  /** Another record of that side is the better counterpart of one of the two, beyond doubt. */
  readonly beaten: boolean;
}

/** A guessed enterprise, another word for the machine or the part, or another thing said to be wrong needs more than an ordinary pair. */
const SURE = 0.9;
/** A number or the day of a job that one side alone writes: which one the other means is not said. */
const OF_ONE = 0.97;
const NUMBER_OF_ONE = WORD_FEATURES.indexOf('number.oneSided');
/** The same hazard twice in one source: two lines on one machine are alike in most words, so more is asked before it is accepted. */
const TWICE = 0.9;
/** Less likely, nothing makes a pair worth a person's time. */
const HOPELESS = 0.02;
/** A guessed enterprise is believed when so many other hazards of its two names are the same beyond doubt. */
const WITNESSES = 2;

/** Which finding of a merged record the pair is of. */
const clauseOf = ({ left, leftClause, rightClause }: Candidate, end: number): number => (left === end ? leftClause : rightClause);

const acrossFrom = ({ left, right }: Candidate, end: number): number => (left === end ? right : left);

/** `records` in order of their keys; candidates with left < right. */
export function assign(candidates: readonly Candidate[], records: readonly Parsed[], weights: Weights, guessed: ReadonlySet<string>, excluded: (left: Parsed, right: Parsed) => boolean): Assigned[] {
  return worthAsking(likelyOf(candidates, records, weights, guessed, excluded), records, weights);
}

/** What is accepted, and whatever a person might be asked about. */
export function likelyOf(candidates: readonly Candidate[], records: readonly Parsed[], weights: Pick<Weights, 'auto'>, guessed: ReadonlySet<string>, excluded: (left: Parsed, right: Parsed) => boolean): Likely[] {
  const shown = candidates.filter(({ score }) => score >= HOPELESS);
  const of = new Map<number, Candidate[]>();
  for (const candidate of shown) for (const end of [candidate.left, candidate.right]) under(of, end, () => []).push(candidate);
  const linked = new Set(shown.filter(({ score }) => score >= weights.auto).map(({ left, right }) => pairOf(left, right)));
  const witnessed = guessed.size === 0 ? new Set<string>() : witnessedNames(shown.filter((candidate) => candidate.score >= weights.auto && doubtsOf(candidate, true).length === 0));
  const doubts = new Map(shown.map((candidate) => [candidate, doubtsOf(candidate)]));

  const likely: Likely[] = [];
  for (const candidate of shown) {
    const { left, right, odds, siblings, otherNumber, otherPlace, otherThing, otherDefect, oneVisit, leftClause, rightClause, features, besides, score, standing } = candidate;
    const why = [...(doubts.get(candidate) ?? [])];
    let [beaten, covers] = [false, false];
    for (const end of [left, right]) {
      for (const rival of of.get(end) ?? []) {
        if (!isRival(candidate, rival, end)) continue;
        if (isOfAnother(candidate, rival, end)) covers ||= rival.score >= weights.auto;
        else beaten ||= rival.score > score && doubts.get(rival)?.length === 0;
      }
    }
    if (beaten) why.push('RIVAL');
    if (why.length === 0 && [left, right].some((end) => contradicted(candidate, end))) why.push('CONTRADICTED');
    // written out, not spread: a run makes tens of thousands
    likely.push({ left, right, odds, siblings, otherNumber, otherPlace, otherThing, otherDefect, oneVisit, leftClause, rightClause, features, besides, score, standing, tier: why.length ? 'REVIEW' : 'AUTO', covers, why, beaten });
  }
  return likely;

  function pairOf(left: number, right: number): number { return left * records.length + right; }

  function doubtsOf({ left, right, leftClause, rightClause, score, siblings, otherNumber, otherPlace, otherThing, otherDefect, oneVisit, features }: Candidate, sameEnterprise = false): Doubt[] {
    const why: Doubt[] = [];
    if (score < weights.auto) why.push('SCORE');
    if (score < TWICE && records[left]?.record.side === records[right]?.record.side) why.push('TWICE');
    if (oneVisit) why.push('ONE_VISIT');
    if (siblings) why.push('SIBLINGS');
    if (otherNumber) why.push('OTHER_NUMBER');
    if (score < OF_ONE && (features[NUMBER_OF_ONE] === 1 || hasDay(left) !== hasDay(right))) why.push('SAID_BY_ONE');
    if (otherPlace) why.push('OTHER_PLACE');
    if (otherThing && score < SURE) why.push('OTHER_THING');
    if (otherDefect && score < SURE) why.push('OTHER_DEFECT');
    if (records[left]?.vague || records[right]?.vague) why.push('VAGUE');
    if (!sameEnterprise && score < SURE && guessedNames(left, right).some((name) => !witnessed.has(name))) why.push('GUESSED_ENTERPRISE');
    // asked last, of the few that nothing else keeps from being accepted
    if (why.length === 0 && designatedApart(viewOf(records[left] as Parsed, leftClause), viewOf(records[right] as Parsed, rightClause))) why.push('OTHER_DESIGNATOR');
    return why;
  }

  function hasDay(end: number): boolean { return (records[end]?.days.length ?? 0) > 0; }

  function guessedNames(...ends: number[]): string[] {
    return ends.flatMap((end) => (guessed.has(records[end]?.record.key ?? '') ? [records[end]?.record.enterpriseName ?? ''] : []));
  }

  /** Names guessed to be this enterprise whose hazards are those of its other names, one pair of records for each hazard. */
  function witnessedNames(certain: readonly Candidate[]): Set<string> {
    const witnesses = new Map<string, Set<number>>();
    for (const { left, right } of certain) {
      const names = [left, right].map((end) => records[end]?.record.enterpriseName);
      for (const [name, own] of [[names[0], left], [names[1], right]] as const) {
        if (name !== undefined && names[0] !== names[1] && guessedNames(own).length) under(witnesses, name, () => new Set()).add(own);
      }
    }
    return new Set([...witnesses].flatMap(([name, own]) => (own.size > WITNESSES ? [name] : [])));
  }

  /** This end names neither of two that exclude each other (竖窑 and 隧道窑, 1号 and 2号), and is more like the other. */
  function contradicted(candidate: Candidate, end: number): boolean {
    const mine = acrossFrom(candidate, end);
    if ((records[end]?.units.length ?? 0) > 0 || (records[end]?.parts ?? 0) > 1) return false;
    return (of.get(end) ?? []).some((other) => {
      const theirs = acrossFrom(other, end);
      if (theirs === mine || doubts.get(other)?.length !== 0 || other.score < candidate.score) return false;
      return excluded(records[mine] as Parsed, records[theirs] as Parsed);
    });
  }

  /** Another candidate of this end, with a record of the other end's side that is not the same hazard as the other end. */
  function isRival(candidate: Candidate, rival: Candidate, end: number): boolean {
    const [mine, theirs] = [acrossFrom(candidate, end), acrossFrom(rival, end)];
    return theirs !== mine && records[theirs]?.record.side === records[mine]?.record.side && !linked.has(mine < theirs ? pairOf(mine, theirs) : pairOf(theirs, mine));
  }

  /** They are of two findings of this end, a merged record. */
  function isOfAnother(candidate: Candidate, rival: Candidate, end: number): boolean {
    const [here, there] = [clauseOf(candidate, end), clauseOf(rival, end)];
    return here && there ? here !== there : (records[end]?.parts ?? 0) > 1;
  }
}
