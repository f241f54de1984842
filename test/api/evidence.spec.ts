/** Contract §3, Evidence, over HTTP. */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EvidenceSweep } from '../../src/evidence/evidence.sweep.js';
import { until } from '../../src/platform/processes.mjs';
import { startInProcess } from '../support/sandbox.js';
import type { InProcess } from '../support/sandbox.js';
import * as sample from '../support/samples.js';

type Headers = Record<string, string>;
type Body = Record<string, unknown>;
let world: InProcess;
const who: Record<string, Headers> = {};
let mine: string;
let foreign: string;

beforeAll(async () => {
  world = await startInProcess();
  for (const name of ['example1.operator', 'example2.operator', 'nancun.inspector', 'county.auditor', 'county.supervisor', 'county.inspector']) {
    who[name] = await world.signIn(name);
  }
  mine = await register('example1.operator');
  foreign = await register('example2.operator');
}, 120_000);
afterAll(() => world.stop());

async function register(user: string, changes: Body = {}): Promise<string> {
  const me = await answerOf(await fetch(`${world.url}/auth/me`, { headers: who[user] ?? {} }));
  const answer = await json(user, '/hazards', {
    enterpriseId: (me.body.organisation as Body).id, level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
    description: '示例隐患', foundOn: '2026-01-05', foundBy: [{ name: '示例检查员甲' }], ...changes,
  });
  return String(answer.body.id);
}

const answerOf = async (response: Response) => ({ status: response.status, headers: response.headers, body: (await response.json()) as Body });
const json = async (user: string, path: string, body: Body) =>
  answerOf(await fetch(world.url + path, { method: 'POST', headers: { ...who[user], 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
const get = (user: string, path: string, headers: Headers = {}) => fetch(world.url + path, { headers: { ...who[user], ...headers } });
const filePart = (content: Buffer, name = '现场.png'): [string, Blob, string] => ['file', new Blob([new Uint8Array(content)]), name];

interface Sent { user?: string; name?: string; fields?: Headers; key?: string; more?: (form: FormData) => void }
async function upload(hazard: string, content: Buffer | null, { user = 'example1.operator', name = '现场.png', fields = { kind: 'AFTER' }, key = '', more }: Sent = {}) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  if (content) form.set(...filePart(content, name));
  more?.(form);
  const headers = { ...who[user], ...(key && { 'Idempotency-Key': key }) };
  return answerOf(await fetch(`${world.url}/hazards/${hazard}/evidence`, { method: 'POST', headers, body: form }));
}
const files = (): string[] => readdirSync(world.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
const rows = async (): Promise<string[]> => (await world.sql.query<{ id: string }>('select id from evidence order by id')).rows.map(({ id }) => id);
const codeOf = ({ status, body }: { status: number; body: Body }): [number, unknown] => [status, body.code];
const content = async (id: unknown, headers: Headers = {}, user = 'example1.operator') => get(user, `/evidence/${String(id)}/content`, headers);
let seed = 0;
const fresh = (): Buffer => sample.png((seed += 1));
const unchanged = async (work: () => Promise<void>): Promise<void> => {
  const before = [files(), await rows()];
  await work();
  expect([files(), await rows()]).toEqual(before);
};

describe('an upload', () => {
  it('is kept, told, listed and given back', async () => {
    const picture = fresh();
    const { status, headers, body } = await upload(mine, picture, { name: '../整改后.exe', fields: { kind: 'AFTER', takenAt: '2026-01-06T08:00:00+08:00' } });
    const sha256 = createHash('sha256').update(picture).digest('hex');
    expect([status, headers.get('location')]).toEqual([201, `/api/v1/evidence/${String(body.id)}/content`]);
    expect(body).toEqual({
      id: expect.any(String), hazardId: mine, kind: 'AFTER', kindLabel: '整改后', sha256, size: picture.length, mediaType: 'image/png', fileName: '整改后.exe.png',
      takenAt: '2026-01-06T00:00:00.000Z', uploadedBy: { name: '示例壬', organisation: expect.any(String) }, createdAt: expect.stringMatching(/Z$/),
    });
    const listed = (await (await get('example1.operator', `/hazards/${mine}/evidence`)).json()) as { items: Body[] };
    expect(listed.items).toEqual([body]);
    const file = await content(body.id);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(picture);
    expect(Object.fromEntries(['content-type', 'content-disposition', 'x-content-type-options', 'etag', 'cache-control', 'content-length'].map((name) => [name, file.headers.get(name)]))).toEqual({
      'content-type': 'image/png', 'content-disposition': `attachment; filename="___.exe.png"; filename*=UTF-8''%E6%95%B4%E6%94%B9%E5%90%8E.exe.png`,
      'x-content-type-options': 'nosniff', etag: `"${sha256}"`, 'cache-control': 'no-store', 'content-length': String(picture.length),
    });
    const [fact] = ((await (await get('example1.operator', `/hazards/${mine}/timeline`)).json()) as { items: Body[] }).items.slice(-1);
    expect(fact).toMatchObject({ move: 'attach', version: 2 });
  });

  it('lists in pages', async () => {
    const hazard = await register('example1.operator');
    const ids: unknown[] = [];
    for (let index = 0; index < 3; index += 1) ids.push((await upload(hazard, fresh())).body.id);
    const path = `/hazards/${hazard}/evidence?limit=2`;
    const first = (await (await get('example1.operator', path)).json()) as { items: Body[]; nextCursor: string };
    const second = (await (await get('example1.operator', `${path}&cursor=${first.nextCursor}`)).json()) as { items: Body[]; nextCursor: null };
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect((await get('example1.operator', `/hazards/${mine}/evidence?cursor=${first.nextCursor}`)).status).toBe(400);
  });

  it('of other bytes than the accepted kinds leaves nothing', async () => {
    await unchanged(async () => {
      for (const wrong of [
        Buffer.alloc(0), sample.svg(), sample.macroWorkbook(), sample.bomb(), Buffer.concat([sample.png(), sample.HTML]),
        Buffer.concat([sample.png().subarray(0, 8), Buffer.alloc(500)]),
      ]) expect(codeOf(await upload(mine, wrong))).toEqual([415, 'EVIDENCE_TYPE_NOT_ALLOWED']);
    });
  });

  it('is refused by kinds, in the order of the contract', async () => {
    await unchanged(async () => {
      const wrong = { fields: { kind: 'SELFIE', note: 'x' } };
      expect(codeOf(await upload(foreign, sample.svg(), wrong))).toEqual([415, 'EVIDENCE_TYPE_NOT_ALLOWED']);
      const malformed = await upload(foreign, fresh(), wrong);
      expect([malformed.status, (malformed.body.errors as Body[]).map(({ path, code }) => [path, code])]).toEqual([400, [['note', 'UNKNOWN_FIELD'], ['kind', 'WRONG_CODE']]]);
      expect(codeOf(await upload(foreign, fresh()))).toEqual([404, 'NOT_FOUND']);
      expect(codeOf(await upload(mine, fresh(), { user: 'county.auditor' }))).toEqual([403, 'FORBIDDEN']);
      expect(codeOf(await upload(mine, fresh(), { user: 'nobody' }))).toEqual([401, 'UNAUTHENTICATED']);
      expect(codeOf(await json('example1.operator', `/hazards/${mine}/evidence`, { kind: 'AFTER' }))).toEqual([415, 'MEDIA_TYPE_NOT_SUPPORTED']);
    });
  });

  it('has one file and only known fields', async () => {
    await unchanged(async () => {
      const two = await upload(mine, fresh(), { more: (form) => form.append(...filePart(fresh())) });
      const other = await upload(mine, fresh(), { more: (form) => form.append('photo', new Blob(['x']), 'x.png') });
      const none = await upload(mine, null, { fields: { kind: 'AFTER', takenAt: '2026-01-06T08:00:00' } });
      expect([two, other, none].map(({ status, body }) => [status, (body.errors as Body[]).map(({ path, code }) => [path, code])])).toEqual([
        [400, [['file', 'WRONG_COUNT']]], [400, [['photo', 'UNKNOWN_FIELD']]], [400, [['takenAt', 'WRONG_INSTANT'], ['file', 'REQUIRED']]],
      ]);
      expect(await upload(mine, fresh(), { fields: { kind: 'AFTER', 'a[b]': 'x' } })).toMatchObject({ status: 400, body: { errors: [{ path: 'a[b]' }] } });
      expect(codeOf(await upload(mine, fresh(), { fields: { kind: 'AFTER', takenAt: '2099-01-01T00:00:00Z' } }))).toEqual([422, 'TAKEN_IN_FUTURE']);
    });
  });

  it('to a closed row is refused, and its file goes', async () => {
    const voided = await register('example1.operator');
    const answer = await json('county.supervisor', `/hazards/${voided}/void`, { reason: '重复登记' });
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    await unchanged(async () => {
      expect(codeOf(await upload(voided, fresh()))).toEqual([409, 'MOVE_NOT_ALLOWED']);
    });
  });

  it('past 500 of one hazard is refused', async () => {
    const full = await register('example1.operator');
    await world.sql.query(`insert into evidence select gen_random_uuid(), '140525', $1, 'DOCUMENT', n::text, 1, 'image/png', 'x.png', null, 'none',
      $1, 'x', $1, 'x', '2026-01-05T00:00:00Z' from generate_series(1, 500) n`, [full]);
    expect(codeOf(await upload(full, fresh()))).toEqual([422, 'EVIDENCE_LIMIT']);
  });
});

describe('a large upload', () => {
  it('of 20 MB is taken, of more is not, and a foreign one is not even read', async () => {
    expect((await upload(mine, sample.pngOf(20_000_000))).status).toBe(201);
    await unchanged(async () => {
      expect(codeOf(await upload(mine, sample.pngOf(20_000_001)))).toEqual([413, 'BODY_TOO_LARGE']);
      expect(codeOf(await upload(mine, sample.pngOf(21_000_000)))).toEqual([413, 'BODY_TOO_LARGE']);
      expect(codeOf(await upload(foreign, Buffer.alloc(2_000_000)))).toEqual([404, 'NOT_FOUND']);
    });
  });

  it('is stopped while it streams, where its length is not told', async () => {
    await unchanged(async () => {
      expect(await streamed(Buffer.alloc(22_000_000))).toBe(413);
    });
  });

  it('cut off half-way leaves nothing', async () => {
    await unchanged(async () => {
      const half = new Promise<void>((resolve) => {
        const socket = connect(world.port, '127.0.0.1');
        const head = partHead();
        socket.write(`POST /api/v1/hazards/${mine}/evidence HTTP/1.1\r\nHost: x\r\nAuthorization: ${who['example1.operator']?.Authorization ?? ''}\r\n`
          + `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n`);
        socket.write(head);
        socket.write(Buffer.alloc(300_000), () => void until(() => Promise.resolve(incoming().length > 0), { everyMs: 5, withinMs: 5_000 }).then(() => {
          socket.once('close', () => resolve());
          socket.destroy();
        }));
      });
      await half;
      await until(() => Promise.resolve(incoming().length === 0), { everyMs: 10, withinMs: 5_000 });
    });
  });
});

const incoming = (): string[] => readdirSync(join(world.dataDir, 'evidence', '.incoming'));
const partHead = (): Buffer => Buffer.concat([
  Buffer.from('--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nAFTER\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="x.png"\r\n\r\n'), fresh(),
]);
/** Chunked, so that only counting tells how long it is. */
function streamed(body: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(`${world.url}/hazards/${mine}/evidence`, {
      method: 'POST', headers: { ...who['example1.operator'], 'Content-Type': 'multipart/form-data; boundary=b', 'Transfer-Encoding': 'chunked' },
    }, (response) => {
      response.resume();
      resolve(response.statusCode);
      sending.destroy();
    });
    sending.once('error', reject);
    sending.write(partHead());
    sending.write(body);
    sending.end('\r\n--b--\r\n');
  });
}

describe('a download', () => {
  it('answers one range, the whole for several, 416 behind the end', async () => {
    const picture = fresh();
    const { body: { id, size } } = await upload(mine, picture);
    const part = await content(id, { Range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range'), Buffer.from(await part.arrayBuffer())]).toEqual([206, `bytes 10-19/${String(size)}`, picture.subarray(10, 20)]);
    const several = await content(id, { Range: 'bytes=0-1,5-6' });
    expect([several.status, Buffer.from(await several.arrayBuffer())]).toEqual([200, picture]);
    const behind = await content(id, { Range: 'bytes=100000-' });
    expect([behind.status, behind.headers.get('content-range'), ((await behind.json()) as Body).code]).toEqual([416, `bytes */${String(size)}`, 'RANGE_NOT_SATISFIABLE']);
    const head = await fetch(`${world.url}/evidence/${String(id)}/content`, { method: 'HEAD', headers: who['example1.operator'] ?? {} });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(size)]);
  });

  it('needs the right to the hazard', async () => {
    const { body: { id } } = await upload(mine, fresh());
    const answers = await Promise.all(['example2.operator', 'nancun.inspector', 'county.auditor', 'nobody'].map((user) => content(id, {}, user)));
    expect(answers.map(({ status }) => status)).toEqual([404, 200, 200, 401]);
    expect((await get('example2.operator', `/hazards/${mine}/evidence`)).status).toBe(404);
    expect((await content('019a9f00-0000-7000-8000-000000000401')).status).toBe(404);
  });

  it('of a file that was changed, cut or lost is a defect, told to the log', async () => {
    const pathOf = (id: unknown) => join(world.dataDir, 'evidence', '140525', mine, String(id));
    const ways: ((path: string) => void)[] = [(path) => writeFileSync(path, fresh()), (path) => truncateSync(path, 20), (path) => rmSync(path)];
    for (const spoil of ways) {
      const { body: { id } } = await upload(mine, fresh());
      spoil(pathOf(id));
      for (const headers of [{}, { Range: 'bytes=0-3' }] as Headers[]) {
        const answer = await answerOf(await content(id, headers));
        expect(codeOf(answer)).toEqual([500, 'INTERNAL']);
      }
    }
    const noted = () => world.sql.query(`select 1 from access_log where code = 'EVIDENCE_TAMPERED' and status = 500`);
    await until(async () => (await noted()).rowCount === 6, { everyMs: 50, withinMs: 3_000 });
  });
});

describe('an Idempotency-Key', () => {
  it('makes one file and one row of the same bytes, and refuses others', async () => {
    const picture = fresh();
    const key = { key: 'photo-1' };
    const first = await upload(mine, picture, key);
    await unchanged(async () => {
      const again = await upload(mine, picture, { ...key, name: 'anders.png' });
      expect([again.status, again.headers.get('idempotent-replayed'), again.body]).toEqual([201, 'true', first.body]);
      expect(codeOf(await upload(mine, fresh(), key))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
      expect(codeOf(await upload(mine, picture, { ...key, fields: { kind: 'BEFORE' } }))).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    });
  });

  it('at once from many makes one', async () => {
    const before = [files().length, (await rows()).length];
    const picture = fresh();
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload(mine, picture, { key: 'photo-2' })));
    expect(answers.map(({ status }) => status).filter((status) => ![201, 409].includes(status))).toEqual([]);
    expect([files().length, (await rows()).length]).toEqual(before.map((count) => (count ?? 0) + 1));
  });
});

describe('the same file for another hazard', () => {
  it('is flagged to authorities only', async () => {
    const picture = fresh();
    const first = await upload(mine, picture);
    const firm = await upload(foreign, picture, { user: 'example2.operator' });
    expect('reusedFrom' in firm.body).toBe(false);
    const third = await register('example1.operator');
    const seen = await upload(third, picture, { user: 'county.inspector' });
    expect(seen.body.reusedFrom).toEqual({ hazardId: mine, ledgerNo: expect.stringMatching(/^140525100-/), sameFile: true });
    const listed = async (user: string, hazard: string) => ((await (await get(user, `/hazards/${hazard}/evidence`)).json()) as { items: Body[] }).items;
    expect((await listed('county.auditor', foreign))[0]?.reusedFrom).toEqual(seen.body.reusedFrom);
    expect((await listed('nancun.inspector', mine)).find(({ id }) => id === first.body.id)?.reusedFrom).toBeNull();
    expect((await listed('example2.operator', foreign)).map((one) => 'reusedFrom' in one)).toEqual([false]);
    expect([await upload(third, sample.png(9_001)), await upload(third, sample.png(9_001), { user: 'county.inspector' })].at(-1)?.body.reusedFrom).toBeNull(); // the same hazard
  });
});

describe('the sweep', () => {
  it('removes what is a day old and nobody names, and nothing else', async () => {
    const { body: { id } } = await upload(mine, fresh());
    const directory = join(world.dataDir, 'evidence', '140525', mine);
    const [lost, young] = ['019a9f00-0000-7000-8000-0000000000aa', '019a9f00-0000-7000-8000-0000000000ab'];
    for (const path of [join(directory, lost), join(directory, young), join(directory, 'README'), join(world.dataDir, 'evidence', '.incoming', lost)]) writeFileSync(path, 'x');
    const before = files();
    for (const name of readdirSync(directory).filter((one) => one !== young)) utimesSync(join(directory, name), 0, 0);
    utimesSync(join(world.dataDir, 'evidence', '.incoming', lost), 0, 0);
    expect(await world.app.get(EvidenceSweep, { strict: false }).run()).toBe(2);
    expect(files()).toEqual(before.filter((name) => name !== lost));
    expect((await content(id)).status).toBe(200);
  });
});
