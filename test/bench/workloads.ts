/** How each workload is asked, and the floor it must not miss. */
import type { Fields } from '../model/driver.js';
import { COMMON_WORD, COUNTED_WORD, RARE_WORD } from '../support/many-hazards.js';
import { ownFind } from '../support/registrations.js';
import type { RunningLedger } from '../support/running-ledger.js';

export interface Workload {
  name: string;
  what: string;
  paths: string[];
  body?: string;
  account: string;
  floor: { share?: number; nodeMs?: number; postgresMs?: number; p99Ms?: number };
  /** Those that wait at the same moment share a transaction: the longest is recorded, and counted for each it carries. */
  shares?: boolean;
  /** Where other than as a rule. */
  connections?: number;
  warmUp?: number;
  /** How much PostgreSQL's CPU may grow from the first size to the last; null where there is more to answer. */
  growth: number | null;
}

const body = (ledger: RunningLedger): Fields => ownFind(ledger.organisations.example1 ?? '', ledger.today, { description: '断电登记 {n}' });

export function workloads(ledger: RunningLedger, ids: string[]): Workload[] {
  return [
    { name: 'W2', what: 'read one, with scope', paths: ids.map((id) => `/api/v1/hazards/${id}`), account: 'nancun.inspector', floor: { share: 0.1, nodeMs: 0.37 }, growth: 1.5 },
    { name: 'W3', what: 'list of 50', paths: ['/api/v1/hazards?limit=50'], account: 'nancun.inspector', floor: { share: 0.14 }, growth: 1.5 },
    { name: 'W5', what: 'summary by town, level and status, 8 connections', paths: ['/api/v1/hazards/summary?groupBy=areaCode,level,status'], account: 'county.inspector', floor: { p99Ms: 300 }, connections: 8, growth: 1.2 },
    { name: 'W5 at 32', what: 'the same at 32 connections', paths: ['/api/v1/hazards/summary?groupBy=areaCode,level,status'], account: 'county.inspector', floor: {}, growth: 1.2 },
    word('W7 rare', 'a two-character word in one of two thousand, first 50, 2 connections', RARE_WORD, 100, null),
    word('W7 counted', 'a two-character word in sixty at every size, first 50, 2 connections', COUNTED_WORD, 100, 2),
    word('W7 common', 'a very common word, first 50 by deadline, 2 connections', COMMON_WORD, 500, 2),
    {
      name: 'W1', what: 'register: scope, ledger number, fact, outbox, idempotency', paths: ['/api/v1/hazards'], body: JSON.stringify(body(ledger)),
      account: 'example1.key', floor: { share: 0.15, nodeMs: 0.75, postgresMs: 0.6 }, growth: 1.5, shares: true,
    },
  ];
}

/** Few at once: what counts is how long one waits. */
const word = (name: string, what: string, q: string, p99Ms: number, growth: Workload['growth']): Workload => ({
  name, what, paths: [`/api/v1/hazards?limit=50&sort=deadline&q=${encodeURIComponent(q)}`], account: 'county.inspector', floor: { p99Ms }, connections: 2, warmUp: 200, growth,
});
