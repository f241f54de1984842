/** Who calls (contract §2; security S02, S04, S07, S09): sessions, the lock-out, one's own password. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { AccessLog } from '../../src/platform/ledger/access-log.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { found, outcome, PASSWORD, startInProcess } from '../support/in-process.js';
import type { InProcess } from '../support/in-process.js';

const WRONG = 'not-my-password-1';
const EVERYWHERE_WITHIN_MS = 5_000;

let database: FreshDatabase;
let here: InProcess;
let there: InProcess;
let adminId: string;

beforeAll(async () => {
  database = await freshDatabase();
  here = await startInProcess(database.url);
  there = await startInProcess(database.url);
  adminId = await found(here);
});
afterAll(async () => {
  await Promise.all([here?.app.close(), there?.app.close()]);
  await database?.drop();
});

const me = async (at: InProcess, token: string): Promise<string> => outcome(await at.ask('GET', '/auth/me', { token }));
const rows = <R extends object>(sql: string): Promise<R[]> => here.app.get(Database, { strict: false }).run(adHoc<R>(sql));

/** Asks until it is refused; says how long that took. */
async function refusedWithin(at: InProcess, token: string): Promise<number> {
  const begun = performance.now();
  while ((await me(at, token)) === '200') await new Promise((resolve) => setTimeout(resolve, 100));
  return performance.now() - begun;
}

describe('signing in', () => {
  it('answers tokens, and /auth/me says who one is', async () => {
    const { status, body } = await here.signIn('Admin', PASSWORD);
    expect([status, Object.keys(body).sort(), body['expiresIn']]).toEqual([200, ['accessToken', 'expiresIn', 'refreshToken'], 900]);
    const known = await there.ask('GET', '/auth/me', { token: body['accessToken'] as string });
    expect(known.body).toEqual({
      id: adminId, name: '管理员', roles: ['ADMINISTRATOR'], rolesLabel: ['管理员'],
      organisation: { id: expect.any(String), name: '泽州县应急管理局', kind: 'COUNTY_BUREAU', kindLabel: '县应急管理局', areaCode: '140525' },
    });
  });

  it('happens once for the first administrator', async () => {
    await expect(found(here)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('says the same for a wrong password and an unknown name', async () => {
    const from = '198.51.100.1';
    const [wrong, unknown] = [await here.signIn('admin', WRONG, from), await here.signIn('nobody', WRONG, from)];
    expect(outcome(wrong)).toBe('401 CREDENTIALS_WRONG');
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
  });

  it('works as hard for a name that nobody has as for a wrong password: the time tells nothing', async () => {
    const work: Record<string, number[]> = { admin: [], nobody: [] };
    for (let n = 0; n < 5; n += 1) {
      for (const [username, all] of Object.entries(work)) {
        const before = process.cpuUsage();
        await here.signIn(username, WRONG, `198.51.100.${20 + n}`);
        all.push(process.cpuUsage(before).user);
      }
    }
    const [known = 0, unknown = 0] = Object.values(work).map((all) => all.sort((a, b) => a - b)[2]);
    expect(Math.min(known, unknown) / Math.max(known, unknown)).toBeGreaterThan(0.5);
  });
});

describe('the lock-out', () => {
  it.each(['admin', 'nobody.of.this.name'])('after five wrong passwords, over all processes, at this address only: %s', async (username) => {
    const from = '198.51.100.2';
    for (let n = 0; n < 5; n += 1) expect(outcome(await [here, there][n % 2]!.signIn(username, WRONG, from))).toBe('401 CREDENTIALS_WRONG');
    const locked = await there.signIn(username, PASSWORD, from);
    expect(outcome(locked)).toBe('423 ACCOUNT_LOCKED');
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
    expect(outcome(await here.signIn(username, PASSWORD, '198.51.100.3'))).toBe(username === 'admin' ? '200' : '401 CREDENTIALS_WRONG');
  });

  it('begins anew after a right password', async () => {
    const from = '198.51.100.4';
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 4; n += 1) await here.signIn('admin', WRONG, from);
      expect(outcome(await here.signIn('admin', PASSWORD, from))).toBe('200');
    }
  });

  it('judges no more than five of many guesses sent at once', async () => {
    const guesses = Array.from({ length: 24 }, (_, n) => [here, there][n % 2]!.signIn('admin', WRONG, '198.51.100.5'));
    const outcomes = (await Promise.all(guesses)).map(outcome);
    expect(outcomes.filter((one) => one === '401 CREDENTIALS_WRONG')).toHaveLength(5);
    expect(outcomes.filter((one) => one === '423 ACCOUNT_LOCKED')).toHaveLength(19);
  });

  it('lets many in at once who know the password', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, (_, n) => [here, there][n % 2]!.signIn('admin', PASSWORD, '198.51.100.6')));
    expect(new Set(all.map(outcome))).toEqual(new Set(['200']));
  });

  it('ends by itself, and counts from one again', async () => {
    const from = '198.51.100.7';
    for (let n = 0; n < 5; n += 1) await here.signIn('admin', WRONG, from);
    await rows(`update sign_in_failure set locked_until = locked_until - interval '15 minutes' where address = '${from}'`);
    for (let n = 0; n < 4; n += 1) expect(outcome(await here.signIn('admin', WRONG, from))).toBe('401 CREDENTIALS_WRONG');
    expect(outcome(await here.signIn('admin', PASSWORD, from))).toBe('200');
  });

  it('every sign-in leaves a line, without what was typed', async () => {
    await Promise.all([here, there].map(({ app }) => app.get(AccessLog, { strict: false }).flush()));
    const lines = await rows<{ status: number; who: string | null; count: number }>(`
      select status, caller_id as who, count(*)::int as count from access_log
      where kind = 'SIGN_IN' and address in ('198.51.100.2', '198.51.100.3') group by 1, 2 order by 1, 2 nulls last`);
    expect(lines).toEqual([
      { status: 200, who: adminId, count: 1 },
      { status: 401, who: adminId, count: 5 }, { status: 401, who: null, count: 6 },
      { status: 423, who: adminId, count: 1 }, { status: 423, who: null, count: 1 },
    ]);
    expect(await rows(`select from access_log l where l::text like '%nobody%' or l::text like '%${WRONG}%'`)).toEqual([]);
    await expect(rows(`delete from access_log`)).rejects.toThrow();
  });
});

describe('staying signed in', () => {
  const refresh = (refreshToken: unknown) => there.ask('POST', '/auth/refresh', {}, { refreshToken });

  it('each refresh token works once; the second use ends the whole family', async () => {
    const first = await here.signIn('admin', PASSWORD);
    const second = await refresh(first.body['refreshToken']);
    expect(outcome(second)).toBe('200');
    const token = second.body['accessToken'] as string;
    expect(await me(there, token)).toBe('200');
    expect(outcome(await refresh(first.body['refreshToken']))).toBe('401 REFRESH_TOKEN_INVALID');
    expect(await me(there, token)).toBe('401 UNAUTHENTICATED');
    expect(outcome(await refresh(second.body['refreshToken']))).toBe('401 REFRESH_TOKEN_INVALID');
  });

  it('of two at once one wins, and the family ends', async () => {
    const first = await here.signIn('admin', PASSWORD);
    const both = await Promise.all([refresh(first.body['refreshToken']), refresh(first.body['refreshToken'])]);
    expect(both.map(outcome).sort()).toEqual(['200', '401 REFRESH_TOKEN_INVALID']);
    const winner = both.find(({ status }) => status === 200);
    expect(await me(there, winner?.body['accessToken'] as string)).toBe('401 UNAUTHENTICATED');
  });

  it('is kept as a hash only', async () => {
    const { body } = await here.signIn('admin', PASSWORD);
    expect(await rows(`select from refresh_token t where t::text like '%${String(body['refreshToken'])}%'`)).toEqual([]);
  });

  it('after signing out nothing works: here at once, elsewhere within five seconds', async () => {
    const { body } = await here.signIn('admin', PASSWORD);
    const token = body['accessToken'] as string;
    expect([await me(here, token), await me(there, token)]).toEqual(['200', '200']);
    expect((await here.ask('POST', '/auth/logout', { token })).status).toBe(204);
    expect(await me(here, token)).toBe('401 UNAUTHENTICATED');
    expect(await refusedWithin(there, token)).toBeLessThan(EVERYWHERE_WITHIN_MS);
    expect(outcome(await refresh(body['refreshToken']))).toBe('401 REFRESH_TOKEN_INVALID');
  });

  it('forged, ended and missing credentials are told apart by nothing', async () => {
    const token = await here.tokenOf('admin', PASSWORD);
    await here.ask('POST', '/auth/logout', { token });
    const [header, payload] = token.split('.');
    const answers = await Promise.all([
      here.ask('GET', '/auth/me'), here.ask('GET', '/auth/me', { token }), here.ask('GET', '/auth/me', { token: `${header}.${payload}.` }),
      here.ask('GET', '/auth/me', { token: 'rubbish' }), here.ask('GET', '/auth/me', { key: 'hl_000000000000_rubbish' }), here.ask('GET', '/auth/me', { key: '' }),
    ]);
    for (const { status, body, headers } of answers) {
      expect([status, headers.get('www-authenticate'), { ...body, requestId: '' }]).toEqual([
        401, answers[0]?.headers.get('www-authenticate'), { ...answers[0]?.body, requestId: '' }]);
    }
  });
});

describe('one’s own password', () => {
  const change = (token: string, currentPassword: string, newPassword: string) =>
    here.ask('PUT', '/auth/password', { token, from: '198.51.100.8' }, { currentPassword, newPassword });

  it('is changed by who knows it; his other sessions end', async () => {
    const [mine, other] = [await here.tokenOf('admin', PASSWORD), await here.tokenOf('admin', PASSWORD)];
    expect(outcome(await change(mine, WRONG, 'another-horse-battery'))).toBe('403 PASSWORD_INCORRECT');
    expect(outcome(await change(mine, PASSWORD, 'short'))).toBe('422 PASSWORD_TOO_WEAK');
    expect(outcome(await change(mine, PASSWORD, 'i-am-the-admin-here'))).toBe('422 PASSWORD_TOO_WEAK');
    expect((await change(mine, PASSWORD, 'another-horse-battery')).status).toBe(204);
    expect([await me(here, mine), await me(here, other)]).toEqual(['200', '401 UNAUTHENTICATED']);
    expect(outcome(await here.signIn('admin', PASSWORD, '198.51.100.9'))).toBe('401 CREDENTIALS_WRONG');
    expect((await change(mine, 'another-horse-battery', PASSWORD)).status).toBe(204);
  });

  it('guessing it counts towards the lock-out', async () => {
    const token = await here.tokenOf('admin', PASSWORD);
    for (let n = 0; n < 5; n += 1) expect(outcome(await change(token, WRONG, 'another-horse-battery'))).toBe('403 PASSWORD_INCORRECT');
    expect(outcome(await change(token, PASSWORD, 'another-horse-battery'))).toBe('423 ACCOUNT_LOCKED');
  });

  it('the facts say that it changed, and nothing of it', async () => {
    const facts = await rows<{ move: string; body: string }>(`select move, body from fact where object_id = '${adminId}' order by version`);
    expect(facts.map(({ move }) => move)).toEqual(['create', 'change-password', 'change-password']);
    expect(facts.filter(({ body }) => /argon2|horse/.test(body))).toEqual([]);
  });
});
