/**
 * `npm run bench`: W1, W2, W3, W5, W6 and W7 on each of SIZES hazards (10,000 and 1,000,000) against one built API process,
 * beside the same SQL by pgbench. DATABASE_URL_<rows>: a migrated database of the service's own, empty or with so many
 * hazards; otherwise one of its own, of the embedded server or of that in TEST_POSTGRES_PROGRAMS. CONNECTIONS; SECONDS: of each measurement; ROUNDS; REQUESTS: of the memory measurement.
 * WORKLOADS (`W1,W5`): only these are measured, told line by line, and no page is written.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { until } from '../../src/platform/processes.mjs';
import { fields, text } from '../model/driver.js';
import { fill } from '../support/many-hazards.js';
import { startApi, startWorker, type ApiProcess } from '../support/processes.js';
import { freshDatabase } from '../support/database.js';
import { ownFind } from '../support/registrations.js';
import { ledgerOn, type RunningLedger } from '../support/running-ledger.js';
import { bare } from './bare.js';
import { CONNECTIONS, directory, load, SECONDS, STOP, WARM_UP, type Headers, type Part } from './load.js';
import { missedBy, writePage, type Measured, type Report } from './page.js';
import { pgbenchVersion, runPgbench, scriptOf, type Run, type Script } from './pgbench.js';
import { cpuMs, familyCpuMs, parentOf, residentMb } from './processor.js';
import { WireTap, type Asked } from './wire-tap.js';
import { workloads, type Workload } from './workloads.js';

const SIZES = (process.env['SIZES'] ?? '10000,1000000').split(',').map(Number);
const ONLY = process.env['WORKLOADS']?.split(',');
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
/** Until the server has counted its ended backends as its own. */
const REAPED_WITHIN_MS = 500;
/** It comes round once a minute and takes a second or three: in a measurement of seconds it is there by chance. Only on a server of our own. */
const NO_AUTOVACUUM = ['alter system set autovacuum = off', 'select pg_reload_conf()'];
/** Of the memory measurement; a fifth of them come before the first look. */
const REQUESTS = Number(process.env['REQUESTS'] ?? 50_000);
const MANY = { RATE_LIMIT_PERSON: '10000000', RATE_LIMIT_KEY: '10000000', RATE_LIMIT_SIGN_IN: '10000000', RATE_LIMIT_ORGANISATION: '10000000', RATE_LIMIT_EXPORT: '10000000' };
/** performance.md, W3: the p99 is asked for at this pace. */
const LIST_PER_SECOND = 40;
/** Of fewer than a thousand requests the slowest hundredth is a handful. */
const LIST_PACED_SECONDS = Number(process.env['PACED_SECONDS'] ?? 25);
const IMPORT_ROWS = Number(process.env['IMPORT_ROWS'] ?? 10_000);
const BATCH = 1_000;
const IMPORT_WITHIN_SECONDS = 300;
const FOLDED_WITHIN_MS = 60_000;
const reports: Report[] = [];
const say = (sentence: string): void => void process.stdout.write(`[bench] ${sentence}\n`);

it.each(SIZES)('at %i hazards', async (rows) => {
  const given = process.env[`DATABASE_URL_${rows}`];
  const database = given ? { url: given, drop: () => Promise.resolve() } : await freshDatabase();
  const ledger = await ledgerOn(database.url, 1, {}, database.drop);
  try {
    const report = await measure(ledger, rows);
    if (report) reports.push(report);
  } finally {
    await ledger.stop();
  }
});

/** Judged when everything has been measured: a missed floor is told with all the figures beside it. */
(ONLY ? it.skip : it)('is written down, and nothing misses its floor', () => {
  expect(reports).toHaveLength(SIZES.length);
  process.stdout.write(`${writePage(reports)}\n`);
  expect(missedBy(reports)).toEqual([]);
});

async function measure(ledger: RunningLedger, rows: number): Promise<Report | null> {
  const { postmaster, fillSeconds } = await filled(ledger, rows);
  if (!process.env[`DATABASE_URL_${rows}`]) for (const statement of NO_AUTOVACUUM) await ledger.sql(statement);
  const ids = (await ledger.sql<{ id: string }>(`select id from hazard where town_code = '140525100' order by md5(id::text) limit 500`)).map((row) => row.id);
  const headers = await credentials(ledger);
  const all = workloads(ledger, ids);
  const planned = all.filter(({ name }) => ONLY?.includes(name) ?? true);
  const recorded = await record(ledger, planned, headers);
  await ledger.apis[0]?.stop();
  const startedAt = performance.now();
  const api = await ledger.restart(0);
  const readyMs = performance.now() - startedAt;
  const measured: Measured[] = [];
  for (const workload of planned) {
    const script = recorded.scripts.get(workload.name) ?? null;
    const bareCost = await bare(ledger, postmaster, headers, workload, recorded.asked.get(workload.name) ?? []);
    const rounds: Measured[] = [];
    await load(api, headers, [{ ...workload, requests: Math.min(WARM_UP, workload.warmUp ?? WARM_UP) }]);
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await one(ledger, api, postmaster, headers, workload, script));
    const middle = rounds.toSorted((a, b) => (a.share ?? a.rate) - (b.share ?? b.rate))[ROUNDS >> 1];
    if (middle) measured.push({ ...middle, bare: bareCost, roundTrips: recorded.roundTrips.get(workload.name) ?? 0, statements: recorded.statements.get(workload.name) ?? 0 });
    say(`${rows} ${workload.name} ${JSON.stringify(measured.at(-1))}`);
  }
  const read = ONLY && !ONLY.includes('W6') ? undefined : all.find((one) => one.name === 'W2');
  const list = ONLY ? undefined : planned.find((one) => one.name === 'W3');
  const paced = list ? (await load(api, headers, [{ ...list, seconds: LIST_PACED_SECONDS, perSecond: LIST_PER_SECOND }])).p99Ms : NaN;
  const imported = read ? await importing(ledger, api, headers, read, postmaster) : null;
  if (imported) say(`${rows} W3 paced ${paced}, W6 ${JSON.stringify(imported)}`);
  if (ONLY) return null;
  const [size] = await ledger.sql<{ bytes: string; rows: string }>(`select pg_total_relation_size('hazard') as bytes, count(*) as rows from hazard`);
  return {
    rows, requests: REQUESTS, connections: CONNECTIONS, seconds: SECONDS, rounds: ROUNDS, pgbench: pgbenchVersion(), server: await serverOf(ledger),
    fillSeconds, readyMs, measured, listP99AtPaceMs: paced, imported, bytesPerHazard: Number(size?.bytes) / Number(size?.rows),
    memory: rows === SIZES[0] ? await memory(ledger, planned, headers) : null,
  };
}

/** W6 through the door that is there for many: ten batches of a thousand, with facts and a result a row, while others read. */
async function importing(ledger: RunningLedger, api: ApiProcess, headers: Headers, read: Workload, postmaster: number): Promise<NonNullable<Report['imported']>> {
  const [probe] = [{ ...read, seconds: 3, connections: 2 }];
  const idle = await load(api, headers, [probe]);
  const before = { node: cpuMs(api.pid), postgres: familyCpuMs(postmaster) };
  const startedAt = performance.now();
  const beside = load(api, headers, [{ ...probe, seconds: IMPORT_WITHIN_SECONDS, untilStopped: true }]);
  for (let batch = 0; batch < IMPORT_ROWS / BATCH; batch += 1) {
    const items = Array.from({ length: BATCH }, (_, n) => ownFind(ledger.organisations.example1 ?? '', ledger.today, { description: `导入 ${batch * BATCH + n}` }));
    const answer = await fetch(`${api.url}/api/v1/hazards/batch`, {
      method: 'POST', headers: { ...headers['example1.key'], 'Content-Type': 'application/json', 'Idempotency-Key': `import-${process.pid}-${batch}` }, body: JSON.stringify({ items }),
    });
    const said = (await answer.json()) as { results?: { status: number }[] };
    const wrong = said.results ? said.results.find(({ status }) => status !== 201) : said;
    if (wrong) throw new Error(`W6: ${JSON.stringify(wrong)}`);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  writeFileSync(STOP, '');
  const busy = await beside;
  rmSync(STOP);
  return {
    rows: IMPORT_ROWS, seconds, nodeMs: cpuMs(api.pid) - before.node, postgresMs: familyCpuMs(postmaster) - before.postgres, idleP99Ms: idle.p99Ms, busyP99Ms: busy.p99Ms,
  };
}

async function filled(ledger: RunningLedger, rows: number): Promise<{ postmaster: number; fillSeconds: number }> {
  const client = new pg.Client({ connectionString: ledger.databaseUrl });
  await client.connect();
  const { rows: own } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = parentOf(own[0]?.pid ?? 0);
  const { rows: there } = await client.query<{ count: number }>('select count(*)::int as count from (select 1 from hazard limit 1000) there');
  const startedAt = performance.now();
  if ((there[0]?.count ?? 0) < 1_000) await fill(client, { rows, today: ledger.today, someOfEach: true });
  const fillSeconds = (performance.now() - startedAt) / 1_000;
  await folded(ledger);
  await client.query('vacuum (analyze)');
  await client.query('checkpoint');
  await client.end();
  say(`${rows} rows in ${Math.round(fillSeconds)} s`);
  return { postmaster, fillSeconds };
}

/** In a running ledger the worker folds the changes of the counts every two seconds. */
async function folded(ledger: RunningLedger): Promise<void> {
  const worker = startWorker({ databaseUrl: ledger.databaseUrl, env: { DATA_DIR: ledger.dataDir } });
  await until(async () => (await ledger.sql<{ left: boolean }>('select exists (select from hazard_delta) as left'))[0]?.left === false, { everyMs: 200, withinMs: FOLDED_WITHIN_MS });
  await worker.stop();
}

const serverOf = async (ledger: RunningLedger): Promise<string> => {
  const [row] = await ledger.sql<{ said: string }>(`select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit') as said`);
  return row?.said ?? '';
};

async function credentials(ledger: RunningLedger): Promise<Headers> {
  const signedIn = async (name: string): Promise<[string, Record<string, string>]> => {
    const { username, password } = ledger.account(name);
    const response = await fetch(`${ledger.apis[0]?.url}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) });
    return [name, { Authorization: `Bearer ${text(fields(await response.json()).accessToken)}` }];
  };
  const people = await Promise.all(['nancun.inspector', 'county.inspector'].map(signedIn));
  return { ...Object.fromEntries(people), 'example1.key': { 'X-API-Key': ledger.account('example1.key').apiKey ?? '' } };
}

/** What one request of each asks the database, once everything that is remembered is remembered. */
async function record(ledger: RunningLedger, planned: Workload[], headers: Headers) {
  const { tap, url } = await WireTap.before(ledger.databaseUrl);
  const api = await startApi({ databaseUrl: url, env: MANY });
  const scripts = new Map<string, Script>();
  const [roundTrips, statements, asking] = [new Map<string, number>(), new Map<string, number>(), new Map<string, Asked[]>()];
  for (const workload of planned) {
    const send = (n: string) => fetch(`${api.url}${workload.paths[0]}`, {
      method: workload.body ? 'POST' : 'GET', headers: { ...headers[workload.account], ...(workload.body && { 'Content-Type': 'application/json', 'Idempotency-Key': n }) },
      ...(workload.body && { body: workload.body.replaceAll('{n}', n) }),
    });
    // Every connection of the pool learns the statements; then one request alone.
    await Promise.all(Array.from({ length: 60 }, (_, i) => send(`warm-${workload.name}-${i}`).then((answer) => answer.arrayBuffer())));
    tap.forget();
    const sinceMs = Date.now();
    const answers = await Promise.all(Array.from({ length: workload.shares ? CONNECTIONS : 1 }, (_, i) => send(`recorded-${workload.name}-${i}`)));
    const bodies = await Promise.all(answers.map(async (answer) => fields(await answer.json())));
    const wrong = answers.findIndex((answer) => !answer.ok);
    if (wrong >= 0) throw new Error(`${workload.name}: ${answers[wrong]?.status} ${JSON.stringify(bodies[wrong])}`);
    const asked = (workload.shares ? tap.longest() : tap.asked).filter((one) => !/ledger_number|access_log|last_used|sandbox_clock/.test(one.sql));
    const carries = workload.shares ? asked.filter(({ sql }) => LOCKS_KEY.test(sql)).length : 1;
    roundTrips.set(workload.name, new Set(asked.map((one) => one.roundTrip)).size);
    statements.set(workload.name, asked.length);
    asking.set(workload.name, asked);
    scripts.set(workload.name, scriptOf(join(directory, `${workload.name}.sql`), asked, workload.body ? fresh(bodies, asked, sinceMs) : {}, carries));
  }
  await api.stop();
  tap.close();
  return { scripts, roundTrips, statements, asked: asking };
}

const UUID_V7 = /([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const LOCKS_KEY = /pg_try_advisory_xact_lock/;
/** What two registrations may not share: number, key, and every id made since the request was sent. */
function fresh(bodies: readonly Record<string, unknown>[], asked: readonly Asked[], sinceMs: number): Record<string, string> {
  const hex = (of: string) => `lpad(to_hex(${of}), 12, '0')`;
  const ids = new Set(asked.flatMap((one) => one.values.flatMap((value) => [...(value ?? '').matchAll(UUID_V7)])).filter(([, high = '', low = '']) => parseInt(high + low, 16) >= sinceMs).map(([id]) => id));
  const keys = asked.filter(({ sql }) => sql.includes('from idempotency where key_hash')).map(({ values }) => values[0] ?? '-');
  const locks = asked.filter(({ sql }) => LOCKS_KEY.test(sql)).map(({ values }) => values[1] ?? '-');
  return Object.fromEntries([
    ...[...ids].map((id, at) => [id, `'${id.slice(0, 24)}' || ${hex(`:n::bigint + ${at}`)}`]), ...bodies.map(({ ledgerNo }, at) => [text(ledgerNo), `'bench-2026-' || (:n::bigint + ${at})`]),
    ...keys.map((key) => [key, `'${key.slice(0, 52)}' || ${hex(':r::bigint')}`]), ...locks.map((lock, at) => [lock, `(:n::bigint + ${at})`]),
  ]) as Record<string, string>;
}

async function one(ledger: RunningLedger, api: ApiProcess, postmaster: number, headers: Headers, workload: Workload, script: Script | null): Promise<Measured> {
  const before = { node: cpuMs(api.pid), postgres: familyCpuMs(postmaster) };
  const { connections = CONNECTIONS } = workload;
  const outcome = await load(api, headers, [{ ...workload, seconds: SECONDS, connections }]);
  const after = { node: cpuMs(api.pid), postgres: familyCpuMs(postmaster) };
  const rate = outcome.count / outcome.seconds;
  const limit = script && pgbenchVersion() ? await limitOf(ledger, postmaster, script, connections) : null;
  // asked less often a server takes more for each (decision 0055): what it takes then is not the service's doing
  const atPace = script && limit && workload.floor.postgresMs ? await limitOf(ledger, postmaster, script, connections, rate) : null;
  return {
    name: workload.name, what: workload.what, floor: workload.floor, growth: workload.growth, rate, p50Ms: outcome.p50Ms, p95Ms: outcome.p95Ms, p99Ms: outcome.p99Ms, statuses: outcome.statuses,
    nodeMs: (after.node - before.node) / outcome.count, postgresMs: (after.postgres - before.postgres) / outcome.count,
    limit: limit?.rate ?? null, limitPostgresMs: limit?.postgresMs ?? null, pacedPostgresMs: atPace?.postgresMs ?? null, share: limit ? rate / limit.rate : null, carries: script?.carries ?? 1, bare: null, roundTrips: 0, statements: 0,
  };
}

/** Without what new connections cost before they are of use: of few transactions it is much. */
async function limitOf(ledger: RunningLedger, postmaster: number, script: Script, connections: number, perSecond?: number): Promise<{ rate: number; postgresMs: number }> {
  const costOf = async (run: Run): Promise<{ count: number; rate: number; cpu: number }> => {
    const before = familyCpuMs(postmaster);
    const done = runPgbench(ledger.databaseUrl, script, connections, run);
    await sleep(REAPED_WITHIN_MS);
    return { ...done, cpu: familyCpuMs(postmaster) - before };
  };
  const start = await costOf({ times: 1 });
  const { count, rate, cpu } = await costOf({ seconds: SECONDS, perSecond });
  return { rate, postgresMs: (cpu - start.cpu) / (count - start.count) };
}

/** A process of its own: a fifth of the requests, of all kinds, then the others. */
async function memory(ledger: RunningLedger, planned: Workload[], headers: Headers): Promise<NonNullable<Report['memory']>> {
  await ledger.apis[0]?.stop();
  const api = await ledger.restart(0);
  const atStartMb = residentMb(api.pid);
  const weights: Record<string, number> = { W1: 1, W2: 6, W3: 3 };
  const parts = (requests: number): Part[] => planned.filter(({ name }) => name in weights).map((one) => ({ ...one, requests, weight: weights[one.name] ?? 1 }));
  await load(api, headers, parts(REQUESTS / 5));
  const afterFewMb = residentMb(api.pid);
  await load(api, headers, parts(REQUESTS * 0.8));
  return { atStartMb, afterFewMb, afterManyMb: residentMb(api.pid) };
}
