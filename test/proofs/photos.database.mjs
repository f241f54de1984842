/** A migrated database of its own, and the service's own statements on it, timed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { PhotoRepository } from '../../dist/src/evidence/photos/photo.repository.js';
import { startCluster } from '../../src/platform/database/embedded.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const SECRETS = { TOKEN_SECRET: 's'.repeat(40), KEY_PEPPER: 's'.repeat(40), CURSOR_SECRET: 's'.repeat(40), FIELD_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` };
const NOTHING_SAID = { place: null, cameraTakenAt: null, takenAtAgrees: null, takenBeforeFound: null, placeAgrees: null };
const AT = '2026-01-01T00:00:00Z';

export const uuid = (n) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export async function withDatabase(work) {
  const room = mkdtempSync(join(tmpdir(), 'photo-prints-'));
  const cluster = await startCluster({ dataDir: join(room, 'database'), durable: false });
  const client = new pg.Client({ connectionString: cluster.url });
  try {
    execFileSync(process.execPath, [join(ROOT, 'dist/src/cli/migrate.js')], { env: { ...process.env, ...SECRETS, DATABASE_URL: cluster.url, DATA_DIR: room }, stdio: 'pipe' });
    await client.connect();
    // the prints are meant here, not the files, hazards and people they would belong to
    await client.query('set session_replication_role = replica');
    return await work(client, lookingOn(client));
  } finally {
    await client.end().catch(() => {});
    await cluster.remove();
    rmSync(room, { recursive: true, force: true });
  }
}

/** `look(id, prints, county)`: what the worker does with a photo of a hazard of its own; what it filed, found and how long both took. */
function lookingOn(client) {
  const told = {};
  let server;
  /** What the server's process of this connection has run so far, in ms (Linux): the waiting for a busy machine is not in it. */
  const onProcessor = async () => {
    server ??= (await client.query('select pg_backend_pid() as pid')).rows[0].pid;
    return Number(readFileSync(`/proc/${server}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
  };
  const run = async ({ name, text }, values) => {
    const [began, ran] = [performance.now(), await onProcessor()];
    const { rows, rowCount } = await client.query({ name: name || undefined, text, values });
    const took = performance.now() - began;
    if (name) told[name] = { ms: took, processorMs: (await onProcessor()) - ran, rowCount, asked: { text, values } };
    return rows;
  };
  const together = async (asked, values) => { for (const [at, one] of asked.entries()) await run(one, values[at]); };
  const repository = new PhotoRepository({ run, onConnection: (work) => work({ run, together }) });
  return async (id, prints, county) => {
    await client.query(`insert into photo (evidence_id, county_code, hazard_id, state, attempts, next_attempt_at) values ($1, $2, $1, 'WAITING', 0, $3)`, [id, county, AT]);
    await repository.seen(id, { prints, ...NOTHING_SAID }, AT);
    const { photo_seen: filing, photo_match_add: search } = told;
    return { filedMs: filing.ms, searchedMs: search.ms, searchedProcessorMs: search.processorMs, found: search.rowCount, search: search.asked };
  };
}

/** The plan of a search just made, as PostgreSQL tells it, and what all its index scans read together. */
export async function explained(client, { text, values }) {
  await client.query('begin');
  await client.query(`select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true)`);
  const { rows: lines } = await client.query(`explain (analyze, buffers) ${text}`, values);
  await client.query('rollback');
  const plan = lines.map((line) => line['QUERY PLAN']);
  const [blocks = ''] = plan.filter((line) => /^ +Buffers:/.test(line));
  const fetches = plan.filter((line) => /Heap Fetches/.test(line)).reduce((sum, line) => sum + Number(/\d+/.exec(line)[0]), 0);
  return { plan: plan.join('\n'), fetches, blocks: [...blocks.matchAll(/(?:hit|read)=(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0) };
}
