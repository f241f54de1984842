/**
 * kill -9 of the worker with work under way, many times over: notices that fall due, events that a receiver is being told
 * of, an export that is being written. The receiver's job and the export's die with it again and again: past the number
 * of stalls after which BullMQ gives a job up.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fields, text } from '../model/driver.js';
import { startWorker } from '../support/processes.js';
import { startRunningLedger } from '../support/running-ledger.js';
import { must } from '../support/world.js';
import { Due } from './due.js';
import { Chance } from './random.js';

export interface KillsPlan { seed: number; kills: number; notices: number; redisUrl: string | null; exports: boolean }
export interface KillsProof {
  seed: number; kills: number; backend: string; underWay: number; sameExport: number; callsCut: number;
  notices: number; events: number; repeats: number; exportRows: number; seconds: number; faults: string[];
}

/** Past the number of stalls after which BullMQ fails a job for good. */
const SAME_JOB = 3;
const ANSWERS_AFTER_MS = 30;
/** The paper of a small export is there for a moment only: looked for often, the database asked seldom. */
const LOOKS_A_QUESTION = 50;
const STARTED_WITHIN_MS = 30_000;
const MADE_WITHIN_MS = 120_000;
const HEARD_WITHIN_MS = 300_000;

export async function proveKills({ seed, kills, notices, redisUrl, exports }: KillsPlan): Promise<KillsProof> {
  const beganMs = performance.now();
  const chance = new Chance(seed);
  const ledger = await startRunningLedger(1);
  const due = await Due.start(ledger, notices);
  due.receiver.behaviour = () => ({ status: 204, afterMs: ANSWERS_AFTER_MS });
  const start = () => startWorker({ databaseUrl: ledger.databaseUrl, env: { DATA_DIR: ledger.dataDir, ...(redisUrl && { REDIS_URL: redisUrl }) } });
  let worker = start();
  const leased = async () => (await ledger.sql<{ n: number }>(`select count(*)::int as n from delivery where state = 'WAITING' and leased_until > clock_timestamp()`))[0]?.n ?? 0;
  const county = await ledger.driver.as('county.supervisor');
  let exportId = '';
  const done = async () => (exportId ? (await ledger.sql<{ state: string }>('select state from export_job where id = $1', [exportId]))[0]?.state !== 'QUEUED' : true);
  let [underWay, sameExport, callsCut] = [0, 0, 0];
  try {
    if (exports) exportId = text(fields(must(await county.post('/exports', { kind: 'THREE_LISTS' }), 'export').body).id);
    // A file that is being received is a paper under way; one that a worker died with is left for the nightly sweep.
    for (let n = 0; exports && n < SAME_JOB; n += 1) {
      const endsMs = performance.now() + STARTED_WITHIN_MS;
      for (let looks = 1; papers(ledger.dataDir) <= n && performance.now() < endsMs; looks += 1) {
        if (looks % LOOKS_A_QUESTION === 0 && (await done())) break;
        await sleep(1);
      }
      await sleep(chance.below(30));
      await worker.kill('SIGKILL');
      if (!(await done())) sameExport += 1;
      worker = start();
    }
    const rest = kills - (exports ? SAME_JOB : 0);
    const batch = Math.ceil(notices / rest);
    for (let n = 0; n < rest; n += 1) {
      await due.falls(n * batch + 1, Math.min(notices, (n + 1) * batch));
      const calls = due.receiver.got.length;
      // Until this worker has taken something in hand; then at any moment.
      for (const endsMs = performance.now() + STARTED_WITHIN_MS; due.receiver.got.length === calls && performance.now() < endsMs;) await sleep(5);
      await sleep(chance.below(400));
      const out = await leased();
      await worker.kill('SIGKILL');
      if (out > 0) underWay += 1;
      callsCut += out;
      worker = start();
    }
    await due.made(MADE_WITHIN_MS);
    await due.heard(notices, HEARD_WITHIN_MS);
    for (const endsMs = performance.now() + HEARD_WITHIN_MS; !(await done()) && performance.now() < endsMs;) await sleep(200);
    await sleep(1_500);
    const judged = await due.judge();
    const written = exports ? await judgeExport(exportId, ledger.sql) : { rows: 0, faults: [] };
    return {
      seed, kills, backend: redisUrl ? 'Redis' : 'PostgreSQL', underWay, sameExport, callsCut, ...judged, exportRows: written.rows,
      seconds: Math.round((performance.now() - beganMs) / 1_000), faults: [...judged.faults, ...written.faults],
    };
  } finally {
    await worker.kill('SIGKILL');
    await due.stop();
    await ledger.stop();
  }
}

function papers(dataDir: string): number {
  const incoming = join(dataDir, 'evidence', '.incoming');
  return existsSync(incoming) ? readdirSync(incoming).length : 0;
}

/** Written once: one finish in its history, and a paper with every hazard there is. */
async function judgeExport(id: string, sql: <R extends object>(asked: string, values?: unknown[]) => Promise<R[]>): Promise<{ rows: number; faults: string[] }> {
  const [row] = await sql<{ state: string; rows: number; finishes: number; hazards: number }>(`
    select e.state, e.row_count as rows, (select count(*) from fact f where f.object_id = e.id and f.move = 'finish')::int as finishes,
      (select count(*) from hazard h where h.county_code = e.county_code and h.status <> 'VOIDED')::int as hazards
    from export_job e where e.id = $1`, [id]);
  if (!row) return { rows: 0, faults: ['there is no export'] };
  const faults = [...(row.state === 'DONE' ? [] : [`the export is ${row.state}`]), ...(row.finishes === 1 ? [] : [`the export was finished ${row.finishes} times`])];
  return { rows: row.rows, faults: [...faults, ...(row.rows === row.hazards ? [] : [`the export has ${row.rows} rows of ${row.hazards}`])] };
}
