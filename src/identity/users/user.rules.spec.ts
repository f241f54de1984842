import { describe, expect, it } from '@jest/globals';
import type { Mandate, Organisation, Role } from '../../domain/permission.js';
import type { User } from './user.entity.js';
import { changed, differences, lastAdministrator, mayGive, mayManage, rolesNotOf } from './user.rules.js';

const bureau: Organisation = { id: 'o1', name: '县局', kind: 'COUNTY_BUREAU', areaCode: '140525', cityCode: '1405', countyCode: '140525', townCode: null };
const by = (role: Role): Mandate => ({ role, organisation: bureau, onBehalfOf: null });
const person = (roles: Role[], changes: Partial<User> = {}): User => ({
  id: 'u1', version: 1, headHash: '', countyCode: '140525', organisationId: 'o1', username: 'someone', name: '某人', post: null, email: null, roles,
  status: 'ACTIVE', passwordTemporary: false, createdAt: '', updatedAt: '', ...changes,
});
const codes = (reasons: { code: string }[]) => reasons.map(({ code }) => code);

describe('who may manage whom', () => {
  it('a principal gives the operator role and no other', () => {
    expect(mayGive(by('PRINCIPAL'), ['OPERATOR'])).toEqual([]);
    expect(codes(mayGive(by('PRINCIPAL'), ['PRINCIPAL']))).toEqual(['FORBIDDEN']);
    expect(codes(mayGive(by('PRINCIPAL'), ['OPERATOR', 'PRINCIPAL']))).toEqual(['FORBIDDEN']);
    expect(mayGive(by('ADMINISTRATOR'), ['PRINCIPAL', 'AUDITOR'])).toEqual([]);
  });

  it('a principal manages neither another principal nor himself', () => {
    expect(mayManage(by('PRINCIPAL'), 'u9', person(['OPERATOR']), { name: '新名' })).toEqual([]);
    expect(codes(mayManage(by('PRINCIPAL'), 'u9', person(['PRINCIPAL']), { name: '新名' }))).toEqual(['FORBIDDEN']);
    expect(codes(mayManage(by('PRINCIPAL'), 'u9', person(['OPERATOR', 'PRINCIPAL']), { roles: ['OPERATOR'] }))).toEqual(['FORBIDDEN']);
    expect(codes(mayManage(by('PRINCIPAL'), 'u9', person(['OPERATOR']), { roles: ['PRINCIPAL'] }))).toEqual(['FORBIDDEN']);
  });

  it('nobody resets his own password without the old one', () => {
    expect(codes(mayManage(by('ADMINISTRATOR'), 'u1', person(['ADMINISTRATOR']), { password: 'another-horse-1' }))).toEqual(['FORBIDDEN']);
    expect(mayManage(by('ADMINISTRATOR'), 'u9', person(['ADMINISTRATOR']), { password: 'another-horse-1' })).toEqual([]);
  });

  it('an administrator gives himself no role he has not, and takes any from himself', () => {
    const self = person(['ADMINISTRATOR', 'AUDITOR']);
    expect(mayManage(by('ADMINISTRATOR'), 'u1', self, { roles: ['ADMINISTRATOR', 'SUPERVISOR'] })).toEqual([{ code: 'FORBIDDEN', path: 'roles' }]);
    expect(codes(mayManage(by('ADMINISTRATOR'), 'u1', self, { roles: ['ADMINISTRATOR', 'INSPECTOR'] }))).toEqual(['FORBIDDEN']);
    expect(mayManage(by('ADMINISTRATOR'), 'u1', self, { roles: ['ADMINISTRATOR'] })).toEqual([]);
    expect(mayManage(by('ADMINISTRATOR'), 'u9', self, { roles: ['ADMINISTRATOR', 'SUPERVISOR'] })).toEqual([]);
  });

  it('a password that somebody else has set is temporary, whatever else is changed with it', () => {
    expect(changed(person(['OPERATOR']), { password: 'another-horse-1', post: '班长' })).toMatchObject({ passwordTemporary: true, post: '班长' });
    expect(changed(person(['OPERATOR'], { passwordTemporary: true }), { post: '班长' }).passwordTemporary).toBe(true);
    expect(changed(person(['OPERATOR']), { post: '班长' }).passwordTemporary).toBe(false);
  });

  it('roles belong to kinds of organisation, each wrong one is named', () => {
    expect(rolesNotOf('TOWN_CENTRE', ['INSPECTOR', 'ADMINISTRATOR', 'OPERATOR'])).toEqual([
      { code: 'ROLE_NOT_OF_ORGANISATION', params: { role: 'ADMINISTRATOR' }, path: 'roles[1]' },
      { code: 'ROLE_NOT_OF_ORGANISATION', params: { role: 'OPERATOR' }, path: 'roles[2]' },
    ]);
    expect(rolesNotOf('CITY_BUREAU', ['SUPERVISOR'])).toEqual([]);
  });

  it.each<[string, Partial<User>, number, boolean]>([
    ['loses the role', { roles: ['INSPECTOR'] }, 0, true],
    ['is disabled', { status: 'DISABLED' }, 0, true],
    ['loses it while another is left', { roles: ['INSPECTOR'] }, 1, false],
    ['takes a second role', { roles: ['ADMINISTRATOR', 'AUDITOR'] }, 0, false],
  ])('the last administrator who %s', (_, changes, others, refused) => {
    const before = person(['ADMINISTRATOR']);
    expect(codes(lastAdministrator(before, { ...before, ...changes }, others))).toEqual(refused ? ['STILL_IN_USE'] : []);
  });
});

describe('what a fact says of a change', () => {
  it('old and new of what differs; of a password that it was reset', () => {
    const before = person(['OPERATOR']);
    const asked = { post: '班长', roles: ['OPERATOR' as const], password: 'another-horse-1' };
    expect(differences(before, changed(before, asked), asked)).toEqual({ post: { from: null, to: '班长' }, passwordReset: true });
  });

  it('nothing where nothing differs', () => {
    const before = person(['OPERATOR']);
    expect(differences(before, changed(before, { name: '某人' }), {})).toEqual({});
  });
});
