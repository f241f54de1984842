/** `npm run prove:deadlines`: the figures of contract §4, each into its section of docs/PROOFS.md. PARTS, SEED, HAZARDS, OVERDUE change the run. */
import { expect, it } from '@jest/globals';
import { bound, commit, writeSection } from './page.js';
import { proveSweep } from './sweep.js';

const setting = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const part = (name: string): typeof it | typeof it.skip => ((process.env['PARTS'] ?? name).split(',').includes(name) ? it : it.skip);
const said = (page: string): void => void process.stdout.write(`${page}\n`);
const ms = (value: number): string => (value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(2)} s`);

part('sweep')('a morning with many newly overdue', async () => {
  const proof = await proveSweep({ hazards: setting('HAZARDS', 1_000_000), overdue: setting('OVERDUE', 76_000), kills: setting('KILLS', 3), measured: true });
  const page = `## A morning: everything newly overdue is found, recorded and handed on

\`npm run prove:deadlines\` (\`PARTS=sweep\`). One due date a hazard; those of a day fell due yesterday. Recorded is a notice for each
recipient organisation, a fact in the chain of each due date, its event in the outbox and the digests, in slices of 20,000.

| | |
| --- | --- |
| commit | ${commit()} |
| hazards; newly overdue | ${proof.hazards}; ${proof.overdue} |
| **the round** | **${ms(proof.firstMs)}**, ${Math.round(proof.maxRssMb)} MB at most (the whole process) |
| notices made | ${proof.notices} |
| **the same round again** | **${ms(proof.againMs)}**, adds nothing; reads ${proof.rowsRead} rows by ${proof.scans.join(', ')} |
| two workers at once, one killed with SIGKILL after | ${proof.killedAfterMs.map(ms).join(', ')} |
| **missing, twice, unasked, without fact or event** | **${proof.faults.length === 0 ? 0 : proof.faults.join('; ')}** of ${proof.notices * (1 + proof.killedAfterMs.length)} |

With no failure in N = ${proof.notices * (1 + proof.killedAfterMs.length)} notices the true rate is below 3/N = ${bound(proof.notices * (1 + proof.killedAfterMs.length))} (95 %).
`;
  said(page);
  if (proof.faults.length === 0) writeSection('deadlines-sweep', page);
  expect(proof.faults).toEqual([]);
});
