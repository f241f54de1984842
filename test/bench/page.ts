/** docs/BENCHMARK.md and docs/benchmark.json. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import type { Bare } from './bare.js';
import type { Workload } from './workloads.js';

export interface Measured {
  name: string;
  what: string;
  floor: Workload['floor'];
  growth: Workload['growth'];
  rate: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  statuses: Record<string, number>;
  nodeMs: number;
  postgresMs: number;
  /** Of one bare Node process that reads by the same statement, or registers one row and its audit row; null where a read asks more than one. */
  bare: Bare | null;
  /** Of pgbench; null where it is not installed. */
  limit: number | null;
  limitPostgresMs: number | null;
  /** Of pgbench at the pace of the service, where PostgreSQL has a floor. */
  pacedPostgresMs: number | null;
  share: number | null;
  /** Requests in the transaction that was recorded and given to pgbench. */
  carries: number;
  roundTrips: number;
  statements: number;
}

export interface Report {
  rows: number;
  /** Of the memory measurement. */
  requests: number;
  connections: number;
  seconds: number;
  rounds: number;
  pgbench: string | null;
  server: string;
  fillSeconds: number;
  readyMs: number;
  measured: Measured[];
  listP99AtPaceMs: number;
  imported: { rows: number; seconds: number; nodeMs: number; postgresMs: number; idleP99Ms: number; busyP99Ms: number } | null;
  bytesPerHazard: number;
  memory: { atStartMb: number; afterFewMb: number; afterManyMb: number } | null;
}

const DOCS = resolve(import.meta.dirname, '../../docs');
const MEMORY_MB = 250;
const READY_MS = 3_000;
const LIST_P99_MS = 25;
const IMPORT_SECONDS = 5;
const IMPORT_SLOWDOWN = 5;
const ms = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
const many = (value: number): string => value.toLocaleString('en');

interface Judged { size: number; what: string; measured: number; wanted: string; met: boolean }
const least = (size: number, what: string, measured: number | null, floor: number | undefined): Judged[] =>
  measured === null || floor === undefined ? [] : [{ size, what, measured, wanted: `≥ ${floor}`, met: measured >= floor }];
const most = (size: number, what: string, measured: number | null | undefined, floor: number | undefined): Judged[] =>
  measured === null || measured === undefined || floor === undefined ? [] : [{ size, what, measured, wanted: `≤ ${floor}`, met: measured <= floor }];

/** CPU of a bare process and of PostgreSQL beneath it where the floors were set (the reference of decision 0055). */
const REFERENCE: Readonly<Record<string, Bare>> = { W1: { nodeMs: 0.12, postgresMs: 0.21 }, W2: { nodeMs: 0.08, postgresMs: 0.05 } };
const CALLED: Readonly<Record<keyof Bare, string>> = { nodeMs: 'Node', postgresMs: 'PostgreSQL' };

/** What a floor in milliseconds would be on this machine by its own bare process: told, not judged by. */
function floorHere({ name, floor, bare, ...measured }: Measured, of: keyof Bare): { wanted: number; met: boolean } | null {
  const [asked, there, here] = [floor[of], REFERENCE[name]?.[of], bare?.[of]];
  if (!asked || !there || !here) return null;
  const wanted = asked * here / there;
  return { wanted, met: measured[of] <= wanted };
}

function ofProcessor(report: Report, one: Measured, of: keyof Bare): Judged[] {
  const here = floorHere(one, of);
  const beside = here ? `; by the bare process of this machine ≤ ${ms(here.wanted)}: ${here.met ? 'met' : 'missed'}` : '';
  return most(report.rows, `${one.name}, ${CALLED[of]} CPU ms`, one[of], one.floor[of]).map((judgement) => ({ ...judgement, wanted: `${judgement.wanted}${beside}` }));
}

/** How much each may take more of the database at the last size than at the first. */
function grown([from, ...later]: readonly Report[]): Judged[] {
  const to = later.at(-1);
  return from && to ? to.measured.flatMap(({ name, growth, postgresMs }) => {
    const before = from.measured.find((one) => one.name === name);
    return before ? most(to.rows, `${name}, PostgreSQL CPU, times that at ${many(from.rows)}`, postgresMs / before.postgresMs, growth ?? undefined) : [];
  }) : [];
}

/** Every floor of performance.md and of the issue, against what was measured. */
function judged(reports: readonly Report[]): Judged[] {
  return [...grown(reports), ...reports.flatMap((report) => [
    ...report.measured.flatMap((one) => [
      ...least(report.rows, `${one.name}, share of the limit`, one.share, one.floor.share), ...ofProcessor(report, one, 'nodeMs'), ...ofProcessor(report, one, 'postgresMs'),
      ...most(report.rows, `${one.name}, p99 ms`, one.p99Ms, one.floor.p99Ms),
    ]),
    ...most(report.rows, 'W3, p99 ms at 40 a second', report.listP99AtPaceMs, LIST_P99_MS),
    ...most(report.rows, 'W6, seconds for 10,000 rows', report.imported?.seconds, IMPORT_SECONDS),
    ...most(report.rows, 'W6, p99 of W2 meanwhile, times idle', report.imported && report.imported.busyP99Ms / report.imported.idleP99Ms, IMPORT_SLOWDOWN),
    ...most(report.rows, 'ready after start, ms', report.readyMs, READY_MS),
    ...most(report.rows, 'resident memory after the last request, MB', report.memory?.afterManyMb, MEMORY_MB),
    ...most(report.rows, 'its growth after the first fifth, times', report.memory && report.memory.afterManyMb / report.memory.afterFewMb, 1.1),
  ])];
}

export const missedBy = (reports: readonly Report[]): string[] =>
  judged(reports).filter(({ met }) => !met).map(({ size, what, measured, wanted }) => `${many(size)}: ${what} ${ms(measured)} (${wanted})`);

export function writePage(reports: readonly Report[]): string {
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: DOCS, encoding: 'utf8' }).trim();
  const machine = { node: process.version, cores: cpus().length, loadAtEnd: loadavg().map((one) => Number(one.toFixed(1))) };
  const page = pageOf(reports, commit, machine);
  writeFileSync(join(DOCS, 'benchmark.json'), `${JSON.stringify({ commit, ...machine, missed: missedBy(reports), reports }, null, 2)}\n`);
  writeFileSync(join(DOCS, 'BENCHMARK.md'), page);
  return page;
}

function pageOf(reports: readonly Report[], commit: string, { node, cores, loadAtEnd }: { node: string; cores: number; loadAtEnd: number[] }): string {
  const [first] = reports;
  if (!first) return '# Benchmark\n\nNothing was measured.\n';
  const missed = missedBy(reports);
  return `# Benchmark

Made by \`npm run bench\`. Read the ratios and the CPU per request; the rates belong to this machine and this minute.

One API process, ${first.connections} kept-alive connections (where a row says no other) from a process of their own, ${first.seconds} s a measurement, the middle of
${first.rounds} rounds; each is followed at once by the same SQL from pgbench, recorded from the wire and sent with prepared statements, the same values
and the same round trips. Registrations that wait at the same moment share a transaction (decision 0057): pgbench runs the longest that was recorded while all
connections registered at once, on so many connections that as many registrations are under way, and is counted for each of them. The bare process is node:http with one named statement, nothing else: the same read, or for W1 one row and its audit row in one
statement (\`test/bench/bare.ts\`). Where the floors were set it took, Node / PostgreSQL, W1 0.12 / 0.21 and W2 0.08 / 0.05 ms; what they would be by the
same process on this machine stands beside them as "here" (decision 0055) and judges nothing.
Commit ${commit}; Node ${node}; ${first.server}; ${cores} cores shared by API, database, load and
whatever else ran; load average at the end ${loadAtEnd.join(', ')}.${first.pgbench ? '' : '\n**pgbench is not installed here: there is no limit to compare with.**'}

Floors missed in this run: ${missed.length === 0 ? 'none.' : `\n\n${missed.map((one) => `- ${one}`).join('\n')}`}

${reports.map(sizeOf).join('\n')}
${reports.length > 1 ? growthOf(reports) : ''}
## The three largest costs, and what was done about each

1. *Starting statements, not running them.* A registration made PostgreSQL plan generated columns, look up the same offices for every candidate of every
   todo and check ten foreign keys of rows it had just read; a profile of it is flat, with parsing, expression set-up and catalogue look-ups on top. One hazard
   is bound as values, each office is looked up once, the redundant keys and indexes are gone (decision 0035: statement by statement), what a write leaves
   is one statement instead of four, the checks of a table are one function (decision 0052).
2. *System calls and wake-ups.* Statements of a round trip leave in one write, an answer in one; two round trips a registration (decision 0030),
   or for all that share a transaction (decision 0057).
3. *Objects that live too long, or for nothing.* Express changes the prototype of every request and answer, and V8 then collected in full every two thousand
   reads; they are Express' own from the start: a read 0.60 of the CPU (decision 0047). RFC 8785 texts are written at once in their order, rows go out as they
   are; a batch is written in parts that overlap with making the next.

The filling is one SQL statement a table, not the write path: W6 says what a row costs there, so that a million rows by it can be reckoned.
The embedded server is compiled for size: \`TEST_POSTGRES_PROGRAMS=/usr/lib/postgresql/15/bin npm run bench\` measures on a distribution's.

The limit of W1 leaves out the block of ledger numbers that the service takes ahead once in twenty registrations; the limit of W2 reads one row
a statement, the same again and again, while the service reads five hundred, those that are asked for at the same moment by one statement (decision 0058). W6 is the batch door (ten batches of 1,000, one connection) while two connections read. The log
is at \`warn\`. Asked as fast as it can, PostgreSQL takes less for each; "at our pace" pgbench asks as often as the service, with what new connections cost taken off
both. Autovacuum rests meanwhile on a server of the bench's own: where four hundred a second were registered it added 0.09 ms to each (decision 0055). Decisions 0030, 0035, 0047 and 0052 say more.
`;
}

const sizeOf = (report: Report): string => `## ${many(report.rows)} hazards

| | share of the limit (floor) | Node CPU ms (floor; here); bare process, times | PostgreSQL CPU ms (floor; here); bare process, times; pgbench (at our pace) | p50 / p95 / p99 ms (floor) | requests/s; pgbench/s | round trips, statements |
| --- | --- | --- | --- | --- | --- | --- |
${report.measured.toSorted((a, b) => a.name.localeCompare(b.name)).map(row).join('\n')}

| | measured | wanted |
| --- | --- | --- |
| filled in | ${report.fillSeconds < 1 ? 'filled before' : `${Math.round(report.fillSeconds)} s`} | < 180 s |
| ready after start | ${(report.readyMs / 1000).toFixed(2)} s | < 3 s |
| W3, p99 at 40 a second | ${ms(report.listP99AtPaceMs)} ms | ≤ ${LIST_P99_MS} ms |
${report.imported ? importedOf(report.imported) : ''}| bytes a hazard, indexes included | ${Math.round(report.bytesPerHazard)} | flat |
${report.memory ? `| resident memory at start, after ${many(report.requests / 5)} and after ${many(report.requests)} requests (W1 : W2 : W3 = 1 : 6 : 3) | ${report.memory.atStartMb}, ${report.memory.afterFewMb}, ${report.memory.afterManyMb} MB | < ${MEMORY_MB} MB, no growth |\n` : ''}`;

const importedOf = ({ rows, seconds, nodeMs, postgresMs, idleP99Ms, busyP99Ms }: NonNullable<Report['imported']>): string =>
  `| W6, ${many(rows)} rows with facts and a result a row | ${seconds.toFixed(1)} s; a row ${(nodeMs / rows).toFixed(2)} ms Node, ${(postgresMs / rows).toFixed(2)} ms PostgreSQL, what reads meanwhile included | ≤ ${IMPORT_SECONDS} s |
| W6, p99 of W2 meanwhile; idle | ${ms(busyP99Ms)}; ${ms(idleP99Ms)} ms | ≤ ${IMPORT_SLOWDOWN} × idle |
`;

function growthOf(reports: readonly Report[]): string {
  const [from, to] = [reports[0], reports.at(-1)];
  const rows = from?.measured.flatMap((one) => {
    const grown = to?.measured.find(({ name }) => name === one.name);
    return grown ? [`| ${one.name} | ${(grown.p99Ms / one.p99Ms).toFixed(2)} | ${(grown.postgresMs / one.postgresMs).toFixed(2)} | ${one.growth ?? '–'} |`] : [];
  }) ?? [];
  return `## From ${many(from?.rows ?? 0)} to ${many(to?.rows ?? 0)}

| | p99, times | PostgreSQL CPU a request, times | allowed |
| --- | --- | --- | --- |
${rows.join('\n')}
| W3 at 40 a second | ${((to?.listP99AtPaceMs ?? NaN) / (from?.listP99AtPaceMs ?? NaN)).toFixed(2)} | | 1.5 |
| W6 | ${((to?.imported?.seconds ?? NaN) / (from?.imported?.seconds ?? NaN)).toFixed(2)} (seconds) | ${((to?.imported?.postgresMs ?? NaN) / (from?.imported?.postgresMs ?? NaN)).toFixed(2)} | 1.5 |
| bytes a hazard | ${((to?.bytesPerHazard ?? NaN) / (from?.bytesPerHazard ?? NaN)).toFixed(2)} | | 0.9–1.1 |

A word may cost more by its hits, not by rows: one in two thousand has ${many((to?.rows ?? 0) / (from?.rows ?? 1))} times the hits, so that growth is judged by the word that stands in sixty descriptions at every size.
`;
}

function row(one: Measured): string {
  const { share, p99Ms } = one.floor;
  const met = (measured: number | null, floor: number | undefined, atLeast: boolean, here: ReturnType<typeof floorHere> = null): string => {
    if (measured === null || floor === undefined) return measured === null ? '–' : ms(measured);
    const beside = here ? `; here ≤ ${ms(here.wanted)}${here.met ? '' : ', **missed**'}` : '';
    return `${ms(measured)} (${atLeast ? '≥' : '≤'} ${floor}${(atLeast ? measured >= floor : measured <= floor) ? '' : ', **missed**'}${beside})`;
  };
  const processor = (of: keyof Bare): string =>
    `${met(one[of], one.floor[of], false, floorHere(one, of))}${one.bare ? `; ${ms(one.bare[of])}, ${(one[of] / one.bare[of]).toFixed(1)} ×` : ''}`;
  const limitMs = one.limitPostgresMs === null ? '' : `; ${ms(one.limitPostgresMs)}${one.pacedPostgresMs === null ? '' : ` (${ms(one.pacedPostgresMs)})`}`;
  return `| ${one.name} ${one.what} | ${met(one.share, share, true)} | ${processor('nodeMs')} | ${processor('postgresMs')}${limitMs} | ${ms(one.p50Ms)} / ${ms(one.p95Ms)} / ${met(one.p99Ms, p99Ms, false)} | ${Math.round(one.rate)}; ${one.limit === null ? '–' : Math.round(one.limit)} | ${one.roundTrips}, ${one.statements}${one.carries > 1 ? ` for ${one.carries}` : ''} |`;
}
