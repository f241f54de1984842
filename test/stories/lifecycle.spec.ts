/**
 * The whole life of many hazards, step by seeded step, against two API processes over one database, every answer held
 * against the model written from the contract. MODEL_COMMANDS: how many steps (3,000); MODEL_SEED: replay a run, or
 * `any` for one that nobody has seen (`npm run prove:model`).
 */
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOVES } from '../model/contract.js';
import { realOf, steps, type Real } from '../model/commands.js';
import { PEOPLE } from '../model/standing.js';
import { WireLedger } from '../model/wire.js';
import { startWorld } from '../support/judged.js';
import type { TestWorld } from '../support/world.js';

const WANTED = Number(process.env.MODEL_COMMANDS ?? 3_000);
const ASKED = process.env.MODEL_SEED ?? '20241105';
const SEED = ASKED === 'any' ? randomInt(2 ** 30) : Number(ASKED);
/** Rows of one run; a new run begins with an empty model over the same database. */
const STEPS_A_RUN = 400;
/** Runs at a time: each has its own rows, and the processes are never asked one thing only. */
const LANES = 3;
const SERIALS_A_LANE = 1_000_000;

const total = (real: Real): number => [...real.tally.values()].reduce((sum, n) => sum + n, 0);

describe('the life of hazards, over HTTP', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await startWorld();
  }, 120_000);
  afterAll(async () => world?.stop());

  async function lane(number: number): Promise<Real> {
    const passwordOf = (account: string): string => world.accounts[account]?.password ?? '';
    const ledger = new WireLedger(world.driver, passwordOf, world.organisations, world.today);
    // §2: five wrong passwords lock an account, whichever lane typed them.
    const real = realOf(ledger, number * SERIALS_A_LANE, 1);
    const setup = () => ({ model: { world: { today: world.today, people: PEOPLE, hazards: [] } }, real });
    const property = fc.asyncProperty(steps(STEPS_A_RUN), (commands) => fc.asyncModelRun(setup, commands));
    for (let round = number; total(real) < WANTED / LANES; round += LANES) {
      await fc.assert(property, { seed: SEED + round, numRuns: 2, endOnFailure: true, includeErrorInReport: true });
    }
    return real;
  }

  it(`answers ${WANTED} commands as the contract says, from seed ${SEED}`, async () => {
    const lanes = await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
    const made = MOVES.filter((move) => lanes.some((real) => real.tally.has(`${move} 200`)));
    if (WANTED >= 3_000) expect(made).toEqual(MOVES.filter((move) => move !== 'terminate'));
    if (process.env.MODEL_TALLY) console.log(tallyOf(lanes).join('\n'));
  }, 3_600_000);
});

function tallyOf(lanes: Real[]): string[] {
  const sum = new Map<string, number>();
  for (const [what, n] of lanes.flatMap((real) => [...real.tally])) sum.set(what, (sum.get(what) ?? 0) + n);
  return [...sum].sort().map(([what, n]) => `${what}: ${n}`);
}
