/**
 * The whole life of many hazards, step by seeded step, against two API processes over one database, every answer held
 * against the model written from the contract. MODEL_COMMANDS: how many steps (3,000); MODEL_SEED: replay a run.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOVES } from '../model/contract.js';
import { realOf, steps, type Real } from '../model/commands.js';
import { PEOPLE } from '../model/standing.js';
import { WireLedger } from '../model/wire.js';
import { startWorld } from '../support/judged.js';
import type { TestWorld } from '../support/world.js';

const WANTED = Number(process.env.MODEL_COMMANDS ?? 3_000);
const SEED = Number(process.env.MODEL_SEED ?? 20_241_105);
/** Rows of one run; a new run begins with an empty model over the same database. */
const STEPS_A_RUN = 400;

describe('the life of hazards, over HTTP', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await startWorld();
  }, 120_000);
  afterAll(async () => world?.stop());

  const total = (real: Real): number => [...real.tally.values()].reduce((sum, n) => sum + n, 0);

  it(`answers ${WANTED} commands as the contract says`, async () => {
    const ledger = new WireLedger(
      world.driver,
      (account) => world.accounts[account]?.password ?? '',
      world.organisations,
      world.today,
    );
    const real = realOf(ledger);
    const setup = () => ({ model: { world: { today: world.today, people: PEOPLE, hazards: [] } }, real });
    const property = fc.asyncProperty(steps(STEPS_A_RUN), (commands) => fc.asyncModelRun(setup, commands));
    for (let round = 0; total(real) < WANTED; round += 1) {
      await fc.assert(property, { seed: SEED + round, numRuns: 5, endOnFailure: true, includeErrorInReport: true });
    }
    const made = MOVES.filter((move) => real.tally.has(`${move} 200`));
    if (WANTED >= 3_000) expect(made).toEqual(MOVES.filter((move) => move !== 'terminate'));
  }, 1_200_000);
});
