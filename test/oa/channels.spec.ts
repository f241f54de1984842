/** The county's OA (contract §5; oa-dialects §1.7, §1.8): what it is told, what it is never told, and who comes in from there. */
import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENTERPRISES } from '../../src/demo/enterprises.js';
import { OaWork } from '../../src/oa/oa.work.js';
import { Reconciliation } from '../../src/oa/reconciliation.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { Wall } from '../../src/platform/clock/wall.js';
import { fields, list, text, type Fields } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { fiveInPlace, major, ownFind } from '../support/registrations.js';
import { Visitor } from '../support/visitor.js';
import { must } from '../support/world.js';

const PASSWORD = 'office-of-the-county-3';
const FIRM = ENTERPRISES[0]?.id ?? '';
const WRITTEN = '2号中频炉冷却水未设置报警装置';
const PHONE = '13800000000';

/** A portal of the generic dialect: keeps the newest by stamp, as the contract of that dialect asks it to. */
interface Row { state: string; stamp: number; person: string }
class Portal {
  readonly rows = new Map<string, Row>();
  readonly bodies: string[] = [];
  /** What the next calls meet instead of a plain answer. */
  faults: ('AFTER' | 'FAILED' | 'LATE')[] = [];
  private server: Server;
  url = '';

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        this.bodies.push(decodeURIComponent(request.url ?? '') + body);
        const fault = this.faults.shift();
        const said = fault === 'FAILED' ? { code: 'BUSY' } : request.method === 'GET' ? this.open(request.url ?? '') : this.take(JSON.parse(body) as Row & { id: string });
        if (fault === 'AFTER') return void request.socket.destroy();
        response.setHeader('Content-Type', 'application/json').end(JSON.stringify(said));
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  stop = () => new Promise((resolve) => this.server.close(resolve));

  private take({ id, state, stamp, person }: Row & { id: string }): object {
    if (person === 'nobody') return { code: 'UNKNOWN_PERSON' };
    const known = this.rows.get(id);
    if (!known || known.stamp <= stamp) this.rows.set(id, { state, stamp, person });
    return { code: 'OK' };
  }
  private open(url: string): object {
    const person = new URL(url, this.url).searchParams.get('person');
    return { code: 'OK', items: [...this.rows].filter(([, row]) => row.person === person && row.state === 'OPEN').map(([id]) => ({ id })) };
  }
  openOf = (person: string): string[] => [...this.rows].filter(([, row]) => row.person === person && row.state === 'OPEN').map(([id]) => id);
}

let ledger: TestLedger;
let today: string;
const portal = new Portal();
let channelId: string;
let ssoSecret: string;
beforeAll(async () => {
  await portal.start();
  ledger = await startLedger(PASSWORD);
  today = ledger.app.get(Calendar, { strict: false }).today();
  const made = fields(must(await (await admin()).post('/oa/channels', channelBody(portal.url)), 'channel').body);
  [channelId, ssoSecret] = [text(made.id), text(made.ssoSecret)];
}, 60_000);
afterAll(async () => {
  await ledger?.stop();
  await portal.stop();
});

const admin = () => ledger.driver.as('county.admin');
const as = (name: string) => ledger.driver.as(name);
const channelBody = (baseUrl: string): Fields => ({
  name: `门户${randomBytes(4).toString('hex')}`, dialect: 'GENERIC', baseUrl, linkBase: 'https://ledger.example.gov.cn', ratePerMinute: 6_000,
  parameters: { todoPath: '/ledger/todos' }, secrets: { appSecret: 'portal-secret' },
});
const rows = <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> => ledger.app.get(Database, { strict: false }).run(adHoc<R>(sql), values);
async function map(items: Fields[]): Promise<Fields> {
  const path = `/oa/channels/${channelId}`;
  const { etag } = (await (await admin()).get(path)).headers;
  return fields(must(await (await admin()).put(`${path}/person-map`, { items }, { 'If-Match': etag ?? '' }), 'map').body);
}
const SEATED = [['nancun.supervisor', 'zhangsan'], ['county.supervisor', 'lisi']].map(([username, externalId]) => ({ username, externalId }));

/** What the worker would do, at once; waits that were put off are over. */
async function work(): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    await rows(`update delivery set next_attempt_at = '2000-01-01Z' where state = 'WAITING'`);
    await rows(`update oa_pace set next_slot_at = '2000-01-01Z'`);
    if ((await ledger.app.get(OaWork, { strict: false }).due(10)).length === 0) return;
    await ledger.app.get(OaWork, { strict: false }).run(channelId);
  }
}

async function signed(): Promise<string> {
  const operator = await as('example1.operator');
  const id = text(fields(must(await operator.post('/hazards', ownFind(FIRM, today, { ...major, description: WRITTEN })), 'register').body).id);
  const { etag } = (await operator.get(`/hazards/${id}`)).headers;
  must(await operator.put(`/hazards/${id}/five-in-place`, fiveInPlace(addDays(today, 30)), { 'If-Match': etag ?? '' }), 'five');
  await move('example1.principal', id, 'sign', { password: PASSWORD });
  return id;
}
const move = async (name: string, id: string, what: string, body: Fields = {}) => must(await (await as(name)).post(`/hazards/${id}/${what}`, body), what);
const parked = async (): Promise<Fields[]> => list(fields(must(await (await admin()).get(`/oa/deliveries?state=parked&channelId=${channelId}`), 'parked').body).items).map(fields);

describe('a channel', () => {
  it('shows its sign-on secret once, and no other secret ever', async () => {
    const told = JSON.stringify((await (await admin()).get(`/oa/channels/${channelId}`)).body);
    expect([ssoSecret.length > 40, told.includes('portal-secret'), told.includes(ssoSecret)]).toEqual([true, false, false]);
    const [kept] = await rows<{ secrets: string }>('select secrets from oa_channel where id = $1', [channelId]);
    const facts = await rows<{ body: string }>(`select body from fact where object_id = $1`, [channelId]);
    expect(`${kept?.secrets}${JSON.stringify(facts)}`).not.toMatch(/portal-secret|sso_/);
  });

  it('leads nowhere inside unless the county has listed it, and needs what its dialect needs', async () => {
    for (const baseUrl of ['http://169.254.169.254', 'http://10.0.0.8', 'http://[fd00::1]']) {
      expect((await (await admin()).post('/oa/channels', channelBody(baseUrl))).status).toBe(422);
    }
    const { status, body } = await (await admin()).post('/oa/channels', { ...channelBody(portal.url), dialect: 'SEEYON_A8' });
    expect([status, list(fields(body).errors).map((one) => fields(one).path)]).toEqual([422, ['parameters.registerCode', 'secrets.user', 'secrets.password']]);
  });

  it('takes a profile of the site as data, and refuses one with a slip', async () => {
    const path = `/oa/channels/${channelId}`;
    const put = async (profile: Fields) => (await admin()).put(`${path}/profile`, { profile }, { 'If-Match': (await (await admin()).get(path)).headers.etag ?? '' });
    expect((await put({ open: { method: 'POST', path: '/x', body: { a: '{hazardText}' } } })).status).toBe(400);
    expect((await put({ rules: { ok: [[{ at: 'a', matches: '(' }]] } })).status).toBe(400);
    expect((await put({ titleCharacters: 60 })).status).toBe(200);
  });
});

describe('what the OA is told', () => {
  it('nobody is known: parked at once with a Chinese reason; mapped, it goes out without a restart', async () => {
    await signed();
    await work();
    const [one] = await parked();
    expect([one?.reason, one?.stateLabel, one?.attemptCount, text(one?.reasonLabel).includes('人员对应表')]).toEqual(['PERSON_UNKNOWN', '搁置', 1, true]);
    expect(portal.rows.size).toBe(0);
    expect((await map(SEATED)).resentCount).toBe(1);
    await work();
    expect([portal.openOf('zhangsan').length, (await parked()).length]).toEqual([1, 0]);
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
    expect(portal.openOf('nobody')).toEqual([]);
    const late = await (await admin()).post(`/oa/deliveries/${text(one?.id)}/retry`, {});
    expect(late.status).toBe(409);
  });

  it('is open where we say open and nothing else, whatever goes wrong on the way', async () => {
    portal.faults = ['AFTER', 'FAILED', 'AFTER', 'FAILED', 'AFTER'];
    const ids = [await signed(), await signed(), await signed()];
    await work();
    await move('nancun.supervisor', ids[0] ?? '', 'confirm');
    portal.faults = ['AFTER', 'FAILED', 'AFTER'];
    await work();
    const expected = await rows<{ person: string; n: number }>(`
      select p.external_id as person, count(*)::int as n from todo t join oa_person p on p.user_id = t.recipient_id and p.channel_id = $1 where t.state = 'OPEN' group by 1 order by 1`, [channelId]);
    expect(expected.map(({ person, n }) => [person, n])).toEqual([['lisi', portal.openOf('lisi').length], ['zhangsan', portal.openOf('zhangsan').length]]);
    expect(await parked()).toEqual([]);
  });

  it('what was over before it could be told is not told at all', async () => {
    const before = portal.rows.size;
    const id = await signed();
    await move('nancun.supervisor', id, 'send-back', { opinion: '补充' });
    await work();
    expect(portal.rows.size).toBe(before);
  });

  it('no word of the hazard, no phone and no name leaves; ids keep to 64 characters', () => {
    expect(portal.bodies.length).toBeGreaterThan(8);
    for (const body of portal.bodies) expect(body).not.toMatch(new RegExp(`${WRITTEN}|中频炉|${PHONE}|示例`));
    expect([...portal.rows.keys()].filter((id) => !/^HL140525-[0-9a-f]{32}(-\d+)?$/.test(id) || id.length > 64)).toEqual([]);
  });

  it('the night finds what was changed over there, and puts it right', async () => {
    const [open = ''] = portal.openOf('zhangsan');
    const closed = [...portal.rows].find(([, row]) => row.state !== 'OPEN')?.[0] ?? '';
    portal.rows.get(closed)!.state = 'OPEN';
    portal.rows.delete(open);
    const [drift] = await ledger.app.get(Reconciliation, { strict: false }).run();
    expect([drift?.ghosts, drift?.missing, drift?.unread]).toEqual([1, 1, 0]);
    expect([portal.rows.get(closed)?.state, portal.rows.get(open)?.state]).not.toContain(undefined);
    expect(portal.rows.get(open)?.state).toBe('OPEN');
    const [again] = await ledger.app.get(Reconciliation, { strict: false }).run();
    expect([again?.ghosts, again?.missing]).toEqual([0, 0]);
  });

  it('the test puts one todo on a desk and takes it off', async () => {
    const mapped = await map([...SEATED, { username: 'county.admin', externalId: 'admin' }]);
    expect(list(mapped.items)).toHaveLength(3);
    const tested = fields(must(await (await admin()).post(`/oa/channels/${channelId}/test`, {}), 'test').body);
    expect([tested.ok, portal.openOf('admin')]).toEqual([true, []]);
  });
});

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
    const refused = [await exchange(ticket({ lateMs: 61_000 })), await exchange(ticket(), text(other.id)), await exchange(ticket({ secret: 'x' })), await exchange(ticket({ person: 'wangwu' }))];
    const told = refused.map(({ status, body }) => JSON.stringify({ ...fields(body), status, requestId: '' }));
    expect([refused[0]?.status, new Set(told).size]).toEqual([401, 1]);
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
});
