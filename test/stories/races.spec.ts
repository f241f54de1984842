/**
 * Many at once, on two API processes over one database: one effect, one winner, and a name for every loser
 * (contract §1 concurrency, idempotency, caller's number; §2 revocation; §3 two-level confirmation).
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { fields, list, text, type Answer, type Session } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { codeOf, startRunningLedger, type RunningLedger } from '../support/running-ledger.js';
import { must } from '../support/world.js';
import { ownFind } from '../support/registrations.js';

const PARALLEL = 50;
/** Contract §2: revoked at once where it is done and within 5 s everywhere. */
const REVOKED_WITHIN_MS = 5_000;

let ledger: RunningLedger;
let serial = 0;
const next = (): string => `race-${(serial += 1)}`;

beforeAll(async () => {
  ledger = await startRunningLedger(2);
}, 90_000);
afterAll(() => ledger?.stop());

const find = (mark: string, more = {}) =>
  ownFind(ledger.organisations.example1 ?? '', ledger.today, { description: `同时登记 ${mark}`, ...more });
const countOf = async (mark: string): Promise<number> =>
  Number((await ledger.sql<{ n: string }>('select count(*) as n from hazard where description = $1', [`同时登记 ${mark}`]))[0]?.n);
const factsOf = (id: string) =>
  ledger.sql<{ version: number; move: string }>('select version, move from fact where object_id = $1 order by version', [id]);
const kindsOf = (answers: Answer[]): string[] => [...new Set(answers.map((one) => `${one.status} ${codeOf(one.body)}`.trim()))].sort();
const times = (count: number, work: (index: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

async function townFind(level = 'GENERAL'): Promise<{ id: string; version: number }> {
  const inspector = await ledger.driver.as('nancun.inspector');
  const body = find(next(), { source: 'TOWN_INSPECTION', level, ...(level === 'MAJOR' && { basisNote: '现场认定' }) });
  const { id, version } = fields(must(await inspector.post('/hazards', body), 'a town find').body);
  return { id: text(id), version: Number(version) };
}

describe('one key, one hazard', () => {
  it('50 parallel posts with one Idempotency-Key register once; everybody gets that answer in the end', async () => {
    const [mark, operator] = [next(), await ledger.driver.as('example1.operator')];
    const post = () => operator.post('/hazards', find(mark), { 'Idempotency-Key': mark });
    const answers = await times(PARALLEL, post);
    const allowed = ['201', '409 IDEMPOTENCY_IN_PROGRESS'];
    expect(kindsOf(answers).filter((kind) => !allowed.includes(kind))).toEqual([]);
    const made = answers.filter((one) => one.status === 201);
    expect(made.filter((one) => one.headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
    const afterwards = await times(PARALLEL, post);
    expect(kindsOf(afterwards)).toEqual(['201']);
    expect(afterwards.every((one) => one.headers['idempotent-replayed'] === 'true')).toBe(true);
    expect(new Set([...made, ...afterwards].map((one) => JSON.stringify(one.body))).size).toBe(1);
    expect(await countOf(mark)).toBe(1);
    expect(await factsOf(text(fields(made[0]?.body).id))).toHaveLength(1);
  });

  it('the same key with another body is refused, and registers nothing', async () => {
    const [mark, operator] = [next(), await ledger.driver.as('example1.operator')];
    must(await operator.post('/hazards', find(mark), { 'Idempotency-Key': mark }), 'the first');
    const answers = await times(10, (i) => operator.post('/hazards', find(`${mark} ${i}`), { 'Idempotency-Key': mark }));
    expect(kindsOf(answers).filter((kind) => !['422 IDEMPOTENCY_KEY_REUSED', '409 IDEMPOTENCY_IN_PROGRESS'].includes(kind))).toEqual([]);
    expect(kindsOf(await times(1, () => operator.post('/hazards', find(`${mark} x`), { 'Idempotency-Key': mark })))).toEqual(['422 IDEMPOTENCY_KEY_REUSED']);
    expect(await countOf(`${mark} 0`)).toBe(0);
  });

  it('50 parallel posts with one externalRef make one hazard: 201 once, 200 for the others', async () => {
    const [mark, operator] = [next(), await ledger.driver.as('example1.operator')];
    const answers = await times(PARALLEL, () => operator.post('/hazards', find(mark, { externalRef: mark })));
    expect(kindsOf(answers)).toEqual(['200', '201']);
    expect(answers.filter((one) => one.status === 201)).toHaveLength(1);
    expect(new Set(answers.map((one) => fields(one.body).id)).size).toBe(1);
    expect(await countOf(mark)).toBe(1);
  });

  it('a restore and a registration of the same externalRef at once: one of the two has it', async () => {
    const [operator, supervisor] = [await ledger.driver.as('example1.operator'), await ledger.driver.as('nancun.supervisor')];
    for (let round = 0; round < 6; round += 1) {
      const mark = next();
      const post = () => operator.post('/hazards', find(mark, { externalRef: mark, description: `另一处 ${mark} ${Math.random()}` }));
      const { id } = fields(must(await post(), 'the first').body);
      must(await supervisor.post(`/hazards/${text(id)}/void`, { reason: '登记有误' }), 'void');
      const [restored, registered] = await Promise.all([supervisor.post(`/hazards/${text(id)}/restore`, { reason: '撤销' }), post()]);
      const kinds = [restored, registered].map((one) => `${one?.status ?? ''} ${codeOf(one?.body)}`.trim());
      expect([['200', '409 EXTERNAL_REF_CONFLICT'], ['409 EXTERNAL_REF_CONFLICT', '201']]).toContainEqual(kinds);
    }
  });

  it('parallel batches with overlapping externalRefs neither repeat a hazard nor wait for each other for ever', async () => {
    const [mark, operator] = [next(), await ledger.driver.as('example1.operator')];
    const items = Array.from({ length: 8 }, (_, i) => find(mark, { externalRef: `${mark}-${i}` }));
    const answers = await times(6, (i) => operator.post('/hazards/batch', { items: i % 2 ? items : items.toReversed() }));
    expect(kindsOf(answers)).toEqual(['200']);
    const statuses = answers.flatMap((one) => list(fields(one.body).results).map((result) => fields(result).status));
    expect(statuses.filter((status) => status === 201)).toHaveLength(8);
    expect(statuses.filter((status) => status === 200)).toHaveLength(40);
    expect(await countOf(mark)).toBe(8);
  });
});

describe('one move, one winner', () => {
  it('50 parallel confirmations by two supervisors of the town: one wins, one fact', async () => {
    const { id } = await townFind();
    const two = await Promise.all(['nancun.supervisor', 'nancun.supervisor2'].map((who) => ledger.driver.as(who)));
    const confirm = (session: Session | undefined) => session?.post(`/hazards/${id}/confirm`, { opinion: '属实' }) ?? Promise.reject(new Error('no session'));
    const answers = await times(PARALLEL, (i) => confirm(two[i % 2]));
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    expect(kindsOf(answers).filter((kind) => kind !== '200' && !/^(403|409|412) [A-Z_]+$/.test(kind))).toEqual([]);
    expect((await factsOf(id)).map((fact) => fact.move)).toEqual(['register', 'confirm']);
  });

  it('each level of a MAJOR is confirmed once, though everybody tries at once', async () => {
    const { id } = await townFind('MAJOR');
    const names = ['nancun.supervisor', 'nancun.supervisor2', 'county.supervisor', 'county.supervisor2'];
    const sessions = await Promise.all(names.map((who) => ledger.driver.as(who)));
    const confirm = (i: number) => sessions[i % sessions.length]?.post(`/hazards/${id}/confirm`, {}) ?? Promise.reject(new Error('no session'));
    const answers = [...(await times(PARALLEL, confirm)), ...(await times(4, confirm))];
    expect(answers.filter((one) => one.status === 200)).toHaveLength(2);
    expect((await factsOf(id)).map((fact) => fact.move)).toEqual(['register', 'confirm', 'confirm']);
  });

  it('parallel edits with one If-Match: one 200, the others 412', async () => {
    const operator = await ledger.driver.as('example1.operator');
    const { id, version } = fields(must(await operator.post('/hazards', find(next())), 'a hazard').body);
    const answers = await times(20, (i) => operator.patch(`/hazards/${text(id)}`, { interimMeasures: `警戒 ${i}` }, { 'If-Match': `"${Number(version)}"` }));
    expect(kindsOf(answers)).toEqual(['200', '412 VERSION_STALE']);
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    expect(await factsOf(text(id))).toHaveLength(2);
  });

  it('void and confirm at once: the row ends as one order of the two would leave it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await townFind();
      const [town, other] = await Promise.all(['nancun.supervisor', 'nancun.supervisor2'].map((who) => ledger.driver.as(who)));
      const answers = await times(10, (i) =>
        (i % 2 ? town?.post(`/hazards/${id}/void`, { reason: '登记有误' }) : other?.post(`/hazards/${id}/confirm`, {})) ?? Promise.reject(new Error('no session')));
      expect(kindsOf(answers).filter((kind) => kind !== '200' && !/^(403|409) [A-Z_]+$/.test(kind))).toEqual([]);
      const moves = (await factsOf(id)).map((fact) => fact.move);
      expect([['register', 'confirm', 'void'], ['register', 'void']]).toContainEqual(moves);
      const [row] = await ledger.sql<{ status: string; version: number }>('select status, version from hazard where id = $1', [id]);
      expect(row).toEqual({ status: 'VOIDED', version: moves.length });
    }
  });

  it('many writers on one row leave no gap: 50 parallel notes, 50 facts', async () => {
    const { id } = await townFind();
    must(await (await ledger.driver.as('nancun.supervisor')).post(`/hazards/${id}/confirm`, {}), 'confirm');
    const machine = await ledger.driver.as('example1.key');
    const answers = await times(PARALLEL, (i) => machine.post(`/hazards/${id}/record-progress`, { note: `进展 ${i}`, evidenceIds: [] }));
    expect(kindsOf(answers)).toEqual(['200']);
    expect((await factsOf(id)).map((fact) => fact.version)).toEqual(Array.from({ length: PARALLEL + 2 }, (_, i) => i + 1));
    expect(new Set(answers.map((one) => fields(one.body).version)).size).toBe(PARALLEL);
  });
});

describe('what is taken away is gone everywhere', () => {
  it('a key revoked on one process is refused there at once, on the other within 5 s', async () => {
    const admin = await ledger.through(0).as('county.admin');
    const made = await admin.post('/api-keys', {
      name: '将撤销', organisationId: ledger.organisations.example1, scopes: ['hazards:read'], expiresOn: addDays(ledger.today, 5),
    });
    const { id, key } = fields(must(made, 'a key').body);
    const asks = (index: number) => fetch(`${ledger.apis[index]?.url}/api/v1/auth/me`, { headers: { 'X-API-Key': text(key) } }).then((one) => one.status);
    const [first, second] = [await asks(0), await asks(1)];
    expect([first, second]).toEqual([first, first]);
    expect(first).not.toBe(401);
    must(await admin.delete(`/api-keys/${text(id)}`), 'revoking');
    expect(await asks(0)).toBe(401);
    expect(await refusedWithin(() => asks(1))).toBeLessThan(REVOKED_WITHIN_MS);
  }, 30_000);

  it('so is a disabled person', async () => {
    const admin = await ledger.through(0).as('county.admin');
    const victim = ledger.account('example2.operator2');
    const there = await ledger.through(1).as('example2.operator2');
    expect((await there.get('/auth/me')).status).toBe(200);
    const user = must(await admin.get(`/users/${victim.id}`), 'the user');
    must(await admin.patch(`/users/${victim.id}`, { status: 'DISABLED' }, { 'If-Match': user.headers.etag ?? '' }), 'disabling');
    expect(await refusedWithin(async () => (await there.get('/auth/me')).status)).toBeLessThan(REVOKED_WITHIN_MS);
  }, 30_000);
});

describe('who acts is known on every process', () => {
  const STAFF_CHANGES = 6;
  /** Steps of hazards registered since in which this person has no open todo, though the role is held; and open todos of this person, though it is not. */
  const wrong = async (userId: string, active: boolean, mark: string) => (await ledger.sql<{ without: number; beyond: number }>(`
    select (count(*) filter (where $2 and not had))::int as without, (count(*) filter (where not $2 and had))::int as beyond
    from (select exists (select from todo t where t.step_id = s.id and t.recipient_id = $1 and t.state = 'OPEN') as had
      from todo_step s join hazard h on h.id = s.hazard_id
      where s.ended_at is null and s.level = 'PRINCIPAL' and h.description like $3) steps`, [userId, active, `同时登记 ${mark}%`]))[0];

  it('registered on one while a person of the firm comes and goes on the other: exactly who is there has it', async () => {
    const admin = await ledger.through(0).as('county.admin');
    const operator = await ledger.through(1).as('example1.operator');
    const body = { username: next(), name: '示例新人', organisationId: ledger.organisations.example1, roles: ['PRINCIPAL'], password: 'Proof-newcomer-17' };
    const user = text(fields(must(await admin.post('/users', body), 'a newcomer').body).id);
    const mark = next();
    const post = (index: number) => operator.post('/hazards', find(`${mark} ${next()} ${index}`));
    let active = true;
    for (let change = 0; change < STAFF_CHANGES; change += 1) {
      const { headers } = must(await admin.get(`/users/${user}`), 'the newcomer');
      active = !active;
      const patched = admin.patch(`/users/${user}`, { status: active ? 'ACTIVE' : 'DISABLED' }, { 'If-Match': headers.etag ?? '' });
      must(await patched.then(async (one) => (await times(3, post), one)), 'come or gone');
      const [answers] = await Promise.all([times(6, post), admin.get(`/users/${user}`)]);
      expect(kindsOf(answers)).toEqual(['201']);
      expect(await wrong(user, active, mark)).toEqual({ without: 0, beyond: 0 });
    }
    const during = [0, 1, 2, 3].map(async (turn) => {
      await sleep(turn * 15);
      return times(5, post);
    });
    const { headers } = await admin.get(`/users/${user}`);
    must(await admin.patch(`/users/${user}`, { status: active ? 'DISABLED' : 'ACTIVE' }, { 'If-Match': headers.etag ?? '' }), 'in the middle');
    expect(kindsOf((await Promise.all(during)).flat())).toEqual(['201']);
    expect(await wrong(user, !active, mark)).toEqual({ without: 0, beyond: 0 });
    expect((await ledger.sql<{ steps: number }>(`select count(*)::int as steps from todo_step s join hazard h on h.id = s.hazard_id where h.description like $1`, [`同时登记 ${mark}%`]))[0]?.steps).toBe(2 * (STAFF_CHANGES * 9 + 20));
  }, 60_000);

  it('an OA that is set up on one is told of what is registered on the other from then on', async () => {
    const operator = await ledger.through(1).as('example1.operator');
    const told = async () => (await ledger.sql<{ told: number }>(`select count(*)::int as told from delivery where kind = 'OA'`))[0]?.told;
    must(await operator.post('/hazards', find(next())), 'before');
    expect(await told()).toBe(0);
    await ledger.sql(`insert into oa_channel (id, version, head_hash, county_code, name, dialect, state, base_url, link_base, organisation_kinds, rate_per_minute, profile, parameters, secrets, created_at, updated_at)
      values ('01931f6e-5b7a-7c3e-8f00-0000000000c1', 1, 'x', '140525', '示例', 'generic', 'PAUSED', 'https://oa.example.com', 'https://oa.example.com', '{ENTERPRISE}', 60, '{}', '{}', '', '2026-01-01Z', '2026-01-01Z')`);
    const { id } = fields(must(await operator.post('/hazards', find(next())), 'after').body);
    const open = (await ledger.sql<{ open: number }>(`select count(*)::int as open from todo where hazard_id = $1 and state = 'OPEN'`, [id]))[0]?.open;
    expect(open).toBeGreaterThan(1);
    expect(await told()).toBe(open);
  });
});

/** Milliseconds until the first 401; gives up after twice what is allowed. */
async function refusedWithin(ask: () => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < 2 * REVOKED_WITHIN_MS) {
    if ((await ask()) === 401) return performance.now() - startedAt;
    await sleep(100);
  }
  return Infinity;
}
