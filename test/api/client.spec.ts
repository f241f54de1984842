/** The client that partners get, and the example of docs/examples: killed again and again, it registers each row once. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerClient, ProblemError } from '../../client/index.js';
import type { RegisterHazardDto } from '../../client/index.js';
import { until } from '../../src/platform/processes.mjs';
import { startInProcess } from '../support/sandbox.js';
import type { InProcess } from '../support/sandbox.js';

const ROOT = resolve(import.meta.dirname, '../..');
const COUNT = 24;
let world: InProcess;
let base: string;
let room: string;

beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'client-'));
  const built = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(ROOT, 'client/tsconfig.json')], { encoding: 'utf8' });
  expect([built.status, built.stdout]).toEqual([0, '']);
  world = await startInProcess();
  base = `http://127.0.0.1:${world.port}`;
}, 120_000);
afterAll(async () => {
  await world.stop();
  rmSync(room, { recursive: true });
});

const hazard = (enterpriseId: string, n: number): RegisterHazardDto => ({
  enterpriseId, level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
  description: `第${n}条自查隐患`, foundOn: '2026-01-05', foundBy: [{ name: '示例检查员甲' }],
});

async function keyOfExample1(): Promise<{ enterpriseId: string; key: string }> {
  const [operator, admin] = [new LedgerClient({ base }), new LedgerClient({ base })];
  await operator.signIn('example1.operator', 'in-process-2026');
  await admin.signIn('county.admin', 'in-process-2026');
  const enterpriseId = (await operator.call('authMe', {})).body.organisation.id;
  const { body } = await admin.call('apiKeyCreate', { body: { name: '企业系统', organisationId: enterpriseId, scopes: ['hazards:read', 'hazards:write'], expiresOn: new Date(Date.now() + 86_400_000 * 30).toISOString().slice(0, 10) } });
  return { enterpriseId, key: String(body.key) };
}

describe('the pusher of docs/examples', () => {
  it('killed again and again, brings every row once', async () => {
    const { enterpriseId, key } = await keyOfExample1();
    const packages = join(room, 'node_modules');
    mkdirSync(packages);
    symlinkSync(join(ROOT, 'client'), join(packages, 'hazard-ledger-client'));
    copyFileSync(join(ROOT, 'docs/examples/pusher.mjs'), join(room, 'pusher.mjs'));
    const file = join(room, 'hazards.jsonl');
    const rows = Array.from({ length: COUNT }, (_, n) => ({ ref: `EHS-${n}`, hazard: hazard(enterpriseId, n) }));
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
    const start = () => spawn(process.execPath, ['pusher.mjs', file], { cwd: room, env: { PATH: process.env['PATH'], LEDGER: base, LEDGER_KEY: key }, stdio: 'ignore' });
    const doneLines = () => (existsSync(`${file}.done`) ? readFileSync(`${file}.done`, 'utf8').split('\n').length - 1 : 0);
    let kills = 0;
    for (let exit: number | null = null; exit === null;) {
      const child = start();
      const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
      if (kills >= 3) { exit = await ended; expect(exit).toBe(0); break; }
      const before = doneLines();
      await until(() => doneLines() >= Math.min(before + 5, COUNT - 5), { everyMs: 1, withinMs: 20_000 });
      if (kills === 1) rmSync(`${file}.done`);
      child.kill('SIGKILL');
      kills += 1;
      await ended;
    }
    const { rows: kept } = await world.sql.query<{ ref: string; n: string }>('select external_ref as ref, count(*) as n from hazard where external_ref like $1 group by 1', ['EHS-%']);
    expect([kills, kept.length, kept.filter(({ n }) => n !== '1')]).toEqual([3, COUNT, []]);
  });
});

describe('the client', () => {
  it('tells a refusal by its code, with all reasons', async () => {
    const client = new LedgerClient({ base });
    await client.signIn('example1.operator', 'in-process-2026');
    const enterpriseId = (await client.call('authMe', {})).body.organisation.id;
    const refused = await client.call('hazardRegister', { body: { ...hazard(enterpriseId, 1), foundOn: '2026-13-01', description: '' } }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    const { status, problem } = refused as ProblemError;
    expect([status, problem.errors.map(({ path, code }) => [path, code])]).toEqual([400, expect.arrayContaining([['foundOn', 'WRONG_DAY'], ['description', 'WRONG_LENGTH']])]);
  });

  it('reads a list to its end, page by page', async () => {
    const client = new LedgerClient({ base });
    await client.signIn('county.supervisor', 'in-process-2026');
    const seen = new Set<string>();
    for await (const { id } of client.every('hazardList', { query: { limit: 7 } })) seen.add(id);
    const { rows } = await world.sql.query<{ n: string }>('select count(*) as n from hazard');
    expect(String(seen.size)).toBe(rows[0]?.n);
  });

  it('sends a POST again with the same key, and a PUT not', async () => {
    const heard: [string, unknown][] = [];
    const server: Server = createServer((request, response) => {
      heard.push([`${request.method ?? ''} ${request.url ?? ''}`, request.headers['idempotency-key']]);
      if (heard.length === 1) return void request.socket.destroy();
      response.writeHead(heard.length === 3 ? 201 : 503, { 'Content-Type': 'application/json', 'Retry-After': '0' }).end('{"id":"x","status":503,"errors":[]}');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const client = new LedgerClient({ base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, apiKey: 'x' });
    try {
      expect((await client.call('hazardRegister', { body: hazard('e', 1) })).status).toBe(201);
      const keys = heard.map(([, key]) => key);
      expect([heard.length, new Set(keys).size, typeof keys[0]]).toEqual([3, 1, 'string']);
      const put = await client.call('hazardFiveInPlace', { path: { id: 'a/b' }, ifMatch: 1, body: {} }).catch((error: unknown) => error);
      expect([(put as ProblemError).status, heard.slice(3)]).toEqual([503, [['PUT /api/v1/hazards/a%2Fb/five-in-place', undefined]]]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
