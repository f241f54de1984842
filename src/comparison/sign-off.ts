/** 签发: what an officer answers for where undecided pairs touch the figure of a town that the circular names. Pure. */
import { under } from '../domain/comparison/maps.js';
import { canonical, sha256 } from '../domain/fact.js';
import { refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import type { SignOffDto } from './comparison.dto.js';
import { townNamed } from './known.js';
import type { SignOff } from './run.state.js';

/** A hazard that counts as undecided. `reopened`: it became so after the run. `names`: its records as their lists or the ledger name them. */
export interface UndecidedHazard { town: string; townCode: string | null; ref: string; pairs: string[]; reopened: boolean; names: string[] }
/** `exactly`: the whole comparison is known to stand as the officer saw it (If-Match). */
export interface Signing { by: string; at: string; exactly: boolean }

/** Records named in a refusal. */
const NAMED = 10;

/**
 * A signature covers what the officer saw, and nothing that came afterwards: the hash he was told, the version he read, or else what
 * the run left undecided. A number alone tells that something was decided since; where something has become undecided too, the same
 * number may be of others. One for a town whose figure nothing touches is a mistake that is told.
 */
export function signed(undecided: readonly UndecidedHazard[], signOffs: readonly SignOffDto[], { by, at, exactly }: Signing): SignOff[] {
  const named = [...new Map(undecided.map(({ town, townCode }) => [town, { code: townCode ?? town, name: town }])).values()];
  return signOffs.map(({ town, reason, hazards, seen }, index): SignOff => {
    const path = `signOffs[${index}]`;
    const found = townNamed(named, town);
    if (!found) throw refuse('REFERENCE_UNKNOWN', { what: '待签发的镇' }, `${path}.town`);
    const own = undecided.filter((hazard) => hazard.town === found.name);
    const stands = seenOf(own);
    const differs = hazards !== undefined && hazards !== own.length ? 'hazards' : seen !== undefined && seen !== stands ? 'seen' : null;
    if (differs) throw refuse('COMPARISON_UNDECIDED', { town: found.name, count: own.length }, `${path}.${differs}`);
    const since = own.filter(({ reopened }) => reopened);
    if (seen === undefined && !exactly && since.length > 0) throw refuse('COMPARISON_REOPENED', { town: found.name, count: since.length, refs: namesOf(since) }, `${path}.seen`);
    return { town: found.name, reason, by, at, hazards: own.length, seen: stands };
  });
}

/** No circular names a town on an undecided pair (comparison, definition). */
export function unsigned(undecided: readonly UndecidedHazard[], signedOff: readonly SignOff[]): Reason[] {
  const counts = new Map<string, number>();
  for (const { town } of undecided) counts.set(town, (counts.get(town) ?? 0) + 1);
  return [...counts].filter(([town]) => !signedOff.some((one) => one.town === town))
    .map(([town, count]) => ({ code: 'COMPARISON_UNDECIDED', path: 'signOffs', params: { town, count } }));
}

/** What an officer who looks now sees of each town. */
export function seenByTown(undecided: readonly UndecidedHazard[]): Map<string, string> {
  const ofTowns = new Map<string, UndecidedHazard[]>();
  for (const hazard of undecided) under(ofTowns, hazard.town, () => []).push(hazard);
  return new Map([...ofTowns].map(([town, own]) => [town, seenOf(own)]));
}

const seenOf = (hazards: readonly UndecidedHazard[]): string => sha256(canonical(hazards.map(({ ref, pairs }) => [ref, [...pairs].sort()]).sort()));

function namesOf(hazards: readonly UndecidedHazard[]): string {
  const names = [...new Set(hazards.flatMap(({ names: all }) => all))];
  return `${names.slice(0, NAMED).join('、')}${names.length > NAMED ? ' 等' : ''}`;
}
