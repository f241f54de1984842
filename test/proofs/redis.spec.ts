/** The short form of `npm run prove:deadlines` (`PARTS=redis`): one kill, sixty notices. */
import { expect, it } from '@jest/globals';
import { testRedisUrl } from '../support/environment.js';
import { proveRedis } from './redis.js';

(testRedisUrl() ? it : it.skip)('a Redis killed and emptied while notices fall due: each is made once, the webhook hears of each, and writes go on', async () => {
  const proof = await proveRedis({ seed: 2026, notices: 60, faults: ['KILLED'], quietMs: 300 });
  expect(proof.faults).toEqual([]);
  expect([proof.events, proof.happened.KILLED]).toEqual([60, 1]);
  expect(proof.away.count).toBeGreaterThan(5);
}, 120_000);
