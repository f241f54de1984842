/**
 * Registrations that wait at the same moment share a transaction (decision 0057), and nobody can tell: everybody's own
 * caller, reach, key, answer and fact; who is refused, held up or fails does so alone. On two API processes over one database.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fields, type Answer, type Fields } from '../model/driver.js';
import { codeOf, startRunningLedger, type RunningLedger } from '../support/running-ledger.js';
import { ownFind } from '../support/registrations.js';

const AT_ONCE = 48;
/** Far more than it takes; far less than a statement waits for a lock (5 s). */
const NOT_HELD_UP_MS = 2_500;
const PROXY_HEADER = 'X-Forwarded-For';

let ledger: RunningLedger;
let serial = 0;
const next = (): string => `beside-${(serial += 1)}-`;

beforeAll(async () => {
  ledger = await startRunningLedger(2, { TRUSTED_PROXIES: '127.0.0.1' });
}, 90_000);
afterAll(() => ledger?.stop());

const find = (description: string, more: Fields = {}, enterprise = 'example1') => ownFind(ledger.organisations[enterprise] ?? '', ledger.today, { description, ...more });
const outcome = ({ status, body }: Answer): string => `${status} ${codeOf(body)}`.trim();
/** By person, in order, all at once; `only`: on one process. */
async function atOnce(asked: { as: string; body: Fields; headers?: Record<string, string> }[], driver = ledger.driver): Promise<Answer[]> {
  const sessions = new Map(await Promise.all([...new Set(asked.map((one) => one.as))].map(async (who) => [who, await driver.as(who)] as const)));
  return Promise.all(asked.map(({ as, body, headers }) => sessions.get(as)?.post('/hazards', body, headers) ?? Promise.reject(new Error(as))));
}
interface Stored { id: string; description: string; ledgerNo: string; version: number; headHash: string; transaction: string; facts: number; told: number; body: Fields; hash: string }
const stored = (mark: string) => ledger.sql<Stored>(`
  select h.id, h.description, h.ledger_no as "ledgerNo", h.version, h.head_hash as "headHash", h.xmin::text as transaction, f.hash, f.body::json as body,
    (select count(*)::int from fact where object_id = h.id) as facts, (select count(*)::int from outbox where object_id = h.id) as told
  from hazard h left join fact f on f.object_id = h.id and f.version = 1 where h.description like $1 || '%' order by h.description`, [mark]);

describe('registered at the same moment', () => {
  const WHO = [
    { as: 'example1.operator', role: 'OPERATOR', more: {}, expected: '201' },
    { as: 'nancun.inspector', role: 'INSPECTOR', more: { source: 'TOWN_INSPECTION' }, expected: '201' },
    { as: 'example1.key', role: 'KEY', more: {}, expected: '201' },
    { as: 'bagong.inspector', role: '', more: { source: 'TOWN_INSPECTION' }, expected: '422 ENTERPRISE_UNKNOWN' },
    { as: 'county.inspector', role: 'INSPECTOR', more: { source: 'COUNTY_INSPECTION' }, expected: '201' },
    { as: 'example2.operator', role: '', more: {}, expected: '422 ENTERPRISE_UNKNOWN' },
    { as: 'county.auditor', role: '', more: { source: 'COUNTY_INSPECTION' }, expected: '403 FORBIDDEN' },
    { as: 'nancun.supervisor', role: '', more: { source: 'COUNTY_INSPECTION' }, expected: '422 SOURCE_NOT_YOURS' },
  ];

  it('everybody keeps his own: reach, refusal, answer, key, and in the fact person, role, address and request', async () => {
    const mark = next();
    const asked = Array.from({ length: AT_ONCE }, (_, at) => {
      const who = WHO[at % WHO.length] ?? WHO[0]!;
      const name = `${mark}${String(at).padStart(3, '0')}`;
      return { ...who, body: find(name, who.more), headers: { 'Idempotency-Key': name, 'X-Request-Id': name, [PROXY_HEADER]: `192.0.2.${at + 1}` } };
    });
    const answers = await atOnce(asked);
    expect(answers.map(outcome)).toEqual(asked.map(({ expected }) => expected));
    const rows = await stored(mark);
    const made = answers.flatMap((answer, at) => (answer.status === 201 ? [{ at, body: fields(answer.body), asked: asked[at]! }] : []));
    expect(rows).toHaveLength(made.length);
    for (const [place, { at, body, asked: { as, role, headers } }] of made.entries()) {
      const { id, ledgerNo, description, body: fact, facts, told, version, headHash, hash } = rows[place]!;
      expect([id, ledgerNo, description]).toEqual([body.id, body.ledgerNo, body.description]);
      expect([facts, told, version, headHash]).toEqual([1, 1, 1, hash]);
      expect(fact).toMatchObject({ address: `192.0.2.${at + 1}`, requestId: headers['X-Request-Id'], actor: { id: as.endsWith('.key') ? fields(fact.actor).id : ledger.account(as).id, kind: as.endsWith('.key') ? 'KEY' : 'PERSON', role } });
    }
    expect(new Set(rows.map(({ ledgerNo }) => ledgerNo)).size).toBe(made.length);
    expect(new Set(rows.map(({ transaction }) => transaction)).size).toBeLessThan(made.length);
    const again = await atOnce(asked);
    expect(again.map(outcome)).toEqual(asked.map(({ expected }) => expected));
    for (const { at, body } of made) expect([again[at]?.headers['idempotent-replayed'], again[at]?.body]).toEqual(['true', body]);
    expect(await stored(mark)).toHaveLength(made.length);
  });

  it('of those with one number, one key or one new enterprise it is as if one came after the other', async () => {
    const mark = next();
    const twice = Array.from({ length: 16 }, (_, at) => ({ as: 'example1.operator', body: find(`${mark}${at >> 1}`, { externalRef: `${mark}${at >> 1}` }) }));
    const keyed = Array.from({ length: 8 }, () => ({ as: 'example1.key', body: find(`${mark}key`), headers: { 'Idempotency-Key': `${mark}key` } }));
    const named = '山西示例同名作坊';
    const { enterpriseId: _, ...without } = find(`${mark}new`, { source: 'TOWN_INSPECTION', enterprise: { name: named, address: '示例路', areaCode: '140525100' } });
    const planted = Array.from({ length: 4 }, () => ({ as: 'nancun.inspector', body: without }));
    const answers = await atOnce([...twice, ...keyed, ...planted]);
    for (let pair = 0; pair < 8; pair += 1) {
      const [one, other] = answers.slice(2 * pair, 2 * pair + 2);
      expect([one?.status, other?.status].sort()).toEqual([200, 201]);
      expect(fields(one?.body).id).toBe(fields(other?.body).id);
    }
    const byKey = answers.slice(16, 24).map(outcome);
    expect(byKey.filter((kind) => !['201', '409 IDEMPOTENCY_IN_PROGRESS'].includes(kind))).toEqual([]);
    expect(answers.slice(24).map(outcome)).toEqual(['201', '201', '201', '201']);
    expect(new Set(answers.slice(24).map(({ body }) => fields(body).enterpriseId)).size).toBe(1);
    expect((await stored(mark)).map(({ description }) => description)).toEqual([...[0, 1, 2, 3, 4, 5, 6, 7].map((at) => `${mark}${at}`), `${mark}key`, ...planted.map(() => `${mark}new`)]);
  });

  it('a key used again with another body is refused, beside others that are not', async () => {
    const mark = next();
    await atOnce([{ as: 'example1.key', body: find(`${mark}first`), headers: { 'Idempotency-Key': mark } }]);
    const others = Array.from({ length: 12 }, (_, at) => ({ as: 'example1.key', body: find(`${mark}${at}`), ...(at % 4 === 1 && { headers: { 'Idempotency-Key': mark } }) }));
    const answers = await atOnce(others, ledger.through(0));
    expect(answers.map(outcome)).toEqual(others.map(({ headers }) => (headers ? '422 IDEMPOTENCY_KEY_REUSED' : '201')));
  });
});

describe('nobody pays for another', () => {
  it('whose enterprise somebody holds waits alone', async () => {
    const mark = next();
    const holder = new pg.Client({ connectionString: ledger.databaseUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from organisation where id = $1 for update', [ledger.organisations.example2]);
    const startedAt = performance.now();
    let released = false;
    const held = atOnce([1, 2, 3].map((at) => ({ as: 'example2.operator', body: find(`${mark}held-${at}`, {}, 'example2') }))).then((answers) => ({ answers, released }));
    const free = await atOnce(Array.from({ length: AT_ONCE }, (_, at) => ({ as: 'example1.operator', body: find(`${mark}free-${at}`) })));
    expect(free.map(outcome)).toEqual(free.map(() => '201'));
    expect(performance.now() - startedAt).toBeLessThan(NOT_HELD_UP_MS);
    released = true;
    await holder.query('commit');
    await holder.end();
    const then = await held;
    expect([then.released, ...then.answers.map(outcome)]).toEqual([true, '201', '201', '201']);
  });

  it('what the database refuses of one is written of all others, once', async () => {
    const mark = next();
    await ledger.sql(`alter table hazard add constraint poisoned check (description not like '%poison')`);
    const asked = Array.from({ length: 24 }, (_, at) => ({ as: 'example1.key', body: find(`${mark}${String(at).padStart(2, '0')}${at === 7 ? 'poison' : ''}`), headers: { 'Idempotency-Key': `${mark}${at}` } }));
    const answers = await atOnce(asked, ledger.through(1));
    await ledger.sql('alter table hazard drop constraint poisoned');
    expect(answers.map(outcome)).toEqual(asked.map((_, at) => (at === 7 ? '500 INTERNAL' : '201')));
    const rows = await stored(mark);
    expect(rows.map(({ facts, told }) => [facts, told])).toEqual(Array.from({ length: 23 }, () => [1, 1]));
  });

  it('a process killed in the middle leaves of each all or nothing, and the same again makes one of each', async () => {
    const mark = next();
    const asked = Array.from({ length: 3 * AT_ONCE }, (_, at) => ({ as: 'example1.key', body: find(`${mark}${at}`), headers: { 'Idempotency-Key': `${mark}${at}` } }));
    const first = ledger.through(0);
    await first.as('example1.key');
    const sent = asked.map((one) => atOnce([one], first).then(([answer]) => answer?.status ?? 0, () => 0));
    await Promise.race(sent);
    await ledger.apis[0]?.kill('SIGKILL');
    const before = await Promise.all(sent);
    const whole = (rows: Stored[]) => rows.every(({ facts, told, hash, headHash, version }) => facts === 1 && told === 1 && version === 1 && hash === headHash);
    const left = await stored(mark);
    expect([whole(left), left.length >= before.filter((status) => status === 201).length]).toEqual([true, true]);
    expect(left.length).toBeLessThan(asked.length);
    await ledger.restart(0);
    expect((await atOnce(asked)).map(outcome)).toEqual(asked.map(() => '201'));
    const rows = await stored(mark);
    expect([rows.length, whole(rows), new Set(rows.map(({ ledgerNo }) => ledgerNo)).size]).toEqual([asked.length, true, asked.length]);
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([...left.map(({ id }) => id), ...rows.map(({ id }) => id)]));
  });
});
