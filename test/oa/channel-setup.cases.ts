/** How a channel is set up, and its person map as a table (issue: "person map (import XLSX)"); beside what is told through one. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fields, list, text, type Fields } from '../model/driver.js';
import { sheetOf, textsOf } from '../support/excel.js';
import type { Office } from '../support/oa/office.js';
import { PAAS } from '../support/oa/generic.js';
import { SITES } from '../support/oa/sites.js';
import { written } from '../support/workbooks.js';
import { must } from '../support/world.js';

const GENERIC = SITES.find(({ dialect }) => dialect === 'GENERIC')!;
/** Nobody is there: nothing of these channels is to leave. */
const NOWHERE = 'http://127.0.0.1:9';
const sheet = (rows: (string | number | null)[][]): Promise<Buffer> => written([{ name: '人员对应表', rows: rows.map((cells) => ({ cells })) }]);
const HEAD = ['用户名', '姓名', '单位', 'OA编号'];

export function channelSetup(office: () => Office): void {
  describe('setting up a channel', () => {
    let id: string;
    let ssoSecret: string;
    let bearer: string;
    beforeAll(async () => {
      ({ id, ssoSecret } = await office().channel(GENERIC, NOWHERE));
      bearer = await office().bearer('county.admin');
    });
    afterAll(async () => {
      const { etag: match } = (await (await office().admin()).get(`/oa/channels/${id}`)).headers;
      must(await (await office().admin()).patch(`/oa/channels/${id}`, { state: 'PAUSED' }, { 'If-Match': match ?? '' }), 'paused');
    });

    const etag = async (): Promise<string> => (await (await office().admin()).get(`/oa/channels/${id}`)).headers.etag ?? '';
    async function put(content: Buffer | string, query = '', match?: string): Promise<{ status: number; body: Fields }> {
      const form = new FormData();
      form.append('file', new Blob([content]), 'map.xlsx');
      const answer = await fetch(`${office().ledger.url}/api/v1/oa/channels/${id}/person-map${query}`, { method: 'PUT', headers: { Authorization: bearer, 'If-Match': match ?? (await etag()) }, body: form });
      return { status: answer.status, body: fields(await answer.json()) };
    }
    const mapped = async (): Promise<string[]> => list(fields((await (await office().admin()).get(`/oa/channels/${id}/person-map`)).body).items).map(fields).map(({ username, externalId }) => `${text(username)} ${text(externalId)}`);
    describe('a channel', () => {
      it('shows its sign-on secret once, and no other secret ever', async () => {
        const told = JSON.stringify((await (await office().admin()).get(`/oa/channels/${id}`)).body);
        expect([ssoSecret.length > 40, told.includes(PAAS.token), told.includes(ssoSecret)]).toEqual([true, false, false]);
        const [kept] = await office().rows<{ secrets: string }>('select secrets from oa_channel where id = $1', [id]);
        const facts = await office().rows<{ body: string }>(`select body from fact where object_id = $1`, [id]);
        expect(`${kept?.secrets}${JSON.stringify(facts)}`).not.toMatch(/paas-token|sso_/);
      });

      it('leads nowhere inside unless the county has listed it, and needs what its dialect needs', async () => {
        for (const baseUrl of ['http://169.254.169.254', 'http://10.0.0.8', 'http://[fd00::1]']) {
          const { status, body } = await (await office().admin()).post('/oa/channels', office().body(GENERIC, baseUrl));
          expect([status, fields(list(fields(body).errors)[0]).code]).toEqual([422, 'TARGET_NOT_ALLOWED']);
        }
        const { status, body } = await (await office().admin()).post('/oa/channels', { ...office().body(GENERIC, NOWHERE), dialect: 'SEEYON_A8' });
        expect([status, list(fields(body).errors).map((one) => fields(one).path)]).toEqual([422, ['parameters.registerCode', 'secrets.user', 'secrets.password']]);
      });

      it('of the county\'s own portal needs a path alone; a gateway\'s name and token come together', async () => {
        const body = { ...office().body(GENERIC, NOWHERE), parameters: { todoPath: '/todos' }, secrets: {} };
        const made = fields(must(await (await office().admin()).post('/oa/channels', body), 'plain').body);
        expect([made.reconciliation, made.reconciliationLabel]).toEqual(['LIST', '逐人核对待办列表']);
        const paths = async (answer: Promise<{ status: number; body: unknown }>) => [(await answer).status, list(fields((await answer).body).errors).map((one) => fields(one).path)];
        expect(await paths((await office().admin()).post('/oa/channels', { ...body, name: '半个网关', parameters: { todoPath: '/todos', paasId: 'x' } }))).toEqual([422, ['secrets.tifToken']]);
        expect(await paths((await office().admin()).post('/oa/channels', { ...body, name: '没有路径', parameters: {} }))).toEqual([422, ['parameters.todoPath']]);
        const path = `/oa/channels/${text(made.id)}`;
        const patch = async (changes: Fields) => (await office().admin()).patch(path, changes, { 'If-Match': (await (await office().admin()).get(path)).headers.etag ?? '' });
        expect(await paths(patch({ secrets: { tifToken: 't' } }))).toEqual([422, ['parameters.paasId']]);
        const [dialect] = list(fields((await (await office().admin()).get('/oa/dialects?limit=200')).body).items).map(fields).filter((one) => one.dialect === 'GENERIC');
        expect([dialect?.parameters, dialect?.secrets, dialect?.optionalParameters, dialect?.optionalSecrets]).toEqual([['todoPath'], [], ['paasId'], ['tifToken']]);
        must(await patch({ state: 'PAUSED' }), 'paused');
      });

      it('takes a profile of the site as data, and refuses one with a slip', async () => {
        const path = `/oa/channels/${id}`;
        const put = async (profile: Fields) => (await office().admin()).put(`${path}/profile`, { profile }, { 'If-Match': (await (await office().admin()).get(path)).headers.etag ?? '' });
        expect((await put({ open: { method: 'POST', path: '/x', body: { a: '{hazardText}' } } })).status).toBe(400);
        for (const matches of ['(', '(?=a)b', '(a)\\1', 'x'.repeat(501)]) expect([matches.slice(0, 9), (await put({ rules: { ok: [[{ at: 'a', matches }]] } })).status]).toEqual([matches.slice(0, 9), 400]);
        expect((await put({ titleCharacters: 60 })).status).toBe(200);
      });
    });

    describe('the person map as a table', () => {
      it('begins with a template that names everybody whose desk may be there, and nobody of a firm', async () => {
        const answer = await fetch(`${office().ledger.url}/api/v1/oa/channels/${id}/person-map/template`, { headers: { Authorization: bearer } });
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
  });
}
