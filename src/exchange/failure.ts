/** What becomes of an import or an export that failed: it is tried again after a rest, or whoever asked is told why. */
import { Logger } from '@nestjs/common';
import { Refused, sentence } from '../domain/refusal.js';
import { isOperational } from '../platform/http/operational.js';
import { bySystem } from '../platform/ledger/by-system.js';
import type { Requested } from '../platform/http/requested.js';

/** An attempt that failed for a passing reason is made again after so long, each time twice as long. */
const FIRST_REST_MS = 2_000;
const ATTEMPTS_MAX = 8;
/** A defect may be a passing one as well: so many attempts, and no more. */
const ATTEMPTS_OF_DEFECT = 3;

export interface Fault { code: string; message: string }
export type Failure = { againAfterMs: number } | { fault: Fault };

export function failureOf(error: unknown, attempts: number): Failure {
  if (error instanceof Refused) {
    const [reason = { code: 'INTERNAL' as const }] = error.reasons;
    return { fault: { code: reason.code, message: sentence(reason, 'zh') } };
  }
  const again = attempts < (isOperational(error) ? ATTEMPTS_MAX : ATTEMPTS_OF_DEFECT - 1);
  return again ? { againAfterMs: FIRST_REST_MS * 2 ** attempts } : { fault: { code: 'INTERNAL', message: sentence({ code: 'INTERNAL' }, 'zh') } };
}

/** A refusal is an answer; anything else is for whoever keeps the service. */
export function logged(logger: Logger, what: string, error: unknown): void {
  if (!(error instanceof Refused)) logger.error(`${what}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
}

/** Whoever asked may be gone: then the service ends it. */
export const endedBySystem = (source: 'imports' | 'exports', { organisationId: id, countyCode }: { organisationId: string; countyCode: string }): Requested =>
  bySystem(source, { id, name: '系统', kind: 'COUNTY_BUREAU', areaCode: countyCode, cityCode: countyCode.slice(0, 4), countyCode, townCode: null });
