import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { countyTable } from './real-hazards.js';

const published = readFileSync(new URL('../reference/real-hazards.csv', import.meta.url), 'utf8');
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true }) as unknown as Record<string, string>[];

describe('the published hazards as a town’s table', () => {
  const table = countyTable(published);
  const rows = rowsOf(table.csv);

  it('are all there, each once, in their order', () => {
    expect([table.rowCount, rows.length]).toEqual([186, 186]);
    expect(rows.map((row) => row['自编号'])).toEqual(Array.from({ length: 186 }, (_, at) => `RH-${String(at + 1).padStart(4, '0')}`));
  });

  it('say what is our reading, and of how many rows', () => {
    expect(table.readings.map(([, count]) => count)).toEqual(readings(published));
  });

  it('name no person and no real town', () => {
    expect(new Set(rows.map((row) => `${row['检查人员']} ${row['所在镇']}`))).toEqual(new Set(['来源未载明 示范数据区（非真实行政区）']));
  });
});

/** Counted on the publication itself, without the mapping. */
function readings(csv: string): number[] {
  const rows = rowsOf(csv);
  return [
    rows.filter((row) => row['level_origin'] === 'inferred').length, rows.filter((row) => row['standard_clause_code']).length,
    rows.filter((row) => row['level'] !== 'major' && row['deadline'] && !/^\d{4}-\d\d-\d\d$/.test(row['deadline'])).length,
  ];
}

describe('one row', () => {
  const [header = ''] = published.split('\r\n', 1);
  const complete: Record<string, string> = {
    hazard_id: 'RH-9001', source_title: '某县应急管理局公布，“2026”', region: '某县', found_by: 'town_bureau', enterprise_name: '某厂', sector: '粉尘涉爆（家具）',
    level: 'major', level_origin: 'published', description: '人员未经培训', standard_clause_code: 'GM-2023-11-10', legal_basis: '安全生产法', found_date: '2024-02-29', deadline: '2024-03-31',
  };
  const map = (changes: Record<string, string> = {}) =>
    rowsOf(countyTable(`${header}\n${header.split(',').map((column) => ({ ...complete, ...changes })[column] ?? '').join(',')}\n`).csv)[0];

  it('speaks the county’s words', () => {
    expect(map()).toEqual({
      自编号: 'RH-9001', 企业名称: '某厂', 所在镇: '示范数据区（非真实行政区）', 企业地址: '某县', 隐患等级: '重大', 隐患来源: '镇级检查', 行业类别: '其他工贸', 隐患类别: '人的不安全行为',
      隐患描述: '人员未经培训', 判定条款: 'GM-2023-11-10', 判定依据: '', 发现日期: '2024-02-29', 检查人员: '来源未载明', 检查人员职务: '来源未载明',
      检查单位: '某县应急管理局公布，“2026”', 整改期限: '2024-03-31',
    });
  });

  it('is not mended: what is missing, partial or unknown goes to the service as it was published', () => {
    expect(map({ level: 'unspecified', found_date: '2024-02', found_by: 'toString', sector: '航空', deadline: '7日内', standard_clause_code: '' }))
      .toMatchObject({ 隐患等级: '', 发现日期: '2024-02', 隐患来源: 'toString', 行业类别: '航空', 整改期限: '', 判定依据: '安全生产法' });
    expect(map({ deadline: '7日内' })).toMatchObject({ 整改期限: '7日内' });
    expect(map({ level: 'general', deadline: '立即' })).toMatchObject({ 整改期限: '' });
  });

  it('malformed is not passed over', () => {
    expect(() => countyTable(`${header}\nonly,three,cells\n`)).toThrow();
  });
});
