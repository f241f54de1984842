/** The Excel door (contract §7), driven as a partner would: files in, row reports, marked-up files and papers out. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { addDays } from '../../src/domain/deadline.js';
import { countyTable } from '../../src/demo/real-hazards.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { fields, list, text, type Fields } from '../model/driver.js';
import { ImportRepository } from '../../src/exchange/imports/import.repository.js';
import { ImportWork } from '../../src/exchange/imports/import.work.js';
import { Excel, sheetOf, textsOf } from '../support/excel.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import * as sample from '../support/samples.js';
import { handmadeWorkbook, written } from '../support/workbooks.js';

const PASSWORD = 'Excel-door-2026-zezhou';
const CODE = '91140525XXXX00019C';
const HEAD = ['自编号', '统一社会信用代码', '隐患等级', '隐患类别', '隐患描述', '发现日期', '检查人员', '整改责任人', '责任人电话', '整改期限', '判定依据'];

let ledger: TestLedger;
let excel: Excel;
let today: string;
beforeAll(async () => {
  ledger = await startLedger(PASSWORD);
  excel = new Excel(ledger, PASSWORD);
  today = ledger.app.get(Calendar, { strict: false }).today();
}, 60_000);
afterAll(() => ledger?.stop());

const csv = (...rows: (string | undefined)[][]): string => [HEAD, ...rows].map((row) => row.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(',')).join('\r\n');
const row = (number: string, description: string, more: Partial<Record<'level' | 'foundOn' | 'deadline' | 'basis' | 'phone' | 'owner' | 'code' | 'category', string>> = {}): string[] => [
  number, more.code ?? CODE, more.level ?? '一般', more.category ?? '物', description, more.foundOn ?? '2026.11.20', '示例检查员甲、示例检查员乙', more.owner ?? '示例责任人乙', more.phone ?? '13800005678', more.deadline ?? '', more.basis ?? '',
];
const outcomes = (rows: readonly Fields[]): string[] => rows.map((one) => `${text(one.row ?? '') || String(one.row)} ${text(one.outcome)}`);
const reasonsOf = (one: Fields | undefined): string[] => list(one?.reasons).map((reason) => `${text(fields(reason).column)} ${text(fields(reason).code)}`);
const found = async (account: string, externalRef: string): Promise<Fields> =>
  fields(list(fields((await excel.ask(account, 'GET', `/hazards?externalRef=${encodeURIComponent(externalRef)}`)).body).items)[0]);

describe('an import', () => {
  it('registers what is new, in the name of whoever posted it, once', async () => {
    const file = csv(row('A-1', '配电箱门缺跨接线'), row('A-2', '喷漆室未装可燃气体报警', { level: '重大', deadline: addDays(today, 30), basis: '对照判定标准' }), row('A-3', '明天的事', { foundOn: addDays(today, 1) }));
    const first = await excel.imported('example1.operator', file);
    expect(fields(first.job)).toMatchObject({ state: 'DONE', stateLabel: '已完成', counts: { rows: 3, created: 2, changed: 0, same: 0, refused: 1 }, fault: null });
    expect(outcomes(first.rows)).toEqual(['2 CREATED', '3 CREATED', '4 REFUSED']);
    expect(reasonsOf(first.rows[2])).toEqual(['foundOn FOUND_IN_FUTURE']);
    expect(fields(list(first.rows[2]?.reasons)[0])).toMatchObject({ columnLabel: '发现日期', message: `发现日期不能晚于今天（${today}）` });

    const hazard = await found('example1.operator', 'A-1');
    expect(hazard).toMatchObject({ level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', status: 'REPORTED', foundOn: '2026-11-20', sector: 'METALLURGY' });
    const [fact] = list(fields((await excel.ask('example1.operator', 'GET', `/hazards/${text(hazard.id)}/timeline`)).body).items).map(fields);
    const me = fields((await excel.ask('example1.operator', 'GET', '/auth/me')).body);
    expect(fact).toMatchObject({ move: 'register', actor: { name: me.name, role: 'OPERATOR' } });

    const again = await excel.imported('example1.operator', file);
    expect(fields(again.job.counts)).toMatchObject({ created: 0, changed: 0, same: 2, refused: 1 });
    expect((await found('example1.operator', 'A-1')).version).toBe(hazard.version);
  });

  it('changes only what was edited, and says so; what is fixed is told back', async () => {
    await excel.imported('example1.operator', csv(row('B-1', '砂轮机防护罩缺失')));
    const edited = await excel.imported('example1.operator', csv(row('B-1', '两台砂轮机防护罩缺失', { deadline: '2026年12月25日', phone: '13900001111' }), row('A-1', '配电箱门缺跨接线', { level: '重大', deadline: '2026/12/25', basis: 'x' })));
    expect(outcomes(edited.rows)).toEqual(['2 CHANGED', '3 REFUSED']);
    expect(list(edited.rows[0]?.changes).map((change) => [fields(change).columnLabel, fields(change).from, fields(change).to])).toEqual([
      ['隐患描述', '砂轮机防护罩缺失', '两台砂轮机防护罩缺失'], ['整改期限', null, '2026-12-25'], ['责任人电话', '138****5678', '139****1111'],
    ]);
    expect(list(edited.rows[1]?.reasons).map((reason) => fields(reason).message)).toEqual(['“隐患等级”不能通过导入修改（台账中为“一般”）']);
    const { id } = await found('example1.operator', 'B-1');
    const whole = fields((await excel.ask('example1.operator', 'GET', `/hazards/${text(id)}`)).body);
    expect(whole).toMatchObject({ description: '两台砂轮机防护罩缺失', version: 2, deadline: '2026-12-25', owner: { name: '示例责任人乙', phone: '13900001111' } });
    const [, patch] = list(fields((await excel.ask('example1.operator', 'GET', `/hazards/${text(id)}/timeline`)).body).items).map(fields);
    expect(patch).toMatchObject({ move: 'patch' });
    expect(JSON.stringify(edited.rows)).not.toContain('13900001111');
  });

  it('that edits what was signed says that the signature is spent, already when it is only checked', async () => {
    await excel.imported('example1.operator', csv(row('B-2', '行车限位失灵', { deadline: addDays(today, 30) })));
    const { id } = await found('example1.operator', 'B-2');
    expect((await excel.ask('example1.principal', 'POST', `/hazards/${text(id)}/sign`, JSON.stringify({ password: PASSWORD, statement: '属实' }))).status).toBe(200);
    const edited = csv(row('B-2', '两台行车限位失灵'));
    const spent = [['2 CHANGED', ['签字内容有修改，原有的签字、确认随之失效，回到“待签字”']]];
    const said = (rows: readonly Fields[]) => rows.map((one) => [`${String(one.row)} ${text(one.outcome)}`, one.notes]);
    expect(said((await excel.imported('example1.operator', edited, { dryRun: 'true' })).rows)).toEqual(spent);
    expect(await found('example1.operator', 'B-2')).toMatchObject({ status: 'CONFIRMING' });
    expect(said((await excel.imported('example1.operator', edited)).rows)).toEqual(spent);
    expect(await found('example1.operator', 'B-2')).toMatchObject({ status: 'REPORTED' });
    expect(said((await excel.imported('example1.operator', csv(row('B-2', '三台行车限位失灵')))).rows)).toEqual([['2 CHANGED', []]]);
  });

  it('that is only checked writes nothing and uses up no number; its commit does what it said', async () => {
    const before = fields(list(fields((await excel.ask('example1.operator', 'GET', '/hazards?sort=ledgerNo&limit=1')).body).items)[0]).ledgerNo;
    const { job, rows } = await excel.imported('example1.operator', csv(row('C-1', '安全出口堆放杂物')), { dryRun: 'true' });
    expect(job).toMatchObject({ state: 'CHECKED', dryRun: true, counts: { created: 1 } });
    expect(rows[0]).toMatchObject({ outcome: 'CREATED', hazardId: null, ledgerNo: null });
    expect(await found('example1.operator', 'C-1')).toEqual({});
    expect((await excel.ask('example1.principal', 'POST', `/imports/${text(job.id)}/commit`, '{}')).status).toBe(403);
    const committed = await excel.ask('example1.operator', 'POST', `/imports/${text(job.id)}/commit`, '{}');
    expect([committed.status, fields(committed.body).state]).toEqual([202, 'IMPORTING']);
    const done = await excel.worked('example1.operator', text(job.id));
    expect(done.job).toMatchObject({ state: 'DONE', counts: { created: 1, same: 0 } });
    expect(text(done.rows[0]?.ledgerNo)).toMatch(/^140525100-2026-\d{6}$/);
    expect(before).toBeDefined();
    const twice = await excel.ask('example1.operator', 'POST', `/imports/${text(job.id)}/commit`, '{}');
    expect([twice.status, fields(twice.body).code]).toEqual([409, 'IMPORT_STATE']);
  });

  it('of an authority: by proxy for self-checks, several firms, one that the ledger does not know, in its own scope only', async () => {
    const head = ['企业名称', '统一社会信用代码', '所在镇', '隐患来源', '隐患等级', '类别', '存在问题', '检查时间', '检查人', '自编号', '行业'];
    const of = (name: string, code: string, town: string, source: string, what: string, number = '1') => [name, code, town, source, '一般', '管理', what, '11月20日', '示例检查员丙', number, '冶金'];
    const sheet = (name: string, rows: string[][]) => ({ name, rows: [{ cells: [{ value: `${name}隐患排查表`, across: head.length }] }, { cells: [] }, { cells: head }, ...rows.map((cells) => ({ cells }))] });
    const file = await written([
      sheet('南村镇', [of('', CODE, '', '企业自查', '未建立台账'), of('示例无证作坊', '', '南村乡', '镇级检查', '无证经营'), of('', '91140525XXXX00027A', '', '', '别镇的企业')]),
      sheet('第二页', [of('', CODE, '', '', '培训记录不全', '2'), of('', CODE, '', '企业自查', '未建立台账')]),
    ]);
    const { job, rows } = await excel.imported('nancun.inspector', file);
    expect(rows.map((one) => [one.sheet, one.row, one.outcome])).toEqual([
      ['南村镇', 4, 'CREATED'], ['南村镇', 5, 'CREATED'], ['南村镇', 6, 'REFUSED'], ['第二页', 4, 'CREATED'], ['第二页', 5, 'SAME'],
    ]);
    expect(reasonsOf(rows[2])[0]).toMatch(/^creditCode (ENTERPRISE_UNKNOWN|WRONG_CREDIT_CODE)$/);
    expect(list(rows[4]?.notes)).toEqual(['与工作表“南村镇”第 4 行相同，只登记一次']);
    const proxy = fields((await excel.ask('nancun.inspector', 'GET', `/hazards/${text(rows[0]?.hazardId)}`)).body);
    expect(proxy).toMatchObject({ enteredByProxy: true, source: 'ENTERPRISE_SELF_CHECK', status: 'REPORTED', externalRef: `${CODE}/1` });
    expect(fields((await excel.ask('nancun.inspector', 'GET', `/hazards/${text(rows[1]?.hazardId)}`)).body)).toMatchObject({ enterpriseName: '示例无证作坊', areaCode: '140525100' });
    for (const other of ['example1.operator', 'bagong.inspector']) expect((await excel.ask(other, 'GET', `/imports/${text(job.id)}`)).status).toBe(404);
    expect((await excel.ask('county.auditor', 'GET', `/imports/${text(job.id)}`)).status).toBe(404);
    const again = await excel.imported('nancun.inspector', file);
    expect(again.rows.map((one) => one.outcome)).toEqual(['SAME', 'SAME', 'REFUSED', 'SAME', 'SAME']);
  });

  it('of the published hazards registers the 17 that say enough, and says of the 169 others why', async () => {
    const { csv: table } = countyTable(readFileSync(new URL('../../src/reference/real-hazards.csv', import.meta.url), 'utf8'));
    const { job, rows } = await excel.imported('demo.importer', table);
    expect(job).toMatchObject({ state: 'DONE', counts: { rows: 186, created: 17, changed: 0, same: 0, refused: 169 } });
    const refused = (column: string, code: string): number => rows.filter((one) => reasonsOf(one).includes(`${column} ${code}`)).length;
    // 59 of no stated level; 23 without a day and 79 of a month, a year or a day without its year.
    expect([refused('level', 'REQUIRED'), refused('foundOn', 'REQUIRED'), refused('foundOn', 'DAY_NOT_UNDERSTOOD')]).toEqual([59, 23, 79]);
    const again = await excel.imported('demo.importer', table);
    expect(again.job).toMatchObject({ counts: { created: 0, changed: 0, same: 17, refused: 169 } });
  });

  it('of the same file twice at once registers each row once', async () => {
    const file = csv(...Array.from({ length: 40 }, (_, at) => row(`D-${at}`, `临边防护缺失${at}`)));
    const jobs = await Promise.all([excel.post('example1.operator', file), excel.post('example1.operator', file)]);
    const done = await Promise.all(jobs.map(({ body }) => excel.worked('example1.operator', text(fields(body).id))));
    const sums = done.map(({ job }) => fields(job.counts));
    expect(sums.map(({ created, same, refused }) => Number(created) + Number(same) + Number(refused) * 1_000)).toEqual([40, 40]);
    expect(Number(sums[0]?.created) + Number(sums[1]?.created)).toBe(40);
    // The same job by two workers at once: half of it is never done twice.
    const { body } = await excel.post('example1.operator', csv(...Array.from({ length: 30 }, (_, at) => row(`E-${at}`, `楼梯缺扶手${at}`))));
    const [one] = await Promise.all([excel.worked('example1.operator', text(fields(body).id)), excel.worked('example1.operator', text(fields(body).id))]);
    const { job } = await excel.worked('example1.operator', text(one.job.id));
    expect(fields(job.counts)).toEqual({ rows: 30, created: 30, changed: 0, same: 0, refused: 0 });
  });
});

describe('bad input', () => {
  const refusedWith = async (content: Buffer | string, asked: Record<string, string> = {}): Promise<string> => {
    const { status, body } = await excel.post('example1.operator', content, asked);
    return `${status} ${text(fields(body).code)}`;
  };

  it('is told by the file as a whole, in Chinese, and leaves nothing', async () => {
    expect(await refusedWith(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))).toBe('415 SHEET_OLD_EXCEL');
    expect(await refusedWith(sample.macroWorkbook())).toBe('415 SHEET_HAS_MACROS');
    expect(await refusedWith(sample.office('xlsx', { zeros: Buffer.alloc(3_000_000) }))).toBe('413 SHEET_UNFOLDS_TOO_FAR');
    expect(await refusedWith(sample.png())).toBe('415 SHEET_TYPE_NOT_ALLOWED');
    expect(await refusedWith('甲,乙\n1,2\n')).toBe('422 HEADER_NOT_FOUND');
    expect(await refusedWith(csv(row('1', 'x')), { codeSet: '0/1' })).toBe('400 WRONG_CODE');
    expect(await refusedWith(csv(row('1', 'x')), { dryrun: 'true' })).toBe('400 UNKNOWN_FIELD');
    const many = `自编号,隐患等级,隐患类别,隐患描述,发现日期,检查人员\n${'1,一般,物,长,2026-11-20,甲\n'.repeat(100_001)}`;
    expect(await refusedWith(many)).toBe('413 SHEET_TOO_LARGE');
    const head = ['自编号', '隐患等级', '隐患类别', '隐患描述', '发现日期', '检查人员'].map((title) => `<c t="inlineStr"><is><t>${title}</t></is></c>`).join('');
    const rowsOf = (count: number): string => Array.from({ length: count }, (_, at) => `<row><c><v>${at}</v></c></row>`).join('');
    const tooLong = await excel.post('example1.operator', handmadeWorkbook({ sheets: [`<sheetData><row>${head}</row>${rowsOf(100_001)}</sheetData>`] }));
    expect([tooLong.status, fields(tooLong.body).code]).toEqual([413, 'SHEET_TOO_LARGE']);
    expect(fields(tooLong.body).detail).toBe('表格过大：隐患行数超过 100000');
    const { body } = await excel.post('example1.operator', sample.macroWorkbook());
    expect(fields(body).detail).toContain('文件含有宏或控件');
  });

  it('is told by row: hidden rows, formulas without results, errors, digits of no named set, twice the same number', async () => {
    const head = HEAD.slice(0, 7);
    const cell = (at: number, line: number, inner: string, type = 'inlineStr') => `<c r="${'ABCDEFG'[at]}${line}" t="${type}">${inner}</c>`;
    const line = (number: number, values: string[], attributes = '', replaced: Record<number, string> = {}) =>
      `<row r="${number}" ${attributes}>${values.map((value, at) => replaced[at] ?? cell(at, number, `<is><t>${value}</t></is>`)).join('')}</row>`;
    const values = (number: string, level = '一般') => [number, CODE, level, '物', `护栏缺失${number}`, '2026-11-20', '甲'];
    const file = handmadeWorkbook({ sheets: [`<sheetData>${[
      line(1, head), line(2, values('F-1'), 'hidden="1"'), line(3, values('F-2'), '', { 4: cell(4, 3, '<f>A1</f>', 'str') }), line(4, values('F-3'), '', { 5: cell(5, 4, '<v>#REF!</v>', 'e') }),
      line(5, values('F-4', '０')), line(6, values('F-5'), '', { 4: cell(4, 6, '<f>"护"&amp;"栏"</f><v>护栏</v>', 'str') }), line(7, values('F-5')),
    ].join('')}</sheetData>`] });
    const { rows } = await excel.imported('example1.operator', file, { dryRun: 'true' });
    expect(rows.map(reasonsOf)).toEqual([[' ROW_HIDDEN'], ['description FORMULA_WITHOUT_RESULT'], ['foundOn CELL_ERROR'], ['level CODE_SET_NEEDED'], [], [' ROW_TWICE']]);
    expect(list(rows[4]?.notes)).toContain('“隐患描述”是公式，取其结果');
    const named = await excel.imported('example1.operator', file, { dryRun: 'true', codeSet: 'LEVEL_0_1' });
    expect(outcomes(named.rows)[3]).toBe('5 CREATED');
  });

  it('is told where the file or whoever sent it is gone, and where it is too early', async () => {
    const posted = fields((await excel.ask('example1.operator', 'POST', '/exports', JSON.stringify({ kind: 'MAJOR_DETAIL' }))).body);
    expect(fields((await excel.ask('example1.operator', 'GET', `/exports/${text(posted.id)}/content`)).body).code).toBe('EXPORT_STATE');
    const { job } = await excel.imported('example2.operator', csv(row('L-1', '离职', { code: '' })), { dryRun: 'true' });
    await ledger.app.get(ImportRepository, { strict: false }).filesGone(text(job.id));
    const late = await excel.ask('example2.operator', 'POST', `/imports/${text(job.id)}/commit`, '{}');
    expect([late.status, fields(late.body).code]).toEqual([409, 'FILE_GONE']);

    const waiting = text(fields((await excel.post('example2.operator', csv(row('L-2', '离职', { code: '' })))).body).id);
    const me = fields((await excel.ask('example2.operator', 'GET', '/auth/me')).body);
    const user = await excel.ask('county.admin', 'GET', `/users/${text(me.id)}`);
    await excel.ask('county.admin', 'PATCH', `/users/${text(me.id)}`, JSON.stringify({ status: 'DISABLED' }), { 'If-Match': user.headers.etag ?? '' });
    await ledger.app.get(ImportWork, { strict: false }).run(waiting, new AbortController().signal);
    const told = await excel.ask('example2.principal', 'GET', `/imports/${waiting}`);
    expect(fields(told.body)).toMatchObject({ state: 'FAILED', fault: { code: 'CALLER_GONE' }, counts: { created: 0 } });
  });

  it('cut off on its way leaves neither a row nor a file', async () => {
    const body = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${csv(row('G-1', '断了'))}`;
    const { status } = await excel.ask('example1.operator', 'POST', '/imports', body, { 'Content-Type': 'multipart/form-data; boundary=x' });
    expect(status).toBe(400);
    expect(await found('example1.operator', 'G-1')).toEqual({});
  });
});

describe('what comes back', () => {
  it('is the same file, marked up: it can be mended and sent again', async () => {
    const { job } = await excel.imported('example1.operator', csv(row('H-1', '通道堵塞'), row('H-2', '灭火器失效', { category: '奇怪' })));
    const marked = await excel.file('example1.operator', `/imports/${text(job.id)}/workbook`);
    const rows = (await sheetOf(marked)).map(textsOf);
    expect(rows[0]).toEqual([...HEAD, '导入结果']);
    expect(rows[1]?.at(-1)).toMatch(/^新登记 140525100-2026-/);
    expect(rows[2]?.at(-1)).toBe('退回\n隐患类别：须为下列之一：人的不安全行为、物的不安全状态、环境因素、管理缺陷');
    const parts = Object.fromEntries(Object.entries(unzipSync(new Uint8Array(marked))).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
    expect(parts['xl/comments1.xml']).toContain('<comment ref="D3"');
    const again = await excel.imported('example1.operator', marked);
    expect(outcomes(again.rows)).toEqual(['2 SAME', '3 REFUSED']);
  });

  it('as a template has drop-downs and explains itself; it can be imported', async () => {
    const template = await excel.file('nancun.inspector', '/imports/template');
    const parts = Object.fromEntries(Object.entries(unzipSync(new Uint8Array(template))).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<formula1>"一般,重大"</formula1>');
    expect((await sheetOf(template, '填写说明')).map(textsOf).find(([name]) => name === '隐患描述')?.[1]).toBe('必填');
    const { job } = await excel.imported('nancun.inspector', template);
    expect(job).toMatchObject({ state: 'DONE', counts: { rows: 0 }, warnings: ['表头以下没有隐患行'] });
  });
});

describe('an export', () => {
  const KINDS = ['ENTERPRISE_LEDGER', 'THREE_LISTS', 'MAJOR_DETAIL'];

  it('sent back changes nothing, whatever stands in it', async () => {
    const wild = ['=HYPERLINK("http://x","y")', '+86 起重机', '-1层配电室积水', '@现场', "'=已有引号", '第一行\n第二行', '　两端空白　', '<b>&"引号"'];
    const made = await excel.imported('nancun.supervisor', csv(...wild.map((what, at) => row(`W-${at}`, what, { level: '重大', deadline: '2026-12-30', basis: '=1+1' }))));
    expect(fields(made.job.counts)).toMatchObject({ created: wild.length, refused: 0 });
    for (const account of ['nancun.supervisor', 'county.supervisor', 'example1.principal', 'county.auditor']) {
      for (const kind of KINDS) {
        const { job, content } = await excel.exported(account, { kind });
        expect(job).toMatchObject({ state: 'DONE' });
        expect(Buffer.from(unzipSync(new Uint8Array(content))['xl/worksheets/sheet1.xml'] ?? []).toString()).not.toMatch(/<f>|<t[^>]*>[=+\-@]/);
        if (account === 'county.auditor') continue;
        const { job: back } = await excel.imported(account, content);
        expect([account, kind, back.state, back.fault, back.counts]).toEqual([account, kind, 'DONE', null, { ...fields(back.counts), created: 0, changed: 0, refused: 0 }]);
        expect(Number(fields(back.counts).same)).toBeGreaterThan(0);
      }
    }
  });

  it('is laid out as the county prints it', async () => {
    const { content, job } = await excel.exported('nancun.inspector', { kind: 'MAJOR_DETAIL' });
    expect(text(job.fileName)).toMatch(/^.*-重大隐患明细-\d{4}-\d\d-\d\d\.xlsx$/);
    const rows = (await sheetOf(content)).map(textsOf);
    expect(rows[0]?.[0]).toBe('重大隐患明细');
    expect(rows[1]?.join('')).toContain('填报单位：');
    expect(rows[2]).toEqual(['序号', '企业名称', '所在镇', '行业类别', '挂牌督办单位', '重大隐患明细及整改计划']);
    const sheet = Buffer.from(unzipSync(new Uint8Array(content))['xl/worksheets/sheet1.xml'] ?? []).toString();
    expect(sheet).toContain('orientation="landscape"');
    const lists = await excel.exported('nancun.inspector', { kind: 'THREE_LISTS', filters: { level: ['MAJOR'] } });
    for (const name of ['问题清单', '整改清单', '责任清单']) expect((await sheetOf(lists.content, name)).length).toBeGreaterThan(4);
  });

  it('shows what whoever asked for it may see, and only to him', async () => {
    const phones = async (account: string) => (await sheetOf((await excel.exported(account, { kind: 'THREE_LISTS' })).content, '责任清单')).map(textsOf).flat().filter((value) => /^1\d{2}/.test(value) && value.length === 11);
    expect(new Set((await phones('county.auditor')).map((value) => value.includes('*')))).toEqual(new Set([true]));
    expect((await phones('nancun.inspector')).some((value) => value === '13800005678')).toBe(true);
    const { job } = await excel.exported('nancun.inspector', { kind: 'MAJOR_DETAIL' });
    for (const other of ['nancun.supervisor', 'county.auditor', 'example1.operator']) {
      expect((await excel.ask(other, 'GET', `/exports/${text(job.id)}`)).status).toBe(404);
      expect((await excel.ask(other, 'GET', `/exports/${text(job.id)}/content`)).status).toBe(404);
    }
    const none = await excel.exported('bagong.inspector', { kind: 'ENTERPRISE_LEDGER' });
    expect(none.job).toMatchObject({ state: 'DONE', rowCount: 0 });
  });
});
