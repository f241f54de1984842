import { Agent, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { NOTES_OPTIONS, NotesModule } from '../../../test/support/notes.js';
import { ok } from './answer.js';
import { AnswerAdapter } from './answer.adapter.js';
import { CREATE_OPTIONS, setUp } from './http.js';
import { createLogger } from './logging.js';
import { stop } from './shutdown.js';

let app: NestExpressApplication;
let lines: string[];
const api = () => request(app.getHttpServer());
const base = () => `http://127.0.0.1:${((app.getHttpServer()).address() as AddressInfo).port}/api/v1/notes`;
const write = (body: string, type = 'application/json', who = 'chief') =>
  api().post('/api/v1/notes').set('Authorization', `Bearer ${who}`).set('Content-Type', type).send(body);

beforeAll(async () => {
  lines = [];
  app = await NestFactory.create<NestExpressApplication>(NotesModule, new AnswerAdapter(), CREATE_OPTIONS);
  setUp(app, createLogger(NOTES_OPTIONS, { write: (line) => void lines.push(line) }));
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

interface Problem { code: string; errors: { path: string | null; code: string }[]; title: string; detail: string; requestId: string }
const problem = (response: { body: unknown }): Problem => response.body as Problem;

describe('what a body may be', () => {
  it.each([
    ['{"title":"a","title":"b"}', 'application/json', 400, 'JSON_DUPLICATE_KEY', 'title'],
    ['{"a":'.repeat(10_000), 'application/json', 400, 'JSON_TOO_DEEP', null],
    ['<a/>', 'application/xml', 415, 'MEDIA_TYPE_NOT_SUPPORTED', null],
    ['{"title":"a"}', 'application/json; charset=gbk', 415, 'CHARSET_NOT_SUPPORTED', null],
    [`{"title":"${'x'.repeat(1_200_000)}"}`, 'application/json', 413, 'BODY_TOO_LARGE', null],
    ['{"title":"a\\u0000"}', 'application/json', 400, 'FORBIDDEN_CHARACTER', 'title'],
    ['{"title":"a\u202eb"}', 'application/json', 400, 'FORBIDDEN_CHARACTER', 'title'],
    ['{"title":"a","colour":1}', 'application/json', 400, 'UNKNOWN_FIELD', 'colour'],
    ['{"title":"a","items":[{"name":"b"},{"name":"  "}]}', 'application/json', 400, 'WRONG_LENGTH', 'items[1].name'],
    ['{"title":"a","items":[1]}', 'application/json', 400, 'WRONG_TYPE', 'items[0]'],
    ['{}', 'application/json', 400, 'REQUIRED', 'title'],
    ['[]', 'application/json', 400, 'WRONG_TYPE', null],
    ['{', 'application/json', 400, 'JSON_MALFORMED', null],
  ].map(([body, type, status, code, path]) => ({ body, type, status, code, path })))('$status $code at $path', async ({ body, type, status, code, path }) => {
    const response = await write(String(body), String(type));
    expect([response.status, problem(response).code, problem(response).errors[0]?.path]).toEqual([status, code, path]);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('refuses bytes that are not UTF-8, compressed bodies, and a large body that hides its length', async () => {
    const post = (body: string | Uint8Array | ReadableStream, headers: Record<string, string> = {}, path = '') =>
      fetch(`${base()}${path}`, {
        method: 'POST', body, duplex: 'half', headers: { authorization: 'Bearer chief', 'content-type': 'application/json', ...headers },
      }).then(async (response) => [response.status, ((await response.json()) as Problem).code]);
    expect(await post(new Uint8Array([0x22, 0xb2, 0xe2, 0x22]))).toEqual([400, 'JSON_MALFORMED']);
    expect(await post('{}', { 'content-encoding': 'gzip' })).toEqual([415, 'MEDIA_TYPE_NOT_SUPPORTED']);
    const stream = new Blob([new Uint8Array(3_000_000)]).stream();
    expect(await post(stream)).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await post(`{"title":"${'x'.repeat(3_000_000)}"}`, {}, '/batch')).toEqual([400, 'WRONG_LENGTH']);
  });

  it('tells every reason at once', async () => {
    const response = await write('{"costYuan":"1.234","items":[{}],"x":1}');
    expect(problem(response).errors.map(({ path, code }) => [path, code]).sort()).toEqual([
      ['costYuan', 'WRONG_MONEY'], ['items[0].name', 'REQUIRED'], ['title', 'REQUIRED'], ['x', 'UNKNOWN_FIELD'],
    ]);
  });

  it('takes only multipart where multipart is said', async () => {
    const post = () => api().post('/api/v1/notes/files').set('Authorization', 'Bearer chief');
    expect((await post().send({})).status).toBe(415);
    expect((await post().attach('file', Buffer.from('x'), 'x.txt')).status).toBe(200);
  });
});

describe('what a handler does not take', () => {
  it('is an unknown field', async () => {
    const slow = await api().get('/api/v1/notes/slow?colour=red').set('X-API-Key', 'key');
    expect([slow.status, problem(slow).errors[0]]).toMatchObject([400, { path: 'colour', code: 'UNKNOWN_FIELD' }]);
    const patch = api().patch('/api/v1/notes/0197f9c2-8d1e-7c3a-9b52-3f0e6a5d1c44').set('Authorization', 'Bearer chief').set('If-Match', '"3"');
    expect(problem(await patch.send({ title: 'b' })).errors).toMatchObject([{ path: 'title', code: 'UNKNOWN_FIELD' }]);
  });
});

describe('the order of refusals', () => {
  it('is 413, 415, 401, 400, 403', async () => {
    const sent = async (body: string, type: string, who: string) => (await write(body, type, who)).status;
    expect(await sent('x'.repeat(1_200_000), 'text/xml', 'nobody')).toBe(413);
    expect(await sent('{', 'text/xml', 'nobody')).toBe(415);
    expect(await sent('{', 'application/json', 'nobody')).toBe(401);
    expect(await sent('{', 'application/json', 'reader')).toBe(400);
    expect(await sent('{}', 'application/json', 'reader')).toBe(400);
    expect(await sent('{"title":"a"}', 'application/json', 'reader')).toBe(403);
    expect(await sent('{"title":"a"}', 'application/json', 'chief')).toBe(201);
  });

  it('knows who sends a body before it reads it: the length of a stranger\'s is judged by what he says, or not at all', async () => {
    const post = (who: string) => fetch(base(), {
      method: 'POST', body: new Blob([new Uint8Array(3_000_000)]).stream(), duplex: 'half', headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
    }).then(({ status }) => status);
    expect(await post('nobody')).toBe(401);
    expect(await post('chief')).toBe(413);
  });
});

describe('who calls', () => {
  it('is nobody without a credential, or with two', async () => {
    const bare = await api().get('/api/v1/notes');
    expect([bare.status, bare.headers['www-authenticate'], problem(bare).title]).toEqual([401, 'Bearer realm="hazard-ledger"', '未登录']);
    expect((await api().get('/api/v1/notes').set('Authorization', 'Bearer chief').set('X-API-Key', 'key')).status).toBe(401);
    expect((await api().get('/api/v1/notes').set('X-API-Key', 'key')).status).toBe(200);
  });

  it('is counted by address while he is nobody', async () => {
    const left = async (who: string) => (await api().get('/api/v1/notes').set('Authorization', `Bearer ${who}`)).headers;
    const [first, second] = [await left('nobody'), await left('nobody else')];
    expect(first['ratelimit-policy']).toBe('"unauthenticated";q=1000;w=60');
    expect(Number(/r=(\d+)/.exec(String(first.ratelimit))?.[1]) - Number(/r=(\d+)/.exec(String(second.ratelimit))?.[1])).toBe(1);
    expect((await left('chief'))['ratelimit-policy']).toBe('"person";q=40;w=60');
  });

  it('never puts a credential in the address', async () => {
    const response = await api().get('/api/v1/notes?API_KEY=canary').set('X-API-Key', 'key');
    expect([response.status, problem(response).code]).toEqual([400, 'CREDENTIAL_IN_URL']);
    expect(lines.join('')).not.toMatch(/canary|Bearer/);
  });

  it('is counted: the headers say what is left, and 429 when to come back', async () => {
    const answers = [];
    for (let n = 0; n < 41; n += 1) answers.push(await api().get('/api/v1/notes').set('Authorization', 'Bearer eager'));
    expect(answers[0]?.headers).toMatchObject({ 'ratelimit-policy': '"person";q=40;w=60', ratelimit: '"person";r=39;t=60' });
    expect([answers[40]?.status, problem(answers[40] ?? { body: null }).code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(answers[40]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('lets an organisation have so many papers, whoever of it asks, and go on with the rest', async () => {
    const ask = (who: string) => api().post('/api/v1/notes/papers').set('Authorization', `Bearer ${who}`).send({});
    const answers = [await ask('chief'), await ask('colleague'), await ask('chief'), await ask('colleague')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]?.headers).toMatchObject({ 'ratelimit-policy': '"export";q=3;w=60', 'retry-after': expect.any(String) });
    expect((await api().get('/api/v1/notes').set('Authorization', 'Bearer colleague')).status).toBe(200);
  });

  it('signs in from an address only so often, whatever the address claims to be', async () => {
    const signIn = (claimed: string) => api().post('/api/v1/notes/login').set('X-Forwarded-For', claimed);
    expect((await signIn('1.2.3.4')).body).toMatchObject({ address: '127.0.0.1', language: 'zh' });
    await signIn('1.2.3.5');
    expect((await signIn('1.2.3.6')).status).toBe(429);
  });
});

describe('what is answered', () => {
  it('carries version, headers and canonical body hash', async () => {
    const keyed = (body: string) => write(body).set('Idempotency-Key', 'one');
    const [first, second] = [await keyed('{"title":"a","costYuan":"12000.5"}'), await keyed('{"costYuan":"12000.5",  "title":"a"}')];
    expect(first.headers).toMatchObject({ etag: '"3"', location: '/api/v1/notes/1', 'cache-control': 'no-store' });
    expect(first.headers['x-powered-by']).toBeUndefined();
    expect(first.body).toMatchObject({ title: 'a', costYuan: '12000.50' });
    expect((first.body as { bodyHash: string }).bodyHash).toBe((second.body as { bodyHash: string }).bodyHash);
    expect(problem(await write('{"title":"a"}').set('Idempotency-Key', 'one two')).code).toBe('IDEMPOTENCY_KEY_INVALID');
  });

  it('replays text as it is, and takes only a strong version', async () => {
    const id = '0197f9c2-8d1e-7c3a-9b52-3f0e6a5d1c44';
    const patch = (match?: string, path = id) => {
      const sent = api().patch(`/api/v1/notes/${path}`).set('Authorization', 'Bearer chief');
      return match === undefined ? sent : sent.set('If-Match', match);
    };
    const done = await patch('"3"');
    expect([done.status, done.text, done.headers['idempotent-replayed']]).toEqual([200, `{"id":"${id}"}`, 'true']);
    expect(done.headers['content-type']).toBe('application/json; charset=utf-8');
    expect([(await patch()).status, (await patch('"4"')).status]).toEqual([428, 412]);
    for (const match of ['W/"3"', '3', '*', '"3","4"']) expect(problem(await patch(match)).code).toBe('IF_MATCH_INVALID');
    expect(problem(await patch('"3"', '17')).errors[0]).toMatchObject({ path: 'id', code: 'WRONG_UUID' });
  });

  it('converts queries explicitly and names what it does not know', async () => {
    const get = (query: string) => api().get(`/api/v1/notes?${query}`).set('X-API-Key', 'key');
    expect((await get('')).body).toEqual({ items: [], limit: 50 });
    expect((await get('limit=7')).body).toEqual({ items: [], limit: 7 });
    const codes = [];
    for (const query of ['limit=1e9', 'limit=201', 'limit=1&limit=2', 'colour=red', 'cursor=%00']) codes.push(problem(await get(query)).code);
    expect(codes).toEqual(['WRONG_TYPE', 'OUT_OF_RANGE', 'WRONG_TYPE', 'UNKNOWN_FIELD', 'FORBIDDEN_CHARACTER']);
  });

  it('is a defect where no permission was judged, and says nothing of defects', async () => {
    for (const path of ['forgotten', 'broken']) {
      const response = await api().get(`/api/v1/notes/${path}`).set('X-API-Key', 'key');
      expect([response.status, problem(response).code]).toEqual([500, 'INTERNAL']);
      expect(response.text).not.toMatch(/told|canary|select|\.ts/);
    }
    expect(lines.join('')).not.toContain('canary');
    expect(lines.join('')).toContain('NoteController.forgotten answered without judging a permission');
  });

  it('is 503 when the database is away', async () => {
    const response = await api().get('/api/v1/notes/away').set('X-API-Key', 'key');
    expect([response.status, problem(response).code, response.headers['retry-after']]).toEqual([503, 'TEMPORARILY_UNAVAILABLE', '1']);
  });

  it('keeps or makes a request id, and logs one line', async () => {
    const given = await api().get('/api/v1/none').set('X-Request-Id', 'mine-1');
    expect([given.headers['x-request-id'], problem(given).requestId]).toEqual(['mine-1', 'mine-1']);
    const made = await api().get('/api/v1/none?secret=canary').set('X-Request-Id', 'not visible');
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(lines.filter((line) => line.split('"requestId"').length !== 2)).toEqual([]);
    const own = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.requestId === 'mine-1');
    expect(own).toMatchObject([{ method: 'GET', path: '/api/v1/none', status: 404, code: 'ROUTE_NOT_FOUND' }]);
  });
});

describe('routes', () => {
  it('that do not exist, or not with this method', async () => {
    expect(problem(await api().get('/api/v1/none')).code).toBe('ROUTE_NOT_FOUND');
    const wrong = await api().delete('/api/v1/notes');
    expect([wrong.status, problem(wrong).code, wrong.headers.allow]).toEqual([405, 'METHOD_NOT_ALLOWED', 'GET, HEAD, POST']);
    for (const path of ['/none', '/api', '/api/v2/notes', '//api/v1/notes', '/api/v1/Notes', '/API/v1/notes']) {
      const response = await api().get(path);
      expect([path, response.status, problem(response).code]).toEqual([path, 404, 'ROUTE_NOT_FOUND']);
    }
    expect((await api().get('/%E0%A4%A')).status).toBe(404);
    expect((await api().patch('/api/v1/notes/%E0%A4%A')).status).toBe(400);
  });

  it('answer bytes that are not HTTP without HTML', async () => {
    const socket = connect(((app.getHttpServer()).address() as AddressInfo).port, '127.0.0.1');
    socket.end('RUBBISH\r\n\r\n');
    const answered = (await socket.setEncoding('utf8').toArray()).join('');
    expect(answered).toMatch(/^HTTP\/1.1 400 [^]*application\/problem\+json[^]*"code":"MALFORMED"/);
  });

  it('speak English to who asks for it', async () => {
    const english = await api().get('/api/v1/none').set('Accept-Language', 'en-GB,en;q=0.9,zh;q=0.5');
    expect(problem(english)).toMatchObject({ title: 'Not found', detail: 'No such route; see /docs.' });
    expect(problem(await api().get('/api/v1/none').set('Accept-Language', 'zh-CN,en;q=0.9')).detail).toBe('没有这个接口；接口文档在 /docs');
  });

  it('without @Can or @Public stop the application', async () => {
    @Controller('bare')
    class BareController {
      @Get()
      read() {
        return ok({});
      }
    }
    @Module({ imports: [NotesModule], controllers: [BareController] })
    class BareModule {}
    const bare = await NestFactory.create(BareModule, new AnswerAdapter(), CREATE_OPTIONS);
    expect(() => setUp(bare)).toThrow('BareController.read');
  });

  it('are documented: Swagger UI offline, OpenAPI 3.1, figures', async () => {
    const page = await api().get('/docs/');
    expect(page.text).toContain("<script src='/docs/labels.js'>");
    expect((await api().get('/docs').redirects(1)).text).toContain('swagger-ui-bundle.js');
    expect((await api().get('/docs/swagger-ui-init.js')).text).toContain('/docs-json');
    const response = await api().get('/docs-json');
    const post = (response.body as { paths: Record<string, Record<string, { responses: object; security: object; description: string }>> }).paths['/api/v1/notes']?.post;
    expect(Object.keys(post?.responses ?? {})).toEqual(expect.arrayContaining(['400', '401', '403', '409', '413', '415', '422', '429', '500', '503']));
    expect(post?.security).toEqual([{ user: [] }]);
    expect(post?.description).toContain('审批人员 `SUPERVISOR`；接口密钥不可代办');
    expect((await api().get('/metrics')).text).toContain('http_request_duration_seconds_count{method="POST",route="/api/v1/notes",status="201"}');
    expect((await api().head('/metrics')).status).toBe(200);
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const wrong = await api()[method]('/metrics');
      expect([wrong.status, problem(wrong).code, wrong.headers.allow]).toEqual([405, 'METHOD_NOT_ALLOWED', 'GET, HEAD']);
    }
    expect(problem(await api().get('/metrics/heap')).code).toBe('ROUTE_NOT_FOUND');
    expect((await api().get('/api/v1/limits').set('X-API-Key', 'key')).body).toMatchObject({ bodyBytes: 1_000_000, importRows: 100_000, exportRows: 100_000, comparisonListRows: 20_000, requestsPerMinutePerson: 40 });
  });
});

describe('stopping', () => {
  it('finishes what runs, over a connection that would be kept, and takes nothing new', async () => {
    const agent = new Agent({ keepAlive: true });
    const slow = new Promise<IncomingMessage>((resolve, reject) => {
      get(`${base()}/slow`, { agent, headers: { 'x-api-key': 'key' } }, resolve).once('error', reject);
    });
    const url = base();
    await sleep(100);
    const began = performance.now();
    const stopped = stop(app);
    const answer = await slow;
    answer.resume();
    expect(answer.statusCode).toBe(200);
    await stopped;
    expect(performance.now() - began).toBeLessThan(2_000);
    await expect(fetch(url)).rejects.toThrow();
    agent.destroy();
  });
});
