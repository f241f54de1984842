/** One year in the server's time zone that TZ names; for `deadlines.ts`, which runs it in three. */
import { writeFileSync } from 'node:fs';
import { it } from '@jest/globals';
import { proveYear } from './year.js';

it('a year', async () => {
  const setting = (name: string, usual: number): number => Number(process.env[name] ?? usual);
  const proof = await proveYear({ seed: setting('SEED', 1), hazards: setting('YEAR_HAZARDS', 60), days: setting('DAYS', 366) });
  writeFileSync(process.env['OUT'] ?? '/dev/null', JSON.stringify(proof));
});
