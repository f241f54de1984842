/** What the comparison refuses, how it reads the ledger, and which hazards of a firm are alike (contract §3 similar, §6). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ComparisonWork } from '../../src/comparison/run.work.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { fields, list, text, type Answer, type Fields, type Session } from '../model/driver.js';
import type { SheetOut } from '../../src/platform/sheets/sheet-xml.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { written } from '../support/workbooks.js';

let ledger: TestLedger;
let county: Session;
let firmId: string;
let today: string;
beforeAll(async () => {
  ledger = await startLedger();
  county = await ledger.driver.as('county.supervisor');
  firmId = text(fields(fields((await (await ledger.driver.as('example1.operator')).get('/auth/me')).body).organisation).id);
  today = ledger.app.get(Calendar, { strict: false }).today();
}, 60_000);
afterAll(() => ledger.stop());

const NEW = () => ({ name: '台账比对', periodFrom: `${today.slice(0, 4)}-01-01`, periodTo: today, areaCode: '140525', sides: ['COUNTY', 'TOWN', 'ENTERPRISE'], from: 'LISTS' });
const must = ({ status, body }: Answer, expected = 200): Fields => {
  if (status !== expected) throw new Error(`${status} ${JSON.stringify(body).slice(0, 2_000)}`);
  return fields(body);
};
const codes = ({ status, body }: Answer): unknown[] => [status, ...list(fields(body).errors).map((one) => `${text(fields(one).path)} ${text(fields(one).code)}`)];
const create = async (said: Fields = {}): Promise<string> => text(must(await county.post('/comparisons', { ...NEW(), ...said }), 201).id);
const put = async (id: string, side: string, body: unknown, headers?: Record<string, string>): Promise<Answer> =>
  county.put(`/comparisons/${id}/lists/${side}`, body, headers ?? { 'If-Match': (await county.get(`/comparisons/${id}`)).headers.etag ?? '' });
const row = (said: Fields = {}): Fields => ({ externalRef: 'X1', enterpriseName: '示例厂', town: '南村镇', sector: 'METALLURGY', level: 'MAJOR', description: '炉前坑积水', foundOn: today, status: 'OPEN', ...said });

describe('bad input', () => {
  it('a period upside down, a foreign area, one side only: every reason at once', async () => {
    expect(codes(await county.post('/comparisons', { ...NEW(), periodFrom: '2026-12-01', periodTo: '2026-11-01', areaCode: '140526', sides: ['COUNTY', 'COUNTY'] }))).toEqual([422, 'periodFrom RANGE_UPSIDE_DOWN', 'areaCode AREA_UNKNOWN', 'sides COMPARISON_SIDES']);
    const upside = await county.post('/comparisons', { ...NEW(), periodFrom: '2026-12-01', periodTo: '2026-11-01' });
    expect(list(fields(upside.body).errors).map((one) => fields(one).message)).toEqual(['起始不能晚于截止']);
    expect(codes(await county.post('/comparisons', { ...NEW(), periodFrom: '2020-01-01' }))).toEqual([422, 'periodTo QUERY_TOO_WIDE']);
  });

  it('is refused by its row, in Chinese, and nothing of the list is kept', async () => {
    const id = await create();
    const bad = await put(id, 'COUNTY', { rows: [row(), row({ externalRef: 'X2', town: undefined }), row({ externalRef: 'X3', level: 'BIG' })] });
    expect(codes(bad)).toEqual([400, 'rows[1].town REQUIRED', 'rows[2].level WRONG_CODE']);
    expect(fields(list(fields(bad.body).errors)[1]).message).toContain('须为下列之一');
    expect(codes(await put(id, 'COUNTY', { rows: [row(), row()] }))).toEqual([422, 'rows[1].externalRef LIST_REFERENCE_TWICE']);
    expect(codes(await put(id, 'COUNTY', { rows: [] }))).toEqual([422, 'rows COMPARISON_SIDE_EMPTY']);
    // 20,000 rows are a list; what has more than 100,000 of anything is not even read as one
    for (const [length, path, message] of [[20_001, 'rows', '数量须为 0–20000 项'], [100_001, 'rows[100000]', '数量须为 0–100000 项']] as const) {
      const long = await put(id, 'COUNTY', { rows: Array.from({ length }, () => ({})) });
      expect([codes(long), fields(list(fields(long.body).errors)[0]).message]).toEqual([[400, `${path} WRONG_COUNT`], message]);
    }
    expect(codes(await put(id, 'COUNTY', { rows: [row()], inspections: [] }))).toEqual([400, 'inspections UNKNOWN_FIELD']);
    expect((await put(id, 'COUNTY', { rows: [row()] }, {})).status).toBe(428);
    expect((await put(id, 'COUNTY', { rows: [row()] }, { 'If-Match': '"77"' })).status).toBe(412);
    expect((await put(id, 'VILLAGE', { rows: [row()] })).status).toBe(404);
    expect(list(must(await county.get(`/comparisons/${id}/lists/COUNTY`)).items)).toEqual([]);
    expect(codes(await county.post(`/comparisons/${id}/run`, {}))).toEqual([422, 'lists.COUNTY COMPARISON_SIDE_EMPTY', 'lists.TOWN COMPARISON_SIDE_EMPTY', 'lists.ENTERPRISE COMPARISON_SIDE_EMPTY']);
    expect([(await county.post(`/comparisons/${id}/cancel`, {})).status, fields((await county.get(`/comparisons/${id}/pairs`)).body).code]).toEqual([409, 'COMPARISON_NOT_RUN']);
    const two = await create({ sides: ['COUNTY', 'TOWN'] });
    expect(fields((await put(two, 'ENTERPRISE', { rows: [row()] })).body).code).toBe('COMPARISON_LISTS_NOT_ASKED');
    const taken = must(await put(two, 'TOWN', { rows: [row({ town: '没有这镇', creditCode: '9114052' })] }));
    expect(list(taken.flags).map((one) => fields(one).flag)).toEqual(['TOWN_UNKNOWN', 'CREDIT_CODE_WRONG', 'ENTERPRISE_UNKNOWN']);
  });

  it('comes as a workbook too: columns by their names below a title, each reason by sheet and row', async () => {
    const id = await create({ sides: ['COUNTY', 'TOWN'] });
    const head = ['编号', '企业名称', '所在镇', '行业', '等级', '隐患内容', '部位', '发现日期', '状态', '检查人员'];
    const good = ['X1', '示例厂', '南村', '冶金', '重大', '炉前坑积水', '熔炼车间', today.replace(/-/g, '.'), '未整改', '甲、乙'];
    const send = async (sheets: SheetOut[], side = 'TOWN'): Promise<Answer> => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(await written(sheets))]), '清单.xlsx');
      const { headers } = await county.get(`/comparisons/${id}`);
      const login = await fetch(`${ledger.url}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'county.supervisor', password: process.env['DEMO_PASSWORD'] }) });
      const { accessToken } = (await login.json()) as { accessToken: string };
      const answer = await fetch(`${ledger.url}/api/v1/comparisons/${id}/lists/${side}`, { method: 'PUT', headers: { Authorization: `Bearer ${accessToken}`, 'If-Match': headers.etag ?? '' }, body: form });
      return { status: answer.status, body: await answer.json(), headers: {} };
    };
    const list_ = (rows: string[][], names = head): SheetOut => ({ name: '镇级清单', rows: [{ cells: ['重大事故隐患清单'] }, { cells: names }, ...rows.map((cells) => ({ cells }))] });
    expect(codes(await send([list_([good], head.filter((name) => name !== '等级'))]))).toEqual([422, '镇级清单 LIST_COLUMN_MISSING']);
    expect(codes(await send([list_([good, ['X2', '示例厂', '南村', '冶金', '特大', '炉前坑积水', '', '昨天', '未整改', '']])]))).toEqual([400, '镇级清单第4行“等级” WRONG_CODE', '镇级清单第4行“发现日期” WRONG_DAY']);
    const visits: SheetOut = { name: '检查记录', rows: [{ cells: ['企业名称', '检查日期'] }, { cells: ['示例厂', today] }] };
    expect(must(await send([list_([good]), visits]))).toMatchObject({ rows: 1, inspections: 1, compared: 1 });
    // the county's own checks say nothing of what a town missed: the clerk is told where the sheet belongs
    const misplaced = await send([list_([good]), visits], 'COUNTY');
    expect([codes(misplaced), text(fields(misplaced.body).detail)]).toEqual([[422, '检查记录第2行 COMPARISON_INSPECTIONS_OF_TOWN'], expect.stringContaining('请从县级清单的文件中去掉“检查记录”工作表')]);
    const shared = { name: '县级清单', rows: [{ cells: head }, { cells: [{ value: 1, down: 2 }, ...good.slice(1)] }, { cells: [null, ...good.slice(1, 5), '行车限位失灵', ...good.slice(6)] }] } as SheetOut;
    expect(list(must(await send([shared], 'COUNTY')).flags).map(fields).filter(({ flag }) => flag === 'REFERENCE_GIVEN')).toEqual([{ path: '县级清单第3行', externalRef: '1-2', flag: 'REFERENCE_GIVEN', flagLabel: '几条合用一个序号，已另行编号' }]);
    expect(list(must(await county.get(`/comparisons/${id}/lists/TOWN`)).items).map(fields)[0]).toMatchObject({ externalRef: 'X1', town: '南村镇', sector: 'METALLURGY', level: 'MAJOR', status: 'OPEN', foundOn: today, inspectors: ['甲', '乙'] });
  });

  it('is not taken from a town beyond its own area, nor from whoever may not', async () => {
    const town = await ledger.driver.as('nancun.supervisor');
    expect(codes(await town.post('/comparisons', NEW()))).toEqual([422, 'areaCode AREA_UNKNOWN']);
    for (const name of ['county.inspector', 'county.auditor', 'county.admin', 'example1.principal']) expect((await (await ledger.driver.as(name)).post('/comparisons', NEW())).status).toBe(403);
    const own = text(must(await town.post('/comparisons', { ...NEW(), areaCode: '140525100' }), 201).id);
    expect([(await town.get(`/comparisons/${own}`)).status, (await (await ledger.driver.as('bagong.supervisor')).get(`/comparisons/${own}`)).status]).toEqual([200, 404]);
    expect((await town.post(`/comparisons/${own}/publish`, {})).status).toBe(403);
  });
});

describe('the ledger', () => {
  const found = async (account: string, source: string, said: Fields): Promise<string> => text(must(await (await ledger.driver.as(account)).post('/hazards', {
    enterpriseId: firmId, source, sector: 'METALLURGY', category: 'EQUIPMENT', level: 'GENERAL', foundOn: today, location: '熔炼车间',
    foundBy: [{ name: '示例检查员甲' }], ...said,
  }), 201).id);
  const WATER = '2号中频炉炉前坑内积水，未采取防积水措施';
  let byTown: string;
  let byCounty: string;

  it('gives each side what it found: majors that wait are apart, a joined duplicate counts for its finder', async () => {
    byTown = await found('nancun.inspector', 'TOWN_INSPECTION', { description: WATER });
    byCounty = await found('county.inspector', 'COUNTY_INSPECTION', { description: WATER, level: 'MAJOR', basisNote: '见判定标准', deadline: `${Number(today.slice(0, 4)) + 1}-01-31`, owner: { name: '示例责任人' } });
    await found('example1.operator', 'ENTERPRISE_SELF_CHECK', { description: '浇注区行车限位失效' });
    const twin = await found('nancun.inspector', 'TOWN_INSPECTION', { description: '煤气柜一氧化碳报警器损坏' });
    const survivor = await found('county.inspector', 'COUNTY_INSPECTION', { description: '气柜报警探头不工作' });
    must(await county.post(`/hazards/${twin}/void`, { reason: '重复登记', duplicateOf: survivor }));
    const id = await create({ from: 'LEDGER', levels: 'ALL' });
    expect(fields((await put(id, 'COUNTY', { rows: [row()] })).body).code).toBe('COMPARISON_FROM_LEDGER');
    must(await put(id, 'TOWN', { rows: [], inspections: [{ enterpriseName: '示例厂', inspectedOn: today }] }));
    const run = async (): Promise<Fields> => {
      const takes = 0;
      must(await county.post(`/comparisons/${id}/run`, {}), 202);
      await ledger.app.get(ComparisonWork, { strict: false }).run(`${id}.${takes}`, new AbortController().signal);
      return fields(must(await county.get(`/comparisons/${id}`)).figures);
    };
    const waiting = await run();
    expect([fields(waiting.pending).value, fields(waiting.matched).value, fields(waiting.enterpriseOnly).value]).toEqual([1, 1, 1]);
    const joined = list(must(await county.get(`/comparisons/${id}/pairs`)).items).map(fields).find((one) => list(one.reasons).includes('台账中已作为重复并入，发现单位同列'));
    expect([fields(joined?.left).hazardId, fields(joined?.right).hazardId].sort()).toEqual([twin, survivor].sort());
    must(await (await ledger.driver.as('county.supervisor')).post(`/hazards/${byCounty}/confirm`, { opinion: '属实' }));
    const confirmed = await run();
    expect([fields(confirmed.pending).value, fields(confirmed.matched).value, fields(confirmed.levelLower).value]).toEqual([0, 2, 1]);
    expect(list(fields(confirmed.levelLower).ids).length).toBe(2);
  }, 30_000);

  it('proposes what a hazard repeats, to whoever sees both', async () => {
    const again = await found('nancun.inspector', 'TOWN_INSPECTION', { description: '2#中频炉炉前坑内又有积水，未采取防积水措施' });
    for (const account of ['nancun.inspector', 'county.auditor', 'example1.operator']) {
      const alike = must(await (await ledger.driver.as(account)).get(`/hazards/${again}/similar`));
      expect([byTown, byCounty]).toContain(alike.repeatOf);
      const ids = list(alike.items).map((one) => text(fields(one).hazardId));
      expect(ids.filter((id) => ![byTown, byCounty].includes(id))).toEqual([]);
      expect(ids[0]).toBe(alike.repeatOf);
    }
    expect((await (await ledger.driver.as('bagong.inspector')).get(`/hazards/${again}/similar`)).status).toBe(404);
    expect(must(await county.get(`/hazards/${byTown}/similar`)).repeatOf).toBeNull();
  });
});

describe('figures', () => {
  it('go by the least denominator in force when it is run', async () => {
    const admin = await ledger.driver.as('county.admin');
    const minimum = async (id: string): Promise<unknown[]> => {
      const { minDenominator, settingVersion } = fields(must(await county.get(`/comparisons/${id}`)).parameters);
      return [minDenominator, settingVersion];
    };
    const id = await create({ sides: ['COUNTY', 'TOWN'] });
    expect(await minimum(id)).toEqual([3, 0]);
    for (const side of ['COUNTY', 'TOWN']) must(await put(id, side, { rows: [row()] }));
    const set = (value: unknown, version: number): Promise<Answer> => admin.put('/settings/comparison', { value }, { 'If-Match': `"${version}"` });
    expect((await set({ minDenominator: 0 }, 0)).status).toBe(422);
    must(await set({ minDenominator: 1 }, 0));
    must(await county.post(`/comparisons/${id}/run`, {}), 202);
    await ledger.app.get(ComparisonWork, { strict: false }).run(`${id}.0`, new AbortController().signal);
    expect(await minimum(id)).toEqual([1, 1]);
    const towns = list(must(await county.get(`/comparisons/${id}/towns`)).items).map(fields);
    expect(towns.find(({ town }) => town === '南村镇')).toMatchObject({ rank: 1, note: null });
    must(await set({ minDenominator: 3 }, 1));
    expect(await minimum(id)).toEqual([1, 1]);
  });

  it('of a run under way are not told: what it has written so far is no result', async () => {
    const id = await create({ sides: ['COUNTY', 'TOWN'] });
    for (const side of ['COUNTY', 'TOWN']) must(await put(id, side, { rows: [row()] }));
    must(await county.post(`/comparisons/${id}/run`, {}), 202);
    await ledger.app.get(ComparisonWork, { strict: false }).run(`${id}.0`, new AbortController().signal);
    expect(fields(fields(must(await county.get(`/comparisons/${id}`)).figures).matched).value).toBe(1);
    const database = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    await database.connect();
    // hazards are in before the rows of the ledger that they are made of
    await database.query(`update comparison set state = 'RUNNING', run_token = id, run_until = '2099-01-01Z' where id = $1`, [id]);
    await database.query('delete from comparison_row where comparison_id = $1', [id]);
    await database.end();
    expect(must(await county.get(`/comparisons/${id}`))).toMatchObject({ state: 'RUNNING', figures: {} });
  });
});

describe('inspections', () => {
  const visited = (said: Fields = {}): Fields => ({ enterpriseId: firmId, inspectedOn: today, inspectors: [{ name: '示例检查员甲' }], ...said });

  it('tell a miss from what nobody can know, in a comparison of the ledger', async () => {
    const town = await ledger.driver.as('nancun.inspector');
    const firms = (await Promise.all(['example1.operator', 'example2.operator'].map(async (name) => fields((await (await ledger.driver.as(name)).get('/auth/me')).body)))).map((me) => text(fields(me.organisation).id));
    for (const [at, enterpriseId] of firms.entries()) {
      must(await (await ledger.driver.as('county.inspector')).post('/hazards', {
        enterpriseId, source: 'COUNTY_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT', level: 'GENERAL', foundOn: today, foundBy: [{ name: '示例检查员乙' }],
        description: `${at === 0 ? '喷漆房' : '液氨机房'}的防爆灯具接线口未封堵`,
      }), 201);
    }
    const split = async (): Promise<unknown[]> => {
      const id = await create({ from: 'LEDGER', levels: 'ALL' });
      must(await county.post(`/comparisons/${id}/run`, {}), 202);
      await ledger.app.get(ComparisonWork, { strict: false }).run(`${id}.0`, new AbortController().signal);
      const { figures, parameters } = must(await county.get(`/comparisons/${id}`));
      return [...['missed', 'missUnknown'].map((name) => fields(fields(figures)[name]).value), fields(parameters).inspectedTowns];
    };
    expect(await split()).toEqual([0, 2, null]);
    const recorded = must(await town.post('/inspections', visited({ mode: 'UNANNOUNCED', place: '喷漆房' })), 201);
    expect(recorded).toMatchObject({ level: 'TOWN', levelLabel: '镇级', modeLabel: '四不两直', areaCode: '140525100', inspectors: [{ name: '示例检查员甲', post: null }], voidedAt: null });
    // 南村镇 was there and said nothing; of 巴公镇, which recorded no inspection at all, nobody knows
    expect(await split()).toEqual([1, 1, ['南村镇']]);
    expect(codes(await county.post(`/inspections/${text(recorded.id)}/void`, { reason: '日期有误' }))[0]).toBe(403);
    expect(must(await town.post(`/inspections/${text(recorded.id)}/void`, { reason: '日期有误' })).voidReason).toBe('日期有误');
    expect(fields((await town.post(`/inspections/${text(recorded.id)}/void`, { reason: '再次' })).body).code).toBe('INSPECTION_VOIDED');
    expect(await split()).toEqual([0, 2, null]);
  }, 30_000);

  it('are of real days and of enterprises in reach, and seen by whoever reaches the enterprise', async () => {
    const [town, firm, elsewhere] = await Promise.all(['nancun.inspector', 'example1.operator', 'bagong.inspector'].map((name) => ledger.driver.as(name))) as [Session, Session, Session];
    expect(codes(await town.post('/inspections', visited({ inspectedOn: `${Number(today.slice(0, 4)) + 1}-01-01`, mode: 'SELF_CHECK' })))).toEqual([422, 'inspectedOn DAY_IN_FUTURE', 'mode INSPECTION_MODE_NOT_YOURS']);
    expect(codes(await elsewhere.post('/inspections', visited()))).toEqual([422, 'enterpriseId ENTERPRISE_UNKNOWN']);
    expect(codes(await town.post('/inspections', visited({ enterpriseId: undefined })))).toEqual([422, 'enterpriseId ENTERPRISE_AMBIGUOUS']);
    expect(codes(await town.post('/inspections', visited({ inspectors: [] })))).toEqual([400, 'inspectors WRONG_COUNT']);
    const own = must(await firm.post('/inspections', visited()), 201);
    expect([own.level, own.mode]).toEqual(['ENTERPRISE', 'SELF_CHECK']);
    expect([(await elsewhere.get(`/inspections/${text(own.id)}`)).status, (await town.get(`/inspections/${text(own.id)}`)).status]).toEqual([404, 200]);
    const seen = async (session: Session, filter: string): Promise<unknown[]> => list(must(await session.get(`/inspections?${filter}`)).items).map((one) => [fields(one).level, fields(one).voidedAt === null]);
    expect(await seen(firm, 'count=true')).toEqual([['TOWN', false], ['ENTERPRISE', true]]);
    expect(await seen(county, `level=ENTERPRISE&areaCode=140525100&inspectedFrom=${today}&inspectedTo=${today}&voided=false&mode=SELF_CHECK&enterpriseId=${firmId}`)).toEqual([['ENTERPRISE', true]]);
    expect(await seen(elsewhere, '')).toEqual([]);
  });

  it('are named only by hazards of their enterprise, and only while they stand', async () => {
    const [town, elsewhere] = await Promise.all(['nancun.inspector', 'bagong.inspector'].map((name) => ledger.driver.as(name))) as [Session, Session];
    const { enterpriseId: _firm, ...there } = visited();
    const otherFirm = text(fields(fields((await (await ledger.driver.as('example2.operator')).get('/auth/me')).body).organisation).id);
    const [here, gone, other] = [must(await town.post('/inspections', visited()), 201), must(await town.post('/inspections', visited()), 201), must(await elsewhere.post('/inspections', { ...there, enterpriseId: otherFirm }), 201)].map(({ id }) => text(id)) as [string, string, string];
    const named = (inspectionId: string, said: Fields = {}): Fields => ({
      enterpriseId: firmId, source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT', level: 'GENERAL', foundOn: today, foundBy: [{ name: '示例检查员甲' }],
      description: '吊索具无检验标识', inspectionId, ...said,
    });
    const first = must(await town.post('/hazards', named(gone, { externalRef: '检-1' })), 201);
    must(await town.post(`/inspections/${gone}/void`, { reason: '重复录入' }));
    const NO = [422, 'inspectionId INSPECTION_INVALID'];
    const NOBODYS = '019aa0b2-7c00-7000-8000-0000000000aa';
    for (const id of [gone, other, NOBODYS]) expect(codes(await town.post('/hazards', named(id)))).toEqual(NO);
    expect(codes(await county.post('/hazards', named(other, { source: 'COUNTY_INSPECTION' })))).toEqual(NO);
    // every reason at once; of an enterprise that is not there nobody says whose the inspection should be
    expect(codes(await town.post('/hazards', named(NOBODYS, { foundOn: '2099-01-01' })))).toEqual([422, 'foundOn FOUND_IN_FUTURE', NO[1]]);
    expect(codes(await town.post('/hazards', named(here, { enterpriseId: NOBODYS })))).toEqual([422, 'enterpriseId ENTERPRISE_UNKNOWN']);
    expect(codes(await town.post('/hazards', named(here, { enterpriseId: undefined, enterprise: { name: '待核厂', address: '南村镇', areaCode: '140525100' } })))).toEqual(NO);
    const rows = list(must(await town.post('/hazards/batch', { items: [named(here), named(gone), named(here)] })).results).map(fields);
    expect(rows.map(({ status, problem }) => [status, problem && fields(problem).code])).toEqual([[201, undefined], [422, 'INSPECTION_INVALID'], [201, undefined]]);
    expect(list(must(await town.get(`/hazards?inspectionId=${here}`)).items)).toHaveLength(2);
    // what was registered under it stays, is answered again, and may be edited; it is named anew by nobody
    expect(must(await town.post('/hazards', named(gone, { externalRef: '检-1' }))).id).toBe(first.id);
    const patch = async (said: Fields): Promise<Answer> => town.patch(`/hazards/${text(first.id)}`, said, { 'If-Match': (await town.get(`/hazards/${text(first.id)}`)).headers.etag ?? '' });
    expect(must(await patch({ inspectionId: gone, category: 'MANAGEMENT' })).inspectionId).toBe(gone);
    expect(codes(await patch({ inspectionId: other }))).toEqual(NO);
    expect(must(await patch({ inspectionId: here })).inspectionId).toBe(here);
    expect(codes(await patch({ inspectionId: gone }))).toEqual(NO);
    expect(must(await patch({ inspectionId: null })).inspectionId).toBeNull();
  });

  it('a sector that was mistyped is corrected by who registered it, is told with its old value, and counts where it belongs', async () => {
    const town = await ledger.driver.as('nancun.inspector');
    const gas = async (): Promise<unknown> => list(must(await town.get('/hazards/summary?groupBy=sector')).items).map(fields).find(({ sector }) => sector === 'GAS')?.count ?? 0;
    const before = await gas();
    const path = `/hazards/${text(must(await town.post('/hazards', { enterpriseId: firmId, source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT', level: 'GENERAL', foundOn: today, foundBy: [{ name: '示例检查员甲' }], description: '调压箱周边堆放杂物' }), 201).id)}`;
    expect(codes(await (await ledger.driver.as('example1.operator')).patch(path, { sector: 'GAS' }, { 'If-Match': '"1"' }))).toEqual([403, 'sector NOT_THE_REGISTRANT']);
    expect(must(await town.patch(path, { sector: 'GAS' }, { 'If-Match': '"1"' }))).toMatchObject({ sector: 'GAS', sectorLabel: '燃气', status: 'CONFIRMING', version: 2 });
    expect(await gas()).toBe(Number(before) + 1);
    const told = list(must(await (await ledger.driver.as('county.auditor')).get(`/audit/facts?objectId=${path.split('/').at(-1) ?? ''}`)).items).map(fields).find(({ move }) => move === 'patch');
    expect(fields(fields(told?.detail).changes).sector).toEqual({ from: 'METALLURGY', to: 'GAS' });
  });
});
