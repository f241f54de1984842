import { describe, expect, it } from '@jest/globals';
import { creditCodeFault, organisationCodeHolds } from '../domain/credit-code.js';
import { dayIn } from '../domain/deadline.js';
import { AREAS } from '../reference/reference.js';
import { ACCOUNTS, AUTHORITIES, DEMO_AREA } from './county.js';
import { makeCreditCode } from './credit-code-maker.js';
import { ENTERPRISES } from './enterprises.js';

const townNames = new Map(AREAS.towns.items.map((town) => [town.code, town.name]));

describe('the sandbox county', () => {
  it('has one bureau, the city above it, a centre in each town and one in the demonstration area', () => {
    const areasOf = (kind: string) =>
      AUTHORITIES.filter((authority) => authority.kind === kind).map((authority) => authority.areaCode);
    expect(areasOf('COUNTY_BUREAU')).toEqual([AREAS.county.scopeCode]);
    expect(areasOf('CITY_BUREAU')).toEqual([AREAS.city.scopeCode]);
    expect(areasOf('TOWN_CENTRE')).toEqual([...townNames.keys(), DEMO_AREA.code]);
    for (const authority of AUTHORITIES) {
      const town = townNames.get(authority.areaCode);
      if (town !== undefined) expect(authority.name).toBe(`${town}应急管理中心`);
    }
    expect(townNames.has(DEMO_AREA.code)).toBe(false);
  });

  it('has ids of UUID v7, each once, of November 2026', () => {
    const ids = [...AUTHORITIES, ...ENTERPRISES, ...ACCOUNTS].map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const madeAt = new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString();
      expect(dayIn(madeAt, 'Asia/Shanghai')).toMatch(/^2026-11-/);
    }
  });
});

describe('its enterprises', () => {
  it('are at least 24, called 示例, in every town, several in 南村镇 and 巴公镇', () => {
    expect(ENTERPRISES.length).toBeGreaterThanOrEqual(24);
    expect(ENTERPRISES.every((enterprise) => enterprise.name.includes('示例'))).toBe(true);
    expect(new Set(ENTERPRISES.map((enterprise) => enterprise.areaCode))).toEqual(new Set(townNames.keys()));
    for (const code of ['140525100', '140525108']) {
      expect(ENTERPRISES.filter((enterprise) => enterprise.areaCode === code).length).toBeGreaterThanOrEqual(5);
    }
    for (const { address, areaCode } of ENTERPRISES) expect(address).toContain(townNames.get(areaCode) ?? 'no town');
  });

  it('have credit codes of the county, each once, right by both checks', () => {
    expect(new Set(ENTERPRISES.map((enterprise) => enterprise.creditCode)).size).toBe(ENTERPRISES.length);
    for (const { creditCode } of ENTERPRISES) {
      expect([creditCode, creditCodeFault(creditCode), organisationCodeHolds(creditCode)]).toEqual([
        creditCode,
        null,
        true,
      ]);
      expect(creditCode.slice(2, 8)).toBe(AREAS.county.code);
    }
    expect(() => makeCreditCode('short')).toThrow(RangeError);
  });

  it('show every sector, scale and risk class, one blast furnace in 巴公镇, one ceased firm, one branch', () => {
    const shown = (pick: (enterprise: (typeof ENTERPRISES)[number]) => string) =>
      [...new Set(ENTERPRISES.map(pick))].sort();
    expect(shown((enterprise) => enterprise.sector)).toEqual(['FIREWORKS', 'HAZCHEM', 'METALLURGY', 'OTHER_INDUSTRY']);
    expect(shown((enterprise) => enterprise.scale)).toEqual(['LARGE', 'MEDIUM', 'MICRO', 'SMALL']);
    expect(shown((enterprise) => enterprise.riskClass)).toEqual(['BLUE', 'ORANGE', 'RED', 'YELLOW']);
    const furnaces = ENTERPRISES.filter((enterprise) => enterprise.riskFeatures.includes('BLAST_FURNACE'));
    expect(furnaces.map((enterprise) => enterprise.areaCode)).toEqual(['140525108']);
    expect(ENTERPRISES.filter((enterprise) => enterprise.status === 'CEASED')).toHaveLength(1);
    const parents = ENTERPRISES.flatMap((enterprise) => enterprise.parentId ?? []);
    expect(parents).toHaveLength(1);
    expect(ENTERPRISES.map((enterprise) => enterprise.id)).toContain(parents[0]);
  });
});

describe('its accounts', () => {
  const rolesByName = Object.fromEntries(ACCOUNTS.map((account) => [account.username, account.roles]));
  const areaOf = (username: string) => {
    const id = ACCOUNTS.find((account) => account.username === username)?.organisationId;
    return [...AUTHORITIES, ...ENTERPRISES].find((organisation) => organisation.id === id)?.areaCode;
  };

  it('are those of contract §9, the city’s supervisor and the importer', () => {
    expect(rolesByName).toEqual({
      'county.admin': ['ADMINISTRATOR'],
      'county.inspector': ['INSPECTOR'],
      'county.supervisor': ['SUPERVISOR'],
      'county.auditor': ['AUDITOR'],
      'nancun.inspector': ['INSPECTOR'],
      'nancun.supervisor': ['SUPERVISOR'],
      'bagong.inspector': ['INSPECTOR'],
      'bagong.supervisor': ['SUPERVISOR'],
      'example1.operator': ['OPERATOR'],
      'example1.principal': ['PRINCIPAL'],
      'example2.operator': ['OPERATOR'],
      'example2.principal': ['PRINCIPAL'],
      'city.supervisor': ['SUPERVISOR'],
      'demo.importer': ['INSPECTOR'],
    });
  });

  it('belong where their names say', () => {
    const places = {
      county: '140525',
      nancun: '140525100',
      bagong: '140525108',
      example1: '140525100',
      example2: '140525108',
      city: '1405',
      demo: DEMO_AREA.code,
    };
    for (const { username } of ACCOUNTS)
      expect([username, areaOf(username)]).toEqual([username, places[username.split('.')[0] as keyof typeof places]]);
    expect(ACCOUNTS.every((account) => /^示例.$/.test(account.displayName))).toBe(true);
    expect(new Set(ACCOUNTS.map((account) => account.displayName)).size).toBe(ACCOUNTS.length);
  });
});
