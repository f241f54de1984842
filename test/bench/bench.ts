/**
 * `npm run bench`: W1, W2 and W3 on ROWS hazards (100,000) against one built API process, beside the same SQL by pgbench.
 * DATABASE_URL: a migrated, empty database of the service's own; otherwise an embedded one. SECONDS: of each measurement.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { fields, text } from '../model/driver.js';
import { fill } from '../support/many-hazards.js';
import { startApi, type ApiProcess } from '../support/processes.js';
import { freshDatabase } from '../support/database.js';
import { ledgerOn, type RunningLedger } from '../support/running-ledger.js';
import { writePage, type Measured, type Report } from './page.js';
import { pgbenchVersion, runPgbench, scriptOf, type Script } from './pgbench.js';
import { cpuMs, familyCpuMs, parentOf, residentMb } from './processor.js';
import { WireTap, type Asked } from './wire-tap.js';
import { workloads, type Workload } from './workloads.js';

const ROWS = Number(process.env['ROWS'] ?? 100_000);
const SECONDS = Number(process.env['SECONDS'] ?? 6);
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const CONNECTIONS = 8;
/** Until the hot paths are compiled. */
const WARM_UP = 4_000;
/** Until the server has counted its ended backends as its own. */
const REAPED_WITHIN_MS = 500;
/** Of the memory measurement; a fifth of them come before the first look. */
const REQUESTS = Number(process.env['REQUESTS'] ?? 50_000);
const MANY = { RATE_LIMIT_PERSON: '10000000', RATE_LIMIT_KEY: '10000000', RATE_LIMIT_SIGN_IN: '10000000' };
const directory = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
const say = (sentence: string): void => void process.stdout.write(`[bench] ${sentence}\n`);

interface Outcome { count: number; seconds: number; p50Ms: number; p95Ms: number; p99Ms: number; statuses: Record<string, number> }

it('W1, W2, W3', async () => {
  const database = process.env['DATABASE_URL'] ? { url: process.env['DATABASE_URL'], drop: () => Promise.resolve() } : await freshDatabase();
  const ledger = await ledgerOn(database.url, 1, {}, database.drop);
  try {
    const report = await measure(ledger);
    process.stdout.write(`${writePage(report)}\n`);
    expect(report.memory.afterManyMb).toBeLessThan(250);
  } finally {
    await ledger.stop();
  }
});

async function measure(ledger: RunningLedger): Promise<Report> {
  const postmaster = await filled(ledger);
  const ids = (await ledger.sql<{ id: string }>(`select id from hazard where town_code = '140525100' order by md5(id::text) limit 500`)).map((row) => row.id);
  const headers = await credentials(ledger);
  const planned = workloads(ledger, ids);
  const recorded = await record(ledger, planned, headers);
  await ledger.apis[0]?.stop();
  const startedAt = performance.now();
  const api = await ledger.restart(0);
  const readyMs = performance.now() - startedAt;
  const measured: Measured[] = [];
  for (const workload of planned) {
    const script = recorded.scripts.get(workload.name) ?? null;
    const rounds: Measured[] = [];
    await load(api, headers, [{ ...workload, requests: WARM_UP }]);
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await one(ledger, api, postmaster, headers, workload, script));
    const middle = rounds.toSorted((a, b) => (a.share ?? a.rate) - (b.share ?? b.rate))[ROUNDS >> 1];
    if (middle) measured.push({ ...middle, roundTrips: recorded.roundTrips.get(workload.name) ?? 0, statements: recorded.statements.get(workload.name) ?? 0 });
    say(`${workload.name} ${JSON.stringify(measured.at(-1))}`);
  }
  return { rows: ROWS, requests: REQUESTS, connections: CONNECTIONS, seconds: SECONDS, rounds: ROUNDS, pgbench: pgbenchVersion(), server: await serverOf(ledger), readyMs, measured, memory: await memory(ledger, planned, headers) };
}

async function filled(ledger: RunningLedger): Promise<number> {
  const client = new pg.Client({ connectionString: ledger.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = parentOf(rows[0]?.pid ?? 0);
  const startedAt = performance.now();
  await fill(client, { rows: ROWS, today: ledger.today });
  await client.query('vacuum (analyze)');
  await client.query('checkpoint');
  await client.end();
  say(`${ROWS} rows in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return postmaster;
}

const serverOf = async (ledger: RunningLedger): Promise<string> => {
  const [row] = await ledger.sql<{ said: string }>(`select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit') as said`);
  return row?.said ?? '';
};

type Headers = Record<string, Record<string, string>>;

async function credentials(ledger: RunningLedger): Promise<Headers> {
  const { username, password } = ledger.account('nancun.inspector');
  const response = await fetch(`${ledger.apis[0]?.url}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) });
  const token = text(fields(await response.json()).accessToken);
  return { 'nancun.inspector': { Authorization: `Bearer ${token}` }, 'example1.key': { 'X-API-Key': ledger.account('example1.key').apiKey ?? '' } };
}

/** What one request of each asks the database, once everything that is remembered is remembered. */
async function record(ledger: RunningLedger, planned: Workload[], headers: Headers) {
  const { tap, url } = await WireTap.before(ledger.databaseUrl);
  const api = await startApi({ databaseUrl: url, env: MANY });
  const scripts = new Map<string, Script>();
  const [roundTrips, statements] = [new Map<string, number>(), new Map<string, number>()];
  for (const workload of planned) {
    const send = (n: string) => fetch(`${api.url}${workload.paths[0]}`, {
      method: workload.body ? 'POST' : 'GET', headers: { ...headers[workload.account], ...(workload.body && { 'Content-Type': 'application/json', 'Idempotency-Key': n }) },
      ...(workload.body && { body: workload.body.replaceAll('{n}', n) }),
    });
    // Every connection of the pool learns the statements; then one request alone.
    await Promise.all(Array.from({ length: 60 }, (_, i) => send(`warm-${workload.name}-${i}`).then((answer) => answer.arrayBuffer())));
    tap.forget();
    const answer = await send(`recorded-${workload.name}`);
    const body = fields(await answer.json());
    if (!answer.ok) throw new Error(`${workload.name}: ${answer.status} ${JSON.stringify(body)}`);
    const asked = tap.asked.filter((one) => !/ledger_number|access_log|last_used/.test(one.sql));
    roundTrips.set(workload.name, new Set(asked.map((one) => one.roundTrip)).size);
    statements.set(workload.name, asked.length);
    scripts.set(workload.name, scriptOf(join(directory, `${workload.name}.sql`), asked, workload.body ? fresh(body, asked) : {}));
  }
  await api.stop();
  tap.close();
  return { scripts, roundTrips, statements };
}

/** What two registrations may not share: id, number, key. */
function fresh(body: Record<string, unknown>, asked: readonly Asked[]): Record<string, string> {
  const key = asked.flatMap((one) => one.values).find((value) => value !== null && /^[0-9a-f]{64}$/.test(value)) ?? '-';
  const lock = asked.find((one) => one.sql.includes('pg_try_advisory_xact_lock'))?.values[1] ?? '-';
  const hex = `lpad(to_hex(:n::bigint), 12, '0')`;
  return { [text(body.id)]: `'${text(body.id).slice(0, 24)}' || ${hex}`, [text(body.ledgerNo)]: `'bench-2026-' || :n::bigint`, [key]: `'${key.slice(0, 52)}' || ${hex}`, [lock]: ':n::bigint' };
}

async function one(ledger: RunningLedger, api: ApiProcess, postmaster: number, headers: Headers, workload: Workload, script: Script | null): Promise<Measured> {
  const before = { node: cpuMs(api.pid), postgres: familyCpuMs(postmaster) };
  const outcome = await load(api, headers, [{ ...workload, seconds: SECONDS }]);
  const after = { node: cpuMs(api.pid), postgres: familyCpuMs(postmaster) };
  const rate = outcome.count / outcome.seconds;
  const limit = script && pgbenchVersion() ? await limitOf(ledger, postmaster, script) : null;
  return {
    name: workload.name, what: workload.what, floor: workload.floor, rate, p50Ms: outcome.p50Ms, p95Ms: outcome.p95Ms, p99Ms: outcome.p99Ms, statuses: outcome.statuses,
    nodeMs: (after.node - before.node) / outcome.count, postgresMs: (after.postgres - before.postgres) / outcome.count,
    limit: limit?.rate ?? null, limitPostgresMs: limit?.postgresMs ?? null, share: limit ? rate / limit.rate : null, roundTrips: 0, statements: 0,
  };
}

async function limitOf(ledger: RunningLedger, postmaster: number, script: Script): Promise<{ rate: number; postgresMs: number }> {
  const before = familyCpuMs(postmaster);
  const { count, rate } = runPgbench(ledger.databaseUrl, script, CONNECTIONS, SECONDS);
  await sleep(REAPED_WITHIN_MS);
  return { rate, postgresMs: (familyCpuMs(postmaster) - before) / count };
}

type Part = Workload & { weight?: number; seconds?: number; requests?: number };

async function load(api: ApiProcess, headers: Headers, parts: Part[]): Promise<Outcome> {
  const plan = join(directory, 'plan.json');
  const [{ seconds, requests } = {} as Part] = parts;
  const accounts = Object.keys(headers);
  const mix = parts.map(({ paths, body, weight, account }) => ({ paths, body, weight, as: accounts.indexOf(account) }));
  writeFileSync(plan, JSON.stringify({ url: api.url, headers: Object.values(headers), connections: CONNECTIONS, seconds, requests, mix }));
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'load.mjs'), plan]);
  return JSON.parse(stdout) as Outcome;
}

/** A process of its own: a fifth of the requests, of all kinds, then the others. */
async function memory(ledger: RunningLedger, planned: Workload[], headers: Headers): Promise<Report['memory']> {
  await ledger.apis[0]?.stop();
  const api = await ledger.restart(0);
  const atStartMb = residentMb(api.pid);
  const weights: Record<string, number> = { W1: 1, W2: 6, W3: 3 };
  const parts = (requests: number): Part[] => planned.map((one) => ({ ...one, requests, weight: weights[one.name] ?? 1 }));
  await load(api, headers, parts(REQUESTS / 5));
  const afterFewMb = residentMb(api.pid);
  await load(api, headers, parts(REQUESTS * 0.8));
  return { atStartMb, afterFewMb, afterManyMb: residentMb(api.pid) };
}
