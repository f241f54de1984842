/** One digest a person and day, by e-mail through a real SMTP server; and the end of the working calendar (contract §4). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DueDateFilling } from '../../src/hazards/due-date.filling.js';
import { DigestMail } from '../../src/notices/digest.mail.js';
import { Readiness } from '../../src/platform/health/readiness.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { fields, list, text } from '../model/driver.js';
import type { Answer, Fields, Session } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { given } from '../support/environment.js';
import { startLedger } from '../support/ledger.js';
import type { TestLedger } from '../support/ledger.js';
import { asOwner } from '../support/owner.js';
import { major, ownFind } from '../support/registrations.js';
import { bodyOf, startSmtp } from '../support/smtp.js';
import type { Smtp } from '../support/smtp.js';
import { must } from '../support/world.js';

let smtp: Smtp;
let ledger: TestLedger;
let admin: Session;
let firm: string;
let today: string;
const get = async (account: string, path: string): Promise<Fields> => fields(must(await (await ledger.driver.as(account)).get(path), path).body);
const items = async (account: string, path: string): Promise<Fields[]> => list((await get(account, path)).items).map(fields);
const run = <R extends object>(sql: string): Promise<R[]> => ledger.app.get(Database, { strict: false }).run(adHoc<R>(sql));
const clock = (now: string | null): Promise<Answer> => admin.put('/sandbox/clock', { now });
async function advanceTo(day: string): Promise<void> {
  must(await clock(`${day}T01:00:00Z`), `clock to ${day}`);
  today = day;
}
/** As the worker's queue does. */
async function sendWaiting(): Promise<void> {
  const mail = ledger.app.get(DigestMail, { strict: false });
  for (const id of await mail.due(100)) await mail.run(id);
}
async function address(username: string, email: string | null): Promise<void> {
  const [user] = (await items('county.admin', '/users?limit=200')).filter((one) => one.username === username);
  must(await admin.patch(`/users/${text(user?.id)}`, { email }, { 'If-Match': `"${String(user?.version)}"` }), `e-mail of ${username}`);
}

beforeAll(async () => {
  smtp = await startSmtp();
  Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: 'ledger@county.example', PUBLIC_URL: 'https://ledger.county.example/' });
  ledger = await startLedger();
  admin = await ledger.driver.as('county.admin');
  firm = text(fields((await get('example1.operator', '/auth/me')).organisation).id);
  const { now } = fields(must(await clock(null), 'clock').body);
  today = new Date(Date.parse(text(now)) + 8 * 3_600_000).toISOString().slice(0, 10);
  await advanceTo(addDays(today, 1));
  await address('example1.operator', 'operator@firm.example');
  await address('example1.principal', 'refused@firm.example');
  for (const days of [3, 4]) {
    const body = ownFind(firm, today, { deadline: addDays(today, days), description: '秘密的描述：氨罐液位计失灵' });
    must(await (await ledger.driver.as('example1.operator')).post('/hazards', body), 'a hazard');
  }
  await advanceTo(addDays(today, 4));
}, 60_000);
afterAll(async () => {
  await ledger?.stop();
  await smtp?.stop();
  for (const name of ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL']) delete process.env[name];
});

describe('the digest', () => {
  it('is one a person and day, in counts', async () => {
    // -3 of the first on the day it was registered is past 08:00; then -3 and -1, -1 and 0, 0 and +1.
    const mine = (await items('example1.operator', '/digests')).map(({ day, reminderCount, overdueCount, emailState }) => [day, reminderCount, overdueCount, emailState]);
    expect(mine).toEqual([[today, 1, 1, 'WAITING'], [addDays(today, -1), 2, 0, 'WAITING'], [addDays(today, -2), 1, 0, 'WAITING'], [addDays(today, -3), 1, 0, 'WAITING']]);
    // No address, no letter; the other firm has nothing to be told.
    expect((await items('county.supervisor', '/digests')).every(({ emailState }) => emailState === 'NONE')).toBe(true);
    expect(await items('example2.operator', '/digests')).toEqual([]);
  });

  it('goes out once, with counts and a link and nothing of the hazard', async () => {
    await sendWaiting();
    await sendWaiting();
    expect(smtp.letters.map(({ to }) => to)).toEqual(Array.from({ length: 4 }, () => ['operator@firm.example']));
    const newest = smtp.letters.find((letter) => bodyOf(letter).includes('逾期 1 条，到期提醒 1 条'));
    expect(newest && bodyOf(newest)).toContain('https://ledger.county.example/');
    expect(smtp.letters.some((letter) => /氨罐|秘密/.test(bodyOf(letter) + letter.source))).toBe(false);
    const [digest] = await items('example1.operator', '/digests');
    expect(digest).toMatchObject({ emailState: 'SENT', sentAt: expect.any(String) });
    expect(smtp.letters.some(({ source }) => source.includes(`<${text(digest?.id)}@ledger.county.example>`))).toBe(true);
  });

  it('that is refused for good is parked and shown without the address, and sent again by the administrator', async () => {
    const parked = await items('county.admin', '/digests/parked');
    expect(parked.map(({ reason, attemptCount }) => [reason, attemptCount])).toEqual(Array.from({ length: 4 }, () => ['邮件服务器拒收（550）', 1]));
    expect(JSON.stringify(parked)).not.toContain('firm.example');
    await address('example1.principal', 'principal@firm.example');
    const path = `/digests/${text(parked[0]?.id)}/retry`;
    expect((await (await ledger.driver.as('county.supervisor')).post(path, {})).status).toBe(403);
    must(await admin.post(path, {}), 'retry');
    const again = await admin.post(path, {});
    expect([again.status, fields(again.body).code]).toEqual([409, 'DELIVERY_NOT_PARKED']);
    await sendWaiting();
    expect(smtp.letters.at(-1)?.to).toEqual(['principal@firm.example']);
    expect((await items('county.admin', '/digests/parked')).length).toBe(3);
  });

  it('waits while the server is busy or away', async () => {
    await address('example1.operator', 'later@firm.example');
    await advanceTo(addDays(today, 2)); // +3 of the first
    await sendWaiting();
    const [row] = await run<{ state: string; reason: string; later: boolean }>(`
      select email_state as state, reason, next_attempt_at > created_at - interval '400 days' as later from digest where email_state = 'WAITING'`);
    expect(row).toEqual({ state: 'WAITING', reason: '邮件服务器没有接收（EENVELOPE）', later: true });
    expect(await ledger.app.get(DigestMail, { strict: false }).due(100)).toEqual([]);
  });
});

describe('a decision under way while the digest is made', () => {
  it('is counted in the next', async () => {
    const [next, dayAfter] = [addDays(today, 1), addDays(today, 2)];
    await asOwner(given('DATABASE_URL'), async (owner) => {
      await owner.query('begin');
      await owner.query(`
        insert into notice (id, version, head_hash, county_code, about_id, step, recipient_id, kind, step_on, state, created_at)
        values (uuid_v7($1::bigint), 0, '', '140525', gen_random_uuid(), 1, $2, 'DECISION', $3::date, 'MADE', ($3 || 'T00:00:00Z')::timestamptz - interval '1 s')`, [Date.now(), firm, next]);
      await advanceTo(next);
      await owner.query('commit');
    });
    await advanceTo(dayAfter);
    const told = (await items('example1.operator', '/digests')).filter(({ day }) => day === next || day === dayAfter);
    expect(told.map(({ day, decisionCount }) => [day, decisionCount])).toContainEqual([dayAfter, 1]);
  });
});

describe('the end of the working calendar', () => {
  it('is announced 60 days ahead: to the county, in the health of the service and in its figures', async () => {
    const warned = await items('county.admin', '/notices?deadlineKind=WORKING_CALENDAR');
    expect(warned[0]).toMatchObject({ kind: 'REMINDER', deadlineKindLabel: '工作日历', dueOn: '2026-12-31', hazardId: null });
    expect(await get('county.admin', '/escalation-rules')).toMatchObject({ workingCalendarEndsOn: '2026-12-31', nextRunAt: `${addDays(today, 1)}T00:00:00.000Z`, lastRun: { through: today } });
    expect(await ledger.app.get(Readiness, { strict: false }).look()).toMatchObject({ status: 'UP', workingCalendar: 'ENDING' });
    expect(await (await fetch(`${ledger.url}/metrics`)).text()).toMatch(/working_calendar_days_left\{county="140525"\} \d+/);
  });

  it('leaves what cannot be counted undetermined, and fills it in when the year is added', async () => {
    await advanceTo('2026-12-30');
    const operator = await ledger.driver.as('example1.operator');
    const id = text(fields(must(await operator.post('/hazards', ownFind(firm, today, { ...major, deadline: '2027-06-30' })), 'a major').body).id);
    const inspector = await ledger.driver.as('nancun.inspector');
    const body = { ...ownFind(firm, today), source: 'TOWN_INSPECTION', deadline: '2027-06-30' };
    const found = text(fields(must(await inspector.post('/hazards', body), "the town's find").body).id);
    const due = async () => run<{ kind: string; due: string | null; next: string | null }>(`
      select kind, due_on::text as due, next_on::text as next from due_date where subject_id in ('${id}', '${found}') and kind <> 'RECTIFICATION' order by kind`);
    // One working day after the 30th is the 31st; three lie beyond the table.
    expect(await due()).toEqual([{ kind: 'CONFIRMATION', due: null, next: null }, { kind: 'SIGNATURE', due: '2026-12-31', next: '2026-12-31' }]);
    await advanceTo('2027-01-12');
    expect((await get('county.supervisor', `/hazards/${found}`)).overdue).toBeNull();
    expect(await items('nancun.supervisor', `/notices?hazardId=${found}`)).toEqual([]);
    // An assumed arrangement: 1 to 3 January off, none made up. Working days after 30 December: 31, 4, 5.
    const years = { 2027: { holidays: ['2027-01-01', '2027-01-02', '2027-01-03'], makeUpDays: [], source: '示例通知（假定）' } };
    must(await admin.put('/settings/working-calendar', { value: { years } }, { 'If-Match': '"0"' }), 'the year 2027');
    await ledger.app.get(DueDateFilling, { strict: false }).run();
    expect((await due())[0]).toEqual({ kind: 'CONFIRMATION', due: '2027-01-05', next: '2027-01-02' });
    expect((await get('county.supervisor', `/hazards/${found}`)).overdue).toMatchObject({ kind: 'CONFIRMATION', since: '2027-01-06', days: 7 });
    await advanceTo('2027-01-13');
    // What was missed is recorded, the newest sent: 3 days after went to the county too.
    const told = async (account: string) => (await items(account, `/notices?hazardId=${found}`)).map(({ kind, step, state }) => `${text(kind)} ${String(step)} ${text(state)}`);
    expect(await told('nancun.supervisor')).toEqual(expect.arrayContaining(['OVERDUE 7 MADE', 'OVERDUE 3 SUPERSEDED', 'OVERDUE 1 SUPERSEDED', 'REMINDER 0 SUPERSEDED', 'REMINDER 1 SUPERSEDED']));
    expect((await told('county.supervisor')).sort()).toEqual(['OVERDUE 3 SUPERSEDED', 'OVERDUE 7 MADE']);
    expect(await told('example1.operator')).toEqual([]);
  }, 60_000);
});
