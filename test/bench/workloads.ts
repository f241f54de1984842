/** W1 register, W2 read one, W3 list of 50: how each is asked, and what performance.md wants of it. */
import type { Fields } from '../model/driver.js';
import { ownFind } from '../support/registrations.js';
import type { RunningLedger } from '../support/running-ledger.js';

export interface Workload {
  name: string;
  what: string;
  paths: string[];
  body?: string;
  account: string;
  /** performance.md, floors. */
  floor: { share: number; nodeMs?: number; postgresMs?: number };
}

const body = (ledger: RunningLedger): Fields => ownFind(ledger.organisations.example1 ?? '', ledger.today, { description: '断电登记 {n}' });

export function workloads(ledger: RunningLedger, ids: string[]): Workload[] {
  return [
    { name: 'W2', what: 'read one, with scope', paths: ids.map((id) => `/api/v1/hazards/${id}`), account: 'nancun.inspector', floor: { share: 0.1, nodeMs: 0.37 } },
    { name: 'W3', what: 'list of 50', paths: ['/api/v1/hazards?limit=50'], account: 'nancun.inspector', floor: { share: 0.14 } },
    {
      name: 'W1', what: 'register: scope, ledger number, fact, outbox, idempotency', paths: ['/api/v1/hazards'], body: JSON.stringify(body(ledger)),
      account: 'example1.key', floor: { share: 0.15, nodeMs: 0.75, postgresMs: 0.6 },
    },
  ];
}
