/** The person map as a table (issue: "person map (import XLSX)"): the template, filled in and sent back; per row why not; nothing half. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fields, list, text, type Fields } from '../model/driver.js';
import { sheetOf, textsOf } from '../support/excel.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { Office } from '../support/oa/office.js';
import { SITES } from '../support/oa/sites.js';
import { written } from '../support/workbooks.js';

const PASSWORD = 'names-of-the-county-4';
let ledger: TestLedger;
let office: Office;
let path: string;
let bearer: string;
beforeAll(async () => {
  ledger = await startLedger(PASSWORD);
  office = new Office(ledger, PASSWORD);
  const { id } = await office.channel(SITES.find(({ dialect }) => dialect === 'GENERIC')!, 'http://127.0.0.1:9');
  path = `/oa/channels/${id}/person-map`;
  const answer = await fetch(`${ledger.url}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'county.admin', password: PASSWORD }) });
  bearer = `Bearer ${text(fields(await answer.json()).accessToken)}`;
}, 60_000);
afterAll(() => ledger?.stop());

const etag = async (): Promise<string> => (await (await office.admin()).get(path.replace('/person-map', ''))).headers.etag ?? '';
async function put(content: Buffer | string, query = '', match?: string): Promise<{ status: number; body: Fields }> {
  const form = new FormData();
  form.append('file', new Blob([content]), 'map.xlsx');
  const answer = await fetch(`${ledger.url}/api/v1${path}${query}`, { method: 'PUT', headers: { Authorization: bearer, 'If-Match': match ?? (await etag()) }, body: form });
  return { status: answer.status, body: fields(await answer.json()) };
}
const mapped = async (): Promise<string[]> => list(fields((await (await office.admin()).get(path)).body).items).map(fields).map(({ username, externalId }) => `${text(username)} ${text(externalId)}`);
const sheet = (rows: (string | number | null)[][]): Promise<Buffer> => written([{ name: '人员对应表', rows: rows.map((cells) => ({ cells })) }]);
const HEAD = ['用户名', '姓名', '单位', 'OA编号'];

describe('the person map as a table', () => {
  it('begins with a template that names everybody whose desk may be there, and nobody of a firm', async () => {
    const answer = await fetch(`${ledger.url}/api/v1${path}/template`, { headers: { Authorization: bearer } });
    const rows = (await sheetOf(Buffer.from(await answer.arrayBuffer()))).map(textsOf);
    expect([answer.status, rows.find(([first]) => first === '用户名')]).toEqual([200, HEAD]);
    const named = rows.map(([username = '']) => username);
    expect([named.includes('nancun.supervisor'), named.includes('county.supervisor'), named.some((one) => one.startsWith('example'))]).toEqual([true, true, false]);
  });

  it('is tried first, then taken whole; who has no number is not in it; digits and full-width signs are read as meant', async () => {
    const filled = await sheet([['人员对应表'], ['只填一列'], HEAD, ['nancun.supervisor', '示例己', '南村镇', 1024], ['County.Supervisor', '', '', ' ｌｉｓｉ '], ['nancun.inspector', '', '', null]]);
    const tried = await put(filled, '?dryRun=true');
    expect([tried.status, tried.body.dryRun, tried.body.addedCount, await mapped()]).toEqual([200, true, 2, []]);
    const taken = await put(filled);
    expect([taken.status, taken.body.dryRun, taken.body.addedCount, await mapped()]).toEqual([200, false, 2, ['county.supervisor lisi', 'nancun.supervisor 1024']]);
    const changed = await put('用户名,OA编号\nnancun.supervisor,zhangsan\n');
    expect([changed.status, changed.body.changedCount, changed.body.removedCount, await mapped()]).toEqual([200, 1, 1, ['nancun.supervisor zhangsan']]);
  });

  it('tells every row that does not fit, by its number, and takes none of them', async () => {
    const before = await mapped();
    const wrong = await put(await sheet([['标题'], HEAD, ['nancun.supervisor', '张三', '', 'a1'], ['nobody.here', '', '', 'a2'], ['county.supervisor', '', '', 'a3'], ['county.supervisor', '', '', 'a4'], ['city.supervisor', '', '', 'a3']]));
    expect([wrong.status, list(wrong.body.errors).map(fields).map(({ path: where, message }) => `${text(where)} ${text(message)}`)]).toEqual([422, [
      '第3行 不符合规则：用户名 nancun.supervisor 的姓名不是“张三”', '第4行 引用的人员不存在，或不在您的范围内', '第6行 不符合规则：表中前面已有相同的人员', '第7行 不符合规则：表中前面已有相同的OA 编号']]);
    const form = await put('用户名,OA编号\nnancun.supervisor,a b\n,c\n');
    expect([form.status, list(form.body.errors).map((one) => text(fields(one).path))]).toEqual([400, ['第2行.externalId', '第3行.username']]);
    expect(await mapped()).toEqual(before);
  });

  it('is neither another table nor another file, and not written over what somebody else has changed', async () => {
    const column = await put('用户名,电话\nnancun.supervisor,1\n,2\n');
    expect([column.status, fields(list(column.body.errors)[0]).code]).toEqual([422, 'LIST_COLUMN_MISSING']);
    expect((await put('%PDF-1.7')).status).toBe(415);
    expect((await put('用户名,OA编号\nnancun.supervisor,x\n', '', '"1"')).status).toBe(412);
  });
});
