/** People and their deputies (contract §2; security S04, S11–S13, S37). */
import { describe, expect, it, jest } from '@jest/globals';
import { Callers } from '../../src/identity/callers/caller.resolver.js';
import { DelegationRepository } from '../../src/identity/delegations/delegation.repository.js';
import { Passwords } from '../../src/identity/sessions/passwords.js';
import { Config } from '../../src/platform/config/config.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { outcome, PASSWORD } from '../support/in-process.js';
import type { Told } from '../support/in-process.js';
import { must, SmallCounty } from '../support/zezhou.js';

const NO_SUCH_ID = '019aa0b2-7c00-7000-8000-0000000000ff';
const DAY_MS = 24 * 3_600_000;

const here = new SmallCounty();
const as = here.as.bind(here);
const patch = async (who: string, id: string | undefined, body: object) => {
  const found = await as('admin', 'GET', `/users/${id}`);
  return as(who, 'PATCH', `/users/${id}`, body, { match: Number(found.body['version'] ?? 1) });
};
const newcomer = (username: string, organisation: string, roles: string[]) =>
  ({ username, name: '新人', organisationId: here.ids[organisation], roles, password: PASSWORD });
const rows = here.rows.bind(here);

describe('who sees whom', () => {
  it('administrator and auditor the county, the principal his firm, others nobody', async () => {
    const names = async (who: string) => (must(await as(who, 'GET', '/users?limit=200&count=true'))['items'] as { username: string }[]).map((one) => one.username);
    expect(await names('admin')).toHaveLength(9);
    expect(await names('auditor')).toHaveLength(9);
    expect(await names('firm.principal')).toEqual(['firm.principal', 'firm.operator']);
    for (const who of ['firm.operator', 'nancun.supervisor', 'county.supervisor']) {
      expect([outcome(await as(who, 'GET', '/users')), outcome(await as(who, 'GET', `/users/${here.ids[who]}`))]).toEqual(['403 FORBIDDEN', '403 FORBIDDEN']);
    }
  });

  it('filters, and pages through each exactly once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = must(await as('admin', 'GET', `/users?limit=2&role=INSPECTOR&role=SUPERVISOR&status=ACTIVE${cursor}`));
      seen.push(...(page['items'] as { username: string }[]).map((one) => one.username));
      cursor = typeof page['nextCursor'] === 'string' ? `&cursor=${page['nextCursor']}` : '';
    } while (cursor);
    expect(seen).toEqual(['county.supervisor', 'nancun.supervisor', 'nancun.inspector', 'bagong.inspector']);
  });

  it('somebody of another firm is as absent as nobody, to read and to change', async () => {
    for (const method of ['GET', 'PATCH']) {
      const answers = await Promise.all([here.ids['other.operator'], NO_SUCH_ID].map((id) =>
        as('firm.principal', method, `/users/${id}`, method === 'GET' ? undefined : { name: '改名' }, { match: 1 })));
      expect(answers.map(outcome)).toEqual(['404 NOT_FOUND', '404 NOT_FOUND']);
      expect({ ...answers[0]?.body, requestId: '' }).toEqual({ ...answers[1]?.body, requestId: '' });
    }
  });
});

describe('a password that is reset', () => {
  it('stays reset, whoever knew the one before and was about to use it', async () => {
    const reset = 'reset-horse-battery';
    const { id } = must(await as('admin', 'POST', '/users', newcomer('hasty', 'nancun', ['INSPECTOR'])));
    const token = must(await here.signIn('hasty', PASSWORD))['accessToken'] as string;
    const passwords = here.app.get(Passwords, { strict: false });
    const overtaken = async (used: () => Promise<Told>, by: string): Promise<Told> => {
      const matching = jest.spyOn(passwords, 'matches').mockImplementationOnce(async (...asked) => {
        const right = await Passwords.prototype.matches.call(passwords, ...asked);
        must(await patch('admin', id as string, { password: by }));
        return right;
      });
      return used().finally(() => matching.mockRestore());
    };
    const changed = await overtaken(() => here.ask('PUT', '/auth/password', { token }, { currentPassword: PASSWORD, newPassword: 'the-thiefs-own-choice' }), reset);
    expect([outcome(changed), outcome(await here.signIn('hasty', 'the-thiefs-own-choice'))]).toEqual(['403 PASSWORD_INCORRECT', '401 CREDENTIALS_WRONG']);
    const entered = await overtaken(() => here.signIn('hasty', reset), 'once-more-a-horse');
    expect([outcome(entered), await rows(`select from session where user_id = '${String(id)}' and ended_at is null`)]).toEqual(['401 CREDENTIALS_WRONG', []]);
    must(await here.signIn('hasty', 'once-more-a-horse'));
    must(await patch('admin', id as string, { status: 'DISABLED' }));
  });
});

describe('who enters whom', () => {
  it('the principal an operator of his own firm, and nobody else', async () => {
    expect(outcome(await as('firm.principal', 'POST', '/users', newcomer('firm.second', 'firm', ['OPERATOR'])))).toBe('201');
    expect(outcome(await as('firm.principal', 'POST', '/users', newcomer('firm.third', 'firm', ['PRINCIPAL'])))).toBe('403 FORBIDDEN');
    expect(outcome(await as('firm.principal', 'POST', '/users', newcomer('firm.third', 'other', ['OPERATOR'])))).toBe('422 REFERENCE_UNKNOWN');
    expect(outcome(await patch('firm.principal', here.ids['firm.operator'], { roles: ['PRINCIPAL'] }))).toBe('403 FORBIDDEN');
    expect(outcome(await patch('firm.principal', here.ids['firm.principal'], { name: '本人' }))).toBe('403 FORBIDDEN');
    expect(outcome(await patch('firm.principal', here.ids['firm.operator'], { post: '班长' }))).toBe('200');
  });

  it('only what fits: role, name, password', async () => {
    const wrong = await as('admin', 'POST', '/users', newcomer('someone', 'nancun', ['INSPECTOR', 'ADMINISTRATOR']));
    expect([outcome(wrong), wrong.body['errors']]).toEqual(['422 ROLE_NOT_OF_ORGANISATION', [expect.objectContaining({ path: 'roles[1]' })]]);
    expect(outcome(await as('admin', 'POST', '/users', newcomer('auditor', 'nancun', ['ADMINISTRATOR'])))).toBe('409 USERNAME_TAKEN');
    expect(outcome(await as('admin', 'POST', '/users', { ...newcomer('someone', 'nancun', ['INSPECTOR']), password: 'short' }))).toBe('422 PASSWORD_TOO_WEAK');
    const malformed = await as('admin', 'POST', '/users', { ...newcomer('Some One', 'nancun', ['INSPECTOR']), status: 'ACTIVE', version: 9 });
    expect([malformed.status, (malformed.body['errors'] as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`).sort()])
      .toEqual([400, ['status UNKNOWN_FIELD', 'username WRONG_FORMAT', 'version UNKNOWN_FIELD']]);
    for (const who of ['auditor', 'county.supervisor', 'firm.operator']) {
      expect(outcome(await as(who, 'POST', '/users', newcomer('someone', 'nancun', ['INSPECTOR'])))).toBe('403 FORBIDDEN');
    }
  });

  it('with a password that is good for nothing but choosing another; in the sandbox they are partners’ own', async () => {
    const entered = async (by: string, body: object) => must(await as(by, 'POST', '/users', body))['passwordTemporary'];
    expect(await entered('admin', newcomer('partner', 'nancun', ['INSPECTOR']))).toBe(false);
    const outside = jest.replaceProperty(here.app.get(Config, { strict: false }), 'sandbox', false);
    const temporary = [await entered('admin', newcomer('newcomer', 'nancun', ['INSPECTOR'])), await entered('firm.principal', newcomer('firm.newcomer', 'firm', ['OPERATOR']))];
    outside.restore();
    expect(temporary).toEqual([true, true]);
    here.tokens['newcomer'] = await here.tokenOf('newcomer', PASSWORD);
    expect(outcome(await as('newcomer', 'GET', '/hazards'))).toBe('403 PASSWORD_CHANGE_NEEDED');
    expect(outcome(await as('newcomer', 'PUT', '/auth/password', { currentPassword: PASSWORD, newPassword: 'my-own-horse-battery' }))).toBe('204');
    expect(outcome(await as('newcomer', 'GET', '/hazards'))).toBe('200');
  });

  it('one of two with the same name', async () => {
    const both = await Promise.all([1, 2].map(() => as('admin', 'POST', '/users', newcomer('twin', 'nancun', ['INSPECTOR']))));
    expect(both.map(outcome).sort()).toEqual(['201', '409 USERNAME_TAKEN']);
  });
});

describe('changing somebody', () => {
  it('needs the version, and something to change', async () => {
    const path = `/users/${here.ids['nancun.inspector']}`;
    expect(outcome(await as('admin', 'PATCH', path, { name: '改名' }))).toBe('428 IF_MATCH_REQUIRED');
    expect(outcome(await as('admin', 'PATCH', path, { name: '改名' }, { match: 7 }))).toBe('412 VERSION_STALE');
    expect(outcome(await patch('admin', here.ids['nancun.inspector'], {}))).toBe('422 EMPTY_CHANGE');
    expect(outcome(await patch('auditor', here.ids['nancun.inspector'], { name: '改名' }))).toBe('403 FORBIDDEN');
  });

  it('a role taken is gone at once', async () => {
    const id = must(await as('admin', 'POST', '/users', newcomer('second.admin', 'bureau', ['ADMINISTRATOR'])))['id'] as string;
    here.tokens['second.admin'] = await here.tokenOf('second.admin', PASSWORD);
    expect(outcome(await as('second.admin', 'GET', '/users'))).toBe('200');
    expect(outcome(await patch('admin', id, { roles: ['INSPECTOR'] }))).toBe('200');
    expect(outcome(await as('second.admin', 'GET', '/users'))).toBe('403 FORBIDDEN');
  });

  it('the last administrator stays one, also of two who leave at once', async () => {
    expect(outcome(await patch('admin', here.ids['admin'], { roles: ['INSPECTOR'] }))).toBe('403 FORBIDDEN');
    expect(outcome(await patch('admin', here.ids['admin'], { status: 'DISABLED' }))).toBe('409 STILL_IN_USE');
    const third = must(await as('admin', 'POST', '/users', newcomer('third.admin', 'bureau', ['ADMINISTRATOR'])))['id'] as string;
    const version = Number((await as('admin', 'GET', `/users/${here.ids['admin']}`)).body['version']);
    here.tokens['third.admin'] = await here.tokenOf('third.admin', PASSWORD);
    const both = await Promise.all([
      as('admin', 'PATCH', `/users/${third}`, { status: 'DISABLED' }, { match: 1 }),
      as('third.admin', 'PATCH', `/users/${here.ids['admin']}`, { roles: ['AUDITOR'] }, { match: version }),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await rows<{ id: string }>(`select id from user_account where status = 'ACTIVE' and 'ADMINISTRATOR' = any(roles)`);
    expect(left).toHaveLength(1);
    if (left[0]?.id === third) here.tokens['admin'] = await here.tokenOf('third.admin', PASSWORD);
  });

  it('a reset password ends the sessions; one’s own is not reset here', async () => {
    expect(outcome(await patch('admin', here.ids['bagong.inspector'], { password: 'another-horse-battery' }))).toBe('200');
    expect(outcome(await as('bagong.inspector', 'GET', '/auth/me'))).toBe('401 UNAUTHENTICATED');
    here.tokens['bagong.inspector'] = await here.tokenOf('bagong.inspector', 'another-horse-battery');
    expect(must(await as('admin', 'GET', `/users/${here.ids['bagong.inspector']}`))['passwordTemporary']).toBe(true);
    const me = must(await as('admin', 'GET', '/auth/me'))['id'] as string;
    expect(outcome(await patch('admin', me, { password: 'another-horse-battery' }))).toBe('403 FORBIDDEN');
  });

  it('nothing is done in a name by a password that somebody else has set, until its owner has chosen another', async () => {
    expect(outcome(await as('bagong.inspector', 'GET', '/auth/me'))).toBe('200');
    expect(outcome(await as('bagong.inspector', 'GET', '/hazards'))).toBe('403 PASSWORD_CHANGE_NEEDED');
    expect(outcome(await as('bagong.inspector', 'POST', '/hazards', {}))).toBe('403 PASSWORD_CHANGE_NEEDED');
    const change = (newPassword: string) => as('bagong.inspector', 'PUT', '/auth/password', { currentPassword: 'another-horse-battery', newPassword });
    expect(outcome(await change('another-horse-battery'))).toBe('422 RULE_BROKEN');
    expect(outcome(await as('bagong.inspector', 'GET', '/hazards'))).toBe('403 PASSWORD_CHANGE_NEEDED');
    expect(outcome(await change('a-third-horse-battery'))).toBe('204');
    expect(outcome(await as('bagong.inspector', 'GET', '/hazards'))).toBe('200');
    const me = must(await as('admin', 'GET', '/auth/me'))['id'] as string;
    expect(outcome(await patch('admin', me, { roles: ['ADMINISTRATOR', 'SUPERVISOR'] }))).toBe('403 FORBIDDEN');
  });

  it('each change is a fact with old and new, and nothing of a password', async () => {
    const facts = await rows<{ move: string; body: string }>(`select move, body from fact where object_id = '${here.ids['bagong.inspector']}' order by version`);
    expect(facts.map(({ move, body }) => [move, (JSON.parse(body) as { detail: object }).detail])).toEqual([
      ['create', expect.objectContaining({ username: 'bagong.inspector', roles: ['INSPECTOR'] })], ['patch', { passwordReset: true }], ['change-password', {}]]);
    expect(await rows(`select from fact where body like '%argon2%' or body like '%horse%'`)).toEqual([]);
  });
});

describe('deputies', () => {
  const mandates = async (who: string) => {
    const caller = await here.app.get(Callers, { strict: false }).resolve({ authorization: `Bearer ${here.tokens[who]}` }, '');
    return caller?.mandates.map(({ role, organisation, onBehalfOf }) => `${role} ${organisation.name} ${onBehalfOf?.name ?? ''}`.trim());
  };
  const inDays = (days: number) => new Date(Date.parse(here.app.get(Calendar, { strict: false }).now()) + days * DAY_MS).toISOString();
  const send = (who: string, to: string, role: string, from = inDays(-1), until = inDays(5)) =>
    as(who, 'POST', '/delegations', { toUserId: here.ids[to] ?? to, role, from, until, reason: '外出培训' });

  it('act in the role and the organisation of who sent them, until it ends', async () => {
    const sent = await send('nancun.supervisor', 'nancun.inspector', 'SUPERVISOR');
    expect(sent.body).toMatchObject({ role: 'SUPERVISOR', roleLabel: '审批人员', inForce: true, fromUser: { name: 'nancun.supervisor' }, toUser: { name: 'nancun.inspector' }, version: 1 });
    expect(await mandates('nancun.inspector')).toEqual(['INSPECTOR nancun中心', 'SUPERVISOR nancun中心 nancun.supervisor']);
    expect((must(await as('nancun.inspector', 'GET', '/auth/me'))['roles'])).toEqual(['INSPECTOR']);
    const path = `/delegations/${String(sent.body['id'])}`;
    expect(outcome(await as('bagong.inspector', 'POST', `${path}/end`, {}))).toBe('404 NOT_FOUND');
    expect(outcome(await as('auditor', 'POST', `${path}/end`, {}))).toBe('403 FORBIDDEN');
    expect((await as('nancun.supervisor', 'POST', `${path}/end`, {})).body).toMatchObject({ inForce: false, version: 2 });
    expect(await mandates('nancun.inspector')).toEqual(['INSPECTOR nancun中心']);
    expect(outcome(await as('nancun.inspector', 'POST', `${path}/end`, {}))).toBe('409 MOVE_NOT_ALLOWED');
  });

  it('keep the ledger’s calendar, while the session keeps real time', async () => {
    const calendar = here.app.get(Calendar, { strict: false });
    const [from, until] = [10, 12].map((days) => calendar.dayOf(inDays(days)));
    must(await send('county.supervisor', 'nancun.inspector', 'SUPERVISOR', from, until));
    expect(await mandates('nancun.inspector')).toEqual(['INSPECTOR nancun中心']);
    calendar.offset = 11 * DAY_MS;
    expect(await mandates('nancun.inspector')).toEqual(['INSPECTOR nancun中心', 'SUPERVISOR 泽州县应急管理局 county.supervisor']);
    calendar.offset = 13 * DAY_MS;
    expect(await mandates('nancun.inspector')).toEqual(['INSPECTOR nancun中心']);
    calendar.offset = 0;
  });

  it('are not sent by whom, to whom or for as long as must not be', async () => {
    expect(outcome(await send('nancun.inspector', 'nancun.supervisor', 'SUPERVISOR'))).toBe('403 FORBIDDEN');
    must(await send('nancun.supervisor', 'nancun.inspector', 'SUPERVISOR'));
    expect(outcome(await send('nancun.inspector', 'county.supervisor', 'SUPERVISOR'))).toBe('403 FORBIDDEN');
    for (const to of ['bagong.inspector', 'firm.operator', NO_SUCH_ID]) {
      expect(outcome(await send('nancun.supervisor', to, 'SUPERVISOR'))).toBe('422 REFERENCE_UNKNOWN');
    }
    expect(outcome(await send('firm.principal', 'other.operator', 'PRINCIPAL'))).toBe('422 REFERENCE_UNKNOWN');
    expect(outcome(await send('firm.principal', 'firm.principal', 'PRINCIPAL'))).toBe('422 RULE_BROKEN');
    expect(outcome(await send('firm.principal', 'firm.operator', 'PRINCIPAL', inDays(1), inDays(0)))).toBe('422 RANGE_UPSIDE_DOWN');
    expect(outcome(await send('firm.principal', 'firm.operator', 'PRINCIPAL', inDays(0), inDays(91)))).toBe('422 RULE_BROKEN');
    expect(outcome(await send('firm.principal', 'firm.operator', 'PRINCIPAL', '2026-02-30'))).toBe('400 WRONG_INSTANT');
  });

  it('are not sent by whoever is disabled at that very moment', async () => {
    const { id } = must(await as('admin', 'POST', '/users', newcomer('leaving', 'nancun', ['SUPERVISOR'])));
    const token = must(await here.signIn('leaving', PASSWORD))['accessToken'] as string;
    const delegations = here.app.get(DelegationRepository, { strict: false });
    jest.spyOn(delegations, 'deputy').mockImplementationOnce(async (...asked) => {
      must(await patch('admin', id as string, { status: 'DISABLED' }));
      return DelegationRepository.prototype.deputy.apply(delegations, asked);
    });
    const sent = await here.ask('POST', '/delegations', { token }, { toUserId: here.ids['nancun.inspector'], role: 'SUPERVISOR', from: inDays(0), until: inDays(1), reason: '离职' });
    expect([outcome(sent), await rows(`select from delegation where from_user_id = '${String(id)}'`)]).toEqual(['422 REFERENCE_UNKNOWN', []]);
  });

  it('are seen by those concerned and by the office', async () => {
    const count = async (who: string) => (must(await as(who, 'GET', '/delegations?limit=200'))['items'] as unknown[]).length;
    expect([await count('nancun.supervisor'), await count('nancun.inspector'), await count('firm.operator'), await count('auditor')]).toEqual([2, 3, 0, 3]);
  });

  it('a disabled person cannot come in, is nobody’s deputy and has none', async () => {
    must(await send('firm.principal', 'firm.operator', 'PRINCIPAL'));
    expect(await mandates('firm.operator')).toContain('PRINCIPAL 示例一 firm.principal');
    expect(outcome(await patch('admin', here.ids['firm.principal'], { status: 'DISABLED' }))).toBe('200');
    expect(outcome(await as('firm.principal', 'GET', '/auth/me'))).toBe('401 UNAUTHENTICATED');
    expect(outcome(await here.signIn('firm.principal', PASSWORD))).toBe('401 CREDENTIALS_WRONG');
    expect(await mandates('firm.operator')).toEqual(['OPERATOR 示例一']);
    expect(outcome(await patch('admin', here.ids['firm.principal'], { status: 'ACTIVE' }))).toBe('200');
    expect(await mandates('firm.operator')).toEqual(['OPERATOR 示例一']);
    const facts = await rows<{ move: string }>(`select move from fact where object_id = '${here.ids['firm.principal']}' order by version`);
    expect(facts.map(({ move }) => move)).toEqual(['create', 'disable', 'enable']);
  });

  it('a firm that ceased lets nobody in', async () => {
    const version = Number((await as('admin', 'GET', `/enterprises/${here.ids['other']}`)).body['version']);
    must(await as('admin', 'PATCH', `/enterprises/${here.ids['other']}`, { status: 'CEASED' }, { match: version }));
    here.app.get(Callers, { strict: false }).forget();
    expect(outcome(await as('other.operator', 'GET', '/auth/me'))).toBe('401 UNAUTHENTICATED');
  });
});

describe('a deputy of a wider office', () => {
  it('sees more, and administers no more than his own', async () => {
    const [elsewhere] = await rows<{ id: string }>(`
      insert into organisation (id, version, head_hash, kind, name, area_code, city_code, county_code, town_code, created_at, updated_at)
      values ('019aa0b2-7c00-7000-8000-0000000000e1', 1, '', 'ENTERPRISE', '邻县企业', '140524100', '1405', '140524', '140524100', '2026-01-01Z', '2026-01-01Z')
      returning id`);
    const now = here.app.get(Calendar, { strict: false }).now();
    const until = new Date(Date.parse(now) + DAY_MS).toISOString();
    await rows(`
      insert into organisation (id, version, head_hash, kind, name, area_code, city_code, county_code, created_at, updated_at)
      values ('019aa0b2-7c00-7000-8000-0000000000e2', 1, '', 'CITY_BUREAU', '晋城市应急管理局', '1405', '1405', '140525', '2026-01-01Z', '2026-01-01Z')`);
    await rows(`
      insert into user_account (id, version, head_hash, county_code, organisation_id, username, name, roles, password_hash, created_at, updated_at)
      values ('019aa0b2-7c00-7000-8000-0000000000e3', 1, '', '140524', '019aa0b2-7c00-7000-8000-0000000000e2', 'city.giver', '市', '{SUPERVISOR}', '', '2026-01-01Z', '2026-01-01Z')`);
    await rows(`
      insert into delegation (id, version, head_hash, county_code, organisation_id, from_user_id, to_user_id, role, from_at, until_at, reason, created_at)
      values ('019aa0b2-7c00-7000-8000-0000000000e4', 1, '', '140525', '019aa0b2-7c00-7000-8000-0000000000e2', '019aa0b2-7c00-7000-8000-0000000000e3',
        '${here.ids['admin']}', 'SUPERVISOR', '2026-01-01Z', '${until}', '出差', '2026-01-01Z')`);
    here.app.get(Callers, { strict: false }).forget();
    expect(outcome(await as('admin', 'GET', `/enterprises/${elsewhere?.id}`))).toBe('200');
    expect(outcome(await as('admin', 'PATCH', `/enterprises/${elsewhere?.id}`, { name: '改了' }, { match: 1 }))).toBe('404 NOT_FOUND');
    expect(outcome(await as('admin', 'PATCH', `/organisations/${elsewhere?.id}`, { status: 'CEASED' }, { match: 1 }))).toBe('404 NOT_FOUND');
    await rows(`update delegation set ended_at = '${now}' where id = '019aa0b2-7c00-7000-8000-0000000000e4'`);
    here.app.get(Callers, { strict: false }).forget();
  });
});
