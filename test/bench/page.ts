/** docs/BENCHMARK.md and docs/benchmark.json. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import type { Workload } from './workloads.js';

export interface Measured {
  name: string;
  what: string;
  floor: Workload['floor'];
  rate: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  statuses: Record<string, number>;
  nodeMs: number;
  postgresMs: number;
  /** Of pgbench; null where it is not installed. */
  limit: number | null;
  limitPostgresMs: number | null;
  share: number | null;
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
  readyMs: number;
  measured: Measured[];
  memory: { atStartMb: number; afterFewMb: number; afterManyMb: number };
}

const DOCS = resolve(import.meta.dirname, '../../docs');
const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

export function writePage(report: Report): string {
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: DOCS, encoding: 'utf8' }).trim();
  const machine = { node: process.version, cores: cpus().length, loadBefore: loadavg().map((one) => Number(one.toFixed(1))) };
  const page = pageOf(report, commit, machine);
  writeFileSync(join(DOCS, 'benchmark.json'), `${JSON.stringify({ commit, ...machine, ...report }, null, 2)}\n`);
  writeFileSync(join(DOCS, 'BENCHMARK.md'), page);
  return page;
}

function pageOf(report: Report, commit: string, { node, cores, loadBefore }: { node: string; cores: number; loadBefore: number[] }): string {
  const { memory, measured } = report;
  return `# Benchmark

Made by \`npm run bench\`. Read the ratios and the CPU per request; the rates belong to this machine and this minute.

${report.rows.toLocaleString('en')} hazards, one API process, ${report.connections} kept-alive connections from a process of their own, ${report.seconds} s a measurement,
the middle of ${report.rounds} rounds; each round is followed at once by the same SQL from pgbench, recorded from the wire and sent with
prepared statements, the same values and the same round trips. Commit ${commit}; Node ${node}; ${report.server}; ${cores} cores shared
by API, database and load; load average at the end ${loadBefore.join(', ')}.${report.pgbench ? '' : '\n**pgbench is not installed here: there is no limit to compare with.**'}

| | share of the limit (floor) | Node CPU ms (floor) | PostgreSQL CPU ms (floor; pgbench) | p50 / p95 / p99 ms | requests/s; pgbench/s | round trips, statements |
| --- | --- | --- | --- | --- | --- | --- |
${measured.toSorted((a, b) => a.name.localeCompare(b.name)).map(row).join('\n')}

| | measured | wanted |
| --- | --- | --- |
| ready after start | ${(report.readyMs / 1000).toFixed(2)} s | < 3 s |
| resident memory at start, after ${(report.requests / 5).toLocaleString('en')} and after ${report.requests.toLocaleString('en')} requests (W1 : W2 : W3 = 1 : 6 : 3) | ${memory.atStartMb}, ${memory.afterFewMb}, ${memory.afterManyMb} MB | < 250 MB, no growth |

The limit of W1 leaves out the block of ledger numbers that the service takes once in twenty registrations; the limit of W2 reads one row again
and again while the service reads five hundred. The log is at \`warn\`.
`;
}

function row(one: Measured): string {
  const { share, nodeMs, postgresMs } = one.floor;
  const met = (measured: number | null, floor: number | undefined, least: boolean): string =>
    measured === null ? '–' : `${ms(measured)}${floor === undefined ? '' : ` (${least ? '≥' : '≤'} ${floor}${(least ? measured >= floor : measured <= floor) ? '' : ', **missed**'})`}`;
  const limitMs = one.limitPostgresMs === null ? '' : `; ${ms(one.limitPostgresMs)}`;
  return `| ${one.name} ${one.what} | ${met(one.share, share, true)} | ${met(one.nodeMs, nodeMs, false)} | ${met(one.postgresMs, postgresMs, false)}${limitMs} | ${ms(one.p50Ms)} / ${ms(one.p95Ms)} / ${ms(one.p99Ms)} | ${Math.round(one.rate)}; ${one.limit === null ? '–' : Math.round(one.limit)} | ${one.roundTrips}, ${one.statements} |`;
}
