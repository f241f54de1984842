/** Who sees which organisation, and what follows an area or an enterprise when it moves (contract §2). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AreaReader } from '../../src/organisations/area.reader.js';
import { fields, list, text } from '../model/driver.js';
import type { Fields, Session } from '../model/driver.js';
import { creditCode } from '../support/credit-code.js';
import { BAGONG, EXAMPLE1, EXAMPLE2, found, hazardBody, items, match, NANCUN, newFirm, said } from '../support/desk.js';
import { startLedger } from '../support/ledger.js';
import type { TestLedger } from '../support/ledger.js';

const XIACUN = '140525101';

let ledger: TestLedger;
let admin: Session;
const as = (account: string): Promise<Session> => ledger.driver.as(account);

beforeAll(async () => {
  ledger = await startLedger();
  admin = await as('county.admin');
}, 60_000);
afterAll(() => ledger.stop());

describe('scope', () => {
  it.each([
    ['county.inspector', [EXAMPLE1, EXAMPLE2]], ['city.supervisor', [EXAMPLE1, EXAMPLE2]],
    ['nancun.inspector', [EXAMPLE1]], ['bagong.supervisor', [EXAMPLE2]],
    ['example1.operator', [EXAMPLE1]], ['example2.principal', [EXAMPLE2]],
  ])('%s sees %j of the two examples', async (account, seen) => {
    const session = await as(account);
    const listed = (await items(session, '/enterprises?limit=200')).map((one) => one.id);
    expect(listed.filter((id) => id === EXAMPLE1 || id === EXAMPLE2)).toEqual(seen);
    const statuses = [await session.get(`/enterprises/${EXAMPLE1}`), await session.get(`/organisations/${EXAMPLE2}`)].map(({ status }) => status);
    expect(statuses).toEqual([seen.includes(EXAMPLE1) ? 200 : 404, seen.includes(EXAMPLE2) ? 200 : 404]);
  });

  it('answers the same for what is out of scope and for what is not there', async () => {
    const town = await as('nancun.supervisor');
    const [outside, absent] = [await town.get(`/enterprises/${EXAMPLE2}`), await town.get('/enterprises/01a199c7-0715-77f7-b8c8-305d80a31388')];
    expect([said(outside), said(absent)]).toEqual([[404, 'NOT_FOUND'], [404, 'NOT_FOUND']]);
    expect(fields(outside.body).detail).toBe(fields(absent.body).detail);
    expect(said(await admin.get(`/enterprises/01a199c5-5622-7c51-99ef-d88fefbca812`))).toEqual([404, 'NOT_FOUND']);
  });

  it('is only read by whoever is not the administrator; what is out of sight is not even forbidden', async () => {
    const supervisor = await as('nancun.supervisor');
    const body = { name: '改名' };
    expect(said(await supervisor.patch(`/enterprises/${EXAMPLE1}`, body, match(1)))).toEqual([403, 'FORBIDDEN']);
    expect(said(await supervisor.patch(`/enterprises/${EXAMPLE2}`, body, match(1)))).toEqual([404, 'NOT_FOUND']);
    expect(said(await supervisor.post(`/enterprises/${EXAMPLE1}/move`, { areaCode: BAGONG }))).toEqual([403, 'FORBIDDEN']);
    expect(said(await supervisor.post('/areas', { code: '140525801', name: '示例镇' }))).toEqual([403, 'FORBIDDEN']);
    expect(said(await supervisor.post(`/areas/${BAGONG}/merge`, { successorCode: NANCUN }))).toEqual([403, 'FORBIDDEN']);
  });
});

describe('enterprises', () => {
  it('are filtered by area, sector, status, name and credit code, page by page', async () => {
    const county = await as('county.inspector');
    expect((await items(county, `/enterprises?areaCode=${BAGONG}&sector=METALLURGY`)).map(({ name }) => name)).toEqual(['晋城市示例钢铁有限公司', '泽州县示例铁合金有限公司']);
    expect((await items(county, '/enterprises?status=CEASED')).map(({ name, statusLabel }) => [name, statusLabel])).toEqual([['泽州县示例老铸造厂', '已注销或关闭']]);
    expect((await items(county, `/enterprises?q=${encodeURIComponent('示例精密金村')}`)).map(({ parentId }) => parentId)).toEqual(['01a199c8-3465-7d2b-b409-7808c4b3dbea']);
    const [first] = await items(county, `/enterprises?areaCode=${NANCUN}&limit=1`);
    expect((await items(county, `/enterprises?creditCode=${text(first?.creditCode)}`)).map(({ id }) => id)).toEqual([EXAMPLE1]);
    const page = fields((await county.get('/enterprises?areaCode=140525&limit=20&count=true')).body);
    const rest = await items(county, `/enterprises?areaCode=140525&limit=20&count=true&cursor=${text(page.nextCursor)}`);
    const ids = [...list(page.items).map(fields), ...rest].map(({ id }) => text(id));
    expect([ids.length, new Set(ids).size, page.total]).toEqual([30, 30, 30]);
    expect(said(await county.get(`/enterprises?areaCode=1405&cursor=${text(page.nextCursor)}`))).toEqual([400, 'CURSOR_INVALID']);
  });

  it('have one credit code in the county, right by its check digit', async () => {
    const one = await newFirm(admin, NANCUN);
    const other = { name: '示例另一企业', areaCode: BAGONG, sector: 'HAZCHEM' };
    expect(said(await admin.post('/enterprises', { ...other, creditCode: one.creditCode }))).toEqual([409, 'ALREADY_EXISTS']);
    expect(said(await admin.post('/enterprises', { ...other, creditCode: '91140525XXXX00017A' }))).toEqual([400, 'WRONG_CREDIT_CODE']);
    const two = await newFirm(admin, NANCUN);
    expect(said(await admin.patch(`/enterprises/${text(two.id)}`, { creditCode: one.creditCode }, match(1)))).toEqual([409, 'ALREADY_EXISTS']);
  });

  it('are registered once when two try at once', async () => {
    const body = { name: '示例同时登记', creditCode: creditCode(79_000_000), areaCode: NANCUN, sector: 'METALLURGY' };
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/enterprises', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('stand in a current town of the county', async () => {
    const body = { name: '示例无处可去', sector: 'METALLURGY' };
    expect(said(await admin.post('/enterprises', { ...body, areaCode: '140525' }))).toEqual([422, 'AREA_NOT_TOWN']);
    expect(said(await admin.post('/enterprises', { ...body, areaCode: '140524100' }))).toEqual([422, 'AREA_UNKNOWN']);
    expect(said(await admin.post('/enterprises', { ...body, areaCode: NANCUN, parentId: '01a199c5-5622-7c51-99ef-d88fefbca812' }))).toEqual([422, 'REFERENCE_UNKNOWN']);
  });

  it('have no branch of theirs above them, over however many steps, also when the ring is closed at once', async () => {
    const [a, b, c] = (await Promise.all([1, 2, 3].map(() => newFirm(admin, NANCUN)))).map(({ id }) => text(id)) as [string, string, string];
    const under = async (id: string, parentId: string, version = 1) => said(await admin.patch(`/enterprises/${id}`, { parentId }, match(version)));
    expect(await under(a, a)).toEqual([422, 'REFERENCE_UNKNOWN']);
    expect([await under(a, b), await under(b, c), await under(c, a)]).toEqual([[200, undefined], [200, undefined], [422, 'REFERENCE_UNKNOWN']]);
    const [d, e, f] = (await Promise.all([1, 2, 3].map(() => newFirm(admin, NANCUN)))).map(({ id }) => text(id)) as [string, string, string];
    const all = await Promise.all([under(d, e), under(e, f), under(f, d)]);
    expect(all.map(([status]) => status).sort()).toEqual([200, 200, 422]);
  });

  it('are edited by the version that was read', async () => {
    const { id } = await newFirm(admin, NANCUN);
    const path = `/enterprises/${text(id)}`;
    expect(said(await admin.patch(path, { scale: 'MEDIUM' }))).toEqual([428, 'IF_MATCH_REQUIRED']);
    const changed = await admin.patch(path, { scale: 'MEDIUM', riskFeatures: ['BLAST_FURNACE'], address: null }, match(1));
    expect(changed.headers.etag).toBe('"2"');
    expect(fields(changed.body)).toMatchObject({ scaleLabel: '中型', riskFeaturesLabel: ['高炉'], version: 2 });
    expect(said(await admin.patch(path, { scale: 'SMALL' }, match(1)))).toEqual([412, 'VERSION_STALE']);
    expect(said(await admin.patch(path, {}, match(2)))).toEqual([422, 'EMPTY_CHANGE']);
    expect(fields((await admin.patch(path, { scale: 'MEDIUM' }, match(2))).body).version).toBe(2);
    expect(said(await admin.patch(path, { areaCode: BAGONG }, match(2)))).toEqual([400, 'UNKNOWN_FIELD']);
    expect(said(await admin.patch(path, { riskFeatures: ['高炉'] }, match(2)))).toEqual([400, 'WRONG_FORMAT']);
  });
});

describe('an enterprise that moves', () => {
  it('takes its hazards into the other town’s sight; their numbers stay', async () => {
    const firm = await newFirm(admin, NANCUN);
    const [nancun, bagong] = [await as('nancun.inspector'), await as('bagong.inspector')];
    const hazard = await found(nancun, { enterpriseId: firm.id });
    const path = `/hazards/${text(hazard.id)}`;
    expect([(await nancun.get(path)).status, (await bagong.get(path)).status]).toEqual([200, 404]);
    expect(said(await admin.post(`/enterprises/${text(firm.id)}/move`, { areaCode: '140525' }))).toEqual([422, 'AREA_NOT_TOWN']);
    const moved = await admin.post(`/enterprises/${text(firm.id)}/move`, { areaCode: BAGONG });
    expect(fields(moved.body)).toMatchObject({ areaCode: BAGONG, areaName: '巴公镇', version: 2 });
    expect([(await nancun.get(path)).status, (await bagong.get(path)).status]).toEqual([404, 200]);
    expect(fields((await bagong.get(path)).body).ledgerNo).toMatch(/^140525100-/);
    expect(said(await admin.post(`/enterprises/${text(firm.id)}/move`, { areaCode: BAGONG }))).toEqual([422, 'EMPTY_CHANGE']);
  });

  it('tells the town it comes to of each open major, and the county who was told', async () => {
    const firm = await newFirm(admin, NANCUN);
    const [nancun, bagong, county] = [await as('nancun.inspector'), await as('bagong.inspector'), await as('county.supervisor')];
    const major = { enterpriseId: firm.id, level: 'MAJOR', deadline: '2027-06-30', basisNote: '现场认定' };
    const [open, voided] = [await found(nancun, major), await found(nancun, { ...major, description: '登记有误的一条' }), await found(nancun, { enterpriseId: firm.id, description: '一般的一条' })];
    expect((await county.post(`/hazards/${text(voided?.id)}/void`, { reason: '登记有误' })).status).toBe(200);
    const told = [{ organisation: '巴公镇应急管理中心', organisationId: fields(fields((await bagong.get('/auth/me')).body).organisation).id, hazardCount: 1 }];
    expect(fields((await admin.post(`/enterprises/${text(firm.id)}/move`, { areaCode: BAGONG })).body)).toMatchObject({ hazardCount: 3, told });
    const notices = async (session: Session, id: unknown) => (await items(session, `/notices?hazardId=${text(id)}`)).map(({ kind, hazardId }) => [kind, hazardId]);
    expect(await notices(bagong, open?.id)).toEqual([['DECISION', open?.id]]);
    expect(await notices(bagong, voided?.id)).toEqual([]);
    const [fact] = await items(await as('county.auditor'), `/audit/facts?objectId=${text(firm.id)}&move=move`);
    expect(fact).toMatchObject({ detail: { hazardCount: 3, told } });
    expect(fields((await admin.post(`/enterprises/${text(firm.id)}/move`, { areaCode: XIACUN })).body)).toMatchObject({ hazardCount: 3, told: [{ hazardCount: 1 }] });
  });
});

describe('a registration while the enterprise moves', () => {
  it('ends in one town with it, whoever is first', async () => {
    const firm = await newFirm(admin, NANCUN);
    const inspector = await as('county.inspector');
    const register = (n: number) => inspector.post('/hazards', hazardBody({ enterpriseId: firm.id, source: 'COUNTY_INSPECTION', description: `同时登记${n}` }));
    const [moved, ...registered] = await Promise.all([admin.post(`/enterprises/${text(firm.id)}/move`, { areaCode: BAGONG }), ...[1, 2, 3, 4, 5].map(register)]);
    expect([moved.status, ...registered.map(({ status }) => status)]).toEqual([200, 201, 201, 201, 201, 201]);
    const bagong = await as('bagong.inspector');
    for (const { body } of registered) expect((await bagong.get(`/hazards/${text(fields(body).id)}`)).status).toBe(200);
  });

  it('makes a provisional enterprise once, also when two name it at once', async () => {
    const inspector = await as('nancun.inspector');
    const enterprise = { name: '示例同名作坊', address: '示例路', areaCode: NANCUN };
    const answers = await Promise.all([1, 2, 3].map((n) => inspector.post('/hazards', hazardBody({ enterprise, description: `同名${n}` }))));
    expect(new Set(answers.map(({ body }) => fields(body).enterpriseId)).size).toBe(1);
    const id = text(fields(answers[0]?.body).enterpriseId);
    expect((await admin.patch(`/enterprises/${id}`, { creditCode: creditCode(77_000_000) }, match(1))).status).toBe(200);
  });
});

describe('a provisional enterprise', () => {
  const named = { enterprise: { name: '示例无码作坊', address: '示例路', areaCode: NANCUN } };

  it('is named by an authority in its own area, once, and merged into the registered one with its hazards', async () => {
    const inspector = await as('nancun.inspector');
    const hazards = [await found(inspector, named), await found(inspector, named)];
    const [provisional, ...others] = await items(admin, '/enterprises?provisional=true');
    expect([provisional?.name, others]).toEqual(['示例无码作坊', []]);
    const into = await newFirm(admin, BAGONG);
    const path = `/enterprises/${text(provisional?.id)}/merge`;
    expect(said(await admin.post(path, { intoId: provisional?.id }))).toEqual([422, 'RULE_BROKEN']);
    expect(said(await admin.post(path, { intoId: '01a199c7-0715-77f7-b8c8-305d80a31388' }))).toEqual([422, 'ENTERPRISE_UNKNOWN']);
    expect(said(await admin.post(path, { intoId: '01a199c8-f995-7625-8d4d-74ce834f737d' }))).toEqual([422, 'ENTERPRISE_CEASED']);
    expect(said(await admin.post(`/enterprises/${EXAMPLE1}/merge`, { intoId: into.id }))).toEqual([422, 'RULE_BROKEN']);
    expect(fields((await admin.post(path, { intoId: into.id })).body)).toMatchObject({ status: 'CEASED', mergedIntoId: into.id });
    const seen = await (await as('bagong.inspector')).get(`/hazards/${text(hazards[0]?.id)}`);
    expect(fields(seen.body)).toMatchObject({ enterpriseId: into.id, enterpriseName: into.name });
    expect(fields((await admin.get(`/enterprises/${text(into.id)}`)).body)).toMatchObject({ shortNames: ['示例无码作坊'], version: 2 });
    expect(said(await admin.post(path, { intoId: into.id }))).toEqual([409, 'ORGANISATION_MERGED']);
    expect(said(await admin.patch(`/organisations/${text(provisional?.id)}`, { status: 'ACTIVE' }, match(2)))).toEqual([409, 'ORGANISATION_MERGED']);
  });

  it('that was merged is the registered one when it is named again, as far as who names it looks', async () => {
    const inspector = await as('nancun.inspector');
    const enterprise = { name: '示例改名作坊', address: '示例路', areaCode: NANCUN };
    const { enterpriseId } = await found(inspector, { enterprise });
    const into = await newFirm(admin, NANCUN);
    expect((await admin.post(`/enterprises/${text(enterpriseId)}/merge`, { intoId: into.id })).status).toBe(200);
    expect(await found(inspector, { enterprise })).toMatchObject({ enterpriseId: into.id, enterpriseName: into.name });
    expect((await admin.post(`/enterprises/${text(into.id)}/move`, { areaCode: BAGONG })).status).toBe(200);
    const unseen = text((await found(inspector, { enterprise })).enterpriseId);
    expect([enterpriseId, into.id]).not.toContain(unseen);
  });

  it('cannot be planted in a neighbour’s town', async () => {
    const bagong = await as('bagong.inspector');
    expect(said(await bagong.post('/hazards', hazardBody(named)))).toEqual([422, 'AREA_UNKNOWN']);
  });

  it('becomes a registered one with its credit code', async () => {
    await found(await as('nancun.inspector'), { enterprise: { ...named.enterprise, name: '示例有码作坊' } });
    const [provisional] = await items(admin, `/enterprises?provisional=true&q=${encodeURIComponent('有码')}`);
    const changed = await admin.patch(`/enterprises/${text(provisional?.id)}`, { creditCode: creditCode(78_000_000), sector: 'METALLURGY' }, match(1));
    expect(fields(changed.body)).toMatchObject({ provisional: false, sectorLabel: '冶金' });
  });
});

describe('organisations', () => {
  it('are made by the administrator where their kind belongs', async () => {
    const centre = { kind: 'TOWN_CENTRE', name: '示例二中心', areaCode: NANCUN };
    expect(said(await admin.post('/organisations', centre))).toEqual([201, undefined]);
    expect(said(await admin.post('/organisations', centre))).toEqual([409, 'ALREADY_EXISTS']);
    expect(said(await admin.post('/organisations', { ...centre, areaCode: '140525' }))).toEqual([422, 'AREA_NOT_TOWN']);
    expect(said(await admin.post('/organisations', { ...centre, kind: 'COUNTY_BUREAU' }))).toEqual([422, 'RULE_BROKEN']);
    expect(said(await admin.post('/organisations', { ...centre, kind: 'ENTERPRISE' }))).toEqual([400, 'WRONG_CODE']);
  });

  it('cannot be ceased by whoever sits in them', async () => {
    const bureau = fields(fields((await admin.get('/auth/me')).body).organisation);
    expect(said(await admin.patch(`/organisations/${text(bureau.id)}`, { status: 'CEASED' }, match(1)))).toEqual([409, 'STILL_IN_USE']);
  });
});

describe('areas', () => {
  it('are known to everybody of the county, towns with their parents', async () => {
    for (const account of ['example1.operator', 'nancun.inspector', 'city.supervisor']) {
      const areas = await items(await as(account), '/areas?limit=200&current=true');
      expect(areas.find(({ code }) => code === NANCUN)).toMatchObject({ name: '南村镇', levelLabel: '镇', parentCode: '140525', validTo: null, successorCode: null });
    }
    expect((await items(admin, '/areas?level=CITY&level=COUNTY')).map(({ code, parentCode }) => [code, parentCode])).toEqual([['1405', null], ['140525', '1405']]);
    expect(said(await admin.get('/areas/140524100'))).toEqual([404, 'NOT_FOUND']);
  });

  it('are added below their county', async () => {
    const made = await admin.post('/areas', { code: '140525801', name: '示例镇', parentCode: '140525' });
    expect([made.status, made.headers.location, fields(made.body).level]).toEqual([201, '/api/v1/areas/140525801', 'TOWN']);
    expect(said(await admin.post('/areas', { code: '140525801', name: '示例镇' }))).toEqual([409, 'ALREADY_EXISTS']);
    expect(said(await admin.post('/areas', { code: '140524801', name: '示例镇' }))).toEqual([422, 'AREA_UNKNOWN']);
    expect(said(await admin.post('/areas', { code: '140524801', name: '示例镇', parentCode: '140525' }))).toEqual([422, 'RULE_BROKEN']);
    expect(said(await admin.post('/areas', { code: '140527', name: '示例县', level: 'COUNTY', parentCode: '1405' }))).toEqual([422, 'AREA_NOT_TOWN']);
    expect(said(await admin.post('/areas', { code: '14052', name: '示例县' }))).toEqual([400, 'WRONG_FORMAT']);
  });

  it('end by merger: organisations, people and hazards follow the successor, numbers stay', async () => {
    const firm = await newFirm(admin, XIACUN);
    const hazard = await found(await as('county.inspector'), { enterpriseId: firm.id, source: 'COUNTY_INSPECTION' });
    const path = `/hazards/${text(hazard.id)}`;
    const bagong = await as('bagong.supervisor');
    expect((await bagong.get(path)).status).toBe(404);
    const merge = (code: string, body: Fields) => admin.post(`/areas/${code}/merge`, body);
    expect(said(await merge(XIACUN, {}))).toEqual([400, 'REQUIRED']);
    expect(said(await merge('140524100', { successorCode: BAGONG }))).toEqual([404, 'NOT_FOUND']);
    expect(said(await merge(XIACUN, { successorCode: XIACUN }))).toEqual([422, 'RULE_BROKEN']);
    expect(said(await merge(XIACUN, { successorCode: '140525' }))).toEqual([422, 'AREA_NOT_TOWN']);
    expect(said(await merge('140525', { successorCode: BAGONG }))).toEqual([422, 'AREA_NOT_TOWN']);
    expect(said(await merge(XIACUN, { successorCode: BAGONG, on: '2999-01-01' }))).toEqual([422, 'DAY_IN_FUTURE']);
    const ended = await merge(XIACUN, { successorCode: BAGONG });
    expect(fields(ended.body)).toMatchObject({ code: XIACUN, successorCode: BAGONG, version: 2 });
    expect(fields((await bagong.get(path)).body)).toMatchObject({ id: hazard.id, ledgerNo: hazard.ledgerNo });
    expect(text(hazard.ledgerNo)).toMatch(/^140525101-/);
    const centres = await items(bagong, '/organisations?kind=TOWN_CENTRE');
    expect(centres.map(({ name, areaCode, status }) => [name, areaCode, status])).toEqual([
      ['下村镇应急管理中心', BAGONG, 'ACTIVE'], ['巴公镇应急管理中心', BAGONG, 'ACTIVE'],
    ]);
    expect((await items(bagong, '/enterprises?limit=200')).map(({ id }) => id)).toContain(firm.id);
    expect(said(await merge(XIACUN, { intoCode: NANCUN }))).toEqual([409, 'AREA_CLOSED']);
    expect(said(await merge(NANCUN, { intoCode: XIACUN }))).toEqual([409, 'AREA_CLOSED']);
    expect(said(await admin.post('/enterprises', { name: '示例迟到', areaCode: XIACUN, sector: 'GAS' }))).toEqual([409, 'AREA_CLOSED']);
  });

  it('that ended twice over are counted where the last of them went', async () => {
    for (const [code, name] of [['140525811', '示例甲乡'], ['140525812', '示例乙镇']]) expect((await admin.post('/areas', { code, name })).status).toBe(201);
    for (const [code, successorCode] of [['140525811', '140525812'], ['140525812', NANCUN]]) expect((await admin.post(`/areas/${text(code)}/merge`, { successorCode })).status).toBe(200);
    const names = await ledger.app.get(AreaReader, { strict: false }).townNames('140525');
    expect(names.filter(({ name }) => name.startsWith('示例甲') || name.startsWith('示例乙')).map(({ code }) => code)).toEqual([NANCUN, NANCUN]);
  });
});
