/**
 * "Bad input": each gets its status, its stable code and a Chinese sentence, and leaves nothing behind. Against a built
 * process over plain HTTP, as it comes from outside.
 */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fields, list, text } from '../model/driver.js';
import { ask, type Raw, type RawAnswer } from '../support/raw.js';
import { ownFind } from '../support/registrations.js';
import { startRunningLedger, type RunningLedger } from '../support/running-ledger.js';
import { must } from '../support/world.js';
import { CURSORS, ENVELOPES, FIELDS, FILES, RULES, VERSIONS, type Case, type Place } from './bad-input.cases.js';

const CHINESE = /[\u4e00-\u9fff]/;
/** What a problem must never show. */
const INSIDES = /node_modules|\.ts:|\.js:\d|select |insert into|ECONN|\bat [A-Z]\w+\./;

let ledger: RunningLedger;
let place: Place;
let url = '';
const credentials = new Map<string, Record<string, string>>();
let serial = 0;

beforeAll(async () => {
  ledger = await startRunningLedger(1);
  url = ledger.apis[0]?.url ?? '';
  const { today } = ledger;
  const good = ownFind(ledger.organisations.example1 ?? '', today);
  const own = fields(must(await (await ledger.driver.as('example1.operator')).post('/hazards', good), 'a hazard').body);
  const page = fields(must(await (await ledger.driver.as('county.admin')).get('/enterprises?limit=1'), 'a page').body);
  place = {
    today, good, own: { id: text(own.id), version: Number(own.version), deadline: text(own.deadline) },
    foreignEnterprise: ledger.organisations.example2 ?? '', cursor: text(page.nextCursor),
  };
}, 90_000);
afterAll(() => ledger?.stop());

async function as(account: string): Promise<Record<string, string>> {
  const known = credentials.get(account);
  if (known) return known;
  const { apiKey, username, password } = ledger.account(account);
  const signIn = () => ask(url, { method: 'POST', path: '/api/v1/auth/login', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) });
  const headers: Record<string, string> = apiKey ? { 'X-API-Key': apiKey } : { Authorization: `Bearer ${text((await signIn()).problem.accessToken)}` };
  credentials.set(account, headers);
  return headers;
}

/** Everything a write could have left: rows and files. */
async function traces(): Promise<unknown> {
  const [rows] = await ledger.sql(`select (select count(*) from hazard) as hazards, (select sum(version) from hazard) as versions, (select count(*) from fact) as facts,
    (select count(*) from outbox) + (select count(*) from event) as told, (select count(*) from idempotency) as answers, (select count(*) from evidence) as evidence,
    (select count(*) from organisation) as organisations, (select sum(next_number) from ledger_number) as numbers`);
  const files = readdirSync(ledger.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('anchors'));
  return { ...rows, files: files.length };
}

async function send(raw: Raw, account: string, more: Record<string, string> = {}): Promise<RawAnswer> {
  const key = raw.method === 'POST' && { 'Idempotency-Key': `bad-${(serial += 1)}` };
  return ask(url, { ...raw, headers: { ...(await as(account)), ...key, ...raw.headers, ...more } });
}

function expectProblem({ status, headers, text: said, problem }: RawAnswer, expected: { status: number; code: string }): void {
  expect({ status, code: problem.code }).toEqual({ status: expected.status, code: expected.code });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(problem).toMatchObject({ status, title: expect.stringMatching(/./), type: expect.stringMatching(/./) });
  expect(problem.requestId).toBe(headers.get('x-request-id'));
  expect(said).not.toMatch(INSIDES);
}

const pathsOf = (problem: RawAnswer['problem']): string[] => list(problem.errors).map((one) => text(fields(one).path)).sort();

describe.each([['fields', FIELDS], ['rules', RULES], ['versions', VERSIONS], ['envelopes', ENVELOPES], ['cursors', CURSORS], ['files', FILES]])('%s', (_name, cases: Case[]) => {
  it.each(cases)('$what: $status $code', async ({ account = 'example1.operator', send: make, paths, ...expected }) => {
    const before = await traces();
    const answer = await send(make(place), account);
    expectProblem(answer, expected);
    expect(text(answer.problem.detail)).toMatch(CHINESE);
    if (paths) expect(pathsOf(answer.problem)).toEqual(paths);
    for (const reason of list(answer.problem.errors)) expect(text(fields(reason).message)).toMatch(CHINESE);
    const english = await send(make(place), account, { 'Accept-Language': 'en' });
    expect([english.status, english.problem.code]).toEqual([expected.status, expected.code]);
    expect(text(english.problem.detail)).toMatch(/[a-z]/i);
    expect(text(english.problem.detail)).not.toMatch(CHINESE);
    expect(await traces()).toEqual(before);
  });
});

describe('which kind comes first (contract §1)', () => {
  const hazard = '/api/v1/hazards/01890000-0000-7000-8000-000000000000';
  const json = { 'Content-Type': 'application/json' };
  it.each<[string, string | null, Raw, number, string]>([
    ['413 before 401', null, { method: 'POST', path: '/api/v1/hazards', headers: json, body: 'a'.repeat(1_200_000) }, 413, 'BODY_TOO_LARGE'],
    ['415 before 401', null, { method: 'POST', path: '/api/v1/hazards', headers: { 'Content-Type': 'text/plain' }, body: 'a' }, 415, 'MEDIA_TYPE_NOT_SUPPORTED'],
    ['401 before 400', null, { method: 'POST', path: '/api/v1/hazards', headers: json, body: '{' }, 401, 'UNAUTHENTICATED'],
    ['400 before 404', 'example1.operator', { method: 'POST', path: `${hazard}/confirm`, headers: json, body: '{"colour":1}' }, 400, 'UNKNOWN_FIELD'],
    ['404 before 403', 'county.auditor', { method: 'POST', path: `${hazard}/confirm`, headers: json, body: '{}' }, 404, 'NOT_FOUND'],
    ['404 before 428', 'example1.operator', { method: 'PATCH', path: hazard, headers: json, body: '{"interimMeasures":"a"}' }, 404, 'NOT_FOUND'],
    ['an unknown route', 'example1.operator', { path: '/api/v1/nowhere' }, 404, 'ROUTE_NOT_FOUND'],
    ['an unknown route outside the API', null, { path: '/wp-login.php' }, 404, 'ROUTE_NOT_FOUND'],
    ['a method that is not there', 'example1.operator', { method: 'DELETE', path: `/api/v1/hazards/batch` }, 405, 'METHOD_NOT_ALLOWED'],
  ])('%s', async (_what, account, raw, status, code) => {
    const answer = account === null ? await ask(url, raw) : await send(raw, account);
    expectProblem(answer, { status, code });
  });
});

it('2,000 characters are not too many, and what was refused may be sent again under its key, corrected', async () => {
  const operator = await as('example1.operator');
  const key = { 'Content-Type': 'application/json', 'Idempotency-Key': 'bad-then-good', ...operator };
  const post = (description: string) => ask(url, { method: 'POST', path: '/api/v1/hazards', headers: key, body: JSON.stringify({ ...place.good, description }) });
  expect((await post('隐'.repeat(2_001))).status).toBe(400);
  expect((await post('𠮷'.repeat(2_000))).status).toBe(201);
});
