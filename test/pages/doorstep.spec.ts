/** What stands before every page (security S08, S36): who, from where, and that a form is ours. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { Wall } from '../../src/platform/clock/wall.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { hiddenOf, Visitor } from '../support/visitor.js';

const PASSWORD = 'gate-of-the-county-7';
let ledger: TestLedger;
const visitor = (headers: Record<string, string> = {}) => new Visitor(ledger.url, headers);

beforeAll(async () => {
  process.env['TRUSTED_PROXIES'] = '127.0.0.1';
  ledger = await startLedger(PASSWORD);
}, 60_000);
afterAll(() => ledger?.stop());

describe('the bare address', () => {
  it('shows a browser the ways on, and tells a program where the documents are', async () => {
    const seen = await visitor().get('/', { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' });
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('vary'), seen.headers.getSetCookie()]).toEqual([200, 'text/html; charset=utf-8', 'Accept', []]);
    for (const path of ['/pages', '/docs/', '/docs-json']) expect(seen.text).toContain(`href="${path}"`);
    for (const accept of ['application/json', '*/*', 'application/problem+json']) {
      const told = await visitor().get('/', { Accept: accept });
      const { code, detail } = JSON.parse(told.text) as { code: string; detail: string };
      expect([told.status, told.headers.get('content-type'), code, detail]).toEqual([404, 'application/problem+json; charset=utf-8', 'ROUTE_NOT_FOUND', '没有这个接口；接口文档在 /docs']);
    }
    expect((await visitor().post('/', {}, { Accept: 'application/json' })).status).toBe(405);
  });
});

describe('signing in with a browser', () => {
  it('leads whoever is not signed in to the sign-in page and then to where he wanted to go', async () => {
    const browser = visitor();
    const turnedAway = await browser.get('/pages?x=1');
    expect([turnedAway.status, turnedAway.location]).toEqual([303, '/pages/sign-in?next=%2Fpages%3Fx%3D1']);
    const seen = await browser.get(turnedAway.location ?? '');
    expect([seen.status, seen.headers.get('content-type'), seen.text.includes('<html lang="zh-CN">')]).toEqual([200, 'text/html; charset=utf-8', true]);
    const entered = await browser.submit(seen, '/pages/sign-in', { username: 'nancun.supervisor', password: PASSWORD });
    expect([entered.status, entered.location]).toEqual([303, '/pages?x=1']);
    expect((await browser.get('/pages')).text).toContain('南村镇应急管理中心');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/pages/../../api', 'javascript:alert(1)', '/api/v1/hazards'])(
    'never leads away from here: %s', async (next) => {
      expect((await visitor().signIn('nancun.supervisor', PASSWORD, next)).location).toBe('/pages');
    });

  it('says what is wrong on the same page, counts it, and keeps the lock-out of the API', async () => {
    const browser = visitor({ 'X-Forwarded-For': '198.51.100.77' });
    for (let n = 0; n < 5; n += 1) {
      const wrong = await browser.signIn('bagong.supervisor', 'wrong-password-1');
      expect([wrong.status, wrong.text.includes('用户名或密码不正确')]).toEqual([401, true]);
    }
    const locked = await browser.signIn('bagong.supervisor', PASSWORD);
    expect([locked.status, locked.text.includes('锁定'), Number(locked.headers.get('retry-after')) > 800]).toEqual([423, true, true]);
    const logged = await ledger.app.get(Database, { strict: false }).run(adHoc<{ n: number }>(
      `select count(*)::int as n from sign_in_failure where username = 'bagong.supervisor' and locked_until is not null`));
    expect(logged).toEqual([{ n: 1 }]);
  });

  it('keeps its cookie from scripts and other sites, and from the open where the way here is not', async () => {
    const plain = await visitor().signIn('nancun.supervisor', PASSWORD);
    const [cookie = ''] = plain.headers.getSetCookie().filter((one) => one.startsWith('ledger_session='));
    expect(cookie.replace(/=[^;]+/, '=…')).toBe('ledger_session=…; Path=/pages; HttpOnly; SameSite=Lax');
    const behindTls = await visitor({ 'X-Forwarded-Proto': 'https' }).signIn('nancun.supervisor', PASSWORD);
    expect(behindTls.headers.getSetCookie().filter((one) => one.startsWith('ledger_session=')).every((one) => one.endsWith('; Secure'))).toBe(true);
  });

  it('lets neither token stand for the other', async () => {
    const browser = visitor();
    await browser.signIn('nancun.supervisor', PASSWORD);
    const asBearer = await fetch(`${ledger.url}/api/v1/auth/me`, { headers: { Authorization: `Bearer ${browser.cookies.get('ledger_session')}` } });
    const { body } = await (await ledger.driver.as(null)).post('/auth/login', { username: 'nancun.supervisor', password: PASSWORD });
    const other = visitor();
    other.cookies.set('ledger_session', (body as { accessToken: string }).accessToken);
    expect([asBearer.status, (await other.get('/pages')).status]).toEqual([401, 303]);
    const withCookie = await fetch(`${ledger.url}/api/v1/auth/me`, { headers: { Cookie: `ledger_session=${browser.cookies.get('ledger_session')}` } });
    expect(withCookie.status).toBe(401);
  });

  it('asks again after half an hour without a page, and stays signed in while pages are opened', async () => {
    const wall = ledger.app.get(Wall, { strict: false });
    const real = wall.nowMs.bind(wall);
    let aheadMs = 0;
    wall.nowMs = () => real() + aheadMs;
    try {
      const browser = visitor();
      await browser.signIn('nancun.supervisor', PASSWORD);
      for (const minutes of [20, 40, 60]) {
        aheadMs = minutes * 60_000;
        expect((await browser.get('/pages')).status).toBe(200);
      }
      aheadMs = 91 * 60_000;
      expect((await browser.get('/pages')).status).toBe(303);
    } finally {
      wall.nowMs = real;
    }
  });

  it('ends with signing out, also for a copy of the cookie', async () => {
    const browser = visitor();
    await browser.signIn('nancun.inspector', PASSWORD);
    const copy = visitor();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    const home = await browser.get('/pages');
    expect((await browser.submit(home, '/pages/sign-out', {})).location).toBe('/pages/sign-in');
    expect([(await browser.get('/pages')).status, (await copy.get('/pages')).status]).toEqual([303, 303]);
  });
});

describe('a form', () => {
  it('is taken only with the proof that this browser and this person were given: FORM_EXPIRED', async () => {
    const [browser, other] = [visitor(), visitor()];
    await browser.signIn('nancun.supervisor', PASSWORD);
    await other.signIn('county.supervisor', PASSWORD);
    const mine = hiddenOf(await browser.get('/pages'), '/pages/sign-out');
    const theirs = hiddenOf(await other.get('/pages'), '/pages/sign-out');
    for (const fields of [{}, { _form: 'x' }, { _form: theirs['_form'] ?? '' }]) {
      const refused = await browser.post('/pages/sign-out', fields as Record<string, string>);
      expect([refused.status, refused.text.includes('页面已过期')]).toEqual([403, true]);
    }
    expect((await browser.post('/pages/sign-out', mine, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await browser.get('/pages')).status).toBe(200);
    expect((await browser.post('/pages/sign-out', mine, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);
  });

  it('of the sign-in page cannot be sent from elsewhere either', async () => {
    const refused = await visitor().post('/pages/sign-in', { username: 'nancun.supervisor', password: PASSWORD });
    expect([refused.status, refused.headers.getSetCookie().some((one) => one.startsWith('ledger_session='))]).toEqual([403, false]);
  });

  it('is a form: no JSON, nothing twice, no field that nobody asked for', async () => {
    const browser = visitor();
    const seen = await browser.get('/pages/sign-in');
    const fields = hiddenOf(seen, '/pages/sign-in');
    expect((await browser.post('/pages/sign-in', fields, { 'Content-Type': 'application/json' })).status).toBe(415);
    expect((await browser.post('/pages/sign-in', { ...fields, username: 'a', password: 'b', role: 'ADMINISTRATOR' })).status).toBe(400);
    const twice = await fetch(`${ledger.url}/pages/sign-in`, { method: 'POST', body: 'a=1&a=2', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
    expect([twice.status, twice.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
  });
});

describe('every page', () => {
  it('runs nothing, fetches nothing from elsewhere, is framed by nobody else, and is not kept', async () => {
    const { headers, text } = await visitor().get('/pages/sign-in');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'");
    expect([headers.get('cache-control'), headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual(['no-store', 'nosniff', 'SAMEORIGIN']);
    expect(text).not.toMatch(/<script|\sstyle=|https?:\/\//);
    const style = await visitor().get(/href="([^"]+\.css)"/.exec(text)?.[1] ?? '');
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  });

  it('is a small Chinese page also where something is wrong, without a word typed into it', async () => {
    const missing = await visitor().get('/pages/%3Cscript%3Ealert(1)%3C/script%3E');
    expect([missing.status, missing.headers.get('content-type'), missing.text.includes('没有这个接口')]).toEqual([404, 'text/html; charset=utf-8', true]);
    expect(missing.text).not.toContain('<script');
    expect((await visitor().get('/elsewhere')).headers.get('content-type')).toContain('application/problem+json');
  });

  it('stands in this table', () => {
    const { router } = ledger.app.getHttpAdapter().getInstance() as { router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] } };
    const there = router.stack.flatMap(({ route }) => (route?.path.startsWith('/pages') ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : []));
    expect(there.map((one) => one.replace(/(style|comparison)-[0-9a-f]+/, '$1-…')).sort()).toEqual([
      'get /pages', 'get /pages/comparison-….css', 'get /pages/comparisons', 'get /pages/comparisons/:id', 'get /pages/evidence/:id/content', 'get /pages/hazards/:id', 'get /pages/oa/:channelId', 'get /pages/password', 'get /pages/queues', 'get /pages/sign-in', 'get /pages/style-….css', 'post /pages/hazards/:id', 'post /pages/hazards/:id/evidence', 'post /pages/password', 'post /pages/sign-in', 'post /pages/sign-out',
    ]);
  });
});

describe('the look at the queues', () => {
  it('is the administrator’s, shows what was given up and how to send it again, and does nothing itself', async () => {
    const { app } = ledger;
    const run = (sql: string, values: unknown[] = []) => app.get(Database, { strict: false }).run(adHoc(sql), values);
    const [receiver, parked] = ['01a199c5-5622-7c51-99ef-00000000000a', '01a199c5-5622-7c51-99ef-00000000000b'];
    await run(`insert into delivery (id, kind, county_code, receiver_id, lane_id, sequence, only_newest, subject_id, type, payload, state, reason, next_attempt_at, created_at, finished_at)
      values ($1, 'WEBHOOK', '140525', $2, $2, 1, false, null, 'hazard.signed.v1', '{}', 'PARKED', 'ATTEMPTS_EXHAUSTED', $3, $3, $3)`, [parked, receiver, app.get(Wall, { strict: false }).now()]);
    await run(`insert into queue_look (queue, looked_at, backend, waiting, active, delayed, failed, schedules)
      values ('upkeep', $1, 'Redis', 3, 1, 14, 0, '[{"id":"notices","every":"60 s","nextAt":"2026-11-25T00:00:00.000Z"}]'), ('webhooks', $1, 'Redis', null, null, null, null, '[]')`, [app.get(Wall, { strict: false }).now()]);
    const admin = visitor();
    await admin.signIn('county.admin', PASSWORD);
    expect((await admin.get('/pages')).text).toContain('href="/pages/queues"');
    const seen = await admin.get('/pages/queues');
    expect(seen.status).toBe(200);
    for (const shows of ['任务队列（Redis）', '定时任务', '正常', '队列不可用', 'hazard.signed.v1', 'ATTEMPTS_EXHAUSTED', `POST /api/v1/webhooks/${receiver}/deliveries/${parked}/replay`, '提醒与逾期通知', 'notices', '每 1 分钟', '2026-11-25 08:00:00']) expect(seen.text).toContain(shows);
    expect(seen.headers.get('content-security-policy')).toContain("default-src 'none'");
    // The one form is the way out; everything else on it can only be read.
    expect([...seen.text.matchAll(/<form [^>]*action="([^"]+)"/g)].map(([, action]) => action)).toEqual(['/pages/sign-out']);
    expect(seen.text).not.toMatch(/<script|onclick|href="(?!\/pages)/);
    const tried = await Promise.all(['POST', 'PUT', 'PATCH', 'DELETE'].map(async (method) => (await fetch(`${ledger.url}/pages/queues`, { method, headers: { Cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })).status));
    expect(tried.every((status) => status === 404 || status === 405)).toBe(true);
    for (const username of ['county.supervisor', 'county.auditor', 'nancun.supervisor', 'example1.principal']) {
      const other = visitor();
      await other.signIn(username, PASSWORD);
      expect([username, (await other.get('/pages/queues')).status, (await other.get('/pages')).text.includes('/pages/queues')]).toEqual([username, 403, false]);
    }
    expect((await visitor().get('/pages/queues')).location).toBe('/pages/sign-in?next=%2Fpages%2Fqueues');
  });
});
