/** 待办 (contract §5; oa-dialects §1.7): with every move, exactly those who must act now have a todo, and nobody else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { fields, list, text, type Fields } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { ENTERPRISES } from '../../src/demo/enterprises.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { fiveInPlace, major, ownFind } from '../support/registrations.js';
import { must } from '../support/world.js';

const PASSWORD = 'todo-of-the-county-9';
const FIRM = ENTERPRISES[0]?.id ?? '';
const TOWN = '01a199c5-5622-7c51-99ef-d88fefbca812';
const PEOPLE = ['example1.operator', 'example1.principal', 'nancun.inspector', 'nancun.supervisor', 'bagong.supervisor', 'county.supervisor', 'city.supervisor', 'county.admin'];

let ledger: TestLedger;
let today: string;
let serial = 0;
beforeAll(async () => {
  ledger = await startLedger(PASSWORD);
  today = ledger.app.get(Calendar, { strict: false }).today();
}, 60_000);
afterAll(() => ledger?.stop());

const as = (name: string) => ledger.driver.as(name);
async function todosOf(name: string, hazardId: string, query = ''): Promise<Fields[]> {
  const { body } = must(await (await as(name)).get(`/todos?limit=200${query}`), `todos of ${name}`);
  return list(fields(body).items).map(fields).filter((one) => one.hazardId === hazardId);
}
/** Who has what open on this hazard: `nancun.supervisor CONFIRM`. */
async function open(hazardId: string): Promise<string[]> {
  const each = await Promise.all(PEOPLE.map(async (name) => (await todosOf(name, hazardId)).map((one) => `${name} ${text(one.kind)}`)));
  return each.flat().sort();
}
const move = async (name: string, hazardId: string, what: string, body: Fields): Promise<Fields> =>
  fields(must(await (await as(name)).post(`/hazards/${hazardId}/${what}`, body), `${what} by ${name}`).body);

async function majorFind(): Promise<string> {
  const operator = await as('example1.operator');
  const body = ownFind(FIRM, today, { ...major, description: `待办 ${(serial += 1)}` });
  return text(fields(must(await operator.post('/hazards', body), 'register').body).id);
}
async function complete(id: string): Promise<void> {
  const operator = await as('example1.operator');
  const { etag } = (await operator.get(`/hazards/${id}`)).headers;
  must(await operator.put(`/hazards/${id}/five-in-place`, fiveInPlace(addDays(today, 30)), { 'If-Match': etag ?? '' }), 'five in place');
}
const signed = async (): Promise<string> => {
  const id = await majorFind();
  await complete(id);
  await move('example1.principal', id, 'sign', { password: PASSWORD, statement: '属实' });
  return id;
};

async function person(username: string, organisationId: string, roles: string[]): Promise<string> {
  const body = { username, name: '示例新人', organisationId, roles, password: PASSWORD };
  return text(fields(must(await (await as('county.admin')).post('/users', body), username).body).id);
}
async function patchUser(id: string, changes: Fields): Promise<void> {
  const admin = await as('county.admin');
  const { etag } = (await admin.get(`/users/${id}`)).headers;
  must(await admin.patch(`/users/${id}`, changes, { 'If-Match': etag ?? '' }), 'patch user');
}

describe('who has a todo', () => {
  it('follows a major find of a firm from registration to its end', async () => {
    const id = await majorFind();
    expect(await open(id)).toEqual(['example1.operator PREPARE', 'example1.principal PREPARE']);
    await complete(id);
    expect(await open(id)).toEqual(['example1.principal SIGN']);
    await move('example1.principal', id, 'sign', { password: PASSWORD, statement: '属实' });
    expect(await open(id)).toEqual(['nancun.supervisor CONFIRM']);
    await move('nancun.supervisor', id, 'confirm', { opinion: '属实' });
    expect(await open(id)).toEqual(['county.supervisor CONFIRM']);
    await move('county.supervisor', id, 'confirm', { opinion: '同意' });
    expect(await open(id)).toEqual(['example1.operator RECTIFY', 'example1.principal RECTIFY']);
    await move('example1.operator', id, 'request-extension', { deadline: addDays(today, 60), reason: '设备供货延迟' });
    expect(await open(id)).toEqual(['county.supervisor DECIDE_EXTENSION', 'example1.operator RECTIFY', 'example1.principal RECTIFY']);
    await move('county.supervisor', id, 'decide-extension', { extensionId: text(fields(list((await move('example1.operator', id, 'record-progress', { note: '等待供货', evidenceIds: [] })).extensions)[0]).id), verdict: 'REFUSED' });
    expect(await open(id)).toEqual(['example1.operator RECTIFY', 'example1.principal RECTIFY']);
    const photo = must(await (await as('example1.operator')).upload(`/hazards/${id}/evidence`, 'AFTER'), 'photo');
    await move('example1.operator', id, 'submit-rectification', { summary: '已加装', completedOn: today, fundsSpentYuan: '1.00', evidenceIds: [text(fields(photo.body).id)] });
    expect(await open(id)).toEqual(['nancun.supervisor ACCEPT']);
    await move('nancun.supervisor', id, 'accept', { checkedOnSite: true });
    await move('county.supervisor', id, 'accept', {});
    expect(await open(id)).toEqual([]);
  });

  it('says how each ended: done by whoever acted, cancelled for whoever need not any more', async () => {
    const id = await majorFind();
    await complete(id);
    const [mine] = await todosOf('example1.operator', id, '&state=DONE');
    expect([mine?.kind, mine?.stateLabel, mine?.version]).toEqual(['PREPARE', '已办', 2]);
    expect((await todosOf('example1.principal', id, '&state=CANCELLED')).map((one) => one.kind)).toEqual(['PREPARE']);
  });

  it('is thin: kind, level, number and firm, and not a word of the hazard', async () => {
    const id = await signed();
    const [todo] = await todosOf('nancun.supervisor', id);
    expect(todo).toEqual({
      id: expect.any(String), kind: 'CONFIRM', kindLabel: '待确认', state: 'OPEN', stateLabel: '待办', title: `重大隐患待确认（${text(todo?.ledgerNo)}）`,
      url: `/pages/hazards/${id}`, hazardId: id, ledgerNo: expect.stringMatching(/^140525100-\d{4}-\d{6}$/), enterpriseName: ENTERPRISES[0]?.name, level: 'MAJOR', levelLabel: '重大',
      deadline: addDays(today, 30), onBehalfOf: null, version: 1, createdAt: expect.any(String), changedAt: expect.any(String),
    });
  });

  it('begins anew after a send-back: a new step, a new todo, the old one ended', async () => {
    const id = await signed();
    const [before] = await todosOf('nancun.supervisor', id);
    await move('nancun.supervisor', id, 'send-back', { opinion: '补充照片' });
    expect(await open(id)).toEqual(['example1.principal SIGN']);
    await move('example1.principal', id, 'sign', { password: PASSWORD, statement: '属实' });
    const [again] = await todosOf('nancun.supervisor', id);
    expect([again?.kind, again?.id === before?.id]).toEqual(['CONFIRM', false]);
    expect((await todosOf('nancun.supervisor', id, '&state=DONE')).map((one) => one.id)).toEqual([before?.id]);
  });

  it('is not whoever has acted already: where nobody else is left the level above has it', async () => {
    const body = ownFind(FIRM, today, { ...major, source: 'TOWN_INSPECTION', description: `待办 ${(serial += 1)}` });
    const id = text(fields(must(await (await as('nancun.supervisor')).post('/hazards', body), 'register').body).id);
    expect(await open(id)).toEqual(['county.supervisor CONFIRM', 'example1.principal SIGN']);
  });

  it('changes nothing where the move is refused, or a batch is all or none', async () => {
    const id = await signed();
    const before = await todosOf('nancun.supervisor', id);
    expect((await (await as('county.supervisor')).post(`/hazards/${id}/confirm`, {})).status).toBe(403);
    const batch = { items: [{ id }, { id: '01a199c5-5622-7c51-99ef-000000000000' }], atomic: true };
    must(await (await as('nancun.supervisor')).post('/hazards/batch/confirm', batch), 'batch');
    expect(await todosOf('nancun.supervisor', id)).toEqual(before);
    expect(await open(id)).toEqual(['nancun.supervisor CONFIRM']);
  });
});

describe('people', () => {
  it('who come into the role get what is owed, who leave it give it back, and back again under the same name', async () => {
    const id = await signed();
    const colleague = await person('nancun.second', TOWN, ['SUPERVISOR']);
    const [theirs] = await todosOf('nancun.second', id);
    expect(theirs?.kind).toBe('CONFIRM');
    await patchUser(colleague, { status: 'DISABLED' });
    const rows = () => ledger.app.get(Database, { strict: false }).run(adHoc<{ id: string; state: string; version: number }>(
      'select id, state, version from todo where recipient_id = $1 and hazard_id = $2'), [colleague, id]);
    expect(await rows()).toEqual([{ id: theirs?.id, state: 'CANCELLED', version: 2 }]);
    expect(await open(id)).toEqual(['nancun.supervisor CONFIRM']);
    await patchUser(colleague, { status: 'ACTIVE' });
    expect(await rows()).toEqual([{ id: theirs?.id, state: 'OPEN', version: 3 }]);
    await patchUser(colleague, { roles: ['INSPECTOR'] });
    expect(await rows()).toEqual([{ id: theirs?.id, state: 'CANCELLED', version: 4 }]);
  });

  it('the last of a town disabled, the county has it; back again, the town: one change cancels and creates', async () => {
    const id = await signed();
    const nancun = '01a199c9-b4b1-7d52-ae00-93133a367fb0';
    await patchUser(nancun, { status: 'DISABLED' });
    expect((await todosOf('county.supervisor', id)).map((one) => one.kind)).toEqual(['CONFIRM']);
    await patchUser(nancun, { status: 'ACTIVE' });
    ledger.driver.forget('nancun.supervisor');
    expect(await open(id)).toEqual(['nancun.supervisor CONFIRM']);
  });

  it('a deputy finds in his list what he may do for another, with his name', async () => {
    const id = await signed();
    const [from, to] = ['01a199c9-b4b1-7d52-ae00-93133a367fb0', await person('nancun.deputy', TOWN, ['INSPECTOR'])];
    const now = Date.parse(ledger.app.get(Calendar, { strict: false }).now());
    const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
    must(await (await as('nancun.supervisor')).post('/delegations', { toUserId: to, role: 'SUPERVISOR', from: at(0), until: at(48), reason: '出差' }), 'delegation');
    const [todo] = await todosOf('nancun.deputy', id);
    expect([todo?.kind, fields(todo?.onBehalfOf).id]).toEqual(['CONFIRM', from]);
    await move('nancun.deputy', id, 'confirm', { opinion: '受托确认' });
    expect((await todosOf('nancun.supervisor', id, '&state=DONE')).map((one) => one.kind)).toEqual(['CONFIRM']);
  });

  it('of the town to which a firm moves have its todos from then on', async () => {
    const id = await signed();
    const admin = await as('county.admin');
    must(await admin.post(`/enterprises/${FIRM}/move`, { areaCode: '140525108' }), 'move');
    expect(await open(id)).toEqual(['bagong.supervisor CONFIRM']);
    must(await admin.post(`/enterprises/${FIRM}/move`, { areaCode: '140525100' }), 'back');
    expect(await open(id)).toEqual(['nancun.supervisor CONFIRM']);
  });

  it('of a firm or an office that has ceased have nothing open: whoever stands in has it, and back again', async () => {
    const [mine, theirs] = [await majorFind(), await signed()];
    const set = async (path: string, status: string) => {
      const admin = await as('county.admin');
      must(await admin.patch(path, { status }, { 'If-Match': (await admin.get(path)).headers.etag ?? '' }), `${path} ${status}`);
      for (const name of PEOPLE) ledger.driver.forget(name);
    };
    const rows = async (id: string) => (await ledger.app.get(Database, { strict: false }).run(adHoc<{ who: string }>(
      `select u.username || ' ' || s.kind as who from todo t join todo_step s on s.id = t.step_id join user_account u on u.id = t.recipient_id where t.hazard_id = $1 and t.state = 'OPEN' order by 1`), [id]))
      .map(({ who }) => who).filter((who) => PEOPLE.includes(who.split(' ')[0] ?? ''));
    await set(`/enterprises/${FIRM}`, 'CEASED');
    expect(await rows(mine)).toEqual(['nancun.inspector PREPARE', 'nancun.supervisor PREPARE']);
    await set(`/enterprises/${FIRM}`, 'ACTIVE');
    expect(await rows(mine)).toEqual(['example1.operator PREPARE', 'example1.principal PREPARE']);
    await set(`/organisations/${TOWN}`, 'CEASED');
    expect(await rows(theirs)).toEqual(['county.supervisor CONFIRM']);
    await set(`/organisations/${TOWN}`, 'ACTIVE');
    expect(await rows(theirs)).toEqual(['nancun.supervisor CONFIRM']);
  });

  it('see their own, page by page, and a key sees none', async () => {
    const all = (await todosOfAll()).map((one) => one.id);
    const seen: unknown[] = [];
    let path = '/todos?limit=2&count=true';
    for (;;) {
      const answer = must(await (await as('nancun.supervisor')).get(path), 'page');
      const { items, nextCursor, total } = fields(answer.body);
      expect(total).toBe(all.length);
      seen.push(...list(items).map((one) => fields(one).id));
      if (nextCursor === null) break;
      path = `/todos?limit=2&count=true&cursor=${text(nextCursor)}`;
    }
    expect([seen, seen.length > 2]).toEqual([all, true]);
  });
});

describe('an extension', () => {
  it('asked of a town without a supervisor is on the desk of its county, which may decide it', async () => {
    const { body } = must(await (await as('nancun.inspector')).post('/hazards', ownFind(FIRM, today, { source: 'TOWN_INSPECTION', deadline: addDays(today, 20), description: `待办 ${(serial += 1)}` })), 'register');
    const id = text(fields(body).id);
    const nancun = '01a199c9-b4b1-7d52-ae00-93133a367fb0';
    await patchUser(nancun, { status: 'DISABLED' });
    const { extensions } = await move('example1.operator', id, 'request-extension', { deadline: addDays(today, 40), reason: '配件未到' });
    expect((await todosOf('county.supervisor', id)).map((one) => one.kind).sort()).toEqual(['CONFIRM', 'DECIDE_EXTENSION']);
    const seen = fields((await (await as('county.supervisor')).get(`/hazards/${id}`)).body);
    expect(list(seen.allowedMoves)).toContain('decide-extension');
    await move('county.supervisor', id, 'decide-extension', { extensionId: text(fields(list(extensions)[0]).id), verdict: 'APPROVED' });
    expect((await todosOf('county.supervisor', id)).map((one) => one.kind)).toEqual(['CONFIRM']);
    await patchUser(nancun, { status: 'ACTIVE' });
    ledger.driver.forget('nancun.supervisor');
  });
});

describe('a major find that nobody signs', () => {
  it('is on the desk of its town on the morning after its working day, once, until it is signed', async () => {
    const [id, incomplete] = [await majorFind(), await majorFind()];
    await complete(id);
    expect(await open(id)).toEqual(['example1.principal SIGN']);
    const clock = (now: string) => ledger.driver.as('county.admin').then(async (admin) => must(await admin.put('/sandbox/clock', { now }), 'clock'));
    await clock(`${addDays(today, 15)}T00:30:00Z`);
    expect(await open(id)).toEqual(['example1.principal SIGN', 'nancun.supervisor TAKE_OVER']);
    expect(await open(incomplete)).toEqual(['example1.operator PREPARE', 'example1.principal PREPARE', 'nancun.supervisor TAKE_OVER']);
    const [before] = await todosOf('nancun.supervisor', id);
    await clock(`${addDays(today, 17)}T00:30:00Z`);
    const [after] = await todosOf('nancun.supervisor', id);
    expect([after?.id, after?.version]).toEqual([before?.id, 1]);
    await move('example1.principal', id, 'sign', { password: PASSWORD, statement: '属实' });
    expect(await open(id)).toEqual(['nancun.supervisor CONFIRM']);
    await move('nancun.supervisor', incomplete, 'take-over', { opinion: '企业逾期未签' });
    expect(await open(incomplete)).toEqual(expect.not.arrayContaining(['nancun.supervisor TAKE_OVER']));
  });
});

const todosOfAll = async (): Promise<Fields[]> =>
  list(fields(must(await (await as('nancun.supervisor')).get('/todos?limit=200'), 'all').body).items).map(fields);

describe('the whole', () => {
  it('is in every row what the rules say of the hazard: nothing open that is not owed, nothing owed that nobody has', async () => {
    const rows = await ledger.app.get(Database, { strict: false }).run(adHoc<{ wrong: string }>(`
      select 'open todo of an ended step' as wrong from todo t join todo_step s on s.id = t.step_id where t.state = 'OPEN' and s.ended_at is not null
      union all select 'open step of an ended hazard' from todo_step s join hazard h on h.id = s.hazard_id where s.ended_at is null and h.status in ('CLOSED', 'VOIDED')
      union all select 'open step that nobody has' from todo_step s where s.ended_at is null and not exists (select from todo t where t.step_id = s.id and t.state = 'OPEN')
      union all select 'open hazard without a step' from hazard h where h.status not in ('CLOSED', 'VOIDED') and not exists (select from todo_step s where s.hazard_id = h.id and s.ended_at is null)`));
    expect(rows).toEqual([]);
  });
});
