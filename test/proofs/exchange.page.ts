/** What `npm run prove:exchange` writes into docs/PROOFS.md. */
import { loadavg } from 'node:os';
import { commit } from './page.js';

export interface Figures {
  rows: number; importMs: number; importCpu: number; importMb: number; idle: number; busy: number; sameMs: number;
  /** Other rows, by the same worker, while nobody reads. */
  warmMs: number; warmCpu: number;
  half: { position: number; rows: number; hazards: number; facts: number }; killedCreated: number;
  exportRows: number; exportMs: number; exportCpu: number; exportMb: number; exportBytes: number;
  backMs: number; backMb: number; back: { created: number; changed: number; same: number; refused: number };
}

const many = (count: number): string => count.toLocaleString('en');
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
const met = (holds: boolean): string => (holds ? 'met' : '**missed**');

export const exchangeSection = (f: Figures): string => `## The Excel door: in, killed in the middle, out and back

Made by \`npm run prove:exchange\`: one API process, one worker, PostgreSQL with fsync off as in the tests, all on this machine's two processors, and
somebody who reads one hazard after the other meanwhile. A ledger of ${many(f.exportRows)} hazards. Times run from the answer of the POST to the last write.

| | | |
| --- | --- | --- |
| commit; load average at the end | ${commit()}; ${loadavg()[0]?.toFixed(1)} | |
| **import of ${many(f.rows)} rows** to a worker just started, with facts, row report and marked-up workbook | **${seconds(f.importMs)}** (worker's processor ${f.importCpu.toFixed(2)} s) | ≤ 5 s: ${met(f.importMs <= 5_000)}; goal 2 s: ${met(f.importMs <= 2_000)} |
| the worker's largest memory | ${f.importMb} MB | ≤ 400 MB: ${met(f.importMb <= 400)} |
| W2 p99 idle, and meanwhile | ${f.idle.toFixed(1)} ms, ${f.busy.toFixed(1)} ms: ${(f.busy / f.idle).toFixed(1)} × | ≤ 5 ×: ${met(f.busy <= 5 * f.idle)} |
| the same file again | ${seconds(f.sameMs)}, adds nothing | |
| ${many(f.rows)} other rows to the same worker, while nobody reads | ${seconds(f.warmMs)} (worker's processor ${f.warmCpu.toFixed(2)} s) | ≤ 5 s: ${met(f.warmMs <= 5_000)} |
| worker killed with SIGKILL after ${many(f.half.position)} rows | ${many(f.half.rows)} row results, ${many(f.half.hazards)} hazards, ${many(f.half.facts)} facts stood; the next worker went on to ${many(f.killedCreated)} | none twice, none missing |
| **export of ${many(f.exportRows)} rows** (一企一台账) | **${seconds(f.exportMs)}** (worker's processor ${f.exportCpu.toFixed(2)} s), ${(f.exportBytes / 1e6).toFixed(1)} MB | ≤ 20 s: ${met(f.exportMs <= 20_000)} |
| the worker's largest memory | ${f.exportMb} MB | ≤ 300 MB: ${met(f.exportMb <= 300)} |
| **the paper comes back** | ${seconds(f.backMs)}, ${f.backMb} MB: ${many(f.back.same)} the same, **${f.back.created} created, ${f.back.changed} changed, ${f.back.refused} refused** | 0 changes: ${met(f.back.changed + f.back.created + f.back.refused === 0)} |

With no row changed in N = ${many(f.back.same)} the true rate is below 3/N = ${((300 / f.back.same)).toPrecision(2)} % (95 %).`;
