import { describe, expect, it } from '@jest/globals';
import type { Caller, OrganisationKind } from '../domain/permission.js';
import { AT, COUNTY, FIRM as OWN, person, RULES, TOWN } from '../../test/support/deciding.js';
import type { EnterpriseRow } from '../organisations/enterprise.reader.js';
import type { RegisterHazardDto } from './hazard.dto.js';
import { differingFields, finderLevelOf, newHazard, registeredContent, registrationFaults } from './registration.js';

const TODAY = '2026-11-20';
const FIRM = { id: 'firm', status: 'ACTIVE' } as EnterpriseRow;
const callerOf = (kind: OrganisationKind) => ({ organisation: { kind } }) as Caller;

const ASKED: RegisterHazardDto = {
  enterpriseId: 'firm', level: 'MAJOR', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT', description: '未设报警',
  basisClause: 'GM-2023-05-05', foundOn: '2026-11-18', foundBy: [{ name: '甲' }], deadline: '2026-12-31',
};
const codes = (change: Partial<RegisterHazardDto>, kind: OrganisationKind = 'ENTERPRISE', enterprise: EnterpriseRow | null = FIRM): string[] =>
  registrationFaults({ ...ASKED, ...change }, callerOf(kind), enterprise, TODAY).map((reason) => reason.code);

describe('a registration', () => {
  it('is sound', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ source: 'COUNTY_INSPECTION' }, 'COUNTY_BUREAU')).toEqual([]);
  });

  it('comes from who may find so', () => {
    for (const source of ['TOWN_INSPECTION', 'COUNTY_INSPECTION', 'EXPERT_SERVICE', 'SUPERIOR_INSPECTION', 'PUBLIC_REPORT', 'RESUMPTION_CHECK'] as const) expect([source, codes({ source })]).toEqual([source, ['SOURCE_NOT_YOURS']]);
    expect(codes({ source: 'COUNTY_INSPECTION' }, 'TOWN_CENTRE')).toEqual(['SOURCE_NOT_YOURS']);
    expect(codes({ source: 'TOWN_INSPECTION' }, 'COUNTY_BUREAU')).toEqual(['SOURCE_NOT_YOURS']);
  });

  it('says 代报 where an authority enters a self-check, and nowhere else', () => {
    expect(codes({}, 'TOWN_CENTRE')).toEqual(['PROXY_NEEDED']);
    expect(codes({ enteredByProxy: true }, 'TOWN_CENTRE')).toEqual([]);
    expect(codes({ enteredByProxy: true })).toEqual(['PROXY_NOT_ALLOWED']);
    expect(codes({ enteredByProxy: true, source: 'TOWN_INSPECTION' }, 'TOWN_CENTRE')).toEqual(['PROXY_NOT_ALLOWED']);
  });

  it('names an enterprise that is there and works', () => {
    expect(codes({}, 'ENTERPRISE', null)).toEqual(['ENTERPRISE_UNKNOWN']);
    expect(codes({}, 'ENTERPRISE', { ...FIRM, status: 'CEASED' })).toEqual(['ENTERPRISE_CEASED']);
    expect(codes({ enterprise: { name: '甲', address: '乙', areaCode: '140525100' } })).toEqual(['PROVISIONAL_NOT_YOURS']);
  });

  it('has its days in order', () => {
    expect(codes({ foundOn: '2026-11-21' })).toEqual(['FOUND_IN_FUTURE']);
    expect(codes({ deadline: '2026-11-17' })).toEqual(['DEADLINE_BEFORE_FOUND']);
    // found today, and to be put right on the spot
    expect([codes({ foundOn: TODAY }), codes({ deadline: '2026-11-18' })]).toEqual([[], []]);
  });

  it('names an inspection of its own enterprise', () => {
    const faults = (inspectionOf: string | undefined, enterprise: EnterpriseRow | null = FIRM, more: Partial<RegisterHazardDto> = {}) =>
      registrationFaults({ ...ASKED, inspectionId: 'i', ...more }, callerOf('ENTERPRISE'), enterprise, TODAY, inspectionOf).map(({ code }) => code);
    expect([faults('firm'), faults('another'), faults(undefined)]).toEqual([[], ['INSPECTION_INVALID'], ['INSPECTION_INVALID']]);
    // whose it would be is not known where the enterprise is not
    expect(faults('another', null)).toEqual(['ENTERPRISE_UNKNOWN']);
  });

  it('gives a major a deadline and a basis that exists', () => {
    expect(codes({ deadline: null, basisClause: null })).toEqual(['DEADLINE_NEEDED', 'BASIS_NEEDED']);
    expect(codes({ level: 'GENERAL', deadline: null, basisClause: null })).toEqual([]);
    expect(codes({ basisClause: '没有这一条' })).toEqual(['CLAUSE_UNKNOWN']);
  });

  it('has the level of its finder: a superior’s is the county’s, a proxy’s the firm’s own', () => {
    expect(finderLevelOf('TOWN_CENTRE', 'TOWN_INSPECTION')).toBe('TOWN');
    expect(finderLevelOf('TOWN_CENTRE', 'SUPERIOR_INSPECTION')).toBe('COUNTY');
    expect(finderLevelOf('TOWN_CENTRE', 'ENTERPRISE_SELF_CHECK')).toBe('ENTERPRISE');
    expect(finderLevelOf('COUNTY_BUREAU', 'EXPERT_SERVICE')).toBe('COUNTY');
    expect([finderLevelOf('CITY_BUREAU', 'EXPERT_SERVICE'), finderLevelOf('TOWN_CENTRE', 'EXPERT_SERVICE'), finderLevelOf('COUNTY_BUREAU', 'ENTERPRISE_SELF_CHECK')]).toEqual(['COUNTY', 'TOWN', 'ENTERPRISE']);
  });

  it('begins where its finder begins: the firm’s own waits for nobody’s confirmation yet, an authority’s for that of its level', () => {
    const enterprise = { ...FIRM, name: '示例', cityCode: '1405', countyCode: '140525', townCode: '140525100', scale: null, riskClass: null, riskFeatures: [] } as unknown as EnterpriseRow;
    const begun = (caller: Caller, change: Partial<RegisterHazardDto>) => newHazard({
      id: 'h', ledgerNo: 'n', asked: { ...ASKED, ...change }, content: {}, owner: null, caller, enterprise, rules: RULES, at: AT, today: TODAY,
    });
    expect(begun(person('o', OWN, 'OPERATOR'), {})).toMatchObject({ status: 'REPORTED', pendingLevel: null, finderLevel: 'ENTERPRISE', route: { confirm: ['TOWN', 'COUNTY'] } });
    expect(begun(person('t', TOWN, 'INSPECTOR'), { source: 'TOWN_INSPECTION' })).toMatchObject({ status: 'CONFIRMING', pendingLevel: 'TOWN', finderLevel: 'TOWN' });
    expect(begun(person('c', COUNTY, 'INSPECTOR'), { source: 'COUNTY_INSPECTION', level: 'GENERAL' })).toMatchObject({ status: 'CONFIRMING', pendingLevel: 'COUNTY', route: { confirm: ['COUNTY'], accept: ['COUNTY'] } });
    expect(begun(person('t', TOWN, 'INSPECTOR'), { enteredByProxy: true })).toMatchObject({ status: 'REPORTED', enteredByProxy: true, registeredByOrganisationId: 'town', finders: [{ organisationId: 'town', level: 'ENTERPRISE', on: '2026-11-18' }] });
  });

  it('is compared by its content, phones left out', () => {
    const owner = { name: '乙', phone: '13800005678' };
    expect(registeredContent({ ...ASKED, owner })).toEqual(registeredContent({ ...ASKED, owner: { name: '乙', phone: '13900001234' } }));
    expect(differingFields(registeredContent({ ...ASKED, location: '2号炉' }), registeredContent(ASKED))).toEqual(['location']);
    expect(differingFields(registeredContent(ASKED), registeredContent({ ...ASKED, location: '2号炉', owner }))).toEqual(['location', 'owner']);
  });
});
