/** What a signature, a confirmation and an acceptance are given for (contract §3): the bound content and its hash. */
import { canonical, sha256 } from './fact.js';
import type { FiveInPlace, Hazard } from './hazard.js';

/** Fields that, once signed, change only by `amend`. */
export const BOUND_FIELDS = ['description', 'location', 'basisClause', 'basisNote'] as const satisfies readonly (keyof Hazard)[];

/** Phones and milestones are not part of what was signed (contract §3: they lapse nothing). */
function boundFive(five: FiveInPlace): unknown {
  return {
    measures: five.measures,
    responsibility: five.responsibility && { unit: five.responsibility.unit, person: five.responsibility.person },
    funds: five.funds,
    scheduled: five.schedule !== null,
    contingencyPlan: five.contingencyPlan,
  };
}

export const fiveHash = (five: FiveInPlace): string => sha256(canonical(boundFive(five)));

/** `evidence`: SHA-256 of each file that the content cites. */
export function contentHash(hazard: Hazard, evidence: readonly string[] = []): string {
  const { level, enterpriseId, description, location, basisClause, basisNote, deadline } = hazard;
  return sha256(canonical({
    level, enterpriseId, description, location, basisClause, basisNote, deadline,
    fiveInPlace: boundFive(hazard.fiveInPlace), evidence: [...evidence].sort(),
  }));
}

/** An acceptance is given for the content and for the submission. */
export function acceptanceHash(hazard: Hazard, evidence: readonly string[]): string {
  const submission = hazard.submission && {
    summary: hazard.submission.summary, completedOn: hazard.submission.completedOn,
    fundsSpentYuan: hazard.submission.fundsSpentYuan, evidenceIds: hazard.submission.evidenceIds,
  };
  return sha256(canonical({ content: contentHash(hazard, evidence), submission }));
}

/**
 * What follows an area or an enterprise when they move or merge (their facts say so), the chain's own numbers, and what
 * follows from the clock's rules: a due date is filled in when the working calendar gets its year.
 */
const NOT_STATE = [
  'version', 'headHash', 'cityCode', 'countyCode', 'townCode', 'enterpriseId', 'enterpriseName', 'updatedAt', 'stepDueOn', 'escalationVersion',
] as const satisfies readonly (keyof Hazard)[];
const NO_STATE: ReadonlySet<string> = new Set(NOT_STATE);

/** The hazard as it stands, acts and all: what its newest fact vouches for. */
export function stateHash(hazard: Hazard): string {
  const state: Record<string, unknown> = {};
  for (const field of Object.keys(hazard) as (keyof Hazard)[]) if (!NO_STATE.has(field)) state[field] = hazard[field];
  return sha256(canonical(state));
}
