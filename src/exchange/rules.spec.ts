import { describe, expect, it } from '@jest/globals';
import { columnNamed, COLUMN_NAMES, COLUMNS, isShownOnly } from './columns.js';
import { dayFrom } from '../platform/sheets/days.js';
import { codeOf, levelOf, wordsOf } from './words.js';
import { findersFrom, saidOf } from './imports/finders.js';
import { headerIn, isHeadAgain, isRemark } from './imports/header.js';
import { amountIn, readRow } from './imports/reading.js';
import { columnOfPath } from './imports/paths.js';
import { plainFileName } from './imports/import.service.js';
import type { Cell, SheetRow } from '../platform/sheets/sheet.js';

const cell = (value: string | number, more: Partial<Cell> = {}): Cell => ({ kind: typeof value === 'number' ? 'NUMBER' : 'TEXT', value, formula: false, merged: false, ...more });
const row = (number: number, ...values: (string | number | Cell | null)[]): SheetRow => ({
  number, hidden: false, cells: values.map((value) => (value === null ? undefined : typeof value === 'object' ? value : cell(value))),
});

describe('days', () => {
  const on = (value: string | number, looking: 'BACK' | 'AHEAD' = 'BACK') => dayFrom(cell(value), '1900', { by: '2026-11-25', looking });
  it('are read in the ways people type them', () => {
    for (const typed of ['2024-03-05', '2024.3.5', '2024/3/5', '2024年3月5日', '２０２４．３．５', '2024年03月05号', '2024-3-5 14:30', '20240305', 20_240_305, 45_356, '45356']) expect([typed, on(typed)]).toEqual([typed, '2024-03-05']);
  });
  it('without a year are the last one for what was found, the next one for what is due', () => {
    expect([on('3月5日'), on('11月25日'), on('12月1日'), on('2月29日')]).toEqual(['2026-03-05', '2026-11-25', '2025-12-01', '2024-02-29']);
    expect([on('3月5日', 'AHEAD'), on('12月1日', 'AHEAD')]).toEqual(['2027-03-05', '2026-12-01']);
  });
  it('are not guessed', () => {
    for (const typed of ['7日内', '立即', '2024-02-30', '24.3.5', '13月5日', '2024', '一周内', '', -3]) expect([typed, on(typed)]).toEqual([typed, null]);
  });
});

describe('words', () => {
  it('are forgiven, their label among them', () => {
    for (const group of ['level', 'source', 'sector', 'category', 'yesNo'] as const) for (const word of wordsOf(group)) expect([word, codeOf(group, word)]).not.toEqual([word, null]);
    expect([codeOf('category', '物'), codeOf('sector', '危化品'), codeOf('source', ' 企业自查 '), codeOf('level', '重大事故隐患'), codeOf('yesNo', '√')]).toEqual(['EQUIPMENT', 'HAZCHEM', 'ENTERPRISE_SELF_CHECK', 'MAJOR', 'true']);
    expect(codeOf('category', '别的')).toBeNull();
  });
  it('of levels in digits need the set of codes', () => {
    expect([levelOf('1', 'LEVEL_0_1'), levelOf('1', 'LEVEL_1_2'), levelOf('０', 'LEVEL_0_1')]).toEqual([{ level: 'MAJOR' }, { level: 'GENERAL' }, { level: 'GENERAL' }]);
    expect([levelOf('1', null), levelOf('2', 'LEVEL_0_1'), levelOf('较大', null)]).toEqual([{ unnamedSet: true }, { unknown: true }, { unknown: true }]);
  });
});

describe('amounts', () => {
  it('are moved by digits, never multiplied', () => {
    expect([amountIn('12000', false), amountIn('1,200.5', false), amountIn('1.2', true), amountIn('0.00123', true), amountIn('3万元', false), amountIn('￥5元', false), amountIn('0', false)]).toEqual(['12000.00', '1200.50', '12000.00', '12.30', '30000.00', '5.00', '0.00']);
    for (const typed of ['约1万', '-5', '1.234', '1e3', '十']) expect([typed, amountIn(typed, false)]).toEqual([typed, null]);
  });
});

describe('the head', () => {
  it('stands below titles, by the names people use, the title of a column before its other names', () => {
    const header = headerIn([row(1, '某某镇隐患排查表'), row(2, '填报单位：', null, '2026年'), row(4, '序号', '企业名称', '存在的问题', '排查 日期*', '责任人', '整改责任人', '乱写')]);
    expect(header?.row).toBe(4);
    expect([...header?.columns ?? []]).toEqual([['enterpriseName', 1], ['description', 2], ['foundOn', 3], ['ownerName', 5]]);
    expect(header?.ignored).toEqual(['责任人', '乱写']);
    expect(headerIn([row(1, '甲', '乙', '丙'), row(2, '隐患描述', '发现日期')])).toBeNull();
  });
  it('may be two rows, hanging together by merged cells', () => {
    const down = (value: string) => cell(value, { merged: 'DOWN' });
    const upper = row(1, '隐患描述', '整改', cell('整改', { merged: 'ACROSS' }), '发现日期');
    const header = headerIn([upper, row(2, down('隐患描述'), '责任人', '期限', down('发现日期'))]);
    expect([header?.row, ...header?.columns.keys() ?? []]).toEqual([2, 'description', 'ownerName', 'deadline', 'foundOn']);
    expect(header && isHeadAgain(header, row(40, '隐患描述', '整改', null, '发现日期'))).toBe(true);
    expect(header && isRemark(header, row(41, '备注：以上', cell('备注：以上', { merged: 'ACROSS' }), cell('备注：以上', { merged: 'ACROSS' }), cell('备注：以上', { merged: 'ACROSS' })))).toBe(true);
    expect(header && isRemark(header, row(42, '护栏缺失', down('张三'), down('2026-01-01'), down('2026-01-01')))).toBe(false);
  });
  it('has each name once, and none that papers only show', () => {
    const names = COLUMN_NAMES.flatMap((column) => [COLUMNS[column].title, ...COLUMNS[column].also]);
    expect(names.filter((name) => columnNamed(name) === null || isShownOnly(name))).toEqual([]);
    expect(names.length).toBe(new Set(names).size);
    expect(columnNamed('重大隐患明细及整改计划')).toBeNull();
  });
});

describe('a row', () => {
  const header = headerIn([row(1, '隐患描述', '发现日期', '整改期限', '统一社会信用代码', '责任人电话', '检查人员')]);
  const read = (...values: (string | number | Cell | null)[]) => readRow('表', row(2, ...values), header!, { epoch: '1900', codeSet: null, today: '2026-11-25' });
  it('is tidied: blanks, full-width digits and letters, numbers that are texts', () => {
    expect(read('　护栏缺失\r\n两处 ', '３月５日', '4月5日', '９１１４０５２５ＸＸＸＸ０００１９Ｃ', 13_800_005_678, '甲').said)
      .toEqual({ description: '护栏缺失\n两处', foundOn: '2026-03-05', deadline: '2026-04-05', creditCode: '91140525XXXX00019C', ownerPhone: '13800005678', foundBy: '甲' });
  });
  it('says what it does not understand', () => {
    expect(read('护栏', '7日内', null, null, null, null).reasons).toEqual([{ code: 'DAY_NOT_UNDERSTOOD', path: 'foundOn', params: { value: '7日内' } }]);
    expect(read(cell('#N/A', { kind: 'ERROR' }), null).reasons).toEqual([{ code: 'CELL_ERROR', path: 'description', params: { value: '#N/A' } }]);
  });
  it('that was neutralised is the text again', () => {
    expect(read("'=1+1").said.description).toBe('=1+1');
    expect(read("'好").said.description).toBe("'好");
  });
});

describe('检查人员', () => {
  it('are written and read the same way', () => {
    for (const said of [{ names: '甲、乙', posts: '安全员', organisations: '某厂' }, { names: '甲、乙', posts: '安全员、厂长', organisations: '' }, { names: '甲', posts: '', organisations: '' }]) {
      const { names, posts, organisations } = said;
      expect(saidOf(findersFrom({ names, ...(posts && { posts }), ...(organisations && { organisations }) }) ?? [])).toEqual(said);
    }
  });
  it('with posts that fit neither one nor all are uneven: FINDERS_UNEVEN', () => {
    expect(findersFrom({ names: '甲、乙、丙', posts: '安全员、厂长' })).toBeNull();
  });
});

it('says of a field of the API which column it is', () => {
  expect(['foundBy[0].name', 'foundBy[1].post', 'owner.phone', 'enterpriseCreditCode', 'enteredByProxy', 'funds.amountYuan', 'description', 'nothing'].map(columnOfPath))
    .toEqual(['foundBy', 'foundByPost', 'ownerPhone', 'creditCode', 'source', 'fundsYuan', 'description', null]);
});

it('keeps the name of a file, and nothing of where it lay', () => {
  expect(['C:\\x\\隐患.xlsx', '../../etc/a.csv', '\u202e表.xlsx', '', `${'长'.repeat(200)}.xlsx`].map(plainFileName)).toEqual(['隐患.xlsx', 'a.csv', '表.xlsx', '未命名', `${'长'.repeat(120)}.xlsx`]);
});
