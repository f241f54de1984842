/** The short form of `npm run prove:deadlines` (`PARTS=kills`): one kill on the usual queue, without an export. It mostly waits for a lease to run out. */
import { expect, it } from '@jest/globals';
import { proveKills } from './worker-kills.js';

it('a worker killed while it tells a receiver: each notice is made once, each event arrives, what was under way under the same id', async () => {
  const proof = await proveKills({ seed: 2026, kills: 1, notices: 40, redisUrl: null, exports: false });
  expect(proof.faults).toEqual([]);
  expect([proof.kills, proof.events]).toEqual([1, 40]);
  expect(proof.notices).toBeGreaterThanOrEqual(40);
}, 120_000);
