/** The trail as the auditor meets it (contract §3), the sandbox's calendar (§9), and health. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessLog } from '../../src/platform/ledger/access-log.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { runQuietly, until } from '../../src/platform/processes.mjs';
import { fields, list, text } from '../model/driver.js';
import type { Answer, Session } from '../model/driver.js';
import { given } from '../support/environment.js';
import { asOwner } from '../support/owner.js';
import { startLedger } from '../support/ledger.js';
import type { TestLedger } from '../support/ledger.js';
import { startWorker } from '../support/processes.js';
import type { StartedProcess } from '../support/processes.js';

const VERIFIER = join(import.meta.dirname, '../../dist/src/cli/audit-verify.js');
const DAY_MS = 86_400_000;

let ledger: TestLedger;
let worker: StartedProcess;
let auditor: Session;
let supervisor: Session;

beforeAll(async () => {
  ledger = await startLedger();
  worker = startWorker({ databaseUrl: given('DATABASE_URL'), env: { DATA_DIR: given('DATA_DIR') } });
  [auditor, supervisor] = [await ledger.driver.as('county.auditor'), await ledger.driver.as('county.supervisor')];
}, 60_000);
afterAll(async () => {
  const code = await worker.stop(); // before its database goes
  await ledger.stop();
  expect([code, worker.log()]).toEqual([0, '']);
});

const said = ({ status, body }: Answer): [number, unknown] => [status, fields(body).code];
const items = (answer: Answer) => list(fields(answer.body).items).map(fields);

describe('GET /audit/facts', () => {
  it('gives every fact of the county once, page by page, newest first', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const answer = await auditor.get(`/audit/facts?limit=17${cursor}`);
      expect(answer.status).toBe(200);
      expect(items(answer).flatMap(({ moveLabel, fromLabel, toLabel }) => [moveLabel, fromLabel, toLabel]).filter((label) => typeof label === 'string' && /[A-Za-z]/.test(label))).toEqual([]);
      seen.push(...items(answer).map((fact) => `${text(fact.at)} ${text(fact.objectId)} ${String(fact.version).padStart(4)}`));
      const next = fields(answer.body).nextCursor;
      if (next === null) break;
      cursor = `&cursor=${encodeURIComponent(text(next))}`;
    }
    expect(seen.length).toBeGreaterThan(50);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it('filters, labels, and refuses what it does not understand', async () => {
    const users = await auditor.get('/audit/facts?objectKind=USER&limit=200');
    const [first] = items(users);
    expect(first).toMatchObject({ objectKind: 'USER', objectKindLabel: '人员', actor: { name: '系统' } });
    expect(new Set(items(users).map((fact) => fact.objectKind))).toEqual(new Set(['USER']));
    const byObject = await auditor.get(`/audit/facts?objectId=${text(first?.objectId)}&actorId=${text(fields(first?.actor).id)}&from=2020-01-01T00:00:00Z`);
    expect(items(byObject).map((fact) => fact.objectId)).toEqual([first?.objectId]);
    expect(items(await auditor.get('/audit/facts?move=never'))).toEqual([]);
    expect(said(await auditor.get('/audit/facts?objectKind=TEAPOT'))[0]).toBe(400);
    expect(said(await auditor.get('/audit/facts?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z'))).toEqual([422, 'RANGE_UPSIDE_DOWN']);
    const forged = await auditor.get(`/audit/facts?cursor=${'A'.repeat(60)}`);
    expect(said(forged)).toEqual([400, 'CURSOR_INVALID']);
  });

  it('is for the auditor alone, like all of the trail', async () => {
    for (const path of ['/audit/facts', '/audit/facts?format=ndjson', '/audit/access-log', '/audit/verification']) {
      expect(said(await supervisor.get(path))).toEqual([403, 'FORBIDDEN']);
    }
  });

  it('exports a file that proves itself, and leaves a fact of it', async () => {
    const relayed = () => asOwner(given('DATABASE_URL'), async (owner) => (await owner.query('select from outbox limit 1')).rowCount === 0);
    expect(await until(relayed, { everyMs: 200, withinMs: 25_000 })).toBe(true);
    const answer = await auditor.get('/audit/facts?format=ndjson');
    expect(answer.headers['content-type']).toMatch(/^application\/x-ndjson/);
    const exported = String(answer.body);
    const path = join(given('DATA_DIR'), 'trail.ndjson');
    writeFileSync(path, exported);
    await expect(runQuietly(process.execPath, [VERIFIER, path], { cwd: given('DATA_DIR') })).resolves.toMatchObject({ ok: true });
    writeFileSync(path, exported.replace('系统', '系铳'));
    const tampered = await runQuietly(process.execPath, [VERIFIER, path], { cwd: given('DATA_DIR') });
    expect(tampered).toMatchObject({ ok: false, said: expect.stringMatching(/不完整或已被改动.*内容与其哈希不符/) });
    writeFileSync(path, exported.slice(0, exported.lastIndexOf('{')));
    expect(await runQuietly(process.execPath, [VERIFIER, path], { cwd: given('DATA_DIR') })).toMatchObject({ ok: false });
    const [left] = items(await auditor.get('/audit/facts?objectKind=EXPORT'));
    expect(left).toMatchObject({ move: 'audit.export', version: 1, detail: { filters: {} } });
  });
});

describe('an auditor who deputises for the city', () => {
  it('reads the trail of his own county as before', async () => {
    const { id } = fields((await auditor.get('/auth/me')).body);
    const now = ledger.app.get(Calendar, { strict: false }).now();
    const until = new Date(Date.parse(now) + DAY_MS).toISOString();
    const lent = await (await ledger.driver.as('city.supervisor')).post('/delegations', { toUserId: id, role: 'SUPERVISOR', from: now, until, reason: '出差' });
    expect(lent.status).toBe(201);
    expect(items(await auditor.get('/audit/facts?limit=1'))).toHaveLength(1);
    expect(String((await auditor.get('/audit/facts?format=ndjson')).body)).toContain('"countyCode":"140525"');
    expect((await auditor.post(`/delegations/${text(fields(lent.body).id)}/end`, {})).status).toBe(200);
  });
});

describe('GET /audit/access-log', () => {
  it('shows who was refused, who signed in, and who read the trail', async () => {
    const log = ledger.app.get(AccessLog, { strict: false });
    await supervisor.get('/audit/facts');
    await log.flush();
    const reads = items(await auditor.get('/audit/access-log?kind=SENSITIVE_READ&limit=5'));
    expect(reads[0]).toMatchObject({ kindLabel: '敏感读取', method: 'GET', status: 200 });
    expect(items(await auditor.get('/audit/access-log?kind=SIGN_IN')).length).toBeGreaterThan(0);
    expect(said(await auditor.get('/audit/access-log?kind=TEA'))[0]).toBe(400);
  });
});

describe('GET /audit/verification', () => {
  it('finds a closure that somebody wrote straight into the table', async () => {
    const operator = await ledger.driver.as('example1.operator');
    const { organisation } = fields((await operator.get('/auth/me')).body);
    const { body } = await operator.post('/hazards', {
      enterpriseId: fields(organisation).id, level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
      description: '砂轮机护罩松动', foundOn: '2026-01-15', foundBy: [{ name: '示例甲' }],
    });
    const { id } = fields(body);
    const change = (set: string) => asOwner(given('DATABASE_URL'), (owner) => owner.query(`update hazard set ${set} where id = $1`, [id]));
    expect(fields((await auditor.get(`/audit/verification?hazardId=${text(id)}`)).body)).toMatchObject({ intact: true });
    await change(`status = 'CLOSED', closed_at = created_at`);
    expect(fields((await auditor.get(`/audit/verification?hazardId=${text(id)}`)).body)).toMatchObject({ intact: false, brokenAt: { what: 'STATE_DIFFERS', objectId: id } });
    expect(fields((await auditor.get('/audit/verification')).body)).toMatchObject({ intact: false });
    await change(`status = 'REPORTED', closed_at = null`);
  });

  it.each([
    ['webhook', '/webhooks', { url: 'https://receiver.example.com/hook', eventTypes: ['hazard.*'] }],
    ['inspection', '/inspections', { enterpriseCreditCode: '91140525XXXX00019C', inspectedOn: '2026-01-12', inspectors: [{ name: '示例甲' }] }],
  ])('finds a %s whose last fact was taken away, or whose row went on without one', async (table, path, body) => {
    const made = await (await ledger.driver.as(table === 'webhook' ? 'county.admin' : 'nancun.inspector')).post(path, body);
    expect(made.status).toBe(201);
    const step = (by: number) => asOwner(given('DATABASE_URL'), async (owner) => {
      await owner.query(`begin; set local session_replication_role = replica; update ${table} set version = version + ${by} where id = '${text(fields(made.body).id)}'; commit`);
    });
    await step(1);
    expect(fields((await auditor.get('/audit/verification')).body)).toMatchObject({ intact: false, brokenAt: { what: 'HEAD_DIFFERS', objectId: fields(made.body).id } });
    await step(-1);
  });

  it('walks everything, or one hazard in the county', async () => {
    const whole = await auditor.get('/audit/verification');
    expect(fields(whole.body)).toMatchObject({ intact: true, brokenAt: null });
    expect(Number(fields(whole.body).checked)).toBeGreaterThan(50);
    expect(said(await auditor.get('/audit/verification?hazardId=01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f'))).toEqual([404, 'NOT_FOUND']);
    expect(said(await auditor.get('/audit/verification?hazardId=x'))[0]).toBe(400);
  });
});

describe('PUT /sandbox/clock', () => {
  it('moves the calendar forward for every process, never back nor too far, and leaves facts', async () => {
    const calendar = ledger.app.get(Calendar, { strict: false });
    const wanted = new Date(Date.parse(calendar.now()) + 10 * DAY_MS).toISOString();
    const moved = await supervisor.put('/sandbox/clock', { now: wanted });
    expect(moved.status).toBe(200);
    expect(fields(moved.body)).toMatchObject({ offsetDays: expect.closeTo(10, 2) });
    expect(calendar.now() > wanted).toBe(true);
    const back = new Date(Date.parse(wanted) - DAY_MS).toISOString();
    expect(said(await supervisor.put('/sandbox/clock', { now: back }))).toEqual([422, 'CLOCK_OUT_OF_RANGE']);
    const far = new Date(Date.parse(wanted) + 391 * DAY_MS).toISOString();
    expect(said(await supervisor.put('/sandbox/clock', { now: far }))).toEqual([422, 'CLOCK_OUT_OF_RANGE']);
    expect(said(await supervisor.put('/sandbox/clock', {}))[0]).toBe(400);
    expect(fields((await supervisor.put('/sandbox/clock', { now: null })).body)).toMatchObject({ offsetMs: 0, offsetDays: 0 });
    const moves = items(await auditor.get('/audit/facts?objectKind=CLOCK'));
    expect(moves.map((fact) => fact.version).sort()).toEqual([1, 2]);
    expect(fields((await auditor.get('/audit/verification')).body)).toMatchObject({ intact: true });
  });
});

describe('health', () => {
  it('answers outside /api/v1, to anybody', async () => {
    const address = await ledger.app.getUrl();
    const live = await fetch(`${address}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { status: 'UP' }]);
    const ready = await fetch(`${address}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'UP', database: 'UP', migrations: 'UP', redis: 'NOT_CONFIGURED', workingCalendar: expect.stringMatching(/^(UP|ENDING|ENDED)$/) }]);
  });
});
