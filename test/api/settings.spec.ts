/** Settings in versions that take effect on a day and never change (contract §3), and the criteria to cite. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCounty } from '../../src/demo/load-county.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { Config } from '../../src/platform/config/config.js';
import { SettingsReader } from '../../src/settings/settings.reader.js';
import { fields, list, text } from '../model/driver.js';
import type { Answer, Fields, Session } from '../model/driver.js';
import { found, match, NANCUN, newFirm } from '../support/desk.js';
import { startLedger } from '../support/ledger.js';
import type { TestLedger } from '../support/ledger.js';
import { ownFind } from '../support/registrations.js';
import { must } from '../support/world.js';

const COUNTY = '140525';
let ledger: TestLedger;
let admin: Session;

beforeAll(async () => {
  ledger = await startLedger();
  admin = await ledger.driver.as('county.admin');
}, 60_000);
afterAll(() => ledger.stop());

const said = ({ status, body }: Answer): [number, unknown] => [status, fields(body).code];
const put = (name: string, body: Fields, version: number): Promise<Answer> => admin.put(`/settings/${name}`, body, { 'If-Match': `"${version}"` });
const today = (): string => ledger.app.get(Calendar, { strict: false }).today();
const dayAfter = (instant: unknown): string => new Date(Date.parse(text(instant)) + 86_400_000).toISOString();

describe('settings', () => {
  it('begin with what the contract says, version 0', async () => {
    const answer = await admin.get('/settings');
    expect(list(fields(answer.body).items).map(fields).map(({ name, nameLabel, version }) => [name, nameLabel, version])).toEqual([
      ['approval-routes', '确认与验收的层级', 0], ['limits', '限额', 0], ['working-calendar', '工作日历', 0], ['escalation', '提醒与逾期通知', 0],
      ['outward-targets', '允许访问的内网地址', 0], ['comparison', '大比对', 0],
    ]);
    const limits = await admin.get('/settings/limits');
    expect([limits.headers.etag, fields(limits.body).value]).toEqual(['"0"', { extensionLimit: 2, reopenedDays: 15 }]);
    expect(said(await admin.get('/settings/colour'))).toEqual([404, 'NOT_FOUND']);
  });

  it('are read by authorities and put by the administrator alone', async () => {
    const value = { extensionLimit: 3, reopenedDays: 15 };
    const [firm, supervisor] = [await ledger.driver.as('example1.principal'), await ledger.driver.as('county.supervisor')];
    expect(said(await firm.get('/settings/limits'))).toEqual([403, 'FORBIDDEN']);
    expect((await supervisor.get('/settings/limits')).status).toBe(200);
    expect(said(await supervisor.put('/settings/limits', { value }, { 'If-Match': '"0"' }))).toEqual([403, 'FORBIDDEN']);
  });

  it('hold from the moment they name, and what they were before can still be read', async () => {
    const reader = ledger.app.get(SettingsReader, { strict: false });
    const value = { extensionLimit: 3, reopenedDays: 10 };
    expect(said(await admin.put('/settings/limits', { value }))).toEqual([428, 'IF_MATCH_REQUIRED']);
    expect(fields((await put('limits', { value }, 0)).body)).toMatchObject({ version: 1, versionInForce: 1, value });
    expect(await reader.rulesFor(COUNTY)).toMatchObject({ extensionLimit: 3, reopenedDays: 10 });
    const newest = fields(list(fields((await admin.get('/settings/limits')).body).versions).at(-1));
    expect(newest.createdBy).toMatchObject({ name: '示例甲' });
    const later = await put('limits', { value: { ...value, extensionLimit: 5 }, effectiveFrom: dayAfter(newest.createdAt) }, 1);
    expect(fields(later.body)).toMatchObject({ version: 2, versionInForce: 1, value: { extensionLimit: 5 } });
    expect(await reader.rulesFor(COUNTY)).toMatchObject({ extensionLimit: 3 });
    expect(list(fields(later.body).versions).map(fields).map((one) => [one.version, fields(one.value).extensionLimit])).toEqual([[0, 2], [1, 3], [2, 5]]);
  });

  it('refuse a stale version, the past, and a value that says nothing sensible', async () => {
    const value = { extensionLimit: 1, reopenedDays: 15 };
    expect(said(await put('limits', { value }, 1))).toEqual([412, 'VERSION_STALE']);
    expect(said(await put('limits', { value, effectiveFrom: '2020-01-01T00:00:00Z' }, 2))).toEqual([422, 'EFFECTIVE_IN_PAST']);
    const answer = await put('limits', { value: { extensionLimit: 99, colour: 1 } }, 2);
    expect(list(fields(answer.body).errors).map(fields).map(({ code, path }) => [code, path])).toEqual([
      ['SETTING_INVALID', 'value.colour'], ['SETTING_INVALID', 'value.extensionLimit'], ['SETTING_INVALID', 'value.reopenedDays'],
    ]);
    expect(said(await put('limits', { value: [] }, 2))).toEqual([400, 'WRONG_TYPE']);
    expect(said(await put('limits', { value, name: 'limits' }, 2))).toEqual([400, 'UNKNOWN_FIELD']);
  });

  it('are put once when two try at once', async () => {
    const routes = fields(fields((await admin.get('/settings/approval-routes')).body).value);
    const answers = await Promise.all([1, 2].map(() => put('approval-routes', { value: routes }, 0)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const reader = ledger.app.get(SettingsReader, { strict: false });
    expect(await reader.routesVersion(COUNTY, 0)).toEqual(await reader.routesVersion(COUNTY, 1));
    await expect(reader.routesVersion(COUNTY, 2)).rejects.toThrow('no version 2');
  });

  it('add a year of the working calendar to those that came with the release', async () => {
    const years = { 2031: { holidays: ['2031-01-01'], makeUpDays: [], source: '示例通知' } };
    expect((await put('working-calendar', { value: { years } }, 0)).status).toBe(200);
    const { workingCalendar } = await ledger.app.get(SettingsReader, { strict: false }).rulesFor(COUNTY);
    expect(Object.keys(workingCalendar.years)).toEqual(['2023', '2024', '2025', '2026', '2031']);
  });

  it('cannot be rewritten by the service’s own role', async () => {
    const database = ledger.app.get(Database, { strict: false });
    await expect(database.run(adHoc('update setting_version set effective_from = effective_from'))).rejects.toThrow('permission denied');
    await expect(database.run(adHoc('delete from setting_version'))).rejects.toThrow('permission denied');
  });
});

describe('the criteria', () => {
  it('are listed for every role, by sector and by words', async () => {
    const operator = await ledger.driver.as('example1.operator');
    const items = async (query: string) => list(fields((await operator.get(`/standards/clauses${query}`)).body).items).map(fields);
    expect([(await items('?limit=200')).length, (await items('')).length, (await items('?sector=HAZCHEM')).length]).toEqual([105, 50, 20]);
    expect((await items(`?q=${encodeURIComponent('特种作业人员未按照规定')}&sector=METALLURGY`))[0]).toMatchObject({ code: 'GM-2023-03-02', verified: true });
    expect(said(await operator.get('/standards/clauses?sector=COLOUR'))).toEqual([400, 'WRONG_CODE']);
  });
});

it('the sandbox county, loaded again, stays as it is', async () => {
  const database = ledger.app.get(Database, { strict: false });
  const facts = async () => (await database.run(adHoc<{ count: number }>('select count(*)::int as count from fact')))[0]?.count;
  const before = await facts();
  expect(await loadCounty(ledger.app)).toEqual({ added: 0, kept: 82 });
  expect(await facts()).toBe(before);
});

describe('the sandbox, reset', () => {
  /** 关闭取缔: which no person can take back. */
  async function closedWithItsFirm(): Promise<string> {
    const [inspector, supervisor] = [await ledger.driver.as('county.inspector'), await ledger.driver.as('county.supervisor')];
    const firm = await newFirm(admin, NANCUN);
    const { id } = await found(inspector, { enterpriseId: firm.id, source: 'COUNTY_INSPECTION' });
    const evidenceId = fields(must(await inspector.upload(`/hazards/${text(id)}/evidence`, 'DOCUMENT'), 'the notice').body).id;
    must(await admin.patch(`/enterprises/${text(firm.id)}`, { status: 'CEASED' }, match(firm.version)), 'ceased');
    expect(fields(must(await supervisor.post(`/hazards/${text(id)}/terminate`, { noticeNo: '泽应急闭〔2026〕1号', evidenceId }), 'terminated').body).status).toBe('CLOSED');
    expect(said(await supervisor.post(`/hazards/${text(id)}/verify`, { verdict: 'NOT_GENUINE', opinion: '未关闭' }))).toEqual([409, 'MOVE_NOT_ALLOWED']);
    return text(id);
  }

  it('has its clock back and no hazard in its lists, remembers no answer, and deletes no history', async () => {
    const operator = await ledger.driver.as('example1.operator');
    const find = { ...ownFind(text(fields(fields((await operator.get('/auth/me')).body).organisation).id), today(), { level: 'GENERAL' }), externalRef: 'reset-1' };
    const key = { 'Idempotency-Key': 'before-the-reset' };
    const id = text(fields(must(await operator.post('/hazards', find, key), 'a hazard').body).id);
    const facts = async () => (await ledger.app.get(Database, { strict: false }).run(adHoc<{ count: number }>('select count(*)::int as count from fact')))[0]?.count ?? 0;
    const gone = await closedWithItsFirm();
    must(await admin.put('/sandbox/clock', { now: new Date(Date.now() + 3 * 86_400_000).toISOString() }), 'clock');
    for (const account of ['county.supervisor', 'example1.operator', 'county.auditor']) expect((await (await ledger.driver.as(account)).post('/sandbox/reset', {})).status).toBe(403);
    const before = await facts();
    const once = { 'Idempotency-Key': 'the-reset' };
    const { body } = must(await admin.post('/sandbox/reset', {}, once), 'reset');
    expect(fields(body).hazardsVoided).toBeGreaterThan(0);
    expect(Math.abs(Date.parse(text(fields(body).now)) - Date.now())).toBeLessThan(60_000);
    expect(list(fields((await (await ledger.driver.as('county.supervisor')).get('/hazards')).body).items)).toEqual([]);
    expect(fields((await operator.get(`/hazards/${id}`)).body).status).toBe('VOIDED');
    expect(fields((await admin.get(`/hazards/${gone}`)).body)).toMatchObject({ status: 'VOIDED', closedAt: null });
    expect(await facts()).toBeGreaterThan(before);
    const again = must(await operator.post('/hazards', find, key), 'the same again');
    expect([again.status, text(fields(again.body).id) === id]).toEqual([201, false]);
    // Sent twice by mistake it is answered from memory, and voids nothing more.
    expect(must(await admin.post('/sandbox/reset', {}, once), 'repeat').body).toEqual(body);
    expect(list(fields((await operator.get('/hazards')).body).items)).toHaveLength(1);
  });

  it('is nowhere but in a sandbox', async () => {
    const config = ledger.app.get(Config, { strict: false });
    Object.assign(config, { sandbox: false });
    try {
      expect(said(await admin.post('/sandbox/reset', {}))).toEqual([404, 'ROUTE_NOT_FOUND']);
    } finally {
      Object.assign(config, { sandbox: true });
    }
  });
});
