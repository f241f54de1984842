import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compareDays, isDay } from '../domain/deadline.js';
import { clauseByCode } from '../reference/reference.js';
import { DEMO_AREA } from './county.js';
import { mapRealHazards } from './real-hazards.js';
import { FINDER_NOT_STATED } from './real-hazards.tables.js';

const csv = readFileSync(new URL('../reference/real-hazards.csv', import.meta.url), 'utf8');
const { accepted, refused } = mapRealHazards(csv);
const ROWS = 186;

/** What a town centre may enter (contract §3): no county inspection; a self-check only by proxy. */
const TOWN_SOURCES = ['TOWN_INSPECTION', 'EXPERT_SERVICE', 'SUPERIOR_INSPECTION', 'PUBLIC_REPORT', 'RESUMPTION_CHECK'];

describe('the published hazards', () => {
  it('are all accounted for: 17 accepted, 169 refused', () => {
    expect([accepted.length, refused.length]).toEqual([17, 169]);
    const lines = [...accepted, ...refused].map((row) => row.line).sort((left, right) => left - right);
    expect(lines).toEqual(Array.from({ length: ROWS }, (_, index) => index + 2));
    const ids = [...accepted.map((row) => row.externalRef), ...refused.map((row) => row.id)];
    expect(new Set(ids).size).toBe(ROWS);
  });

  it('stand on the line of the file that is named', () => {
    const lines = csv.split('\r\n');
    for (const row of accepted) expect(lines[row.line - 1]).toContain(`${row.externalRef},`);
    for (const row of refused) expect(lines[row.line - 1]).toContain(`${row.id},`);
  });

  it('are refused with Chinese reasons, every one of them', () => {
    for (const row of refused) {
      expect(row.reasons.length).toBeGreaterThan(0);
      for (const reason of row.reasons) expect(reason).toMatch(/^[\u4e00-\u9fff].{4,}/);
    }
  });

  it('lose every major: none was published with both a full day of finding and a full deadline', () => {
    expect(accepted.filter((row) => row.request.level === 'MAJOR')).toHaveLength(0);
    const reasons = refused.flatMap((row) => row.reasons);
    const count = (part: string) => reasons.filter((reason) => reason.includes(part)).length;
    expect({
      level: count('未写明隐患等级'),
      noFoundOn: count('没有发现日期'),
      partOfFoundOn: count('不是完整的年月日'),
      noDeadline: count('公布材料没有期限'),
      noBasis: count('须有判定条款或依据'),
    }).toEqual({ level: 59, noFoundOn: 23, partOfFoundOn: 79, noDeadline: 84, noBasis: 29 });
    expect([count('没有对应'), count('不在已收录'), count('缺少'), count('早于')]).toEqual([0, 0, 0, 0]);
  });
});

describe('an accepted row', () => {
  it.each(accepted.map((row) => [row.externalRef, row] as const))(
    '%s keeps the contract of registration',
    (ref, { request }) => {
      expect(request.externalRef).toBe(ref);
      expect(request.enterprise.areaCode).toBe(DEMO_AREA.code);
      expect([request.enterprise.name, request.enterprise.address, request.description]).not.toContain('');
      expect(TOWN_SOURCES).toContain(request.source);
      expect(request.foundBy.map((finder) => finder.name)).toEqual([FINDER_NOT_STATED]);
      expect(isDay(request.foundOn)).toBe(true);
      if (request.basisClause !== undefined) expect(clauseByCode(request.basisClause)).toBeDefined();
      if (request.deadline === undefined) return;
      expect(isDay(request.deadline)).toBe(true);
      expect(compareDays(request.deadline, request.foundOn)).toBeGreaterThanOrEqual(0);
    },
  );

  it('says what is our reading: an inferred level, a deadline that is no day', () => {
    const fireHydrant = accepted.find((row) => row.externalRef === 'RH-0094');
    expect(fireHydrant?.request).toMatchObject({
      level: 'GENERAL',
      category: 'EQUIPMENT',
      source: 'SUPERIOR_INSPECTION',
      foundOn: '2020-12-23',
    });
    expect(fireHydrant?.request).not.toHaveProperty('deadline');
    expect(fireHydrant?.readings).toEqual([
      '等级是数据整理者推断的，公布材料没有写明',
      '公布的期限“立即”不是日期，未填整改期限',
    ]);
  });
});

describe('the mapping of one row', () => {
  const [header = ''] = csv.split('\r\n', 1);
  const complete: Record<string, string> = {
    hazard_id: 'RH-9001',
    source_title: '某县应急管理局公布（2026）',
    region: '某县',
    found_by: 'town_bureau',
    enterprise_name: '某厂',
    sector: '粉尘涉爆（家具）',
    level: 'major',
    level_origin: 'published',
    description: '人员未经培训',
    standard_clause_code: 'GM-2023-11-10',
    legal_basis: '安全生产法',
    found_date: '2024-02-29',
    deadline: '2024-03-31',
  };
  const map = (changes: Record<string, string> = {}) => {
    const row = { ...complete, ...changes };
    return mapRealHazards(
      `${header}\n${header
        .split(',')
        .map((column) => row[column] ?? '')
        .join(',')}\n`,
    );
  };
  const reasons = (changes: Record<string, string>) => map(changes).refused.flatMap((row) => row.reasons);

  it('takes a major that is complete, by its clause', () => {
    expect(map().accepted[0]?.request).toEqual({
      externalRef: 'RH-9001',
      enterprise: { name: '某厂', address: '某县', areaCode: '140525900' },
      level: 'MAJOR',
      source: 'TOWN_INSPECTION',
      sector: 'OTHER_INDUSTRY',
      category: 'PEOPLE',
      description: '人员未经培训',
      basisClause: 'GM-2023-11-10',
      foundOn: '2024-02-29',
      foundBy: [{ name: '来源未载明', post: '来源未载明', organisation: '某县应急管理局公布（2026）' }],
      deadline: '2024-03-31',
    });
    expect(map().accepted[0]?.readings).toEqual(['判定条款是数据整理者的对应，公布材料未必引用']);
    expect(map({ standard_clause_code: '' }).accepted[0]?.request.basisNote).toBe('安全生产法');
  });

  it.each([
    [{ level: 'unspecified' }, '公布材料未写明隐患等级，不能代为认定'],
    [{ found_date: '2024-02-30' }, '发现日期不是完整的年月日（公布为“2024-02-30”）'],
    [{ found_date: '' }, '公布材料没有发现日期'],
    [{ deadline: '' }, '重大隐患登记须有整改期限，公布材料没有期限'],
    [{ deadline: '7日内' }, '重大隐患登记须有整改期限，公布的“7日内”不是日期'],
    [{ deadline: '2024-02-28' }, '整改期限早于发现日期'],
    [{ standard_clause_code: 'GM-2017-01' }, '判定条款“GM-2017-01”不在已收录的判定标准中'],
    [{ standard_clause_code: '', legal_basis: '' }, '重大隐患登记须有判定条款或依据，公布材料没有'],
    [{ found_by: 'toString' }, '发现层级“toString”没有对应的隐患来源'],
    [{ sector: '航空' }, '行业领域“航空”没有对应的代码'],
    [{ enterprise_name: ' ' }, '缺少企业名称'],
  ])('refuses %j', (changes, reason) => expect(reasons(changes)).toEqual([reason]));

  it('names all reasons at once', () => {
    expect(reasons({ level: 'unspecified', found_date: '2024', sector: '航空' })).toHaveLength(3);
  });

  it('does not pass over a malformed file', () => {
    expect(() => mapRealHazards(`${header}\nonly,three,cells\n`)).toThrow();
  });
});
