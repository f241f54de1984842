/**
 * PostgreSQL stopped in the middle of writes and started again; no Redis at all. The API answers 503 meanwhile, needs no
 * restart, and loses nothing that it acknowledged (contract §9; reliability R2).
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startCluster, type Cluster } from '../../src/platform/database/embedded.mjs';
import { runQuietly, until } from '../../src/platform/processes.mjs';
import { fields, text } from '../model/driver.js';
import { testSecrets } from '../support/environment.js';
import { ask, type RawAnswer } from '../support/raw.js';
import { ownFind } from '../support/registrations.js';
import { ledgerOn, type RunningLedger } from '../support/running-ledger.js';
import { throwAwayDirectory, watchOver } from '../support/throw-away.mjs';

const STOPS = 3;
const RECOVERED_WITHIN_MS = 10_000;

const directory = throwAwayDirectory('ledger-outage-');
const guard = watchOver(directory);
let cluster: Cluster;
let ledger: RunningLedger;

const start = (port?: number): Promise<Cluster> => startCluster({ dataDir: join(directory, 'postgres'), durable: false, ...(port && { port }) });

beforeAll(async () => {
  cluster = await start();
  guard.also(cluster.pid);
  const env = { ...process.env, ...testSecrets(), DATA_DIR: directory, DATABASE_URL: cluster.url, MIGRATION_DATABASE_URL: cluster.url };
  const { ok, said } = await runQuietly(process.execPath, ['dist/src/cli/migrate.js'], { cwd: join(import.meta.dirname, '../..'), env });
  if (!ok) throw new Error(said);
  ledger = await ledgerOn(cluster.url, 1, { REDIS_URL: 'redis://127.0.0.1:1' }, () => Promise.resolve());
}, 120_000);

afterAll(async () => {
  await ledger?.stop();
  await cluster?.remove();
  guard.callOff();
  rmSync(directory, { recursive: true, force: true });
});

interface Written { mark: string; status: number; id: string }

it('an outage of the database is a 503, and over when it is over', async () => {
  const url = ledger.apis[0]?.url ?? '';
  const pid = ledger.apis[0]?.pid;
  const key = ledger.account('example1.key').apiKey ?? '';
  let going = true;
  const written: Written[] = [];
  const write = async (mark: string): Promise<RawAnswer> => ask(url, {
    method: 'POST', path: '/api/v1/hazards', headers: { 'Content-Type': 'application/json', 'X-API-Key': key, 'Idempotency-Key': mark },
    body: JSON.stringify(ownFind(ledger.organisations.example1 ?? '', ledger.today, { description: mark })),
  });
  const client = async (name: number): Promise<void> => {
    for (let i = 0; going; i += 1) {
      const mark = `outage-${name}-${i}z`;
      const answer = await write(mark);
      written.push({ mark, status: answer.status, id: text(answer.problem.id) });
      await sleep(10);
    }
  };
  const clients = [0, 1, 2, 3].map(client);
  const recoveredMs: number[] = [];
  for (let stop = 0; stop < STOPS; stop += 1) {
    await sleep(500);
    process.kill(cluster.pid, 'SIGQUIT'); // immediate: backends are cut off in the middle, the next start recovers from the log
    await cluster.exited;
    const during = await write(`during-${stop}`);
    expect([during.status, fields(during.problem).code]).toEqual([503, 'TEMPORARILY_UNAVAILABLE']);
    expect(during.headers.get('retry-after')).not.toBeNull();
    expect((await ask(url, { path: '/health/live' })).status).toBe(200);
    expect((await ask(url, { path: '/health/ready' })).status).toBe(503);
    cluster = await start(cluster.port);
    guard.also(cluster.pid);
    const startedAt = performance.now();
    await until(async () => (await write(`after-${stop}-${Math.trunc(performance.now())}`)).status === 201, { everyMs: 50, withinMs: RECOVERED_WITHIN_MS });
    recoveredMs.push(performance.now() - startedAt);
  }
  going = false;
  await Promise.all(clients);
  expect(Math.max(...recoveredMs)).toBeLessThan(RECOVERED_WITHIN_MS);
  expect([...new Set(written.map((one) => one.status))].sort()).toEqual([201, 503]);
  expect(ledger.apis[0]?.pid).toBe(pid);
  await nothingLost(written);
}, 120_000);

/** Acknowledged: there, once, with fact, event and stored answer. Refused with 503: there wholly, or not at all. */
async function nothingLost(written: Written[]): Promise<void> {
  const rows = await ledger.sql<{ mark: string; id: string; facts: number; told: number }>(`
    select h.description as mark, h.id, (select count(*)::int from fact f where f.object_id = h.id) as facts,
      (select count(*)::int from outbox o where o.object_id = h.id) + (select count(*)::int from event e where e.object_id = h.id) as told
    from hazard h where h.description like 'outage-%'`);
  expect(rows.filter((row) => row.facts !== 1 || row.told !== 1)).toEqual([]);
  const found = new Map(rows.map((row) => [row.mark, row.id]));
  expect(found.size).toBe(rows.length);
  expect(written.filter((one) => one.status === 201 && found.get(one.mark) !== one.id)).toEqual([]);
  expect(written.filter((one) => one.status === 201).length).toBeGreaterThan(20);
}

it('without Redis the API is ready, says so, and writes', async () => {
  const ready = await ask(ledger.apis[0]?.url ?? '', { path: '/health/ready' });
  expect(ready.status).toBe(200);
  const session = await ledger.driver.as('example2.operator');
  expect((await session.post('/hazards', ownFind(ledger.organisations.example2 ?? '', ledger.today))).status).toBe(201);
});
