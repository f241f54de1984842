/** Contract §4 over HTTP, on the sandbox's clock: who is told what on which morning, once. Days are typed from the calendar of 2026. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VerificationService } from '../../src/audit/verification/verification.service.js';
import { canonical } from '../../src/domain/fact.js';
import { NoticeRounds } from '../../src/notices/rounds.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { fields, list, text } from '../model/driver.js';
import type { Fields, Session } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { startLedger } from '../support/ledger.js';
import type { TestLedger } from '../support/ledger.js';
import { fiveInPlace, major, ownFind } from '../support/registrations.js';
import { must } from '../support/world.js';

const PASSWORD = 'Notices-of-Zezhou-2026';
let ledger: TestLedger;
let firm: string;
/** The ledger's own day. */
let today: string;
const as = (account: string): Promise<Session> => ledger.driver.as(account);
const post = async (account: string, path: string, body: Fields): Promise<Fields> => fields(must(await (await as(account)).post(path, body), `${account} ${path}`).body);
const get = async (account: string, path: string): Promise<Fields> => fields(must(await (await as(account)).get(path), `${account} ${path}`).body);

/** 09:00 of a day in the county. */
const morningOf = (day: string): string => `${day}T01:00:00Z`;
async function advanceTo(day: string): Promise<void> {
  must(await (await as('county.admin')).put('/sandbox/clock', { now: morningOf(day) }), `clock to ${day}`);
  today = day;
}
/** `OVERDUE RECTIFICATION 1` …, the oldest first. */
async function told(account: string, hazardId: string): Promise<string[]> {
  const { items } = await get(account, `/notices?limit=200&hazardId=${hazardId}`);
  return list(items).map(fields).map(({ kind, deadlineKind, step, state }) => `${text(kind)} ${text(deadlineKind)} ${String(step)}${state === 'MADE' ? '' : ' superseded'}`).reverse();
}
const everybody = async (hazardId: string): Promise<Record<string, string[]>> => ({
  firm: await told('example1.operator', hazardId), town: await told('nancun.supervisor', hazardId), county: await told('county.supervisor', hazardId),
});
const register = async (more: Fields): Promise<string> => text((await post('example1.operator', '/hazards', ownFind(firm, today, more))).id);

beforeAll(async () => {
  ledger = await startLedger(PASSWORD);
  firm = text(fields((await get('example1.operator', '/auth/me')).organisation).id);
  const { now } = fields(must(await (await as('county.admin')).put('/sandbox/clock', { now: null }), 'clock').body);
  today = new Date(Date.parse(text(now)) + 8 * 3_600_000).toISOString().slice(0, 10);
  await advanceTo(addDays(today, 1));
}, 60_000);
afterAll(() => ledger.stop());

describe('the clock moved day by day', () => {
  it('reminds, then tells of what is overdue: the firm, from day 3 the town, from day 7 the county', async () => {
    const id = await register({ deadline: addDays(today, 8) });
    const dueOn = addDays(today, 8);
    await advanceTo(dueOn);
    expect(await everybody(id)).toEqual({
      firm: ['REMINDER RECTIFICATION 7', 'REMINDER RECTIFICATION 3', 'REMINDER RECTIFICATION 1', 'REMINDER RECTIFICATION 0'], town: [], county: [],
    });
    expect((await get('example1.operator', `/hazards/${id}`)).overdue).toBeNull();
    await advanceTo(addDays(dueOn, 1));
    expect((await get('example1.operator', `/hazards/${id}`)).overdue).toMatchObject({ kind: 'RECTIFICATION', since: addDays(dueOn, 1), days: 1 });
    await advanceTo(addDays(dueOn, 15));
    const overdue = (...days: number[]) => days.map((day) => `OVERDUE RECTIFICATION ${day}`);
    const after = await everybody(id);
    expect(after['firm']?.slice(4)).toEqual(overdue(1, 3, 7, 14));
    expect([after['town'], after['county']]).toEqual([overdue(3, 7, 14), overdue(7, 14)]);
    // The other town's centre and the other firm hear nothing of it.
    expect([await told('bagong.supervisor', id), await told('example2.operator', id)]).toEqual([[], []]);
  }, 60_000);

  it('makes each at 08:00 of its day, with the day it was due', async () => {
    const { items } = await get('example1.operator', '/notices?limit=1&kind=OVERDUE');
    const [newest] = list(items).map(fields);
    expect(text(newest?.createdAt)).toBe(`${text(newest?.stepOn)}T00:00:00.000Z`);
    expect(newest).toMatchObject({ kindLabel: '逾期通知', deadlineKindLabel: '整改期限', step: 14, state: 'MADE', acknowledgedAt: null });
  });

  it('makes nothing twice, however often the round comes', async () => {
    const count = async () => (await ledger.app.get(Database, { strict: false }).run(adHoc<{ count: number }>('select count(*)::int as count from notice')))[0]?.count;
    const before = await count();
    const rounds = ledger.app.get(NoticeRounds, { strict: false });
    await Promise.all([rounds.run(), rounds.run(), rounds.run()]);
    expect(await count()).toBe(before);
  });

  it('goes back to real time; what was sent stays sent', async () => {
    const clock = await as('county.admin');
    const before = list((await get('example1.operator', '/notices?limit=200')).items).length;
    must(await clock.put('/sandbox/clock', { now: null }), 'back');
    expect(list((await get('example1.operator', '/notices?limit=200')).items).length).toBe(before);
    await advanceTo(today);
    expect(list((await get('example1.operator', '/notices?limit=200')).items).length).toBe(before);
  });
});

describe('a MAJOR', () => {
  it('is told to town and county at registration and when it becomes one, not to whoever did it; a GENERAL is not', async () => {
    const id = await register({ ...major, deadline: addDays(today, 200) });
    expect(await everybody(id)).toEqual({ firm: [], town: ['DECISION  null'], county: ['DECISION  null'] });
    const found = text((await post('county.inspector', '/hazards', ownFind(firm, today, { ...major, source: 'COUNTY_INSPECTION', deadline: addDays(today, 200) }))).id);
    expect(await everybody(found)).toEqual({ firm: [], town: ['DECISION  null'], county: [] });
    const general = await register({ level: 'GENERAL', deadline: addDays(today, 200) });
    expect(await everybody(general)).toEqual({ firm: [], town: [], county: [] });
    expect(await told('bagong.supervisor', id)).toEqual([]);
    await post('nancun.supervisor', `/hazards/${general}/reclassify`, { level: 'MAJOR', reason: '现场认定', basisNote: '现场认定' });
    expect(await everybody(general)).toEqual({ firm: ['DECISION  null'], town: [], county: ['DECISION  null'] });
  });
});

describe('an unsigned MAJOR', () => {
  it('is told to the county from the first day on, and the firm sees which act is late', async () => {
    const id = await register({ ...major, deadline: addDays(today, 200) });
    const { items } = await get('county.supervisor', `/escalation-rules`);
    expect(list(items).map(fields).find(({ deadlineKind }) => deadlineKind === 'SIGNATURE')).toMatchObject({ workingDays: 1 });
    await advanceTo(addDays(today, 5)); // one working day is over by then, whatever weekday it is
    const seen = await get('county.supervisor', `/hazards/${id}`);
    expect(seen.overdue).toMatchObject({ kind: 'SIGNATURE' });
    expect((await told('county.supervisor', id)).includes('OVERDUE SIGNATURE 1')).toBe(true);
    const found = await get('county.supervisor', `/overdue?overdueKind=SIGNATURE`);
    expect(list(found.items).map((item) => fields(item).id)).toContain(id);
    const others = await get('county.supervisor', `/hazards?overdueKind=CONFIRMATION&overdueKind=ACCEPTANCE&limit=200`);
    expect(list(others.items).map((item) => fields(item).id)).not.toContain(id);
  }, 60_000);
});

describe('an extension', () => {
  it('pauses the notices until it is decided, and the decision is told at once', async () => {
    const id = await register({ level: 'GENERAL', deadline: addDays(today, 3) });
    const dueOn = addDays(today, 3);
    await post('example1.operator', `/hazards/${id}/request-extension`, { deadline: addDays(dueOn, 20), reason: '配件未到' });
    await advanceTo(addDays(dueOn, 2));
    expect(await told('example1.operator', id)).toEqual([]);
    const { extensions } = await get('nancun.supervisor', `/hazards/${id}`);
    const extensionId = fields(list(extensions)[0]).id;
    await post('nancun.supervisor', `/hazards/${id}/decide-extension`, { extensionId, verdict: 'REFUSED', opinion: '不同意' });
    expect(await told('example1.operator', id)).toEqual(['DECISION RECTIFICATION null']);
    await advanceTo(addDays(dueOn, 3));
    expect(await told('example1.operator', id)).toEqual(['DECISION RECTIFICATION null', 'OVERDUE RECTIFICATION 3']);
    await post('example1.operator', `/hazards/${id}/request-extension`, { deadline: addDays(dueOn, 30), reason: '配件未到' });
  }, 60_000);
});

describe('a notice', () => {
  it('is acknowledged once, by the organisation it went to', async () => {
    const [notice] = list((await get('example1.operator', '/notices?acknowledged=false&limit=1')).items).map(fields);
    const path = `/notices/${text(notice?.id)}/acknowledge`;
    expect((await (await as('example2.operator')).post(path, {})).status).toBe(404);
    expect((await (await as('county.supervisor')).post(path, {})).status).toBe(404);
    const first = await post('example1.operator', path, {});
    expect(first.acknowledgedAt).toEqual(expect.any(String));
    const again = await post('example1.principal', path, {});
    expect([again.acknowledgedAt, again.acknowledgedBy]).toEqual([first.acknowledgedAt, first.acknowledgedBy]);
    expect(list((await get('example1.operator', '/notices?acknowledged=true')).items).length).toBe(1);
  });

  it('cannot be rewritten or removed by the service’s own role', async () => {
    const database = ledger.app.get(Database, { strict: false });
    for (const attempt of ['update notice set step = step', `update notice set state = 'MADE'`, 'delete from notice', 'delete from due_date', 'truncate notice']) {
      await expect(database.run(adHoc(attempt))).rejects.toThrow(/permission denied|append-only/);
    }
  });

  it('leaves a fact in the chain of its due date, and the history is whole', async () => {
    const { items } = await get('county.auditor', '/audit/facts?objectKind=DUE_DATE&limit=5');
    const [fact] = list(items).map(fields);
    expect(fact).toMatchObject({ objectKind: 'DUE_DATE', objectKindLabel: '期限' });
    const bodies = await ledger.app.get(Database, { strict: false }).run(adHoc<{ body: string }>(`select body from fact where object_kind = 'DUE_DATE'`));
    expect(bodies.filter(({ body }) => canonical(JSON.parse(body)) !== body)).toEqual([]);
    expect(await ledger.app.get(VerificationService, { strict: false }).keepWhole()).toMatchObject({ intact: true });
  });
});

it('five in place or an edit moves no clock', async () => {
  const id = await register({ ...major, deadline: addDays(today, 100) });
  const dueDates = () => ledger.app.get(Database, { strict: false }).run(adHoc(`select kind, due_on, counted_from, rule_version, ended_at, next_on from due_date where subject_id = '${id}' order by kind`));
  const before = await dueDates();
  expect(before.length).toBe(2);
  await advanceTo(addDays(today, 1));
  const operator = await as('example1.operator');
  const put = await operator.put(`/hazards/${id}/five-in-place`, fiveInPlace(addDays(today, 99)), { 'If-Match': '"1"' });
  expect(put.status).toBe(200);
  must(await operator.patch(`/hazards/${id}`, { description: '改正：2号炉' }, { 'If-Match': '"2"' }), 'edit');
  const untouched = (rows: object[]) => rows.map((row) => ({ ...row, next_on: null }));
  expect(untouched(await dueDates())).toEqual(untouched(before));
}, 60_000);
