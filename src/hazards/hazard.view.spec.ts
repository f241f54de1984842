import { describe, expect, it } from '@jest/globals';
import type { Hazard } from '../domain/hazard.js';
import type { Caller, OrganisationKind, Role } from '../domain/permission.js';
import { overdueOf, seesPhones, sourceSeenBy } from './hazard.view.js';

const ROW = {
  enterpriseId: 'firm', townCode: '140525100', countyCode: '140525', cityCode: '1405', source: 'PUBLIC_REPORT', finderLevel: 'TOWN',
  status: 'RECTIFYING', deadline: '2026-11-20', supervision: null,
} as unknown as Hazard;

function caller(kind: OrganisationKind, role: Role, areaCode = '140525', id = 'other'): Caller {
  const organisation = { id, kind, areaCode };
  return { organisation, mandates: [{ role, organisation, onBehalfOf: null }] } as unknown as Caller;
}
const firm = caller('ENTERPRISE', 'OPERATOR', '140525100', 'firm');

describe('what a caller sees', () => {
  it('a 12350 report is an inspection to the enterprise, and itself to the authorities', () => {
    expect(sourceSeenBy(firm, ROW)).toBe('TOWN_INSPECTION');
    expect(sourceSeenBy(firm, { ...ROW, finderLevel: 'COUNTY' })).toBe('COUNTY_INSPECTION');
    expect(sourceSeenBy(caller('COUNTY_BUREAU', 'INSPECTOR'), ROW)).toBe('PUBLIC_REPORT');
  });

  it('phones are open to the enterprise and to the authorities over it that decide', () => {
    expect(seesPhones(firm, ROW)).toBe(true);
    expect(seesPhones(caller('TOWN_CENTRE', 'INSPECTOR', '140525100'), ROW)).toBe(true);
    expect(seesPhones(caller('COUNTY_BUREAU', 'SUPERVISOR'), ROW)).toBe(true);
    expect(seesPhones(caller('COUNTY_BUREAU', 'AUDITOR'), ROW)).toBe(false);
    expect(seesPhones(caller('COUNTY_BUREAU', 'ADMINISTRATOR'), ROW)).toBe(false);
    expect(seesPhones(caller('TOWN_CENTRE', 'INSPECTOR', '140525108'), ROW)).toBe(false);
  });

  it('overdue begins the day after the deadline, and ends with the submission', () => {
    expect(overdueOf(ROW, '2026-11-20')).toBeNull();
    expect(overdueOf(ROW, '2026-11-22')).toMatchObject({ kind: 'RECTIFICATION', since: '2026-11-21', days: 2 });
    expect(overdueOf({ ...ROW, status: 'ACCEPTING' }, '2026-11-22')).toBeNull();
  });
});
