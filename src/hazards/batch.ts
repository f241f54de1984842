/** Answers of `/batch` (contract §1, bulk): one result a row, in order; good rows kept, bad refused, or all or none. */
import { Refused, refuse } from '../domain/refusal.js';
import { problemOf } from '../platform/http/problem.js';
import type { Problem } from '../platform/http/problem.js';
import type { Requested } from '../platform/http/requested.js';

export type Result = { status: number; id: string; ledgerNo?: string; version?: number } | Refused;
export interface BatchAnswer { results: { index: number; status: number; id?: string; ledgerNo?: string; version?: number; problem?: Problem }[] }

export function answerBatch({ language, requestId }: Requested, results: readonly Result[], atomic: boolean): BatchAnswer {
  const undone = atomic && results.some((result) => result instanceof Refused);
  return {
    results: results.map((result, index) => {
      const outcome = undone && !(result instanceof Refused) ? refuse('BATCH_REFUSED') : result;
      return outcome instanceof Refused
        ? { index, status: outcome.status, problem: problemOf(outcome, language, requestId) }
        : { index, ...outcome };
    }),
  };
}
