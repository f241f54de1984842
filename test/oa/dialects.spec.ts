/** Every dialect against its simulated system, all at once (oa-dialects §1.8): the short form of `npm run prove:oa`. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Patience } from '../../src/oa/patience.js';
import { Reconciliation } from '../../src/oa/reconciliation.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { fields, list, text } from '../model/driver.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { agreementOf, OURS } from '../support/oa/agreement.js';
import type { Ours } from '../support/oa/agreement.js';
import type { Call, Fault, OaServer, OaTodo } from '../support/oa/oa-server.js';
import { FIRM, Office, SEATED } from '../support/oa/office.js';
import { SITES } from '../support/oa/sites.js';
import { found, moveAll } from '../support/oa/town-finds.js';
import type { Town } from '../support/oa/town-finds.js';
import { trouble } from '../support/oa/trouble.js';
import { must } from '../support/world.js';

const PASSWORD = 'desks-of-the-county-8';
const SEED = Number(process.env['PROOF_SEED'] ?? 20_261_126);
const LATE_MS = 500;
const TOWN = '01a199c5-5622-7c51-99ef-d88fefbca812';
const AGREED = { ghosts: [], missing: [], twice: [] };

let ledger: TestLedger;
let office: Office;
let town: Town;
const there: { dialect: string; oa: OaServer; id: string }[] = [];
beforeAll(async () => {
  ledger = await startLedger(PASSWORD);
  office = new Office(ledger, PASSWORD);
  Object.assign(ledger.app.get(Patience, { strict: false }), { callTimeoutMs: 250, lateMs: LATE_MS, restMs: 1 });
  town = { as: office.as, firm: FIRM, today: ledger.app.get(Calendar, { strict: false }).today() };
  const second = { username: 'nancun.second', name: '示例新人', organisationId: TOWN, roles: ['SUPERVISOR'], password: PASSWORD };
  must(await (await office.admin()).post('/users', second), 'a second supervisor');
  for (const site of SITES) {
    const oa = site.make();
    oa.hangMs = 100;
    for (const one of ['zhangsan', 'lisi', 'wangwu']) oa.persons.add(one);
    await oa.start();
    const { id } = await office.channel(site, oa.url);
    await office.map(id, [...SEATED, { username: 'nancun.second', externalId: 'wangwu' }]);
    there.push({ dialect: site.dialect, oa, id });
  }
}, 60_000);
afterAll(async () => {
  await ledger?.stop();
  await Promise.all(there.map(({ oa }) => oa.stop()));
});

/** Until nothing waits; what is put off because a call may yet arrive is waited for in earnest. */
async function drained(): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    await office.work(4);
    const [{ n } = { n: 0 }] = await office.rows<{ n: number }>(`select count(*)::int as n from delivery where state = 'WAITING'`);
    if (n === 0) return;
    await pause(40);
  }
}
const agreements = async (): Promise<Record<string, object>> => Object.fromEntries(await Promise.all(there.map(async ({ dialect, oa, id }) => {
  const { ghosts, missing, twice } = agreementOf(await office.rows<Ours>(OURS, [id]), oa.todos());
  return [dialect, { ghosts, missing, twice }] as const;
})));
const all = (what: object): Record<string, object> => Object.fromEntries(SITES.map(({ dialect }) => [dialect, what]));

describe('every dialect', () => {
  it('through a fifth of faults, calls that overtake each other and calls that arrive late: open there is what is open here', async () => {
    const made = there.map(({ oa }, index) => trouble(oa, SEED + index, { faults: 0.2, delayed: 0.2, delayMaxMs: 60, held: 0.04, heldMs: [270, 440] }));
    const ids = await found(town, 6);
    await office.work(2);
    await moveAll(town, 'nancun.supervisor', 'confirm', ids.slice(0, 4));
    await office.work(2);
    await moveAll(town, 'county.supervisor', 'confirm', ids.slice(0, 2));
    await drained();
    expect({ seed: SEED, ...(await agreements()) }).toEqual({ seed: SEED, ...all(AGREED) });
    expect(made.map(({ faults }) => faults() > 0)).toEqual(SITES.map(() => true));
    expect((await Promise.all(there.map(({ id }) => office.parked(id)))).flat()).toEqual([]);
    for (const { oa } of there) Object.assign(oa, { faults: () => null, delays: () => 0 });
  }, 60_000);

  it('done overtakes the todo: it ends as done', async () => {
    const [id = ''] = await found(town, 1);
    for (const { oa } of there) {
      let first = true;
      oa.delays = ({ text: body, path, query }) => {
        const opening = first && !/token/.test(path) && `${body}${query.toString()}`.length > 100;
        first = first && !opening;
        return opening ? 450 : 0;
      };
    }
    await office.work(1);
    await office.move('nancun.supervisor', id, 'confirm');
    await drained();
    await pause(300);
    expect(await agreements()).toEqual(all(AGREED));
    for (const { oa } of there) oa.delays = () => 0;
  }, 30_000);

  it('a token that cannot be had for a moment, a lock at the closing: tried again, never taken for done or for refused', async () => {
    const ids = await found(town, 2);
    await drained();
    for (const { oa } of there) {
      const plan: Fault[] = ['TOKEN_EXPIRED', 'FAILURE_BODY', 'LOCK', 'LOCK', 'FAILURE_BODY', 'LOCK'];
      oa.faults = () => plan.shift() ?? null;
    }
    await moveAll(town, 'nancun.supervisor', 'confirm', ids);
    await drained();
    expect([await agreements(), (await Promise.all(there.map(({ id }) => office.parked(id)))).flat()]).toEqual([all(AGREED), []]);
    for (const { oa } of there) oa.faults = () => null;
  }, 30_000);

  it('the worker dies after the OA has taken it and before that is marked: one row there', async () => {
    const [id = ''] = await found(town, 1);
    await drained();
    const later = new Date(Date.parse(new Date(performance.timeOrigin + performance.now()).toISOString()) + LATE_MS).toISOString();
    await office.rows(`update oa_copy set state = 'OPENING', remote_id = null, stamp = 1, unsure_until = $2 where state = 'OPEN' and todo_id in (select id from todo where hazard_id = $1)`, [id, later]);
    await office.rows(`update delivery set state = 'WAITING', finished_at = null, attempt_count = 0 where subject_id = $1`, [id]);
    await drained();
    expect(await agreements()).toEqual(all(AGREED));
  }, 30_000);

  it('an opening that arrives long after the end, or a hand that opens again what is over: the night ends it once more, where it cannot look', async () => {
    const [id = ''] = await found(town, 1);
    const openings = there.map(({ oa }) => oa.calls.length);
    await drained();
    await office.move('nancun.supervisor', id, 'confirm');
    await drained();
    const seeyon = there.find(({ dialect }) => dialect === 'SEEYON_A8')!;
    const late = seeyon.oa.calls.slice(openings[there.indexOf(seeyon)]).filter(({ path, text: body }) => path.endsWith('/receive') && body.includes('zhangsan'));
    for (const call of late) await again(seeyon.oa, call);
    const hands = there.filter(({ dialect }) => ['WEAVER_E9', 'DINGTALK_GOV'].includes(dialect));
    for (const { oa } of hands) rowsOf(oa).find(({ person, state }) => person === 'zhangsan' && state === 'DONE')!.state = 'OPEN';
    const before = await agreements();
    expect([seeyon, ...hands].map(({ dialect }) => [dialect, list(fields(before[dialect]).ghosts).length])).toEqual([['SEEYON_A8', late.length], ['WEAVER_E9', 1], ['DINGTALK_GOV', 1]]);
    const nights = await Promise.all(there.map((one) => ledger.app.get(Reconciliation, { strict: false }).run(one.id)));
    await drained();
    expect([late.length, await agreements(), (await Promise.all(there.map((one) => office.parked(one.id)))).flat()]).toEqual([1, all(AGREED), []]);
    expect(Object.fromEntries(nights.map((night, index) => [there[index]?.dialect, [night?.way, night!.saidAgain > 0, night!.unverified > 0]]))).toEqual({
      WEAVER_E9: ['REPEAT', true, true], SEEYON_A8: ['REPEAT', true, true], LANDRAY_EKP: ['LIST', false, false], DINGTALK_GOV: ['REPEAT', true, true], WECOM: ['NONE', false, true], GENERIC: ['LIST', false, false],
    });
    const [shown] = list(fields(must(await (await office.admin()).get(`/oa/channels/${seeyon.id}/reconciliations`), 'nights').body).items).map(fields);
    expect([shown?.wayLabel, Number(shown?.unverifiedCount) > 0, text(shown?.unverifiedReason).includes('不能列出待办')]).toEqual(['不能核对：已结束的再办结一次', true, true]);
  }, 30_000);

  it('what ended more than three nights ago is said no more, and nothing that is open is said again', async () => {
    await office.rows(`update oa_copy set closed_at = closed_at - interval '73 hours' where closed_at is not null`);
    const told = there.map(({ oa }) => oa.calls.length);
    const nights = await Promise.all(there.map((one) => ledger.app.get(Reconciliation, { strict: false }).run(one.id)));
    await drained();
    const listed = ({ path, query }: Call) => path.endsWith('/getTodo') || query.has('person');
    expect([nights.map((night) => night?.saidAgain), there.map(({ oa }, index) => oa.calls.slice(told[index]).filter((call) => !listed(call)).length)]).toEqual([SITES.map(() => 0), SITES.map(() => 0)]);
  }, 30_000);

  it('a hand ended over there what is open here: a night says again that it is, without a bell, where the dialect can; where it cannot the night says so', async () => {
    const hands = there.filter(({ dialect }) => ['WEAVER_E9', 'SEEYON_A8', 'DINGTALK_GOV'].includes(dialect));
    const [, , ended] = hands.map(({ oa }) => Object.assign(rowsOf(oa).find(({ person, state }) => person === 'zhangsan' && state === 'OPEN')!, { state: 'DONE' }));
    const missing = async () => Object.entries(await agreements()).filter(([, one]) => list(fields(one).missing).length > 0).map(([dialect]) => dialect);
    expect(await missing()).toEqual(['WEAVER_E9', 'SEEYON_A8', 'DINGTALK_GOV']);
    await office.rows(`update oa_copy set updated_at = updated_at - interval '21 hours' where state = 'OPEN'`);
    const told = there.map(({ oa }) => oa.calls.length);
    const nights = await Promise.all(there.map((one) => ledger.app.get(Reconciliation, { strict: false }).run(one.id)));
    await drained();
    const said = (dialect: string) => there.flatMap(({ dialect: one, oa }, index) => (one === dialect ? oa.calls.slice(told[index]).filter(({ path }) => !path.includes('token')) : []));
    expect([await missing(), nights.map((night, index) => [there[index]?.dialect, night!.standingAgain > 0, night!.unverified > 0])]).toEqual([['DINGTALK_GOV'], [
      ['WEAVER_E9', true, false], ['SEEYON_A8', true, false], ['LANDRAY_EKP', false, false], ['DINGTALK_GOV', false, true], ['WECOM', false, true], ['GENERIC', false, false],
    ]]);
    expect([new Set(said('WEAVER_E9').map(({ text: body }) => /"isremark":"(\d)","viewtype":"(\d)"/.exec(body)?.slice(1).join())), new Set(said('SEEYON_A8').map(({ path }) => path.split('/').pop())), said('DINGTALK_GOV'), said('WECOM')])
      .toEqual([new Set(['0,1']), new Set(['updatePendingState']), [], []]);
    ended!.state = 'OPEN';
  }, 30_000);

  it('who leaves has nothing on his desk, who comes has it: in one change', async () => {
    const admin = await office.admin();
    const { id } = (await office.rows<{ id: string }>(`select id from user_account where username = 'nancun.second'`))[0]!;
    const before = there.map(({ oa }) => openOf(oa, 'wangwu'));
    must(await admin.patch(`/users/${id}`, { status: 'DISABLED' }, { 'If-Match': (await admin.get(`/users/${id}`)).headers.etag ?? '' }), 'disable');
    await drained();
    expect([there.map(({ oa }) => openOf(oa, 'wangwu')), before.every((count) => count > 0)]).toEqual([SITES.map(() => 0), true]);
    must(await admin.patch(`/users/${id}`, { status: 'ACTIVE' }, { 'If-Match': (await admin.get(`/users/${id}`)).headers.etag ?? '' }), 'enable');
    await drained();
    expect(there.map(({ oa }) => openOf(oa, 'wangwu'))).toEqual(before);
    expect(await agreements()).toEqual(all(AGREED));
  }, 30_000);

  it('nobody is known: parked within one attempt with a Chinese reason, and re-sent after the map is right', async () => {
    for (const { id } of there) await office.map(id, [{ username: 'nancun.supervisor', externalId: 'nobody' }, { username: 'county.supervisor', externalId: 'lisi' }, { username: 'nancun.second', externalId: 'wangwu' }]);
    const [id = ''] = await found(town, 1);
    await drained();
    for (const one of there) {
      const mine = (await office.parked(one.id)).filter(({ recipientName }) => recipientName === '示例己');
      expect([one.dialect, new Set(mine.map(({ reason }) => reason)), text(mine[0]?.reasonLabel).includes('没有此人')]).toEqual([one.dialect, new Set(['PERSON_UNKNOWN_THERE']), true]);
      await office.map(one.id, [...SEATED, { username: 'nancun.second', externalId: 'wangwu' }]);
    }
    await drained();
    expect([await agreements(), text(fields((await (await office.as('nancun.supervisor')).get(`/hazards/${id}`)).body).id)]).toEqual([all(AGREED), id]);
  }, 30_000);

  it('nothing that was sent holds a word of the hazard, a name, a phone or an identity number', () => {
    for (const { dialect, oa } of there) {
      const sent = oa.calls.map(({ path, query, text: body }) => `${path}${query.toString()}${decodeURIComponent(query.toString())}${body}`);
      expect([dialect, sent.length > 20, sent.filter((one) => /中频炉|冷却水|示例|现场认定|王五|13[0-9]{9}(?![0-9])|[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])\d{5}[\dXx]/.test(one.replace(/"?(stamp|receivets|access_token|token|timestamp)[^,&]*/g, '')))]).toEqual([dialect, true, []]);
      expect([dialect, oa.refusals.filter(({ why }) => !/nobody|不存在|token|Token|response_code/.test(why))]).toEqual([dialect, []]);
    }
  });
});

/** The same call once more, as a line that held it back would bring it. */
async function again(oa: OaServer, { method, path, query, headers, text: body }: Call): Promise<void> {
  const kept = Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name) ? [[name, value]] : [])));
  await fetch(`${oa.url}${path}${query.size > 0 ? `?${query.toString()}` : ''}`, { method, headers: kept, body });
}
/** What stands there, for a hand in it. */
const rowsOf = (oa: OaServer): OaTodo[] => [...(oa as unknown as { rows: Map<string, OaTodo> }).rows.values()];
const openOf = (oa: OaServer, person: string): number => oa.todos().filter((todo) => todo.person === person && todo.state === 'OPEN').length;
