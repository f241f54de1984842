import { describe, expect, it } from '@jest/globals';
import type { Organisation, OrganisationKind, Role } from '../../domain/permission.js';
import { mandatesOf } from '../callers/caller.reader.js';
import { mayDeputise, periodFaults, periodOf } from './delegation.rules.js';

const organisation = (id: string, kind: OrganisationKind, areaCode: string): Organisation =>
  ({ id, name: id, kind, areaCode, cityCode: areaCode.slice(0, 4), countyCode: areaCode.slice(0, 6), townCode: areaCode.length > 6 ? areaCode : null });
const county = organisation('county', 'COUNTY_BUREAU', '140525');
const city = { ...organisation('city', 'CITY_BUREAU', '1405'), countyCode: '140525' };
const nancun = organisation('nancun', 'TOWN_CENTRE', '140525100');
const bagong = organisation('bagong', 'TOWN_CENTRE', '140525108');
const elsewhere = organisation('elsewhere', 'TOWN_CENTRE', '140524100');
const firm = organisation('firm', 'ENTERPRISE', '140525100');
const other = organisation('other', 'ENTERPRISE', '140525100');

describe('whom one may send', () => {
  it.each<[Role, Organisation, Organisation, boolean]>([
    ['PRINCIPAL', firm, firm, true],
    ['PRINCIPAL', firm, other, false],
    ['PRINCIPAL', firm, nancun, false],
    ['SUPERVISOR', nancun, nancun, true],
    ['SUPERVISOR', nancun, county, true],
    ['SUPERVISOR', county, nancun, true],
    ['INSPECTOR', county, bagong, true],
    ['SUPERVISOR', city, county, true],
    ['SUPERVISOR', nancun, bagong, false],
    ['SUPERVISOR', county, elsewhere, false],
    ['SUPERVISOR', county, firm, false],
    ['ADMINISTRATOR', county, nancun, false],
    ['AUDITOR', county, county, true],
  ])('%s of %j', (role, from, to, allowed) => {
    expect(mayDeputise(role, from, to)).toBe(allowed);
  });
});

describe('for how long', () => {
  const now = '2026-11-22T06:50:00.000Z';

  it('a day is all of it, in the county', () => {
    expect(periodOf('2026-11-23', '2026-11-23', 'Asia/Shanghai')).toEqual({ fromAt: '2026-11-22T16:00:00.000Z', untilAt: '2026-11-23T16:00:00.000Z' });
  });

  it('an instant is itself', () => {
    expect(periodOf(now, '2026-11-22T07:00:00.000Z', 'Asia/Shanghai')).toEqual({ fromAt: now, untilAt: '2026-11-22T07:00:00.000Z' });
  });

  it.each<[string, string, string, string[]]>([
    ['90 days', now, '2027-02-20T06:50:00.000Z', []],
    ['a moment more', now, '2027-02-20T06:50:00.001Z', ['RULE_BROKEN']],
    ['upside down', now, '2026-11-21T06:50:00.000Z', ['RANGE_UPSIDE_DOWN']],
    ['empty', now, now, ['RANGE_UPSIDE_DOWN']],
    ['over already', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z', ['RULE_BROKEN']],
    ['begun already', '2026-11-20T00:00:00.000Z', '2026-11-23T00:00:00.000Z', []],
  ])('%s', (_, from, until, codes) => {
    expect(periodFaults(from, until, now).map(({ code }) => code)).toEqual(codes);
  });
});

describe('what a deputy holds', () => {
  const giver = { id: 'u2', name: '王五' };

  it('his own roles first, then those sent, in the name of the giver and of his organisation', () => {
    const deputised = [{ role: 'SUPERVISOR' as const, giver, giverRoles: ['SUPERVISOR' as const], organisation: nancun }];
    expect(mandatesOf({ roles: ['INSPECTOR'], organisation: county, deputised })).toEqual([
      { role: 'INSPECTOR', organisation: county, onBehalfOf: null },
      { role: 'SUPERVISOR', organisation: nancun, onBehalfOf: giver },
    ]);
  });

  it('nothing that the giver has lost; what a wider role of his implies, he has', () => {
    const sent = (role: Role, giverRoles: Role[]) => mandatesOf({ roles: [], organisation: county, deputised: [{ role, giver, giverRoles, organisation: nancun }] });
    expect(sent('SUPERVISOR', ['INSPECTOR'])).toEqual([]);
    expect(sent('INSPECTOR', ['SUPERVISOR'])).toHaveLength(1);
  });
});
