/** The short form of `npm run prove:deadlines`, on 5,000 hazards: what is asserted there is asserted here. */
import { expect, it } from '@jest/globals';
import { proveSweep } from './sweep.js';

it('a morning is made once, also where one of two workers is killed in the middle', async () => {
  const proof = await proveSweep({ hazards: 5_000, overdue: 400, kills: 1, measured: false });
  expect(proof.faults).toEqual([]);
  expect(proof.notices).toBeGreaterThan(400);
  expect(proof).toMatchObject({ rowsRead: 0 });
  expect(proof.scans.every((scan) => scan.includes('due_date_next'))).toBe(true);
}, 120_000);
