/** `npm run prove:writes`: ten kills in 2,000 writes, and the page that says so. SEED, KILLS, WRITES change the run. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { startRunningLedger } from '../support/running-ledger.js';
import { writeSection } from './page.js';
import { prove, type Proof } from './prove.js';

const ROOT = resolve(import.meta.dirname, '../..');
const setting = (name: string, usual: number): number => Number(process.env[name] ?? usual);

it('an API process killed again and again loses nothing and repeats nothing', async () => {
  const directory = join(ROOT, '.data/proofs');
  mkdirSync(directory, { recursive: true });
  const ledger = await startRunningLedger(2);
  const plan = { seed: setting('SEED', Math.trunc(performance.timeOrigin) % 1_000_000_000), kills: setting('KILLS', 10), writes: setting('WRITES', 2_000), directory };
  const proof = await prove(ledger, plan).finally(() => ledger.stop());
  const page = pageOf(proof);
  process.stdout.write(`${page}\n`);
  if (proof.faults.length === 0) writeSection('writes', page);
  expect(proof.faults).toEqual([]);
});

function pageOf(proof: Proof): string {
  const back = proof.backMs.toSorted((a, b) => a - b);
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const bound = ((3 / proof.operations) * 100).toFixed(2);
  return `## kill -9 of an API process in the middle of writes

Made by \`npm run prove:writes\`; the figures are of one run, repeated with \`SEED=${proof.seed} KILLS=${proof.kills} WRITES=${proof.writes} npm run prove:writes\`.
The seed decides who writes what and which process dies when; how the answers interleave is the machine's.

Nine clients write through two API processes on one database: registrations with \`Idempotency-Key\` and \`externalRef\`,
corrections and five in place with \`If-Match\`, signatures, both confirmations, and progress on rows that others write too.
One process at a time is killed with SIGKILL and started again. Every request is written down before it is sent.

| | |
| --- | --- |
| commit, seed | ${commit}, ${proof.seed} |
| kills | ${proof.kills}; back and ready after ${back[0]}–${back.at(-1)} ms, median ${back[back.length >> 1]} ms |
| N, writes sent | ${proof.operations} (${proof.writes} and what was written until every kill was over) in ${proof.seconds} s |
| acknowledged | ${proof.acknowledged} |
| without an answer | ${proof.unknown}: ${proof.unknownPresent} had happened, ${proof.unknownAbsent} had not |
| repeats answered from memory | ${proof.replayed} |
| never answered (PUT and PATCH are not repeated), or refused | ${Object.entries(proof.refusals).map(([name, count]) => `${count} × ${name}`).join(', ') || 'none'} |
| facts walked, hazards | ${proof.facts}, ${proof.hazards} |
| **acknowledged and lost** | **${countOf(proof, /lost|not what was acknowledged|was acknowledged/)}** |
| **half there** | **${countOf(proof, /without|told|content|stands at/)}** |
| **twice** | **${countOf(proof, /twice|facts$/)}** |
| faults of any kind | ${proof.faults.length} |

With no failure in N tries the true rate is below 3/N = ${bound} % (95 %).

What the checkers hold, by SQL and by the API: an acknowledged write is there with its content, its fact, its event and its
stored answer; one without an answer is there in all of these or in none; the number of facts is the version of the row, without
a gap, each chained to the one before by the hash of its stored bytes; no ledger number, external number, fact or event stands
twice; every repeat of an unanswered write with its key has exactly one effect.
${proof.faults.map((fault) => `\n- ${fault}`).join('')}`;
}

const countOf = ({ faults }: Proof, what: RegExp): number => faults.filter((fault) => what.test(fault)).length;
