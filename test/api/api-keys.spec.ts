/** Keys of other systems (contract §2; security S02–S06). */
import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { KeyUse } from '../../src/identity/callers/key-use.js';
import { Config } from '../../src/platform/config/config.js';
import { outcome, startInProcess } from '../support/in-process.js';
import type { Asking, InProcess } from '../support/in-process.js';
import { must, SmallCounty } from '../support/zezhou.js';

const NO_SUCH_ID = '019aa0b2-7c00-7000-8000-0000000000ff';
const EVERYWHERE_WITHIN_MS = 5_000;
const DAY_MS = 24 * 3_600_000;

const here = new SmallCounty();
let there: InProcess;

beforeAll(async () => {
  there = await startInProcess(here.databaseUrl);
  here.closesWith(() => there.app.close());
});

const as = here.as.bind(here);
/** The county's day so many days on. */
const day = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);
const wanted = (changes: object = {}) => ({ name: '示例系统', organisationId: here.ids['firm'], scopes: ['hazards:read'], expiresOn: day(30), ...changes });
const made = async (changes: object = {}, asking: Asking = {}) => must(await as('admin', 'POST', '/api-keys', wanted(changes), asking)) as { id: string; key: string };
const good = async (key: string, at: Pick<InProcess, 'ask'> = here): Promise<boolean> => (await at.ask('GET', '/auth/me', { key })).status === 200;
const rows = here.rows.bind(here);

describe('a key', () => {
  it('is shown once; it is its organisation, and no person', async () => {
    const answer = await as('admin', 'POST', '/api-keys', wanted());
    expect([answer.status, Object.keys(answer.body).sort()]).toEqual([201, ['id', 'key']]);
    const { id, key } = answer.body as { id: string; key: string };
    expect(key).toMatch(/^hl_[0-9a-f]{12}_[\w-]{43}$/);
    expect((await here.ask('GET', '/auth/me', { key })).body).toMatchObject({ id, name: '示例系统', roles: [], organisation: { id: here.ids['firm'] } });
    for (const [method, path] of [['GET', '/users'], ['POST', '/auth/logout'], ['GET', '/delegations'], ['GET', '/api-keys']] as const) {
      expect(outcome(await here.ask(method, path, { key }))).toBe('403 HUMAN_REQUIRED');
    }
    const listed = await as('auditor', 'GET', '/api-keys?limit=200');
    const one = await as('admin', 'GET', answer.headers.get('location')?.replace('/api/v1', '') ?? '');
    expect([JSON.stringify(listed.body), JSON.stringify(one.body)].filter((text) => text.includes(key.slice(16)))).toEqual([]);
    expect(one.body).toMatchObject({ id, scopes: ['hazards:read'], scopesLabel: [expect.any(String)], expiresOn: day(30), revokedAt: null });
  });

  it('is nowhere in the database: neither itself nor a hash without the pepper', async () => {
    const { key } = await made({}, { idempotencyKey: 'kept-nowhere' });
    const tables = await rows<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
    for (const { name } of tables) expect(await rows(`select from "${name}" t where t::text like '%${key.slice(16)}%'`)).toEqual([]);
    const { keyPepper } = here.app.get(Config, { strict: false });
    const kept = (pepper: string): Promise<object[]> => rows(`select from api_key where secret_hash = '${createHmac('sha256', pepper).update(key).digest('hex')}'`);
    expect(await rows(`select from api_key where secret_hash = encode(sha256('${key}'::bytea), 'hex')`)).toEqual([]);
    expect([keyPepper.length >= 32, (await kept('')).length, (await kept(keyPepper)).length]).toEqual([true, 0, 1]);
  });

  it('replays without the secret', async () => {
    const asking = { idempotencyKey: 'one-key-please' };
    const first = await as('admin', 'POST', '/api-keys', wanted(), asking);
    const again = await as('admin', 'POST', '/api-keys', wanted(), asking);
    expect([again.status, again.headers.get('idempotent-replayed'), again.body]).toEqual([201, 'true', { id: first.body['id'], key: null }]);
    expect(await good(first.body['key'] as string)).toBe(true);
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ name: '另一系统' }), asking))).toBe('422 IDEMPOTENCY_KEY_REUSED');
  });

  it('does what its scopes say', async () => {
    const { key } = await made({ scopes: ['evidence:write'] });
    expect(outcome(await here.ask('GET', '/auth/me', { key }))).toBe('403 KEY_SCOPE_MISSING');
  });

  it('bound to addresses, is from anywhere else the same as none', async () => {
    const elsewhere = await made({ addresses: ['203.0.113.0/24', '2001:db8::/32'] });
    const nearby = await made({ addresses: ['203.0.113.7/32', '127.0.0.0/8', '::1/128'] });
    const refused = await here.ask('GET', '/auth/me', { key: elsewhere.key });
    const unknown = await here.ask('GET', '/auth/me', { key: `hl_000000000000_${'x'.repeat(43)}` });
    expect([refused.status, { ...refused.body, requestId: '' }]).toEqual([401, { ...unknown.body, requestId: '' }]);
    for (const [from, status] of [['203.0.113.7', 200], ['::ffff:203.0.113.255', 200], ['2001:db8::1', 200], ['203.0.114.1', 401], ['2001:db9::1', 401]] as const) {
      expect([from, (await here.ask('GET', '/auth/me', { key: elsewhere.key, from })).status]).toEqual([from, status]);
    }
    expect([await good(nearby.key), (await here.ask('GET', '/auth/me', { key: nearby.key, from: '203.0.113.8' })).status]).toEqual([true, 401]);
    const rotated = must(await as('admin', 'POST', `/api-keys/${elsewhere.id}/rotate`)) as { key: string };
    expect([await good(rotated.key), await good(rotated.key, there)]).toEqual([false, false]);
    expect((await as('admin', 'GET', `/api-keys/${elsewhere.id}`)).body['addresses']).toEqual(['203.0.113.0/24', '2001:db8::/32']);
    for (const address of ['203.0.113.7', '0.0.0.0/0', '10.0.0.0/7', '300.0.0.0/8', '::/0', '内网', '']) {
      expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ addresses: [address] })))).toBe('400 WRONG_FORMAT');
    }
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ addresses: Array.from({ length: 51 }, (_, at) => `10.0.${at}.0/24`) })))).toBe('400 WRONG_COUNT');
  });

  it('is made by the administrator only, for a known organisation, with known scopes, for a year at most', async () => {
    expect(outcome(await as('auditor', 'POST', '/api-keys', wanted()))).toBe('403 FORBIDDEN');
    expect(outcome(await as('firm.principal', 'POST', '/api-keys', wanted()))).toBe('403 FORBIDDEN');
    expect(outcome(await as('firm.principal', 'GET', '/api-keys'))).toBe('403 FORBIDDEN');
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ organisationId: NO_SUCH_ID })))).toBe('422 REFERENCE_UNKNOWN');
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ scopes: ['everything'] })))).toBe('400 WRONG_CODE');
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ scopes: [] })))).toBe('400 WRONG_COUNT');
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ expiresOn: day(-1) })))).toBe('422 DEADLINE_IN_PAST');
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ expiresOn: day(366) })))).toBe('422 EXPIRY_TOO_LATE');
    expect(await good((await made({ expiresOn: day(365) })).key)).toBe(true);
    expect(await good((await made({ expiresOn: day(0) })).key)).toBe(true);
  });

  it('tells when it was used, in a batch', async () => {
    const { id, key } = await made();
    await good(key);
    expect((await as('admin', 'GET', `/api-keys/${id}`)).body['lastUsedAt']).toBeNull();
    await here.app.get(KeyUse, { strict: false }).flush();
    expect(Date.parse(String((await as('admin', 'GET', `/api-keys/${id}`)).body['lastUsedAt']))).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe('the end of a key', () => {
  it('rotated, the old secret is good beside the new one for a day; never three', async () => {
    const { id, key: first } = await made();
    expect(outcome(await as('auditor', 'POST', `/api-keys/${id}/rotate`))).toBe('403 FORBIDDEN');
    expect(outcome(await as('admin', 'POST', `/api-keys/${NO_SUCH_ID}/rotate`))).toBe('404 NOT_FOUND');
    const rotated = must(await as('admin', 'POST', `/api-keys/${id}/rotate`)) as { key: string; previousUntil: string };
    expect(Date.parse(rotated.previousUntil) - Date.now()).toBeLessThanOrEqual(DAY_MS);
    expect([await good(first), await good(rotated.key)]).toEqual([true, true]);
    const third = must(await as('admin', 'POST', `/api-keys/${id}/rotate`)) as { key: string };
    expect([await good(first), await good(rotated.key), await good(third.key)]).toEqual([false, true, true]);
    await rows(`update api_key set previous_until = previous_until - interval '1 day' where id = '${id}'`);
    expect([await good(rotated.key, there), await good(third.key, there)]).toEqual([false, true]);
  });

  it('revoked, it is refused here at once and everywhere within five seconds, its older secret too', async () => {
    const { id, key } = await made();
    const { key: renewed } = must(await as('admin', 'POST', `/api-keys/${id}/rotate`)) as { key: string };
    expect([await good(key), await good(renewed), await good(renewed, there)]).toEqual([true, true, true]);
    expect(outcome(await as('auditor', 'DELETE', `/api-keys/${id}`))).toBe('403 FORBIDDEN');
    expect((await as('admin', 'DELETE', `/api-keys/${id}`)).status).toBe(204);
    expect([await good(key), await good(renewed)]).toEqual([false, false]);
    const begun = performance.now();
    while (await good(renewed, there)) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(performance.now() - begun).toBeLessThan(EVERYWHERE_WITHIN_MS);
    expect((await as('admin', 'DELETE', `/api-keys/${id}`)).status).toBe(204);
    expect(outcome(await as('admin', 'POST', `/api-keys/${id}/rotate`))).toBe('409 MOVE_NOT_ALLOWED');
    const facts = await rows<{ move: string }>(`select move from fact where object_id = '${id}' order by version`);
    expect(facts.map(({ move }) => move)).toEqual(['create', 'rotate', 'revoke']);
  });

  it('unknown, malformed, expired and revoked are the same answer', async () => {
    const [expired, revoked] = [await made(), await made()];
    await rows(`update api_key set expires_on = expires_on - 31 where id = '${expired.id}'`);
    await as('admin', 'DELETE', `/api-keys/${revoked.id}`);
    const keys = [expired.key, revoked.key, `hl_000000000000_${'x'.repeat(43)}`, 'rubbish', `${expired.key}x`];
    const answers = await Promise.all(keys.map((key) => here.ask('GET', '/auth/me', { key })));
    for (const { status, body } of answers) expect([status, { ...body, requestId: '' }]).toEqual([401, { ...answers[0]?.body, requestId: '' }]);
  });

  it('does not outlive its organisation’s being in business; nor do its people, nor does a role that was taken: everywhere within five seconds', async () => {
    const { key } = await made({ organisationId: here.ids['other'] });
    const operator = () => there.ask('GET', '/auth/me', { token: here.tokens['other.operator'] ?? '' });
    const supervisor = () => there.ask('GET', '/auth/me', { token: here.tokens['nancun.supervisor'] ?? '' });
    expect([await good(key, there), (await operator()).status, (await supervisor()).body['roles']]).toEqual([true, 200, ['SUPERVISOR']]);
    const person = `/users/${here.ids['nancun.supervisor']}`;
    must(await as('admin', 'PATCH', person, { roles: ['INSPECTOR'] }, { match: Number((await as('admin', 'GET', person)).body['version']) }));
    const version = Number((await as('admin', 'GET', `/enterprises/${here.ids['other']}`)).body['version']);
    must(await as('admin', 'PATCH', `/enterprises/${here.ids['other']}`, { status: 'CEASED' }, { match: version }));
    expect(await good(key)).toBe(false);
    const begun = performance.now();
    const stillIn = async () => [await good(key, there), (await operator()).status === 200, String((await supervisor()).body['roles']) === 'SUPERVISOR'].includes(true);
    while (await stillIn()) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(performance.now() - begun).toBeLessThan(EVERYWHERE_WITHIN_MS);
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ organisationId: here.ids['other'] })))).toBe('422 REFERENCE_UNKNOWN');
  });
});

describe('the city', () => {
  it('has its people and keys from a county only while that is alone here', async () => {
    const city = '019aa0b2-7c00-7000-8000-0000000000e2';
    await rows(`insert into organisation (id, version, head_hash, kind, name, area_code, city_code, county_code, created_at, updated_at)
      values ('${city}', 1, '', 'CITY_BUREAU', '晋城市应急管理局', '1405', '1405', '140525', '2026-01-01Z', '2026-01-01Z')`);
    const person = (username: string) => ({ username, name: '市', organisationId: city, roles: ['SUPERVISOR'], password: 'correct-horse-battery' });
    const { id } = must(await as('admin', 'POST', '/users', person('city.first'))) as { id: string };
    const key = await made({ organisationId: city });
    await rows(`insert into area (id, version, head_hash, code, name, level, city_code, county_code, valid_from)
      values ('019aa0b2-7c00-7000-8000-0000000000e5', 1, '', '140524', '陵川县', 'COUNTY', '1405', '140524', '2020-01-01')`);
    expect(outcome(await as('admin', 'POST', '/users', person('city.second')))).toBe('422 REFERENCE_UNKNOWN');
    expect(outcome(await as('admin', 'POST', '/api-keys', wanted({ organisationId: city })))).toBe('422 REFERENCE_UNKNOWN');
    expect(outcome(await as('admin', 'PATCH', `/users/${id}`, { password: 'another-horse-battery' }, { match: 1 }))).toBe('403 FORBIDDEN');
    expect(outcome(await as('admin', 'POST', `/api-keys/${key.id}/rotate`))).toBe('403 FORBIDDEN');
    expect(outcome(await as('admin', 'DELETE', `/api-keys/${key.id}`))).toBe('204');
    expect(outcome(await as('admin', 'PATCH', `/users/${here.ids['nancun.inspector']}`, { post: '副主任' }, { match: 1 }))).toBe('200');
  });
});
