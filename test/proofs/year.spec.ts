/** The short form of the simulated year: its first ten weeks, with the Spring Festival, its make-up Sundays and 29 February. */
import { expect, it } from '@jest/globals';
import { proveYear } from './year.js';

it('ten weeks of clocks go as the model says: nothing early, missed or repeated', async () => {
  const proof = await proveYear({ seed: 2024, hazards: 10, days: 70 });
  expect(proof.faults).toEqual([]);
  expect(proof.notices).toBeGreaterThan(50);
}, 120_000);
