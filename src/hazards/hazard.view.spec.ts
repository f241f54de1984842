import { describe, expect, it } from '@jest/globals';
import { AT, dossier, hazard as row, RULES } from '../../test/support/deciding.js';
import type { Hazard } from '../domain/hazard.js';
import type { Caller, OrganisationKind, Role } from '../domain/permission.js';
import type { FieldSeal } from '../platform/sealing/field-seal.js';
import { hazardView, mayStandIn, overdueOf, ownerFor, seesPhones, sourceSeenBy } from './hazard.view.js';

const ROW = {
  enterpriseId: 'firm', townCode: '140525100', countyCode: '140525', cityCode: '1405', source: 'PUBLIC_REPORT', finderLevel: 'TOWN',
  status: 'RECTIFYING', deadline: '2026-11-20', supervision: null,
} as unknown as Hazard;

function caller(kind: OrganisationKind, role: Role, areaCode = '140525', id = 'other'): Caller {
  const organisation = { id, kind, areaCode };
  return { kind: 'PERSON', organisation, mandates: [{ role, organisation, onBehalfOf: null }] } as unknown as Caller;
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
    // an act that an authority owes, and a listing, have days of their own
    expect(overdueOf({ ...ROW, status: 'ACCEPTING', stepDueOn: '2026-11-20' }, '2026-11-21')).toMatchObject({ kind: 'ACCEPTANCE', since: '2026-11-21', days: 1 });
    expect(overdueOf({ ...ROW, status: 'CONFIRMING', deadline: '2026-12-31', stepDueOn: '2026-11-20' }, '2026-11-21')).toMatchObject({ kind: 'CONFIRMATION' });
    expect(overdueOf({ ...ROW, status: 'ACCEPTING', supervision: { deadline: '2026-11-19' } as Hazard['supervision'], stepDueOn: '2026-11-20' }, '2026-11-21')).toMatchObject({ kind: 'SUPERVISION', days: 2 });
  });

  it('a phone is masked for whoever may not have it, and the caller’s own number shown to nobody else', () => {
    const seal = { open: (sealed: string) => sealed.replace('sealed ', '') } as FieldSeal;
    const owner = { name: '乙', post: null, department: null, phone: 'sealed 13800005678' };
    expect([ownerFor({ seal }, true, owner)?.phone, ownerFor({ seal }, false, owner)?.phone, ownerFor({ seal }, false, { ...owner, phone: null })?.phone]).toEqual(['13800005678', '138****5678', null]);
    const seen = (by: Caller) => {
      const { externalRef, owner: shown } = hazardView({ caller: by, rules: RULES, seal, at: AT, today: '2026-11-20' }, dossier(row({ owner, externalRef: 'A-1' })));
      return [externalRef, (shown as typeof owner).phone];
    };
    expect([seen(firm), seen(caller('COUNTY_BUREAU', 'SUPERVISOR')), seen(caller('COUNTY_BUREAU', 'AUDITOR'))]).toEqual([['A-1', '13800005678'], [null, '13800005678'], [null, '138****5678']]);
  });

  it('who is left is looked up for those alone who may stand in', () => {
    const supervisor = (kind: OrganisationKind) => caller(kind, 'SUPERVISOR');
    const may = (by: Caller, change: Partial<Hazard>) => mayStandIn(by, row(change));
    expect([may(supervisor('COUNTY_BUREAU'), { status: 'CONFIRMING', pendingLevel: 'TOWN' }), may(supervisor('TOWN_CENTRE'), { status: 'CONFIRMING', pendingLevel: 'TOWN' })]).toEqual([true, false]);
    expect([may(supervisor('TOWN_CENTRE'), { status: 'ACCEPTING', pendingLevel: null }), may(caller('COUNTY_BUREAU', 'INSPECTOR'), { status: 'ACCEPTING', pendingLevel: null })]).toEqual([true, false]);
    const extensions = [{ state: 'PENDING' }] as Hazard['extensions'];
    expect([may(supervisor('COUNTY_BUREAU'), { status: 'RECTIFYING', extensions }), may(supervisor('COUNTY_BUREAU'), { status: 'RECTIFYING' })]).toEqual([true, false]);
  });
});
