/** The edges of the Excel door: rows of one file that disagree, rows that are refused in part, and what is left of files. */
import { existsSync, readdirSync, readlinkSync, utimesSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ExchangeSweep } from '../../src/exchange/exchange.sweep.js';
import { ImportRepository } from '../../src/exchange/imports/import.repository.js';
import { ImportWork } from '../../src/exchange/imports/import.work.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { until } from '../../src/platform/processes.mjs';
import { fields, list, text, type Fields } from '../model/driver.js';
import { Excel } from '../support/excel.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { written } from '../support/workbooks.js';

const PASSWORD = 'Excel-edges-2026-zezhou';
const HEAD = ['自编号', '隐患等级', '隐患类别', '隐患描述', '发现日期', '检查人员', '整改责任人', '责任人电话', '整改期限', '整改措施', '整改资金（元）', '资金来源', '无需资金的原因', '应急预案'];

let ledger: TestLedger;
let excel: Excel;
beforeAll(async () => {
  ledger = await startLedger(PASSWORD);
  excel = new Excel(ledger, PASSWORD);
}, 60_000);
afterAll(() => ledger?.stop());

const sheet = (name: string, head: string[], ...rows: string[][]) => ({ name, rows: [head, ...rows].map((cells) => ({ cells })) });
const row = (number: string, description: string, five: string[] = []): string[] => [number, '一般', '物', description, '2026-11-20', '示例检查员甲', '示例责任人乙', '13800005678', '2026-12-30', ...five];
const imported = async (asked: Record<string, string>, ...sheets: ReturnType<typeof sheet>[]) => excel.imported('example1.operator', await written(sheets), asked);
const hazard = async (externalRef: string): Promise<Fields> => {
  const [found] = list(fields((await excel.ask('example1.operator', 'GET', `/hazards?externalRef=${externalRef}`)).body).items).map(fields);
  return found ? fields((await excel.ask('example1.operator', 'GET', `/hazards/${text(found.id)}`)).body) : {};
};
const outcomes = (rows: readonly Fields[]): unknown[] => rows.map((one) => [one.outcome, ...list(one.reasons).map((reason) => `${text(fields(reason).column)} ${text(fields(reason).code)}`)]);
const messages = (one: Fields | undefined): string[] => list(one?.reasons).map((reason) => text(fields(reason).message));

describe('a new row whose five in place are refused', () => {
  it('is refused whole: no hazard is left without them; with the reason it comes in', async () => {
    const table = (reason: string) => sheet('表', HEAD, row('R-1', '护栏缺失', ['加装护栏', '0', '不需要', reason, '撤人']), row('R-2', '梯子松动'));
    for (const dryRun of ['true', 'false']) {
      const { job, rows } = await imported({ dryRun }, table(''));
      expect(outcomes(rows)).toEqual([['REFUSED', 'fundsZeroReason ZERO_FUNDS_REASON_NEEDED'], ['CREATED']]);
      expect(job.counts).toMatchObject({ created: 1, refused: 1 });
    }
    expect(await hazard('R-1')).toEqual({});
    const { rows } = await imported({}, table('更换备用件'));
    expect(outcomes(rows)).toEqual([['CREATED'], ['SAME']]);
    expect(await hazard('R-1')).toMatchObject({ version: 2, fiveInPlace: { measures: '加装护栏', funds: { amountYuan: '0.00', zeroReason: '更换备用件' } } });
  });
});

describe('whoever is disabled while his import is under way', () => {
  it('registers no more from then on; what was done before stays and is told', async () => {
    const repository = ledger.app.get(ImportRepository, { strict: false });
    jest.spyOn(repository, 'rows').mockImplementationOnce((writing, rows) => {
      ImportRepository.prototype.rows.call(repository, writing, rows);
      writing.later(adHoc(`update user_account set status = 'DISABLED' where username = 'example2.operator'`), []);
    });
    const table = sheet('表', HEAD, ...Array.from({ length: 1_001 }, (_, at) => row(`D-${at}`, `离职前第${at}条`)));
    const { body } = await excel.post('example2.operator', await written([table]));
    const { job } = await excel.worked('example2.principal', text(fields(body).id));
    expect(job).toMatchObject({ state: 'FAILED', fault: { code: 'CALLER_GONE' }, counts: { created: 1_000 } });
  }, 60_000);
});

describe('a town that was renamed', () => {
  it('is the one that stands, by its old name and its new', async () => {
    const asked = async (path: string, body: object) => expect((await excel.ask('county.admin', 'POST', path, JSON.stringify(body))).status).toBeLessThan(300);
    for (const [code, name] of [['140525821', '示例丙镇'], ['140525822', '示例丙乡']]) await asked('/areas', { code, name });
    await asked('/areas/140525822/merge', { successorCode: '140525821' });
    const head = ['企业名称', '所在镇', '行业类别', ...HEAD];
    const of = (town: string, number: string) => ['示例丙地作坊', town, '冶金', ...row(number, `护栏缺失${number}`)];
    const { rows } = await excel.imported('county.inspector', await written([sheet('表', head, of('示例丙镇', 'N-1'), of('示例丙乡', 'N-2'))]));
    expect(outcomes(rows)).toEqual([['CREATED'], ['CREATED']]);
    expect(rows.map(({ ledgerNo }) => text(ledgerNo).slice(0, 9))).toEqual(['140525821', '140525821']);
  });
});

describe('rows of one file that speak of one hazard', () => {
  let number: string;
  beforeAll(async () => {
    await imported({}, sheet('表', HEAD, row('T-1', '通道堵塞', ['清理', '10', '安全费用', '', '撤人'])));
    number = text((await hazard('T-1')).ledgerNo);
  });
  const PROBLEM = ['台账编号', '隐患描述', '隐患部位'];
  const MEASURE = ['台账编号', '隐患描述', '整改措施', '整改资金'];
  const DUTY = ['台账编号', '整改责任人', '责任人职务'];

  it('on several sheets are put together: each changes what it says, and none takes back what another said', async () => {
    const { rows } = await imported({}, sheet('问题', PROBLEM, [number, '', '西通道']), sheet('整改', MEASURE, [number, '', '立即清理', '20']), sheet('责任', DUTY, [number, '示例责任人丙', '']),
      sheet('责任二', ['台账编号', '责任人职务', '应急预案'], [number, '主任', '疏散']));
    expect(outcomes(rows)).toEqual([['CHANGED'], ['CHANGED'], ['CHANGED'], ['CHANGED']]);
    expect(await hazard('T-1')).toMatchObject({
      location: '西通道', owner: { name: '示例责任人丙', post: '主任', phone: '13800005678' }, fiveInPlace: { measures: '立即清理', funds: { amountYuan: '20.00', source: '安全费用' }, contingencyPlan: { summary: '疏散' } },
    });
  });

  it('otherwise than each other are told back, whichever comes first; nothing is written over unseen', async () => {
    const edited = sheet('问题', PROBLEM, [number, '通道堵塞严重', '']);
    const stale = sheet('整改', MEASURE, [number, '通道堵塞', '马上清理', '']);
    for (const dryRun of ['true', 'false']) {
      const { rows } = await imported({ dryRun }, edited, stale);
      expect(outcomes(rows)).toEqual([['CHANGED'], ['REFUSED', 'description ROW_CONTRADICTS']]);
      expect(messages(rows[1])).toEqual(['与工作表“问题”第 2 行所写的不一致，本行未导入；请改成一致后再导入']);
    }
    expect(await hazard('T-1')).toMatchObject({ description: '通道堵塞严重', fiveInPlace: { measures: '立即清理' } });
    const { rows } = await imported({}, sheet('整改', MEASURE, [number, '通道堵塞严重', '', '']), sheet('问题', PROBLEM, [number, '通道畅通', ''], [number, '通道堵塞严重', '']));
    expect(outcomes(rows)).toEqual([['SAME'], ['REFUSED', 'description ROW_CONTRADICTS'], ['SAME']]);
  });

  it('alike are one edit', async () => {
    const both = sheet('问题', PROBLEM, [number, '通道仍堵塞', ''], [number, '通道仍堵塞', '']);
    for (const dryRun of ['true', 'false']) expect(outcomes((await imported({ dryRun }, both)).rows)).toEqual([['CHANGED'], ['SAME']]);
  });

  it('by its own number and by the ledger’s are one and the same', async () => {
    const { rows } = await imported({}, sheet('表', HEAD, row('T-1', '通道半堵')), sheet('问题', PROBLEM, [number, '通道全堵', '']));
    expect(outcomes(rows)).toEqual([['CHANGED'], ['REFUSED', 'description ROW_CONTRADICTS']]);
  });
});

describe('a worker that ended half-way', () => {
  it('is followed by one that knows what the rows before said', async () => {
    await imported({}, sheet('表', HEAD, row('U-1', '电缆破损')));
    const number = text((await hazard('U-1')).ledgerNo);
    const head = ['台账编号', '隐患描述', '隐患部位'];
    const idle = Array.from({ length: 999 }, () => ['140525100-2026-999999', '没有这一条', '']);
    const { body } = await excel.post('example1.operator', await written([sheet('表', head, [number, '电缆破损两处', ''], ...idle, [number, '电缆破损三处', ''], [number, '', '东墙'])]));
    const id = text(fields(body).id);
    let asked = 0;
    const afterOneSlice = { get aborted() { return (asked += 1) > 1; } } as AbortSignal;
    await ledger.app.get(ImportWork, { strict: false }).run(id, afterOneSlice);
    expect(fields((await excel.ask('example1.operator', 'GET', `/imports/${id}`)).body)).toMatchObject({ state: 'IMPORTING', counts: { rows: 1_000, changed: 1, refused: 999 } });
    const { job } = await excel.worked('example1.operator', id);
    expect(job).toMatchObject({ state: 'DONE', counts: { rows: 1_002, changed: 2, refused: 1_000 } });
    const { body: refused } = await excel.ask('example1.operator', 'GET', `/imports/${id}/rows?outcome=CHANGED`);
    expect(list(fields(refused).items).map((one) => fields(one).row)).toEqual([2, 1_003]);
    expect(await hazard('U-1')).toMatchObject({ description: '电缆破损两处', location: '东墙' });
  });

  it('and came back is not followed twice: of two at one import each row is done by one, and counted once', async () => {
    const { body } = await excel.post('example1.operator', await written([sheet('表', HEAD, ...[1, 2, 3].map((n) => row(`V-${n}`, `护栏缺失 ${n} 处`)))]));
    const id = text(fields(body).id);
    const work = ledger.app.get(ImportWork, { strict: false });
    await Promise.all([work.run(id, new AbortController().signal), work.run(id, new AbortController().signal)]);
    const { job, rows } = await excel.worked('example1.operator', id);
    expect(job).toMatchObject({ state: 'DONE', counts: { rows: 3, created: 3, changed: 0, same: 0, refused: 0 } });
    expect(outcomes(rows)).toEqual([['CREATED'], ['CREATED'], ['CREATED']]);
  });
});

describe('an export', () => {
  it('made as a deputy of the county is the county’s no longer when the deputy is none', async () => {
    const { id: toUserId } = fields((await excel.ask('nancun.supervisor', 'GET', '/auth/me')).body);
    const today = ledger.app.get(Calendar, { strict: false }).today();
    const asked = { toUserId, role: 'SUPERVISOR', from: today, until: today, reason: '外出' };
    const lent = fields((await excel.ask('county.supervisor', 'POST', '/delegations', JSON.stringify(asked))).body);
    const { job } = await excel.exported('nancun.supervisor', { kind: 'MAJOR_DETAIL' });
    expect((await excel.ask('county.supervisor', 'POST', `/delegations/${text(lent.id)}/end`)).status).toBe(200);
    expect((await excel.ask('nancun.supervisor', 'GET', `/exports/${text(job.id)}/content`)).status).toBe(404);
  });

  it('is not left open for a part that lies behind its end', async () => {
    const { job } = await excel.exported('nancun.inspector', { kind: 'MAJOR_DETAIL' });
    const { status } = await excel.ask('nancun.inspector', 'GET', `/exports/${text(job.id)}/content`, undefined, { Range: 'bytes=999999999-' });
    const open = readdirSync('/proc/self/fd').filter((handle) => existsSync(`/proc/self/fd/${handle}`) && readlinkSync(`/proc/self/fd/${handle}`).endsWith(text(job.id)));
    expect([status, open]).toEqual([416, []]);
  });
});

const filesOf = (): string[] => readdirSync(String(process.env['DATA_DIR']), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
const HELD = adHoc<{ held: number }>('select count(*)::int as held from import_job');
const jobs = async (): Promise<number> => (await ledger.app.get(Database, { strict: false }).run(HELD, []))[0]?.held ?? NaN;

describe('files', () => {
  it('of an upload that breaks off are gone, and no import was posted', async () => {
    const before = [filesOf(), await jobs()];
    const authorization = await excel.authorization('example1.operator');
    const incoming = (): number => filesOf().length - (before[0] as string[]).length;
    const socket = connect(Number(new URL(ledger.url).port), '127.0.0.1');
    socket.write(`POST /api/v1/imports HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n`);
    socket.write(`--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${HEAD.join(',')}\n${row('Z-1', '断了').join(',')}\n`.padEnd(200_000, ' '));
    await until(() => Promise.resolve(incoming() === 1), { everyMs: 5, withinMs: 5_000 });
    socket.destroy();
    expect(await until(() => Promise.resolve(incoming() === 0), { everyMs: 10, withinMs: 5_000 })).toBe(true);
    expect([filesOf(), await jobs()]).toEqual(before);
  });

  it('whose time is over, and those that nobody names, are removed; the rows that tell of them stay', async () => {
    const sweep = () => ledger.app.get(ExchangeSweep, { strict: false }).run();
    const { job } = await imported({ dryRun: 'true' }, sheet('表', HEAD, row('S-1', '盖板缺失')));
    const kept = await imported({}, sheet('表', HEAD, row('S-2', '盖板松动')));
    const paper = await excel.exported('example1.operator', { kind: 'MAJOR_DETAIL' });
    expect(await sweep()).toBe(0);

    const over = adHoc(`with i as (update import_job set files_until = '2026-01-01' where id = $1) update export_job set files_until = '2026-01-01' where id = $2`);
    await ledger.app.get(Database, { strict: false }).run(over, [job.id, paper.job.id]);
    expect(await sweep()).toBe(3);
    const status = async (path: string, method = 'GET') => (await excel.ask('example1.operator', method, path)).status;
    expect([await status(`/imports/${text(job.id)}`), await status(`/imports/${text(job.id)}/rows`), await status(`/imports/${text(job.id)}/workbook`), await status(`/imports/${text(job.id)}/commit`, 'POST')]).toEqual([200, 200, 409, 409]);
    expect([await status(`/exports/${text(paper.job.id)}`), await status(`/exports/${text(paper.job.id)}/content`)]).toEqual([200, 409]);
    expect(await status(`/imports/${text(kept.job.id)}/workbook`)).toBe(200);

    // A process died between file and row: forty days later nobody can want it any more.
    const stranded = filesOf().filter((path) => path.includes('/imports/')).at(-1) ?? '';
    utimesSync(stranded, 0, 0);
    expect(await sweep()).toBe(1);
    expect(filesOf()).not.toContain(stranded);
  });
});
