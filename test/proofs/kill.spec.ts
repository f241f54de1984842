/** The short form of `npm run prove:writes`: PROOF_SEED chooses another run. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { given } from '../support/environment.js';
import { startRunningLedger, type RunningLedger } from '../support/running-ledger.js';
import { prove } from './prove.js';

let ledger: RunningLedger;

beforeAll(async () => {
  ledger = await startRunningLedger(2);
}, 90_000);
afterAll(() => ledger?.stop());

it('two kills in 300 writes: nothing acknowledged is lost, nothing is half there, nothing happens twice', async () => {
  const directory = mkdtempSync(join(given('TEST_FILES_DIR'), 'proof-'));
  const proof = await prove(ledger, { seed: Number(process.env['PROOF_SEED'] ?? 20_261_122), kills: 2, writes: 300, directory });
  expect({ seed: proof.seed, faults: proof.faults }).toEqual({ seed: proof.seed, faults: [] });
  expect(proof.acknowledged).toBeGreaterThan(200);
  expect(proof.kills).toBe(2);
}, 180_000);
