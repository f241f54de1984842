/** Contract §2, typed by hand: who may never do a thing, under which mandate somebody acts, and what he sees. */
import { describe, expect, it } from '@jest/globals';
import { COUNTY, FIRM, organisation, person, TOWN } from '../../test/support/deciding.js';
import { actsWithTemporaryPassword, denial, mandatesFor, reachOf, reachOfCaller } from './permission.js';
import type { ActionName, Caller, KeyScope, Mandate, Organisation } from './permission.js';

const CITY = organisation('city', 'CITY_BUREAU', '1405');
const keyOf = (of: Organisation, ...scopes: KeyScope[]): Caller => ({ kind: 'KEY', id: 'key', name: 'key', organisation: of, mandates: [], scopes });
const instead = (role: Mandate['role'], of: Organisation, id = 'absent'): Mandate => ({ role, organisation: of, onBehalfOf: { id, name: id } });

describe('a key', () => {
  it('does what its scopes let it, and nothing that a person must decide', () => {
    expect(denial(keyOf(FIRM, 'hazards:write'), 'hazard.register')).toBeNull();
    expect(denial(keyOf(FIRM, 'hazards:read'), 'hazard.register')).toBe('KEY_SCOPE_MISSING');
    expect(denial(keyOf(FIRM), 'hazard.read')).toBe('KEY_SCOPE_MISSING');
    const human: ActionName[] = ['hazard.sign', 'hazard.confirm', 'hazard.accept', 'hazard.verify', 'hazard.void', 'comparison.publish', 'user.manage', 'audit.read'];
    for (const action of human) expect([action, denial(keyOf(COUNTY, 'hazards:read', 'hazards:write', 'comparisons:read'), action)]).toEqual([action, 'HUMAN_REQUIRED']);
  });

  it('of an authority does nothing that is the firm’s alone', () => {
    for (const action of ['hazard.progress', 'hazard.extend'] as const) {
      expect([denial(keyOf(FIRM, 'hazards:write'), action), denial(keyOf(TOWN, 'hazards:write'), action)]).toEqual([null, 'FORBIDDEN']);
    }
  });
});

describe('a person', () => {
  it('may what his role may, of an organisation of the right kind', () => {
    const supervisors = [TOWN, COUNTY, CITY].map((of) => person('s', of, 'SUPERVISOR'));
    const may = (action: ActionName) => supervisors.map((one) => denial(one, action) === null);
    expect(may('hazard.confirm')).toEqual([true, true, true]);
    expect(may('hazard.suspend')).toEqual([false, true, true]);
    expect(may('hazard.supervise')).toEqual([false, true, true]);
    expect(may('hazard.take-over')).toEqual([true, true, false]);
    expect(may('hazard.terminate')).toEqual([false, true, false]);
    expect(may('comparison.publish')).toEqual([false, true, false]);
    expect(denial(person('a', COUNTY, 'ADMINISTRATOR', 'AUDITOR'), 'hazard.confirm')).toBe('FORBIDDEN');
    expect([denial(person('i', TOWN, 'INSPECTOR'), 'hazard.confirm'), denial(person('s', TOWN, 'SUPERVISOR'), 'hazard.verify'), denial(person('o', FIRM, 'OPERATOR'), 'hazard.sign')])
      .toEqual(['FORBIDDEN', null, 'FORBIDDEN']);
  });

  it('acts in his own name before he acts in another’s, and in the wider role first', () => {
    const deputy: Caller = { ...person('deputy', COUNTY, 'INSPECTOR'), mandates: [instead('SUPERVISOR', TOWN), ...person('deputy', COUNTY, 'INSPECTOR', 'SUPERVISOR').mandates] };
    expect(mandatesFor(deputy, 'hazard.verify').map(({ role, onBehalfOf }) => `${role} ${onBehalfOf?.id ?? 'own'}`)).toEqual(['SUPERVISOR own', 'INSPECTOR own', 'SUPERVISOR absent']);
  });

  it('with a password that somebody else has set does nothing but look at himself, set another and leave', () => {
    expect((['self.read', 'self.password', 'self.sign-out'] as const).map(actsWithTemporaryPassword)).toEqual([true, true, true]);
    expect((['hazard.read', 'hazard.sign', 'user.read', 'todo.read'] as const).map(actsWithTemporaryPassword)).toEqual([false, false, false, false]);
  });
});

describe('what is seen', () => {
  it('is the firm’s own, the town’s, the county’s, the city’s', () => {
    expect([FIRM, TOWN, COUNTY, CITY].map(reachOf)).toEqual([
      { column: 'enterprise_id', value: 'firm' }, { column: 'town_code', value: '140525100' }, { column: 'county_code', value: '140525' }, { column: 'city_code', value: '1405' },
    ]);
  });

  it('by a deputy is the wider of his own and of the one who sent him', () => {
    const sentBy = (from: Organisation, by: Organisation): string => reachOfCaller({ ...person('deputy', from, 'SUPERVISOR'), mandates: [...person('deputy', from, 'SUPERVISOR').mandates, instead('SUPERVISOR', by)] }).column;
    expect([sentBy(COUNTY, TOWN), sentBy(TOWN, COUNTY), sentBy(TOWN, CITY), sentBy(FIRM, TOWN)]).toEqual(['county_code', 'county_code', 'city_code', 'town_code']);
    expect(reachOfCaller(person('o', FIRM, 'OPERATOR'))).toEqual({ column: 'enterprise_id', value: 'firm' });
  });
});
