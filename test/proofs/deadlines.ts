/** `npm run prove:deadlines`: the figures of contract §4, each into its section of docs/PROOFS.md. PARTS, SEED, HAZARDS, OVERDUE change the run. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { startRedis } from '../support/redis.mjs';
import { bound, commit, ROOT, writeSection } from './page.js';
import { proveRedis } from './redis.js';
import type { Fault, Pace } from './redis.js';
import { proveSweep } from './sweep.js';
import { proveKills } from './worker-kills.js';
import type { KillsProof } from './worker-kills.js';
import type { YearProof } from './year.js';

const setting = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const part = (name: string): typeof it | typeof it.skip => ((process.env['PARTS'] ?? name).split(',').includes(name) ? it : it.skip);
const said = (page: string): void => void process.stdout.write(`${page}\n`);
const chosenSeed = (): number => setting('SEED', Math.trunc(performance.timeOrigin) % 1_000_000);
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

part('year')('a simulated year, in three time zones of the server', async () => {
  const seed = chosenSeed();
  const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata'];
  const proofs: YearProof[] = [];
  for (const [index, zone] of zones.entries()) {
    const out = join(mkdtempSync(join(tmpdir(), 'year-')), 'proof.json');
    const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
    await promisify(execFile)(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, '--config', 'test/long.config.mjs', 'test/proofs/year-run.ts'],
      { cwd: ROOT, env: { ...process.env, TZ: zone, OUT: out, SEED: String(seed + index) } });
    proofs.push({ ...(JSON.parse(readFileSync(out, 'utf8')) as YearProof), zone });
  }
  const faults = proofs.flatMap((proof) => proof.faults.map((fault) => `${proof.zone}: ${fault}`));
  const sum = (of: (proof: YearProof) => number) => proofs.reduce((total, proof) => total + of(proof), 0);
  const [notices, looks] = [sum((proof) => proof.notices), sum((proof) => proof.looks)];
  const page = `## A simulated year against an independent model

\`npm run prove:deadlines\` (\`PARTS=year SEED=${seed}\`). 2024, from 1 January to 31 December with 29 February and all make-up days; the model is
\`test/model/deadline-year.ts\`, written from the contract by somebody who had not read the product. Hazards are registered, signed, taken over, confirmed, sent
back, extended, listed for supervision, submitted, accepted and reopened through the API on the sandbox's calendar; the round comes before and after 08:00, twice at once, by clocks an hour, a day or a
month off, and not at all for up to nine days.

| server's zone | days | hazards | acts | rounds | jumps | outages | notices | of them recorded late | looks at what is overdue |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${proofs.map((one) => `| ${one.zone} | ${one.days} | ${one.hazards} | ${one.acts} | ${one.rounds} | ${one.jumps} | ${one.outages} | ${one.notices} | ${one.superseded} | ${one.looks} |`).join('\n')}

Commit ${commit()}. **Early, missed, repeated, or overdue on the wrong day: ${faults.length}** of ${notices} notices and ${looks} looks two seconds before and
after midnight. With no failure in N the true rate is below 3/N = ${bound(notices)} of notices and ${bound(looks)} of looks (95 %).
`;
  said(page);
  if (faults.length === 0) writeSection('deadlines-year', page);
  expect(faults).toEqual([]);
});

part('redis')('a Redis that is killed, emptied and flushed while notices fall due', async () => {
  const [seed, notices, rounds] = [chosenSeed(), setting('NOTICES', 10_000), setting('ROUNDS', 5)];
  const faults = Array.from({ length: rounds }, (): Fault[] => ['KILLED', 'KILLED', 'NONE', 'STOPPED', 'KILLED']).flat().concat('FLUSHED', 'FLUSHED');
  const proof = await proveRedis({ seed, notices, faults, quietMs: setting('QUIET_MS', 15_000) });
  const paced = ({ count, p50Ms, p95Ms, failed }: Pace) => `${count} writes, p50 ${p50Ms} ms, p95 ${p95Ms} ms, ${failed} failed`;
  const { KILLED, FLUSHED, STOPPED } = proof.happened;
  const page = `## Redis killed, emptied and flushed while notices fall due

\`npm run prove:deadlines\` (\`PARTS=redis SEED=${seed} NOTICES=${notices} ROUNDS=${rounds}\`). A real redis-server, one worker on it, one API; notices fall due in batches, before
or while Redis is away; a webhook is told of each; three writers register hazards all the while. Between the faults notices fall due with Redis there,
for as long: with these the writes are compared.

| | |
| --- | --- |
| commit, seed | ${commit()}, ${seed} |
| what happened to Redis | ${KILLED} × SIGKILL with its directory removed and an empty one in its place, ${STOPPED} × hung (SIGSTOP), ${FLUSHED} × FLUSHALL; away for ${Math.round(proof.awayMs / 1_000)} s of ${proof.seconds} s |
| notices due; events told to the receiver | ${proof.notices}; ${proof.events} (${proof.repeats} told again, under the same id) |
| **missing, twice, unasked, without fact or event** | **${proof.faults.length === 0 ? 0 : proof.faults.join('; ')}** |
| from due to made, longest and median | ${ms(Math.max(...proof.lagMs))}, ${ms(proof.lagMs.toSorted((a, b) => a - b)[Math.floor(proof.lagMs.length / 2)] ?? 0)} |
| writes with Redis there and nothing due | ${paced(proof.quiet)} |
| writes with Redis there and the work of the notices | ${paced(proof.there)} |
| **writes with Redis away** | **${paced(proof.away)}** |

With no failure in N = ${proof.notices} notices the true rate is below 3/N = ${bound(proof.notices)} (95 %).
`;
  said(page);
  expect(proof.faults).toEqual([]);
  // No slower than twice; a few milliseconds of a busy machine are no difference.
  expect(proof.away.p50Ms).toBeLessThan(2 * proof.there.p50Ms + 5);
  expect(proof.away.p95Ms).toBeLessThan(2 * proof.there.p95Ms + 5);
  writeSection('deadlines-redis', page);
});

part('kills')('a worker killed with work under way, on both backends', async () => {
  const [seed, kills, notices] = [chosenSeed(), setting('WORKER_KILLS', 25), setting('NOTICES', 10_000)];
  const redis = await startRedis();
  const proofs: KillsProof[] = [];
  for (const [index, redisUrl] of [null, ...(redis ? [redis.url] : [])].entries()) {
    proofs.push(await proveKills({ seed: seed + index, kills, notices, redisUrl, exports: true }));
  }
  await redis?.stop();
  const faults = proofs.flatMap((proof) => proof.faults.map((fault) => `${proof.backend}: ${fault}`));
  const sum = (of: (proof: KillsProof) => number) => proofs.reduce((total, proof) => total + of(proof), 0);
  const page = `## A worker killed with work under way

\`npm run prove:deadlines\` (\`PARTS=kills SEED=${seed} WORKER_KILLS=${kills} NOTICES=${notices}\`). One worker, killed with SIGKILL at a moment of chance after it has begun to tell a receiver,
and started again; the receiver's one job dies with it again and again, that of an export of everything three times while its paper is being written.

| queue | kills | with calls under way (calls cut) | of the same export | notices due | events told (again, same id) | rows of the export | s |
| --- | --- | --- | --- | --- | --- | --- | --- |
${proofs.map((one) => `| ${one.backend} | ${one.kills} | ${one.underWay} (${one.callsCut}) | ${one.sameExport} | ${one.notices} | ${one.events} (${one.repeats}) | ${one.exportRows}, finished once | ${one.seconds} |`).join('\n')}

Commit ${commit()}. **Lost, twice, unasked, without fact or event: ${faults.length === 0 ? 0 : faults.join('; ')}** of ${sum((one) => one.notices)} notices and ${sum((one) => one.events)} events. With no failure in N
the true rate is below 3/N = ${bound(sum((one) => one.notices))} of notices (95 %), and of kills that lose something below ${bound(sum((one) => one.kills))}.
`;
  said(page);
  expect(faults).toEqual([]);
  expect(Math.min(...proofs.map((one) => one.sameExport))).toBe(3);
  writeSection('deadlines-kills', page);
});
