import { describe, expect, it } from '@jest/globals';
import { Requested } from '../../platform/http/requested.js';
import type { Organisation, OrganisationKind } from '../../domain/permission.js';
import type { Hazard } from '../../domain/hazard.js';
import { NOTHING_IN_PLACE } from '../../domain/hazard.js';
import { differenceOf } from './difference.js';
import { fiveAfter } from './candidate.js';
import { Ground } from './ground.js';
import { planOf } from './plan.js';
import type { Reading } from './reading.js';

const CODE = '91140525XXXX00019C';
const office = (kind: OrganisationKind): Organisation => ({ id: 'o', name: '单位', kind, areaCode: '140525100', cityCode: '1405', countyCode: '140525', townCode: '140525100' });
const asked = (kind: OrganisationKind): Requested => new Requested({
  caller: { kind: 'PERSON', id: 'p', name: '甲', organisation: office(kind), mandates: [], scopes: [] }, requestId: 'r', address: '', language: 'zh', method: 'POST', path: '/', idempotencyKey: null, bodyHash: null, ifMatch: null,
});
const reading = (said: Reading['said']): Reading => ({ sheet: '表', row: 2, hidden: false, said, reasons: [], formulas: [] });
const firm = (id: string, name: string, creditCode: string | null = null) => ({ id, name, shortNames: ['甲厂'], creditCode, sector: 'METALLURGY' });
const TOWNS = new Map([['南村', '140525100']]);

describe('the enterprise of a row', () => {
  const ground = new Ground(asked('TOWN_CENTRE'), [firm('1', '泽州县甲铸造（有限）公司', CODE), firm('2', '乙')], TOWNS);
  it('is found by its code, by its name whatever the brackets, or is named with its town', () => {
    expect(ground.enterprise(reading({ creditCode: CODE }))).toMatchObject({ known: { id: '1' } });
    expect(ground.enterprise(reading({ enterpriseName: '泽州县甲铸造(有限)公司' }))).toMatchObject({ known: { id: '1' } });
    expect(ground.enterprise(reading({ enterpriseName: '丙作坊', town: '南村乡' }))).toEqual({ named: { enterprise: { name: '丙作坊', address: '南村乡', areaCode: '140525100' } }, known: null });
  });
  it('is not guessed', () => {
    const code = (said: Reading['said']) => (ground.enterprise(reading(said)) as { code: string; path: string }[]).map((one) => `${one.path} ${one.code}`);
    expect(code({ enterpriseName: '甲厂' })).toEqual(['enterpriseName ENTERPRISE_SEVERAL']);
    expect(code({ creditCode: CODE, enterpriseName: '乙' })).toEqual(['enterpriseName ENTERPRISE_NAME_DIFFERS']);
    expect(code({ creditCode: '91140525XXXX00019X' })).toEqual(['creditCode WRONG_CREDIT_CODE']);
    expect(code({ enterpriseName: '丙' })).toEqual(['enterpriseName ENTERPRISE_UNKNOWN']);
    expect(code({ enterpriseName: '丙', town: '别镇' })).toEqual(['town AREA_UNKNOWN']);
    expect(code({})).toEqual(['creditCode REQUIRED']);
  });
});

describe('the number of a row', () => {
  it('of an enterprise is its own, of an office begins with the firm, and is made of what the row says where there is none', () => {
    const own = new Ground(asked('ENTERPRISE'), [firm('o', '甲', CODE)], new Map());
    const town = new Ground(asked('TOWN_CENTRE'), [firm('1', '甲', CODE)], TOWNS);
    expect(own.refsOf(reading({ externalRef: 'A-1' }))).toEqual(['A-1']);
    expect(town.refsOf(reading({ creditCode: CODE, externalRef: 'A-1' }))).toEqual([`${CODE}/A-1`, '1/A-1', '甲/A-1', 'A-1']);
    const made = (said: Reading['said']) => town.refsOf(reading({ creditCode: CODE, ...said }))[0];
    expect(made({ description: '甲' })).toMatch(/^xlsx:[0-9a-f]{40}$/);
    expect(made({ description: '甲', deadline: '2026-12-01' })).toBe(made({ description: '甲' }));
    expect(made({ description: '乙' })).not.toBe(made({ description: '甲' }));
  });
  it('of a firm without a code is found again once the ledger knows the firm', () => {
    const unknown = new Ground(asked('TOWN_CENTRE'), [], TOWNS);
    const known = new Ground(asked('TOWN_CENTRE'), [firm('7', '丙作坊（东）')], TOWNS);
    for (const said of [{ externalRef: 'A-1' }, { description: '甲' }]) {
      const [first = ''] = unknown.refsOf(reading({ enterpriseName: '丙作坊(东)', town: '南村镇', ...said }));
      expect(known.refsOf(reading({ enterpriseName: '丙作坊（东）', ...said }))).toContain(first);
    }
    const long = unknown.refsOf(reading({ enterpriseName: '长'.repeat(200), town: '南村镇', externalRef: 'A-1' }))[0];
    expect(long).toMatch(/^[0-9a-f]{40}\/A-1$/);
  });
});

describe('what a row would change', () => {
  const hazard = {
    level: 'GENERAL', source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT', foundOn: '2026-11-20', description: '护栏\n缺失', location: null, basisClause: null, basisNote: null,
    supervisingOfficer: null, interimMeasures: null, operationsSuspended: false, deadline: '2026-12-01', foundBy: [{ name: '甲', post: '安全员', organisation: null }],
    owner: { name: '乙', post: null, phone: 'sealed', department: null }, fiveInPlace: { ...NOTHING_IN_PLACE, measures: '加护栏' },
  } as unknown as Hazard;
  const seen = { source: 'TOWN_INSPECTION' as const, ownerPhone: '13800005678', sealPhone: (phone: string) => `sealed ${phone}`, maskPhone: (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}` };
  const difference = (said: Reading['said']) => differenceOf(reading(said), hazard, seen);

  it('is nothing where it says what stands, the mask of a phone included', () => {
    expect(difference({ description: '护栏\n缺失', category: 'EQUIPMENT', foundBy: '甲', foundByPost: '安全员', ownerName: '乙', ownerPhone: '138****5678', deadline: '2026-12-01', measures: '加护栏', operationsSuspended: 'false' }))
      .toEqual({ changes: [], patch: null, five: null, reasons: [] });
    expect(difference({})).toMatchObject({ changes: [], patch: null, five: null });
  });
  it('is what was edited, and only that', () => {
    const { patch, five, changes } = difference({ deadline: '2026-12-05', ownerPhone: '13900001111', foundBy: '甲、丙', contingencyPlan: '撤人' });
    expect(patch).toEqual({ deadline: '2026-12-05', foundBy: [{ name: '甲', post: '安全员', organisation: null }, { name: '丙', post: null, organisation: null }], owner: { name: '乙', post: null, department: null, phone: 'sealed 13900001111' } });
    expect(five?.five).toMatchObject({ measures: '加护栏', contingencyPlan: { summary: '撤人', evidenceId: null } });
    expect(changes.map(({ column, from, to }) => [column, from, to])).toEqual([['deadline', '2026-12-01', '2026-12-05'], ['foundBy', '甲', '甲、丙'], ['ownerPhone', '138****5678', '139****1111'], ['contingencyPlan', null, '撤人']]);
  });
  it('cannot be what a registration fixed', () => {
    expect(difference({ level: 'MAJOR', source: 'COUNTY_INSPECTION', sector: 'GAS', foundOn: '2026-11-21' }).reasons.map(({ path, code }) => `${path} ${code}`))
      .toEqual(['level FIELD_FIXED', 'source FIELD_FIXED', 'sector FIELD_FIXED', 'foundOn FIELD_FIXED']);
  });
  it('of five in place keeps the parts it does not speak of', () => {
    expect(fiveAfter(reading({ unit: '车间', fundsYuan: '10.00', fundsSource: '安全费用' }), hazard.fiveInPlace, '2026-12-01', '乙'))
      .toEqual({ measures: '加护栏', responsibility: { unit: '车间', person: '乙', phone: null }, funds: { amountYuan: '10.00', source: '安全费用', zeroReason: null }, schedule: { milestones: [] }, contingencyPlan: null });
  });
});

describe('what a row asks for', () => {
  const hazard = {
    id: 'h', ledgerNo: '140525100-2026-000001', level: 'GENERAL', source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT', foundOn: '2026-11-20', description: '护栏缺失', location: null,
    basisClause: null, basisNote: null, supervisingOfficer: null, interimMeasures: null, operationsSuspended: false, deadline: '2026-12-01', foundBy: [], owner: null, fiveInPlace: NOTHING_IN_PLACE,
    enterpriseId: '1', enterpriseName: '甲', registeredByOrganisationId: 'o', externalRef: 'A-1',
  } as unknown as Hazard;
  const seen = { source: 'TOWN_INSPECTION' as const, ownerPhone: null, sealPhone: (phone: string) => phone, maskPhone: (phone: string) => phone };
  const plan = (said: Reading['said'], more: Partial<Reading> = {}, twin: { row: number; sheet: string; same: boolean } | null = null, stands = hazard) => {
    const ground = new Ground(asked('TOWN_CENTRE'), [firm('1', '甲', CODE), firm('2', '乙')], TOWNS);
    ground.byLedgerNo = new Map([[hazard.ledgerNo, stands]]);
    const made = planOf({ position: 1, reading: { ...reading({ ledgerNo: hazard.ledgerNo, ...said }), ...more }, twin }, ground, { of: () => seen });
    return made.kind === 'REFUSED' ? made.reasons.map(({ code, path }) => `${path ?? ''} ${code}`.trim()) : made.kind;
  };

  it('is nothing where it says what stands, an edit where it says otherwise', () => {
    expect([plan({ description: '护栏缺失' }), plan({ description: '护栏松动' }), plan({ ledgerNo: '140525100-2026-000009' })]).toEqual(['SAME', 'EDIT', ['ledgerNo NOT_FOUND']]);
  });
  it('is not done where the row was hidden, or an earlier one of the file says otherwise of the same new hazard', () => {
    expect(plan({ description: '护栏松动' }, { hidden: true })).toEqual(['ROW_HIDDEN']);
    expect([plan({}, {}, { row: 2, sheet: '表', same: false }), plan({}, {}, { row: 2, sheet: '表', same: true })]).toEqual([['ROW_TWICE'], 'SAME']);
  });
  it('stays with its enterprise and with the number of whoever registered it, which nobody else knows', () => {
    expect([plan({ creditCode: CODE }), plan({ enterpriseName: '甲' }), plan({ enterpriseName: '乙' })]).toEqual(['SAME', 'SAME', ['enterpriseName FIELD_FIXED']]);
    expect([plan({ externalRef: 'A-1' }), plan({ externalRef: 'B-7' })]).toEqual(['SAME', ['externalRef FIELD_FIXED']]);
    expect(plan({ externalRef: 'B-7' }, {}, null, { ...hazard, registeredByOrganisationId: 'another' })).toBe('SAME');
  });
});
