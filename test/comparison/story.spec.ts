/** 大比对 from the lists to the published circular, over HTTP; the worker's own code does the runs (contract §6). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { strFromU8, unzipSync } from 'fflate';
import { ComparisonWork } from '../../src/comparison/run.work.js';
import { fields, list, text, type Answer, type Fields, type Session } from '../model/driver.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { Visitor } from '../support/visitor.js';

let ledger: TestLedger;
let county: Session;
let firm: Fields;
beforeAll(async () => {
  ledger = await startLedger();
  county = await ledger.driver.as('county.supervisor');
  const me = fields((await (await ledger.driver.as('example1.operator')).get('/auth/me')).body);
  firm = fields((await county.get(`/enterprises/${text(fields(me.organisation).id)}`)).body);
}, 60_000);
afterAll(() => ledger.stop());

/** A firm of 南村镇 that the ledger knows, and one of 巴公镇 that it does not. */
const row = (externalRef: string, said: Fields): Fields =>
  ({ externalRef, enterpriseName: firm.name, creditCode: firm.creditCode, town: '南村镇', sector: 'METALLURGY', level: 'MAJOR', foundOn: '2026-11-10', status: 'OPEN', inspectors: ['示例检查员甲'], ...said });
const elsewhere = { enterpriseName: '泽州县示例化工厂', creditCode: null, town: '巴公', sector: 'HAZCHEM' };
const countyRows = () => [
  row('X1', { description: '熔炼车间2号中频炉炉前坑内积水，未采取防积水措施', location: '熔炼车间' }),
  row('X2', { description: '浇注区行车吊运铁水时下方有人员作业', location: '浇注区' }),
  row('X3', { description: '煤气柜区域固定式一氧化碳报警器损坏', location: '煤气柜' }),
  row('X4', { ...elsewhere, description: '液氨储罐紧急切断阀失效，不能动作', location: '罐区' }),
];
const townRows = () => [
  row('Z1', { level: 'GENERAL', description: '2#中频炉炉前坑内有积水，无防积水措施', location: '熔炼车间', foundOn: '2026-11-09' }),
  row('Z2', { description: '浇注区行车吊运铁水时下方有人员作业', location: '浇注区', foundOn: '2026-11-11', status: 'CLOSED', closedOn: '2026-11-15' }),
  row('Z3', { ...elsewhere, description: '液氨储罐紧急切断阀失效，不能动作', location: '罐区', town: '巴公乡' }),
];
const NEW = { name: '示例比对', periodFrom: '2026-11-01', periodTo: '2026-11-20', areaCode: '140525', sides: ['COUNTY', 'TOWN'], from: 'LISTS' };
const visits = () => [{ enterpriseName: firm.name, creditCode: firm.creditCode, inspectedOn: '2026-11-12' }];

const must = ({ status, body }: Answer, expected = 200): Fields => {
  if (status !== expected) throw new Error(`${status} ${JSON.stringify(body).slice(0, 2_000)}`);
  return fields(body);
};
const items = (answer: Answer): Fields[] => list(must(answer).items).map(fields);
const put = async (id: string, side: string, body: Fields): Promise<Answer> =>
  county.put(`/comparisons/${id}/lists/${side}`, body, { 'If-Match': (await county.get(`/comparisons/${id}`)).headers.etag ?? '' });
const work = (id: string, takes = 0): Promise<void> => ledger.app.get(ComparisonWork, { strict: false }).run(`${id}.${takes}`, new AbortController().signal);

async function compared(county_: Fields[], town: Fields[], inspections: Fields[] | null = visits()): Promise<string> {
  const id = text(must(await county.post('/comparisons', NEW), 201).id);
  must(await put(id, 'COUNTY', { rows: county_ }));
  must(await put(id, 'TOWN', { rows: town, ...(inspections && { inspections }) }));
  must(await county.post(`/comparisons/${id}/run`, {}), 202);
  await work(id);
  return id;
}
const figure = async (id: string, name: string, as = county): Promise<Fields> => fields(fields(must(await as.get(`/comparisons/${id}`)).figures)[name]);
const sql = async (statement: string, values: unknown[] = []): Promise<unknown> => {
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'], options: '-c role=ledger_app' });
  await client.connect();
  try {
    return await client.query(statement, values).then(({ rowCount }) => rowCount, (error: { code?: string }) => error.code);
  } finally {
    await client.end();
  }
};

describe('a comparison of lists', () => {
  let id: string;
  beforeAll(async () => { id = await compared(countyRows(), townRows()); }, 30_000);

  it('says what both found, what the town missed and what it played down, each with the records behind it', async () => {
    const view = must(await county.get(`/comparisons/${id}`));
    expect([view.state, fields(view.progress).percent]).toEqual(['DONE', 100]);
    expect(list((await figure(id, 'countyMajors')).ids).map(String).sort()).toEqual(['X1', 'X2', 'X3', 'X4']);
    expect(await figure(id, 'missed')).toMatchObject({ value: 1, ids: ['X3'], formula: expect.stringContaining('县级查出') });
    expect(list((await figure(id, 'levelLower')).ids).map(String).sort()).toEqual(['X1', 'Z1']);
    const [missed] = items(await county.get(`/comparisons/${id}/hazards?outcome=COUNTY_ONLY`));
    expect([missed?.missed, missed?.town, list(missed?.records).map((one) => fields(one).externalRef)]).toEqual(['MISSED', '南村镇', ['X3']]);
    const [lower] = items(await county.get(`/comparisons/${id}/hazards?finding=LEVEL_DIFFERS`));
    expect(list(lower?.findings).map((one) => fields(one).message)).toEqual(['镇级定为一般，他方定为重大（避重就轻，待核）']);
  });

  it('shows beside a miss what the town wrote too generally, which neither clears the town nor is hidden', async () => {
    const vague = await compared(countyRows(), [...townRows(), row('Z9', { level: 'GENERAL', description: '车间用电不规范', foundOn: '2026-11-11' })]);
    const told = items(await county.get(`/comparisons/${vague}/hazards`)).map(({ missed, records, vagueRecords }) => [missed, fields(list(records)[0]).externalRef, list(vagueRecords).map((one) => fields(one).externalRef)]);
    expect(told.filter(([, , beside]) => list(beside).length > 0)).toEqual([['MISSED', 'X3', ['Z9']]]);
    expect((await figure(vague, 'missed')).ids).toEqual(['X3']);
    expect(await circular(vague, 'county.supervisor')).toContain('镇级另有笼统记载：2026-11-11 车间用电不规范');
  });

  it('without the inspections of the town never says “missed”', async () => {
    const blind = await compared(countyRows(), townRows(), null);
    expect([(await figure(blind, 'missed')).value, (await figure(blind, 'missUnknown')).value]).toEqual([0, 1]);
  });

  it('comes out the same whatever the order of the rows, and after a second run', async () => {
    const result = async (one: string): Promise<unknown[]> => { const { inputHash, resultHash } = must(await county.get(`/comparisons/${one}`)); return [inputHash, resultHash]; };
    const other = await compared(countyRows().reverse(), townRows().reverse());
    expect(await result(other)).toEqual(await result(id));
    must(await county.post(`/comparisons/${other}/run`, {}), 202);
    await work(other);
    expect(await result(other)).toEqual(await result(id));
  });

  it('of a town’s figure tells a hundred records where it tells of several towns, all where it tells of one, and says where the rest are', async () => {
    const many = await compared([...countyRows(), ...Array.from({ length: 101 }, (_, at) => row(`C${at}`, { description: `${at + 1}号储罐呼吸阀堵塞`, location: `${at + 1}号罐区` }))], townRows());
    const nancun = (answer: Answer): Fields => fields(fields(items(answer).find(({ town }) => town === '南村镇')?.figures).countyMajors);
    const told = async (query: string): Promise<unknown[]> => { const { value, ids, more } = nancun(await county.get(`/comparisons/${many}/towns?${query}`)); return [Number(value) > 100, list(ids).length, more]; };
    expect(await told('limit=50')).toEqual([true, 100, true]);
    const [first] = items(await county.get(`/comparisons/${many}/towns?limit=1`));
    expect(first?.town).toBe('南村镇');
    expect(await told('limit=1')).toEqual([true, 104, false]);
    const behind = items(await county.get(`/comparisons/${many}/hazards?figure=countyMajors&townCode=140525100&limit=200`));
    expect(new Set(behind.flatMap(({ records }) => list(records).map((one) => fields(one).externalRef))).size).toBeGreaterThanOrEqual(104);
  });

  it('forgives 乡 and 镇, and sets the three wordings of an enterprise side by side', async () => {
    const [towns] = [items(await county.get(`/comparisons/${id}/towns`))];
    expect(towns.map(({ town, compared: seen, note }) => [town, seen, note]).filter(([, seen]) => seen)).toEqual([['南村镇', true, null], ['巴公镇', true, '基数不足']]);
    expect(towns.filter(({ note }) => note === '未比对').length).toBe(towns.length - 2);
    // every rate says how it was made, of which records, and which of them count above the line
    const rateOf = (name: string): Fields => fields(towns.find(({ town }) => town === '南村镇')?.[name]);
    expect(rateOf('detection')).toMatchObject({ value: 0.6667, numerator: 2, denominator: 3, formula: expect.stringContaining('÷'), ids: ['X1', 'Z1', 'X2', 'Z2', 'X3'], numeratorIds: ['X1', 'Z1', 'X2', 'Z2'] });
    expect(rateOf('detectionAtLevel')).toMatchObject({ value: 0.3333, numerator: 1, denominator: 3, ids: ['X1', 'Z1', 'X2', 'Z2', 'X3'], numeratorIds: ['X2', 'Z2'] });
    expect(rateOf('selfCheck')).toMatchObject({ value: 0, numeratorIds: [] });
    expect(await figure(id, 'detection')).toMatchObject({ value: 0.75, numerator: { value: 3 }, denominator: { value: 4, ids: expect.arrayContaining(['X1', 'X2', 'X3', 'X4']) } });
    for (const [name, one] of Object.entries(fields(must(await county.get(`/comparisons/${id}`)).figures))) expect([name, text(fields(one).formula).length > 5, Array.isArray(fields(one).ids)]).toEqual([name, true, true]);
    const sheet = must(await county.get(`/comparisons/${id}/enterprises/${text(firm.id)}`));
    expect([sheet.name, list(sheet.hazards).length]).toEqual([firm.name, 3]);
  });
});

describe('rulings', () => {
  let id: string;
  let pair: Fields;
  beforeAll(async () => {
    id = await compared(countyRows(), townRows());
    pair = items(await county.get(`/comparisons/${id}/pairs`)).find((one) => fields(one.left).externalRef === 'X2') ?? {};
  }, 30_000);

  it('change the figures at once, are undone, and go on to the next run', async () => {
    const path = `/comparisons/${id}/pairs/${text(pair.id)}`;
    expect(must(await county.post(`${path}/rule`, { verdict: 'DIFFERENT', note: '不是同一处' })).decision).toBe('DIFFERENT');
    expect(list((await figure(id, 'missed')).ids).map(String).sort()).toEqual(['X2', 'X3']);
    expect(must(await county.post(`${path}/unrule`, { note: '看错了' })).decision).toBe('SAME');
    expect((await figure(id, 'missed')).ids).toEqual(['X3']);
    expect(fields((await county.post(`${path}/unrule`, {})).body).code).toBe('RULING_ABSENT');
    must(await county.post(`${path}/rule`, { verdict: 'DIFFERENT', note: '不是同一处' }));
    const later = await compared(countyRows(), townRows());
    expect(list((await figure(later, 'missed')).ids).map(String).sort()).toEqual(['X2', 'X3']);
    const again = items(await county.get(`/comparisons/${later}/pairs?decision=DIFFERENT`));
    expect(again.map((one) => [fields(one.left).externalRef, fields(one.ruling).reused])).toEqual([['X2', true]]);
    must(await county.post(`/comparisons/${later}/pairs/${text(again[0]?.id)}/unrule`, {}));
    expect(items(await county.get(`/comparisons/${id}/rulings`)).map(({ verdict }) => verdict)).toEqual(['DIFFERENT', 'NONE', 'DIFFERENT']);
  });

  it('join two records that nobody proposed, and not a record with itself', async () => {
    const same = { side: 'COUNTY', externalRef: 'X3' };
    expect(fields((await county.post(`/comparisons/${id}/pairs`, { left: same, right: same, note: '同一条' })).body).code).toBe('PAIR_INVALID');
    const joined = must(await county.post(`/comparisons/${id}/pairs`, { left: same, right: { side: 'TOWN', externalRef: 'Z2' }, note: '现场核对' }), 201);
    expect([joined.origin, joined.decision]).toEqual(['OFFICER', 'SAME']);
    expect(list((await figure(id, 'missed')).ids).map(String)).toEqual(['X2']);
    must(await county.post(`/comparisons/${id}/pairs/${text(joined.id)}/unrule`, {}));
    expect(list((await figure(id, 'missed')).ids).map(String).sort()).toEqual(['X2', 'X3']);
  });
});

describe('publication', () => {
  let id: string;
  beforeAll(async () => { id = await compared(countyRows(), townRows()); }, 30_000);

  it('names no town while an undecided pair touches its figure, unless an officer signs that off', async () => {
    // one pair that the matcher would have left to a person; a ruling on another draws the figures anew
    await sql(`update comparison_pair set tier = 'REVIEW', decision = 'UNDECIDED' where comparison_id = $1 and left_key = 'COUNTY:X1'`, [id]);
    const other = items(await county.get(`/comparisons/${id}/pairs`)).find((one) => fields(one.left).externalRef === 'X2');
    must(await county.post(`/comparisons/${id}/pairs/${text(other?.id)}/rule`, { verdict: 'SAME', note: '部位和缺陷一致' }));
    expect(await figure(id, 'undecided')).toMatchObject({ value: 1, ids: ['X1'] });
    const refused = await county.post(`/comparisons/${id}/publish`, {});
    expect([refused.status, fields(refused.body).code]).toEqual([422, 'COMPARISON_UNDECIDED']);
    expect(text(fields(refused.body).detail)).toContain('南村镇');
    const draft = await circular(id, 'county.supervisor');
    expect(draft).toContain('征求意见稿');
    expect(draft).toContain('另有 1 个镇尚有待核定的记录，其数字未计入');
    // nothing of 南村镇 is told by the totals either: four county majors, one of them in 巴公镇
    expect(draft).toContain('县级比对重大事故隐患 1 条');
    expect(draft).toContain('待核定');
    const seen = items(await county.get(`/comparisons/${id}/towns`)).find(({ town }) => town === '南村镇')?.undecidedSeen;
    // neither one that is not there, nor one whose figure nothing touches
    const needless = ['周村镇', '巴公镇'].map((town) => county.post(`/comparisons/${id}/publish`, { signOffs: [{ town: '南村镇', reason: '已当面核对', seen }, { town, reason: '无' }] }));
    for (const answer of await Promise.all(needless)) expect(answer).toMatchObject({ status: 422, body: { code: 'REFERENCE_UNKNOWN', errors: [{ path: 'signOffs[1].town' }] } });
    // it became so after the run: nobody signs for it unawares
    const unseen = await county.post(`/comparisons/${id}/publish`, { signOffs: [{ town: '南村镇', reason: '已当面核对' }] });
    expect(unseen).toMatchObject({ status: 422, body: { code: 'COMPARISON_REOPENED', errors: [{ path: 'signOffs[0].seen', message: expect.stringContaining('（X1）') }] } });
    const byNumber = await county.post(`/comparisons/${id}/publish`, { signOffs: [{ town: '南村镇', reason: '已当面核对', hazards: 1 }] });
    expect(byNumber).toMatchObject({ status: 422, body: { code: 'COMPARISON_REOPENED' } });
    const changed = await county.post(`/comparisons/${id}/publish`, { signOffs: [{ town: '南村镇', reason: '已当面核对', hazards: 99 }] });
    expect(changed).toMatchObject({ status: 422, body: { code: 'COMPARISON_UNDECIDED', errors: [{ path: 'signOffs[0].hazards' }] } });
    const published = must(await county.post(`/comparisons/${id}/publish`, { documentNo: '泽应急发〔2026〕88号', signOffs: [{ town: '南村镇', reason: '已当面核对', hazards: 1, seen }] }));
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(published.publication).toMatchObject({ number: '〔2026〕第1号', documentNo: '泽应急发〔2026〕88号', hash, signedOff: [{ town: '南村镇', reason: '已当面核对', hazards: 1, seen }] });
  });

  it('is numbered, keeps its circular byte for byte, and says who missed what', async () => {
    const [one, other] = [await circular(id, 'county.auditor'), await circular(id, 'county.supervisor')];
    expect(one).toBe(other);
    for (const said of ['泽应急发〔2026〕88号', '一、总体情况', '二、各镇情况', '煤气柜区域固定式一氧化碳报警器损坏', '四、有关要求', '泽州县应急管理局', '南村镇的数字经县应急管理局审批人员核签']) expect(one).toContain(said);
    // it goes to the towns: why a figure was signed off, and by whom, is not for them
    for (const kept of ['征求意见稿', '已当面核对', '县局审批人员甲']) expect(one).not.toContain(kept);
  });

  it('never changes again: not by the API, and not by the service’s role in the database', async () => {
    const [pair] = items(await county.get(`/comparisons/${id}/pairs`));
    const tries: [string, Fields][] = [['run', {}], ['cancel', {}], ['publish', {}], [`pairs/${text(pair?.id)}/rule`, { verdict: 'SAME', note: '再核' }], ['pairs', { left: { side: 'COUNTY', externalRef: 'X3' }, right: { side: 'TOWN', externalRef: 'Z2' }, note: '再核' }]];
    for (const [move, body] of tries) expect([move, fields((await county.post(`/comparisons/${id}/${move}`, body)).body).code]).toEqual([move, 'COMPARISON_PUBLISHED']);
    expect(fields((await put(id, 'TOWN', { rows: townRows() })).body).code).toBe('COMPARISON_PUBLISHED');
    const tables = ['comparison_row', 'comparison_pair', 'comparison_hazard', 'comparison_town', 'comparison_enterprise', 'comparison_inspection'];
    const changes = [
      `update comparison set name = 'x' where id = $1`, 'delete from comparison where id = $1', 'delete from comparison_document where comparison_id = $1', 'delete from comparison_ruling where comparison_id = $1',
      ...tables.flatMap((table) => [`update ${table} set comparison_id = comparison_id where comparison_id = $1`, `delete from ${table} where comparison_id = $1`]),
      'insert into comparison_inspection (comparison_id, number, enterprise_name, inspected_on) values ($1, 99, $$某厂$$, $$2026-11-12$$)',
    ];
    const answers: [string, unknown][] = [];
    for (const change of changes) answers.push([change, await sql(change, [id])]);
    expect(answers.filter(([, answer]) => answer !== '42501' && answer !== 0)).toEqual([]);
    expect(await sql('truncate comparison_row', [])).toBe('42501');
  });

  it('has a workbook with a chart of the towns, and every figure with its records', async () => {
    const parts = await paper(id, 'county.auditor', 'workbook', 'spreadsheetml.sheet');
    expect([...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name)).toEqual(['汇总', '各镇', '企业三方对照', '记录对', '待核定']);
    expect(parts['xl/charts/chart2.xml']).toContain('<c:f>&apos;各镇&apos;!$B$3:$B$4</c:f>'.replace(/&apos;/g, "'"));
    expect(parts['xl/worksheets/sheet2.xml']).toContain('<drawing r:id="rId3"/>');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('>X3<');
    expect(parts['xl/worksheets/sheet5.xml']).toContain('中频炉');
  });

  it('is a page for the meeting, which shows a town nothing but its own', async () => {
    const [bureau, town] = [new Visitor(ledger.url), new Visitor(ledger.url)];
    await bureau.signIn('county.supervisor', process.env['DEMO_PASSWORD'] ?? '');
    await town.signIn('bagong.supervisor', process.env['DEMO_PASSWORD'] ?? '');
    const [whole, own] = [await bureau.get(`/pages/comparisons/${id}?town=140525100`), await town.get(`/pages/comparisons/${id}`)];
    for (const said of ['示例比对', '镇级发现率', '<rect', '南村镇', '巴公镇', '漏查漏报', '<mark>', '煤气柜区域固定式一氧化碳报警器损坏']) expect(whole.text).toContain(said);
    expect(whole.text).not.toMatch(/https?:\/\/(?!www\.w3\.org)|<script| style="/);
    expect([own.status, own.text.includes('巴公镇'), own.text.includes('南村镇'), own.text.includes('煤气柜')]).toEqual([200, true, false, false]);
    expect((await town.get('/pages/comparisons')).text).toContain(id);
  });

  it('is seen by a town in its own rows only, by an enterprise in its own only, and by nobody before', async () => {
    const hidden = await compared(countyRows(), townRows());
    const [nancun, bagong, own, foreign] = await Promise.all(['nancun.supervisor', 'bagong.inspector', 'example1.operator', 'example2.principal'].map((name) => ledger.driver.as(name))) as [Session, Session, Session, Session];
    for (const session of [nancun, bagong, own, foreign]) {
      for (const part of ['', '/pairs', '/hazards', '/towns', '/enterprises']) expect((await session.get(`/comparisons/${hidden}${part}`)).status).toBe(404);
    }
    expect((await foreign.get(`/comparisons/${id}`)).status).toBe(404);
    const refs = async (session: Session, part: string): Promise<unknown[]> => items(await session.get(`/comparisons/${id}/${part}`)).flatMap((one) => list(one.records).map((record) => fields(record).externalRef)).sort();
    expect(await refs(nancun, 'hazards?levels=ALL')).toEqual(['X1', 'X2', 'X3', 'Z1', 'Z2']);
    expect(await refs(bagong, 'hazards?levels=ALL')).toEqual(['X4', 'Z3']);
    const ruled = async (session: Session): Promise<number> => items(await session.get(`/comparisons/${id}/pairs`)).filter(({ ruling }) => ruling !== null).length;
    // who ruled, and why, is for whoever sees the whole
    expect([await ruled(county), await ruled(nancun)]).toEqual([1, 0]);
    expect(await refs(own, 'hazards?levels=ALL')).toEqual(['X1', 'X2', 'X3', 'Z1', 'Z2']);
    expect(fields(must(await bagong.get(`/comparisons/${id}/hazards`)).outcomes)).toEqual({ MATCHED: 1 });
    expect(items(await nancun.get(`/comparisons/${id}/towns`)).map(({ town }) => town)).toEqual(['南村镇']);
    expect((await figure(id, 'countyMajors', bagong)).value).toBe(1);
    // no figure of a town, nor the records behind one, tells of another town
    expect(await figure(id, 'detection', bagong)).toMatchObject({ value: 1, ids: ['X4', 'Z3'], numerator: { ids: ['X4', 'Z3'] }, denominator: { value: 1, ids: ['X4', 'Z3'] } });
    for (const part of ['', '/towns']) expect(JSON.stringify((await bagong.get(`/comparisons/${id}${part}`)).body)).not.toMatch(/"X[123]"|"Z[12]"|南村/);
    expect(must(await bagong.get(`/comparisons/${id}`))).toMatchObject({ lists: {}, inputHash: null, resultHash: null, publication: { signedOff: [] } });
    expect(must(await own.get(`/comparisons/${id}`)).figures).toEqual({});
    expect(items(await own.get(`/comparisons/${id}/enterprises`)).map(({ name }) => name)).toEqual([firm.name]);
    expect((await bagong.get(`/comparisons/${id}/enterprises/${text(firm.id)}`)).status).toBe(404);
    for (const session of [nancun, own]) for (const paper of ['circular', 'rulings', 'aliases', 'lists/COUNTY']) expect([paper, (await session.get(`/comparisons/${id}/${paper}`)).status]).toEqual([paper, 403]);
    expect(items(await bagong.get('/comparisons')).map((one) => one.id)).toEqual([id]);
    expect(items(await foreign.get('/comparisons'))).toEqual([]);
    // two at once, and each has a number of its own
    const later = [hidden, await compared(countyRows(), townRows()), await compared(countyRows(), townRows())];
    const numbers = (await Promise.all(later.map((one) => county.post(`/comparisons/${one}/publish`, {})))).map((answer) => fields(must(answer).publication).number);
    expect(numbers.sort()).toEqual(['〔2026〕第2号', '〔2026〕第3号', '〔2026〕第4号']);
  });
});

/** The parts of a DOCX or an XLSX. */
async function paper(id: string, username: string, name: string, mediaType: string): Promise<Record<string, string>> {
  const { headers } = await signedIn(username);
  const response = await fetch(`${ledger.url}/api/v1/comparisons/${id}/${name}`, { headers });
  expect(response.headers.get('content-type')).toBe(`application/vnd.openxmlformats-officedocument.${mediaType}`);
  return Object.fromEntries(Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer()))).map(([part, bytes]) => [part, strFromU8(bytes)]));
}
const circular = async (id: string, username: string): Promise<string> =>
  ((await paper(id, username, 'circular', 'wordprocessingml.document'))['word/document.xml'] ?? '').replace(/<[^>]+>/g, '');

async function signedIn(username: string): Promise<{ headers: Record<string, string> }> {
  const password = process.env['DEMO_PASSWORD'];
  const answer = await fetch(`${ledger.url}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) });
  return { headers: { Authorization: `Bearer ${text(fields(await answer.json()).accessToken)}` } };
}
