/** Security due with the ledger itself (docs/SECURITY.md): what an attacker tries at the door, byte by byte. */
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { list } from '../model/driver.js';
import { startInProcess } from '../support/sandbox.js';
import type { InProcess } from '../support/sandbox.js';
import * as sample from '../support/samples.js';

type Body = Record<string, unknown>;
const lines: string[] = [];
let world: InProcess;
let operator: Record<string, string>;
let enterpriseId: string;
/** `TIMINGS=1000` for a closer look. */
const ROUNDS = Number(process.env['TIMINGS'] ?? 40);

beforeAll(async () => {
  world = await startInProcess({ log: (line) => lines.push(line) });
  operator = await world.signIn('example1.operator');
  enterpriseId = String(((await call('GET', '/auth/me')).body['organisation'] as Body)['id']);
}, 120_000);
afterAll(() => world.stop());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = operator): Promise<{ status: number; body: Body; text: string }> {
  const answer = await fetch(world.url + path, { method, headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, body: text ? (JSON.parse(text) as Body) : {}, text };
}
const hazard = (more: Body = {}): Body => ({
  enterpriseId, level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT', description: '示例隐患',
  foundOn: '2026-01-05', foundBy: [{ name: '示例检查员甲' }], ...more,
});

/** Everything the server says to these bytes before it hangs up or a moment has passed. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(world.port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.setTimeout(1_500, () => socket.destroy());
    socket.on('data', (piece) => { heard += piece.toString(); });
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}

describe('S29: a request that two readers would read differently', () => {
  const head = (more: string, body: string) =>
    `POST /api/v1/hazards HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${operator['Authorization'] ?? ''}\r\nContent-Type: application/json\r\n${more}\r\n\r\n${body}`;
  const smuggled = 'GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\n\r\n';
  it.each([
    ['length and chunks', `Content-Length: 5\r\nTransfer-Encoding: chunked`, `0\r\n\r\n${smuggled}`],
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 40', `{}${smuggled}`],
    ['chunks under another name', 'Transfer-Encoding: xchunked', `0\r\n\r\n${smuggled}`],
    ['chunks that are not the last coding', 'Transfer-Encoding: chunked, identity', `0\r\n\r\n${smuggled}`],
    ['a space before the colon', 'Transfer-Encoding : chunked', `0\r\n\r\n${smuggled}`],
    ['a length that is none', 'Content-Length: +2', '{}'],
    ['a folded header', 'X-A: b\r\n c: d\r\nContent-Length: 2', '{}'],
    ['a chunk whose size is none', 'Transfer-Encoding: chunked', `zz\r\n{}\r\n0\r\n\r\n${smuggled}`],
  ])('is refused, and nothing behind it is answered: %s', async (_how, more, body) => {
    const heard = await raw(head(more, body));
    expect([heard.match(/HTTP\/1\.1 \d{3}/g), heard.includes('"roles"')]).toEqual([['HTTP/1.1 400'], false]);
  });

  it('has a name twice in its JSON, at any depth', async () => {
    for (const body of ['{"level":"GENERAL","level":"MAJOR"}', '{"owner":{"name":"a","name":"b"}}', '{"foundBy":[{"name":"a","n\\u0061me":"b"}]}']) {
      const answer = await fetch(`${world.url}/hazards`, { method: 'POST', headers: { ...operator, 'Content-Type': 'application/json' }, body });
      expect([answer.status, ((await answer.json()) as Body)['code']]).toEqual([400, 'JSON_DUPLICATE_KEY']);
    }
  });

  it('says where it comes from: what is written down is the address it came from', async () => {
    const claims = { 'X-Forwarded-For': '203.0.113.7', Forwarded: 'for=203.0.113.7', 'X-Real-IP': '203.0.113.7', 'X-User-Id': 'county.admin', 'X-Forwarded-User': 'county.admin' };
    const { body } = await call('POST', '/hazards', hazard(), { ...operator, ...claims });
    const { rows } = await world.sql.query<{ body: string }>('select body from fact where object_id = $1', [body['id']]);
    expect([rows.length, rows[0]?.body.includes('203.0.113.7'), /127\.0\.0\.1/.test(rows[0]?.body ?? ''), rows[0]?.body.includes('county.admin')]).toEqual([1, false, true, false]);
  });
});

describe('S02: a credential that is not good', () => {
  it('is told from another neither by words nor by the time it takes', async () => {
    const [token = ''] = (operator['Authorization'] ?? '').split(' ').slice(1);
    const [header, payload] = token.split('.');
    const kinds: Record<string, Record<string, string>> = {
      malformed: { Authorization: 'Bearer rubbish' }, forged: { Authorization: `Bearer ${header}.${payload}.${'A'.repeat(43)}` },
      'unknown key': { 'X-API-Key': `hl_000000000000_${'x'.repeat(43)}` }, 'malformed key': { 'X-API-Key': 'rubbish' },
    };
    const times = new Map<string, number[]>(Object.keys(kinds).map((kind) => [kind, []]));
    const said = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [kind, headers] of Object.entries(kinds)) {
        const began = performance.now();
        const { status, body } = await call('GET', '/auth/me', undefined, headers);
        times.get(kind)?.push(performance.now() - began);
        said.add(JSON.stringify([status, { ...body, requestId: '' }]));
      }
    }
    expect([said.size, [...said][0]?.startsWith('[401,')]).toEqual([1, true]);
    const medians = [...times.values()].map((all) => all.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0);
    // A look into the database for the one kind would cost several times a bare refusal.
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(Math.max(3, 2 * Math.min(...medians)));
  });
});

describe('S14: what the ledger itself sets', () => {
  const OWN = {
    id: '019a9f00-0000-7000-8000-000000000301', ledgerNo: '1', status: 'CLOSED', pendingLevel: null, version: 9, countyCode: '140525', townCode: '140525100', finderLevel: 'COUNTY',
    signature: {}, confirmations: [], acceptances: [], createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', closedAt: '2026-01-01T00:00:00Z', originalDeadline: '2026-01-01',
    registeredById: 'x', headHash: 'x', supervision: {}, extensions: [], overdue: null, finders: [], allowedMoves: [], __proto__x: 1, constructor: 1,
  };
  it('cannot be sent in: each is named as an unknown field, by POST, PATCH and PUT', async () => {
    const { body: { id } } = await call('POST', '/hazards', hazard());
    const match = { ...operator, 'If-Match': '"1"' };
    const places = [['POST', '/hazards', hazard(), operator], ['PATCH', `/hazards/${String(id)}`, {}, match], ['PUT', `/hazards/${String(id)}/five-in-place`, {}, match]] as const;
    const taken: unknown[] = [];
    for (const [method, path, sent, headers] of places) {
      for (const [field, value] of Object.entries(OWN)) {
        const { status, body: { errors } } = await call(method, path, { ...sent, [field]: value }, headers);
        const named = list(errors).some((one) => (one as Body)['path'] === field && (one as Body)['code'] === 'UNKNOWN_FIELD');
        if (status !== 400 || !named) taken.push([method, field, status, errors]);
      }
    }
    expect(taken).toEqual([]);
    const { rows } = await world.sql.query('select version from hazard where id = $1', [id]);
    expect(rows).toEqual([{ version: 1 }]);
  });
});

describe('S22, S40: every operation', () => {
  /** What stands where something else belongs. */
  const WRONG: readonly unknown[] = [null, [[]], 1e308, 'a\u0000b', 'a\u202eb', '1'.repeat(10_000), `1${'-'.repeat(10_000)}`, true, { constructor: { prototype: { y: 1 } } }];
  type Json = Record<string, unknown>;
  const places = (value: unknown, at: string[] = []): string[][] => [
    ...(at.length > 0 ? [at] : []), ...(typeof value === 'object' && value !== null ? Object.keys(value).flatMap((name) => places((value as Json)[name], [...at, name])) : []),
  ];
  const put = (value: unknown, [name = '', ...rest]: string[], other: unknown): unknown => {
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Json) }) as Json;
    copy[name] = rest.length > 0 ? put(copy[name], rest, other) : other;
    return copy;
  };
  const SHOWN = '01a199c9-b4b1-7d52-8e00-93133a367fb9';
  const ACCOUNTS = ['county.admin', 'county.supervisor', 'nancun.inspector', 'example1.operator'];

  it('refuses what its example says with one thing wrong in it: never a defect, and no name that every object has', async () => {
    const document = JSON.parse(await readFile('docs/openapi.json', 'utf8')) as { paths: Record<string, Record<string, { requestBody?: { content: Record<string, { example?: Json; examples?: Record<string, { value: Json }> }> } }>> };
    const callers = await Promise.all(ACCOUNTS.map((name) => world.signIn(name)));
    const wrong: string[] = [];
    let turn = 0;
    const send = async (method: string, path: string, body: unknown) => {
      turn += 1;
      return call(method.toUpperCase(), path.replace(/^\/api\/v1/, '').replace('{side}', 'COUNTY').replace(/\{[^}]+\}/g, SHOWN), body, { ...callers[turn % callers.length], 'If-Match': '"1"' });
    };
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, { requestBody }] of Object.entries(operations)) {
        const { example, examples = {} } = requestBody?.content['application/json'] ?? {};
        const good = example ?? Object.values(examples)[0]?.value;
        if (!good || /auth|sandbox|sso/.test(path)) continue;
        for (const at of places(good)) {
          const { status } = await send(method, path, put(good, at, WRONG[(turn * 7) % WRONG.length]));
          if (status >= 500) wrong.push(`${status} ${method} ${path} ${at.join('.')}`);
        }
        const { status, body } = await send(method, path, { ...good, hasOwnProperty: 1, isPrototypeOf: 1 });
        if (status !== 400) wrong.push(`${status} ${method} ${path} ${String(body['code'])}`);
      }
    }
    expect([wrong, turn > 400, ({} as Json)['y']]).toEqual([[], true, undefined]);
  }, 60_000);

  it('of many rows says of a row that is none that it is none, and goes on', async () => {
    for (const path of ['/hazards/batch', '/hazards/batch/confirm', '/hazards/batch/void']) {
      const { status, body } = await call('POST', path, { items: [null, 7, [], 'a', {}] });
      const rows = (list(body['results']) as { status: number; problem: Body }[]).map((row) => [row.status, row.problem['code']]);
      expect([path, status, rows.slice(0, 4), rows[4]?.[0]]).toEqual([path, 200, Array.from({ length: 4 }, () => [400, 'WRONG_TYPE']), 400]);
    }
  });
});

describe('S24: too much', () => {
  it('is refused at once, and the process goes on', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const json = (body: string) => fetch(`${world.url}/hazards`, { method: 'POST', headers: { ...operator, 'Content-Type': 'application/json' }, body });
    const many = { ids: ['?limit=1e9', '?limit=201', `?q=${'隐'.repeat(3_000)}`, `?status=${Array.from({ length: 300 }, () => 'CLOSED').join('&status=')}`] };
    const answers = [await json(deep), await json(`{"description":"${'a'.repeat(1_100_000)}"}`), ...(await Promise.all(many.ids.map((query) => fetch(`${world.url}/hazards${query}`, { headers: operator }))))];
    expect(answers.map(({ status }) => status)).toEqual([400, 413, 400, 400, 431, 400]);
    const heavy = await call('POST', '/hazards', hazard({ description: `${'a'.repeat(1_999)}!`, externalRef: '(a+)+$'.repeat(10) }));
    expect([heavy.status, (await call('GET', '/auth/me')).status]).toEqual([201, 200]);
  });
});

describe('S05, S36, S40: secrets and people', () => {
  it('are in no line of the log, whatever goes wrong', async () => {
    const canary = { phone: '13900007731', password: 'canary-pass-7731', bearer: 'canary-bearer-7731', key: 'canary-key-7731', name: '金丝雀七七三一', text: '绝密描述七七三一' };
    const { body: { id } } = await call('POST', '/hazards', hazard({ description: canary.text, owner: { name: canary.name, phone: canary.phone }, deadline: '2099-01-01', idempotency: canary.key }));
    expect(id).toBeUndefined();
    const made = await call('POST', '/hazards', hazard({ description: canary.text, owner: { name: canary.name, phone: canary.phone }, deadline: '2099-01-01' }), { ...operator, 'Idempotency-Key': canary.key });
    expect(made.status).toBe(201);
    await call('GET', `/hazards?q=${encodeURIComponent(canary.text)}&api_key=${canary.key}&access_token=${canary.bearer}`);
    await call('POST', '/auth/login', { username: canary.name, password: canary.password }, {});
    await call('GET', '/auth/me', undefined, { Authorization: `Bearer ${canary.bearer}` });
    await call('GET', '/auth/me', undefined, { 'X-API-Key': canary.key });
    const form = new FormData();
    form.set('kind', canary.text);
    form.set('file', new Blob([new Uint8Array(sample.svg())]), `${canary.name}.svg`);
    await fetch(`${world.url}/hazards/${String(made.body['id'])}/evidence`, { method: 'POST', headers: operator, body: form });
    await world.sql.query('alter table hazard add constraint canary check (description <> \'破坏\')');
    const broken = await call('POST', '/hazards', hazard({ description: '破坏', owner: { name: canary.name, phone: canary.phone }, deadline: '2099-01-01' }));
    await world.sql.query('alter table hazard drop constraint canary');
    expect([broken.status, broken.body['code']]).toEqual([500, 'INTERNAL']);
    expect(broken.text).not.toMatch(/canary|constraint|select|insert|\.ts|\.js|node_modules|pg_|relation/i);
    expect(lines.length).toBeGreaterThan(10);
    const all = lines.join('');
    expect(Object.entries(canary).filter(([, marker]) => all.includes(marker)).map(([name]) => name)).toEqual([]);
    expect(lines.filter((line) => !line.endsWith('\n') || line.indexOf('\n') !== line.length - 1)).toEqual([]);
  });

  it('are not in the database as they were typed: no password, no phone, no key', async () => {
    const { rows: tables } = await world.sql.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await world.sql.query<{ n: string }>(`select count(*) as n from "${name}" t where t::text like any (array['%13900007731%', '%canary-pass-7731%', '%canary-key-7731%', '%canary-bearer-7731%'])`);
      if (rows[0]?.n !== '0') found.push(name);
    }
    expect(found).toEqual([]);
  });
});
