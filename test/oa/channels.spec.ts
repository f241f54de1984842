/** The county's OA (contract §5; oa-dialects §1.7, §1.8): what it is told, what it is never told, and who comes in from there. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeputyDesks } from '../../src/oa/deputies.work.js';
import { Reconciliation } from '../../src/oa/reconciliation.js';
import { Strays } from '../../src/oa/stray.work.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { Wall } from '../../src/platform/clock/wall.js';
import { fields, list, text, type Fields } from '../model/driver.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { GenericOa } from '../support/oa/generic.js';
import type { Fault, OaTodo } from '../support/oa/oa-server.js';
import { Office, SEATED, WRITTEN } from '../support/oa/office.js';
import { SITES } from '../support/oa/sites.js';
import { Visitor } from '../support/visitor.js';
import { must } from '../support/world.js';
import { channelSetup } from './channel-setup.cases.js';
import { failingOa } from './failing.cases.js';

const PASSWORD = 'office-of-the-county-3';
const PHONE = '13800000000';
const GENERIC = SITES.find(({ dialect }) => dialect === 'GENERIC')!;

/** The county's portal (the simulated one judges), and a hand in it. */
const portal = new GenericOa();
portal.hangMs = 50;
const onDesk = () => (portal as unknown as { rows: Map<string, OaTodo & { version: number }> }).rows;
const openOf = (person: string): string[] => portal.todos().filter((todo) => todo.person === person && todo.state === 'OPEN').map(({ id }) => id);
/** What the next calls meet instead of a plain answer. */
let faults: Fault[] = [];
portal.faults = () => faults.shift() ?? null;

let ledger: TestLedger;
let office: Office;
let channelId: string;
let ssoSecret: string;
beforeAll(async () => {
  for (const one of ['zhangsan', 'lisi', 'wangwu', 'admin', 'boss']) portal.persons.add(one);
  await portal.start();
  ledger = await startLedger(PASSWORD);
  office = new Office(ledger, PASSWORD);
  ({ id: channelId, ssoSecret } = await office.channel(GENERIC, portal.url));
}, 60_000);
afterAll(async () => {
  await ledger?.stop();
  await portal.stop();
});

const admin = () => office.admin();
const as = (name: string) => office.as(name);
const channelBody = (baseUrl: string): Fields => office.body(GENERIC, baseUrl);
const rows = <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> => office.rows<R>(sql, values);
const map = (items: readonly Fields[]): Promise<Fields> => office.map(channelId, items);
const work = () => office.work();
const signed = () => office.signed();
const move = (name: string, id: string, what: string, body: Fields = {}) => office.move(name, id, what, body);
const parked = () => office.parked(channelId);

channelSetup(() => office);

describe('what the OA is told', () => {
  it('nobody is known: parked at once with a Chinese reason; mapped, it goes out without a restart', async () => {
    await signed();
    await work();
    const [one] = await parked();
    expect([one?.reason, one?.stateLabel, one?.attemptCount, text(one?.reasonLabel).includes('人员对应表')]).toEqual(['PERSON_UNKNOWN', '搁置', 1, true]);
    expect(portal.todos().length).toBe(0);
    expect((await map(SEATED)).resentCount).toBe(1);
    await work();
    expect([openOf('zhangsan').length, (await parked()).length]).toEqual([1, 0]);
  });

  it('a person the OA does not know is parked after one try, and retried by hand once the map is right', async () => {
    await map([{ username: 'nancun.supervisor', externalId: 'nobody' }]);
    const id = await signed();
    await work();
    const todos = list(fields(must(await (await as('nancun.supervisor')).get('/todos?limit=200'), 'todos').body).items).map(fields);
    const one = (await parked()).find(({ todoId }) => todoId === todos.find(({ hazardId }) => hazardId === id)?.id);
    expect([one?.reason, one?.attemptCount]).toEqual(['PERSON_UNKNOWN_THERE', 1]);
    await map(SEATED);
    await move('nancun.supervisor', id, 'confirm');
    await work();
    expect(openOf('nobody')).toEqual([]);
    const late = await (await admin()).post(`/oa/deliveries/${text(one?.id)}/retry`, {});
    expect(late.status).toBe(409);
  });

  it('is open where we say open and nothing else, whatever goes wrong on the way', async () => {
    faults = ['TIMEOUT_AFTER_COMMIT', 'FAILURE_BODY', 'TIMEOUT_AFTER_COMMIT', 'LOCK', 'ERROR_500', 'TIMEOUT_BEFORE_COMMIT'];
    const ids = [await signed(), await signed(), await signed()];
    await work();
    await move('nancun.supervisor', ids[0] ?? '', 'confirm');
    faults = ['TIMEOUT_AFTER_COMMIT', 'FAILURE_BODY', 'TIMEOUT_AFTER_COMMIT'];
    await work();
    const expected = await rows<{ person: string; n: number }>(`
      select p.external_id as person, count(*)::int as n from todo t join oa_person p on p.user_id = t.recipient_id and p.channel_id = $1 where t.state = 'OPEN' group by 1 order by 1`, [channelId]);
    expect(expected.map(({ person, n }) => [person, n])).toEqual([['lisi', openOf('lisi').length], ['zhangsan', openOf('zhangsan').length]]);
    expect(await parked()).toEqual([]);
  });

  it('what was over before it could be told is not told at all', async () => {
    const before = portal.todos().length;
    const id = await signed();
    await move('nancun.supervisor', id, 'send-back', { opinion: '补充' });
    await work();
    expect(portal.todos().length).toBe(before);
  });

  it('no word of the hazard, no phone and no name leaves; ids keep to 64 characters', () => {
    expect(portal.calls.length).toBeGreaterThan(8);
    for (const { path, query, text: body } of portal.calls) expect(`${path}${query.toString()}${body}`).not.toMatch(new RegExp(`${WRITTEN}|中频炉|${PHONE}|示例`));
    expect(portal.todos().filter(({ id }) => !/^HL140525-[0-9a-f]{32}(-\d+)?$/.test(id) || id.length > 64)).toEqual([]);
    expect(portal.refusals.filter(({ why }) => !why.includes('nobody'))).toEqual([]);
  });

  it('the night finds what was changed over there, and puts it right', async () => {
    const night = () => ledger.app.get(Reconciliation, { strict: false }).run(channelId);
    const rest = rows(`update oa_pace set next_slot_at = $1`, [new Date(ledger.app.get(Wall, { strict: false }).nowMs() + 900).toISOString()]);
    const [open = '', kept = ''] = openOf('zhangsan');
    const [closed = ''] = [...onDesk()].find(([, row]) => row.state === 'CANCELLED' && row.person === 'zhangsan') ?? [];
    onDesk().get(closed)!.state = 'OPEN';
    onDesk().delete(`${open} zhangsan`);
    onDesk().get(`${kept} zhangsan`)!.state = 'DONE';
    await rest;
    const drift = await night();
    expect([drift?.ghosts, drift?.missing, drift?.unread]).toEqual([1, 2, 0]);
    await work();
    expect([onDesk().get(closed)?.state, portal.todo(open, 'zhangsan')?.state, portal.todo(kept, 'zhangsan')?.state]).toEqual(['CANCELLED', 'OPEN', 'OPEN']);
    const again = await night();
    expect([again?.ghosts, again?.missing]).toEqual([0, 0]);
    const nights = list(fields(must(await (await admin()).get(`/oa/channels/${channelId}/reconciliations`), 'nights').body).items).map(fields);
    expect(nights.map(({ way, ghostCount, missingCount, unreadCount, unverifiedCount, drift: found }) => [way, ghostCount, missingCount, unreadCount, unverifiedCount, list(found).map((one) => fields(one).kind)]))
      .toEqual([['LIST', 1, 2, 0, 0, ['GHOST', 'MISSING', 'MISSING']], ['LIST', 0, 0, 0, 0, []]]);
    expect([text(fields(list(nights[0]?.drift)[0]).title), fields(list(nights[0]?.drift)[0]).kindLabel]).toEqual([expect.stringMatching(/^重大隐患待确认（140525100-/), '已结束的仍在']);
  });

  it('a number that changes moves the todo from desk to desk, and one that is taken away takes it off', async () => {
    const before = openOf('zhangsan').length;
    await map([{ username: 'nancun.supervisor', externalId: 'wangwu' }, { username: 'county.supervisor', externalId: 'lisi' }]);
    await work();
    expect([openOf('zhangsan').length, openOf('wangwu').length]).toEqual([0, before]);
    await map([{ username: 'county.supervisor', externalId: 'lisi' }]);
    await work();
    expect([openOf('wangwu').length, (await parked()).length]).toEqual([0, before]);
    await map(SEATED);
    await work();
    expect([openOf('zhangsan').length, (await parked()).length]).toEqual([before, 0]);
  });

  it('whose organisation is taken out has nothing there any more; put back, everything', async () => {
    const path = `/oa/channels/${channelId}`;
    const before = [openOf('zhangsan').length, openOf('lisi').length];
    const patch = async (organisationKinds: string[]) => {
      const { etag } = (await (await admin()).get(path)).headers;
      must(await (await admin()).patch(path, { organisationKinds }, { 'If-Match': etag ?? '' }), 'kinds');
      await work();
    };
    await patch(['COUNTY_BUREAU']);
    expect([openOf('zhangsan').length, openOf('lisi').length]).toEqual([0, before[1]]);
    await patch(['TOWN_CENTRE', 'COUNTY_BUREAU']);
    expect([openOf('zhangsan').length, openOf('lisi').length]).toEqual(before);
  });

  it('a deputy has it on his desk as long as he is one, beside the one he stands in for', async () => {
    const deputy = text(fields(list(fields((await (await admin()).get('/users?limit=200')).body).items).map(fields).find(({ username }) => username === 'nancun.inspector')).id);
    const at = (hours: number) => new Date(Date.parse(ledger.app.get(Calendar, { strict: false }).now()) + hours * 3_600_000).toISOString();
    const given = must(await (await as('nancun.supervisor')).post('/delegations', { toUserId: deputy, role: 'SUPERVISOR', from: at(0), until: at(48), reason: '出差' }), 'delegation');
    const desks = ledger.app.get(DeputyDesks, { strict: false });
    const count = openOf('zhangsan').length;
    // without a number there: parked with the reason, until the map has one, and the one he stands in for has his all the while
    expect([await desks.run(), await parked()]).toEqual([count, []]);
    await work();
    const unseen = await parked();
    expect([unseen.length, new Set(unseen.map(({ reason }) => reason)), text(unseen[0]?.reasonLabel).includes('受托人 nancun.inspector '), openOf('zhangsan').length, await desks.run()]).toEqual([count, new Set(['DEPUTY_UNKNOWN']), true, count, 0]);
    const mapped = [...SEATED, { username: 'nancun.inspector', externalId: 'boss' }];
    expect((await map(mapped)).resentCount).toBe(count);
    await work();
    expect([openOf('boss').length, openOf('zhangsan').length, (await parked()).length, await desks.run()]).toEqual([count, count, 0, 0]);
    const id = await signed();
    await work();
    await move('nancun.inspector', id, 'confirm', { opinion: '受托确认' });
    await work();
    expect([openOf('boss').length, openOf('zhangsan').length]).toEqual([count, count]);
    await map(SEATED);
    await work();
    expect([openOf('boss').length, (await parked()).length]).toEqual([0, count]);
    // whoever stands in no more is missed no more
    must(await (await as('nancun.supervisor')).post(`/delegations/${text(fields(given.body).id)}/end`, {}), 'end');
    expect(await desks.run()).toBe(count);
    await work();
    expect([openOf('boss').length, openOf('zhangsan').length, (await parked()).length, await desks.run()]).toEqual([0, count, 0, 0]);
  });

  it('one retried by hand goes out again and leaves a fact, once', async () => {
    await map([{ username: 'nancun.supervisor', externalId: 'nobody' }, { username: 'county.supervisor', externalId: 'lisi' }]);
    const id = await signed();
    await work();
    const one = (await parked()).find(({ reason }) => reason === 'PERSON_UNKNOWN_THERE');
    portal.persons.add('nobody');
    must(await (await admin()).post(`/oa/deliveries/${text(one?.id)}/retry`, {}), 'retry');
    expect((await (await admin()).post(`/oa/deliveries/${text(one?.id)}/retry`, {})).status).toBe(409);
    await work();
    expect(openOf('nobody').length).toBe(1);
    const facts = await rows<{ move: string; body: string }>(`select move, body from fact where object_id = $1 and move = 'retry'`, [channelId]);
    expect([facts.length, facts[0]?.body.includes(text(one?.id))]).toEqual([1, true]);
    await move('nancun.supervisor', id, 'send-back', { opinion: '补充' });
    await map(SEATED);
    await work();
    expect(openOf('nobody')).toEqual([]);
    portal.persons.delete('nobody');
  });

  it('the test puts one todo on a desk and takes it off', async () => {
    const mapped = await map([...SEATED, { username: 'county.admin', externalId: 'admin' }]);
    expect(list(mapped.items)).toHaveLength(3);
    const tested = fields(must(await (await admin()).post(`/oa/channels/${channelId}/test`, {}), 'test').body);
    expect([tested.ok, openOf('admin'), (await rows('select 1 from oa_stray')).length]).toEqual([true, [], 0]);
    const facts = await rows<{ body: string }>(`select body from fact where object_id = $1 and move = 'test'`, [channelId]);
    expect([facts.length, facts[0]?.body.includes('"ok":true')]).toEqual([1, true]);
  });

  it('a test that did not come off is taken off afterwards, and the test says so', async () => {
    let asked = 0;
    portal.faults = () => ((asked += 1) === 2 ? 'FAILURE_BODY' : null);
    const tested = fields(must(await (await admin()).post(`/oa/channels/${channelId}/test`, {}), 'test').body);
    expect([tested.ok, openOf('admin').length, text(fields(list(tested.steps)[1]).reason).includes('稍后自动撤下')]).toEqual([false, 1, true]);
    await rows(`update oa_stray set next_attempt_at = '2000-01-01Z'`);
    await ledger.app.get(Strays, { strict: false }).run();
    expect([openOf('admin'), (await rows('select 1 from oa_stray')).length]).toEqual([[], 0]);
  });
});

failingOa(() => office);

describe('who comes from the OA', () => {
  let serial = 0;
  function ticket({ person = 'zhangsan', lateMs = 0, channel = channelId, secret = ssoSecret } = {}): string {
    const named = Buffer.from(person).toString('base64url');
    const stamp = ledger.app.get(Wall, { strict: false }).nowMs() - lateMs;
    const nonce = `nonce${String((serial += 1)).padStart(15, '0')}`;
    return `${named}.${stamp}.${nonce}.${createHmac('sha256', secret).update(`${channel}\n${named}\n${stamp}\n${nonce}`).digest('hex')}`;
  }
  const exchange = async (one: string, channel = channelId) => (await as(null as never)).post('/sso/exchange', { channelId: channel, ticket: one });

  it('comes in once with a ticket, as himself', async () => {
    const one = ticket();
    const { status, body } = await exchange(one);
    const me = await fetch(`${ledger.url}/api/v1/auth/me`, { headers: { Authorization: `Bearer ${text(fields(body).accessToken)}` } });
    expect([status, ((await me.json()) as Fields).name]).toEqual([200, '示例己']);
    const replayed = await exchange(one);
    expect([replayed.status, fields(replayed.body).code]).toEqual([401, 'TICKET_INVALID']);
  });

  it('of two at once one comes in', async () => {
    const one = ticket();
    expect((await Promise.all([exchange(one), exchange(one)])).map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('late, of another channel, forged or for nobody: the same answer', async () => {
    const other = fields(must(await (await admin()).post('/oa/channels', channelBody(portal.url)), 'other').body);
    const there = (person: string) => exchange(ticket({ person, channel: text(other.id), secret: text(other.ssoSecret) }), text(other.id));
    const refused = [await exchange(ticket({ lateMs: 61_000 })), await exchange(ticket(), text(other.id)), await exchange(ticket({ secret: 'x' })), await exchange(ticket({ person: 'wangwu' }))];
    // a number is one person's in one OA: in the other it is nobody's
    refused.push(await there('zhangsan'));
    await office.map(text(other.id), [{ username: 'nancun.supervisor', externalId: 'n-7' }]);
    expect((await there('n-7')).status).toBe(200);
    const at = `/oa/channels/${text(other.id)}`;
    must(await (await admin()).patch(at, { state: 'PAUSED' }, { 'If-Match': (await (await admin()).get(at)).headers.etag ?? '' }), 'paused');
    refused.push(await there('n-7'));
    const told = refused.map(({ status, body }) => JSON.stringify({ ...fields(body), status, requestId: '' }));
    expect([refused.map(({ status }) => status), new Set(told).size]).toEqual([[401, 401, 401, 401, 401, 401], 1]);
  });

  it('the link of a todo leads to the page signed in, and without a ticket to the sign-in page', async () => {
    const id = await signed();
    const visitor = new Visitor(ledger.url);
    const arrived = await visitor.get(`/pages/oa/${channelId}?hazard=${id}&ticket=${ticket()}`);
    expect([arrived.status, arrived.location]).toEqual([303, `/pages/hazards/${id}`]);
    expect((await visitor.get(arrived.location ?? '')).text).toContain('请您办理');
    const stranger = new Visitor(ledger.url);
    const sent = await stranger.get((await stranger.get(`/pages/oa/${channelId}?hazard=${id}`)).location ?? '');
    expect([sent.status, sent.location?.startsWith('/pages/sign-in')]).toEqual([303, true]);
  });

  it('a link that is opened once more leads where it led, to whoever is signed in; everybody else signs in', async () => {
    const id = await signed();
    const link = `/pages/oa/${channelId}?hazard=${id}&ticket=${ticket()}`;
    const [visitor, stranger] = [new Visitor(ledger.url), new Visitor(ledger.url)];
    await visitor.get(link);
    for (const one of [visitor, stranger]) expect((await one.get(link)).location).toBe(`/pages/hazards/${id}`);
    expect((await visitor.get(`/pages/hazards/${id}`)).text).toContain('请您办理');
    expect((await stranger.get(`/pages/hazards/${id}`)).location).toBe(`/pages/sign-in?next=${encodeURIComponent(`/pages/hazards/${id}`)}`);
  });
});
