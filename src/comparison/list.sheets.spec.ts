import { describe, expect, it } from '@jest/globals';
import { withBytes, written } from '../../test/support/workbooks.js';
import { Refused } from '../domain/refusal.js';
import { openWorkbook } from '../platform/sheets/open.js';
import type { CellOut, SheetOut } from '../platform/sheets/sheet-xml.js';
import { listFaults } from './list.rows.js';
import type { TypedList } from './list.service.js';
import { typedIn } from './list.sheets.js';

const TODAY = '2026-11-20';
type Value = string | number | null | CellOut;
const sheet = (name: string, rows: Value[][], more: Partial<SheetOut> = {}): SheetOut =>
  ({ name, widths: [], rows: rows.map((cells) => ({ cells: cells.map((value) => (typeof value === 'object' && value !== null ? value : { value })) })), ...more });
const read = async (...sheets: SheetOut[]): Promise<TypedList> => withBytes(await written(sheets), async (bytes) => typedIn(await openWorkbook(bytes), TODAY));
const typed = (text: string): Promise<TypedList> => withBytes(Buffer.from(text), async (bytes) => typedIn(await openWorkbook(bytes), TODAY));
const of = ({ rows }: TypedList, ...names: string[]): unknown[][] => rows.map((row) => names.map((name) => (row as Record<string, unknown>)[name]));

const HEAD = ['编号', '企业名称', '所在镇', '行业', '等级', '隐患内容', '发现日期', '状态'];
const row = (ref: Value, said: Partial<Record<string, Value>> = {}): Value[] =>
  [ref, said.firm ?? '示例铸造一厂', said.town ?? '巴公镇', '冶金', said.level ?? '重大', said.what ?? '炉前坑积水', said.on ?? '2026-11-10', said.state ?? '未整改'];

describe('a list in a file', () => {
  it('is found below its titles, whatever the order and the names of its columns, and without the signatures below', async () => {
    const list = await read(sheet('县级', [
      [{ value: '泽州县重大事故隐患清单', across: 6 }], ['填报单位：泽州县应急管理局', null, null, '填报时间：2026年11月'], [],
      ['序号', '检查时间', '乡镇（街道）', '受检单位', '存在的问题', '隐患级别', '行业领域', '整改情况', '检查组成员'],
      [{ value: '一、巴公镇', across: 9 }],
      [1, '2026.11.5', '巴公镇', '示例铸造一厂', '炉前坑积水', '重大事故隐患', '冶金', '已完成整改', '示例甲、示例乙'],
      ['序号', '检查时间', '乡镇（街道）', '受检单位', '存在的问题', '隐患级别', '行业领域', '整改情况', '检查组成员'],
      [2, '11月6日', '巴公镇', '示例铸造一厂', '行车限位失灵', '一般事故隐患', '冶金', '未完成整改', '示例甲 示例乙'],
      [], [{ value: '合计', across: 3 }, null, null, null, '2条'], ['填表人：示例丙', null, null, '审核人：示例丁'],
    ]));
    expect(of(list, 'externalRef', 'foundOn', 'enterpriseName', 'description', 'inspectors')).toEqual([
      ['1', '2026-11-05', '示例铸造一厂', '炉前坑积水', ['示例甲', '示例乙']], ['2', '2026-11-06', '示例铸造一厂', '行车限位失灵', ['示例甲', '示例乙']],
    ]);
    expect(list.places?.rows).toEqual(['县级第6行', '县级第8行']);
    expect(listFaults(list.rows, [], TODAY)).toEqual([]);
  });

  it('may have a head of two rows, and cells merged over several rows', async () => {
    const down = (value: string): CellOut => ({ value, down: 2 });
    const list = await read(sheet('表', [
      [down('编号'), down('企业名称'), down('所在镇'), down('行业'), { value: '隐患情况', across: 3 }, null, null, down('状态')],
      [null, null, null, null, '等级', '隐患内容', '发现日期', null],
      ['1', down('示例铸造一厂'), down('巴公镇'), '冶金', '重大', '炉前坑积水', '2026-11-10', '未整改'],
      ['2', null, null, '冶金', '重大', '行车限位失灵', '2026-11-10', '未整改'],
    ]));
    expect(of(list, 'externalRef', 'enterpriseName', 'town', 'description')).toEqual([['1', '示例铸造一厂', '巴公镇', '炉前坑积水'], ['2', '示例铸造一厂', '巴公镇', '行车限位失灵']]);
  });

  it('may have one number for several hazards, merged over their rows: the later ones get a number of their own that nobody typed', async () => {
    const three = { value: 3, down: 3 };
    const list = await read(sheet('表', [
      HEAD, row('2'), row(three, { what: '炉前坑积水' }), row(null, { what: '行车限位失灵' }), row(null, { what: '储气罐安全阀超期' }), row('3-2', { what: '配电柜无门' }), row('4'),
    ]));
    expect(of(list, 'externalRef', 'description').map(([ref]) => ref)).toEqual(['2', '3', '3-3', '3-4', '3-2', '4']);
    expect(list.numbered).toEqual([2, 3]);
    expect(listFaults(list.rows, [], TODAY)).toEqual([]);
    // what is typed twice is still a mistake, merged or not
    const twice = await read(sheet('表', [HEAD, row(three, { what: '炉前坑积水' }), row(null, { what: '行车限位失灵' }), row(null, { what: '储气罐安全阀超期' }), row('3', { what: '配电柜无门' })]));
    expect(listFaults(twice.rows, [], TODAY).map(({ code, path }) => `${path} ${code}`)).toEqual(['rows[3].externalRef LIST_REFERENCE_TWICE']);
  });

  it('counts a hazard once that is written over several rows, one for each who found it', async () => {
    const down = (value: string | number): CellOut => ({ value, down: 2 });
    const list = await read(sheet('表', [[...HEAD, '检查人员'], [down(1), down('示例铸造一厂'), down('巴公镇'), down('冶金'), down('重大'), down('炉前坑积水'), down('2026-11-10'), down('未整改'), '示例甲'], [null, null, null, null, null, null, null, null, '示例乙'],
      [down(2), down('示例铸造一厂'), down('巴公镇'), down('冶金'), down('重大'), down('车间未设通风'), down('2026-11-10'), '未整改', '示例甲'], [null, null, null, null, null, null, null, '整改中', '示例乙']]));
    expect(of(list, 'externalRef', 'inspectors')).toEqual([['1', ['示例甲', '示例乙']], ['2', ['示例甲']], ['2-2', ['示例乙']]]);
    expect(list.places?.rows).toEqual(['表第2行', '表第4行', '表第5行']);
  });

  it('may stand on several sheets, beside others that are none', async () => {
    const list = await read(sheet('填表说明', [['填表说明'], ['一、按要求填写']]), sheet('10月', [HEAD, row('A1')]), sheet('旧表', [HEAD, row('B1')], { hidden: true }), sheet('11月', [HEAD, row('C1')]),
      sheet('镇级检查记录', [['企业名称', '检查时间'], ['示例铸造一厂', '2026年11月3日']]));
    expect(of(list, 'externalRef')).toEqual([['A1'], ['C1']]);
    expect([list.inspections, list.places?.inspections]).toEqual([[{ enterpriseName: '示例铸造一厂', inspectedOn: '2026-11-03' }], ['镇级检查记录第2行']]);
  });

  it('is a list also where its sheet calls itself the record of the checks; a file may hold nothing but that record', async () => {
    const hazards = await read(sheet('县级检查台账', [HEAD, row('A1')]), sheet('检查记录', [['企业名称', '检查日期'], ['示例铸造一厂', '2026-11-03']]));
    expect([of(hazards, 'externalRef'), hazards.inspections]).toEqual([[['A1']], [{ enterpriseName: '示例铸造一厂', inspectedOn: '2026-11-03' }]]);
    const visits = await read(sheet('说明', [['填表说明']]), sheet('检查记录', [['企业名称', '检查日期'], ['示例铸造一厂', '2026-11-03']]));
    expect([visits.rows, visits.inspections]).toEqual([[], [{ enterpriseName: '示例铸造一厂', inspectedOn: '2026-11-03' }]]);
  });

  it('has its days in every way they are written, and keeps what is none', async () => {
    const days: [Value, string][] = [['2026-11-05', '2026-11-05'], ['2026/11/5', '2026-11-05'], ['2026.11.5', '2026-11-05'], ['2026年11月5日', '2026-11-05'], ['20261105', '2026-11-05'], [20261105, '2026-11-05'],
      [46331, '2026-11-05'], ['46331', '2026-11-05'], ['11月5日', '2026-11-05'], ['12月5日', '2025-12-05'], ['2026-11-05 09:30', '2026-11-05'], ['２０２６年１１月５日', '2026-11-05'],
      ['2026-11-05至2026-11-07', '2026-11-05至2026-11-07'], ['上周', '上周'], ['2026年11月', '2026年11月'], ['2026-11-31', '2026-11-31']];
    const list = await read(sheet('表', [HEAD, ...days.map(([on], at) => row(at + 1, { on }))]));
    expect(of(list, 'foundOn').flat()).toEqual(days.map(([, day]) => day));
    expect(listFaults(list.rows, [], TODAY).map(({ code, path }) => `${path} ${code}`)).toEqual([12, 13, 14, 15].map((at) => `rows[${at}].foundOn WRONG_DAY`));
  });

  it('says its levels and states in the words of a list; no other word passes for one', async () => {
    const list = await read(sheet('表', [HEAD, row('1', { level: ' 重大 ', state: '已闭环' }), row('2', { level: '一般事故隐患', state: '限期整改' }), row('3', { level: '较大', state: '不清楚' })]));
    expect(listFaults(list.rows, [], TODAY).map(({ code, path }) => `${path} ${code}`)).toEqual(['rows[2].level WRONG_CODE', 'rows[2].status WRONG_CODE']);
  });

  it('is not dropped in silence where a row says little: it is told what is missing', async () => {
    const list = await read(sheet('表', [HEAD, ['9', null, null, null, null, '炉前坑积水'], ['10'], row('/')]));
    expect(list.rows).toHaveLength(3);
    expect(listFaults(list.rows, [], TODAY).filter(({ path }) => path?.endsWith('enterpriseName') || path === 'rows[2].externalRef').map(({ code, path }) => `${path} ${code}`))
      .toEqual(['rows[0].enterpriseName REQUIRED', 'rows[1].enterpriseName REQUIRED', 'rows[2].externalRef REQUIRED']);
  });

  it('says which columns are missing, by the names that are asked for', async () => {
    const why = (file: Promise<TypedList>): Promise<unknown> => file.then(() => 'read', (error: unknown) => (error as Refused).reasons.map(({ code, path, params }) => [code, path, params?.column]));
    expect(await why(read(sheet('说明', [['填表说明']]), sheet('县级', [HEAD.filter((name) => name !== '等级' && name !== '发现日期'), []])))).toEqual([['LIST_COLUMN_MISSING', '县级', '等级'], ['LIST_COLUMN_MISSING', '县级', '发现日期']]);
    expect(await why(typed('甲,乙\n1,2\n'))).toHaveLength(8);
    expect(of(await typed(`${HEAD.join(',')}\n1,示例铸造一厂,巴公镇,冶金,重大,炉前坑积水,2026-11-10,未整改\n`), 'externalRef', 'foundOn')).toEqual([['1', '2026-11-10']]);
  });
});
