/** Rulings on a finished run: only the enterprises concerned are drawn anew, and it comes out as if everything had been (contract §6). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ComparisonWork } from '../../src/comparison/run.work.js';
import { fields, list, text, type Answer, type Fields, type Session } from '../model/driver.js';
import { Chance } from '../proofs/random.js';
import { startLedger, type TestLedger } from '../support/ledger.js';

const SEED = Number(process.env['SEED'] ?? 20261126);
const RULINGS = Number(process.env['RULINGS'] ?? 10);
const FIRMS = 8;

let ledger: TestLedger;
let county: Session;
let database: pg.Client;
beforeAll(async () => {
  ledger = await startLedger();
  county = await ledger.driver.as('county.supervisor');
  database = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await database.connect();
}, 60_000);
afterAll(async () => {
  await database.end();
  await ledger.stop();
});

const must = ({ status, body }: Answer, expected = 200): Fields => {
  if (status !== expected) throw new Error(`${status} ${JSON.stringify(body).slice(0, 2_000)}`);
  return fields(body);
};
const OBJECTS = ['中频炉', '行车', '空压机储气罐', '配电柜', '除尘器', '叉车'];
const DEFECTS = ['安全阀超期未校验', '防护罩缺失', '接地线脱落', '急停按钮失效', '压力表指针卡死'];
const TOWNS = ['南村镇', '巴公镇', '大阳镇', '无此镇'];

/** Few words, so that much is alike: pairs that are accepted, pairs that wait, and firms in several towns. */
const typed = (side: string, random: Chance): Fields[] => Array.from({ length: FIRMS * 6 }, (_, at) => ({
  externalRef: `${side}${at}`, enterpriseName: `示例第${at % FIRMS}机械厂`, town: TOWNS[(at % FIRMS) % TOWNS.length] ?? '', sector: 'METALLURGY', level: (random.draw() < 0.6) ? 'MAJOR' : 'GENERAL',
  description: `${1 + random.below(2)}号${random.of(OBJECTS)}${random.of(DEFECTS)}`, location: (random.draw() < 0.5) ? '一车间' : null,
  foundOn: `2026-11-${String(1 + random.below(20)).padStart(2, '0')}`, status: (random.draw() < 0.3) ? 'CLOSED' : 'OPEN', closedOn: null, inspectors: [],
}));

const put = async (as: Session, id: string, side: string, body: Fields): Promise<Fields> =>
  must(await as.put(`/comparisons/${id}/lists/${side}`, body, { 'If-Match': (await as.get(`/comparisons/${id}`)).headers.etag ?? '' }));
const work = (id: string): Promise<void> => ledger.app.get(ComparisonWork, { strict: false }).run(`${id}.0`, new AbortController().signal);

async function compared(random: Chance): Promise<string> {
  const id = text(must(await county.post('/comparisons', { name: '核定', periodFrom: '2026-11-01', periodTo: '2026-11-20', areaCode: '140525', sides: ['COUNTY', 'TOWN', 'ENTERPRISE'], from: 'LISTS' }), 201).id);
  const visits = Array.from({ length: FIRMS }, (_, at) => ({ enterpriseName: `示例第${at}机械厂`, inspectedOn: `2026-11-${String(1 + random.below(20)).padStart(2, '0')}` }));
  for (const [side, letter] of [['COUNTY', 'X'], ['TOWN', 'Z'], ['ENTERPRISE', 'Q']] as const) {
    await put(county, id, side, { rows: typed(letter, random), ...(side === 'TOWN' && { inspections: visits }) });
  }
  must(await county.post(`/comparisons/${id}/run`, {}), 202);
  await work(id);
  return id;
}

/** All that is told of it, but for the ids given to hazards. */
async function told(id: string): Promise<unknown> {
  const { figures, resultHash } = must(await county.get(`/comparisons/${id}`));
  const towns = await database.query('select number, town_code, town, figures from comparison_town where comparison_id = $1 order by number', [id]);
  const hazards = await database.query('select ref, block, town, outcome, missed, level, findings, keys, undecided, pending, shown, counted_in, detail - \'reopened\' as detail from comparison_hazard where comparison_id = $1 order by ref', [id]);
  return { figures, resultHash, towns: towns.rows, hazards: hazards.rows };
}
const pairsOf = async (id: string, as = county): Promise<Fields[]> => list(must(await as.get(`/comparisons/${id}/pairs?limit=200`)).items).map(fields);
const rule = (id: string, pair: unknown, verdict: string): Promise<Answer> => county.post(`/comparisons/${id}/pairs/${text(pair)}/rule`, { verdict, note: '核对' });

/** Everything counted anew, as of a run from before its parts were counted one by one: by a ruling that changes nothing. */
async function recounted(id: string, standing: unknown): Promise<unknown> {
  await database.query('update comparison_enterprise set part_hash = null where comparison_id = $1', [id]);
  must(await rule(id, standing, 'SAME'));
  return told(id);
}

describe('rulings on a finished run', () => {
  it('leave what counting everything anew would, ruling by ruling, also over the border of enterprises', async () => {
    const random = new Chance(SEED);
    const id = await compared(random);
    const all = await pairsOf(id);
    const [standing, ...others] = all;
    expect(new Set(all.map(({ decision }) => decision))).toEqual(new Set(['SAME', 'UNDECIDED']));
    must(await rule(id, standing?.id, 'SAME'));
    for (let at = 0; at < RULINGS; at += 1) {
      const pair = random.of(others);
      const [one, other] = ['X', 'Z'].map((side, which) => ({ side: which ? 'TOWN' : 'COUNTY', externalRef: `${side}${random.below(FIRMS * 6)}` }));
      const act = random.below(4);
      if (act === 0) must(await county.post(`/comparisons/${id}/pairs`, { left: one, right: other, note: '现场核对' }), 201);
      else if (act === 1) await county.post(`/comparisons/${id}/pairs/${text(pair.id)}/unrule`, {});
      else must(await rule(id, pair.id, act === 2 ? 'SAME' : 'DIFFERENT'));
      const now = await told(id);
      expect([SEED, at, await recounted(id, standing?.id)]).toEqual([SEED, at, now]);
      const joined = (await pairsOf(id)).filter(({ origin, ruling }) => origin === 'OFFICER' && ruling !== null);
      if (random.draw() < 0.4 && joined.length > 0) must(await county.post(`/comparisons/${id}/pairs/${text(random.of(joined).id)}/unrule`, {}));
    }
  }, 120_000);

  it('taken back one and all leave the run as it was', async () => {
    const random = new Chance(SEED + 1);
    const id = await compared(random);
    const before = await told(id);
    const ruled = (await pairsOf(id)).filter((_, at) => at % 3 === 0).slice(0, 6);
    for (const [at, pair] of ruled.entries()) must(await rule(id, pair.id, at % 2 ? 'SAME' : 'DIFFERENT'));
    expect(await told(id)).not.toEqual(before);
    for (const pair of ruled.toReversed()) must(await county.post(`/comparisons/${id}/pairs/${text(pair.id)}/unrule`, {}));
    expect(await told(id)).toEqual(before);
  }, 60_000);

  it('of two officers at once both hold, and count as one after the other', async () => {
    const id = await compared(new Chance(SEED + 2));
    const [standing, ...others] = await pairsOf(id);
    const answers = await Promise.all([standing, ...others.slice(0, 5)].map((pair) => rule(id, pair?.id, 'SAME')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await pairsOf(id)).filter(({ ruling }) => ruling !== null)).toHaveLength(6);
    const now = await told(id);
    expect(await recounted(id, standing?.id)).toEqual(now);
  }, 60_000);
});

describe('a run after a ruling', () => {
  /** Of another firm in each test: rulings go by what the rows say. */
  const row = (firm: string) => (externalRef: string, description: string, foundOn: string): Fields => ({
    externalRef, enterpriseName: firm, town: '南村镇', sector: 'METALLURGY', level: 'MAJOR', description, location: null, foundOn, status: 'OPEN',
  });
  /** X1 is two findings in one record; of X2 and Z3 the matcher is not certain. */
  const lists = (typed: ReturnType<typeof row>): Record<string, Fields[]> => ({
    COUNTY: [typed('X1', '1、钢包龙门钩横梁焊缝开裂；2、浇铸跨吊运熔融金属的起重机未使用冶金铸造桥式起重机', '2026-11-10'), typed('X2', '沉淀池有限空间作业管理不到位', '2026-11-10')],
    TOWN: [typed('Z1', '钢包龙门钩横梁焊缝开裂', '2026-11-10'), typed('Z2', '吊运熔融金属的起重机未使用冶金铸造桥式起重机', '2026-11-10'), typed('Z3', '清理沉淀池未办理作业票', '2026-11-11')],
  });
  const run = async (firm: string): Promise<string> => {
    const id = text(must(await county.post('/comparisons', { name: '再核', periodFrom: '2026-11-01', periodTo: '2026-11-20', areaCode: '140525', sides: ['COUNTY', 'TOWN'], from: 'LISTS' }), 201).id);
    for (const [side, rows] of Object.entries(lists(row(firm)))) await put(county, id, side, { rows });
    must(await county.post(`/comparisons/${id}/run`, {}), 202);
    await work(id);
    return id;
  };
  const between = async (id: string, one: string, other: string): Promise<Fields> =>
    (await pairsOf(id)).find(({ left, right }) => [left, right].map((end) => fields(end).externalRef).join() === `${one},${other}`) ?? {};
  const decision = async (id: string, one: string, other: string): Promise<unknown[]> => { const pair = await between(id, one, other); return [pair.tier, pair.decision, fields(pair.ruling ?? {}).reused]; };
  const hazards = async (id: string): Promise<unknown[]> =>
    list(must(await county.get(`/comparisons/${id}/hazards`)).items).map((one) => list(fields(one).records).map((record) => fields(record).externalRef).join()).sort();
  const counted = async (id: string): Promise<unknown[]> => { const { figures } = must(await county.get(`/comparisons/${id}`)); return ['countyMajors', 'townMajors', 'repeated', 'undecided'].map((name) => fields(fields(figures)[name]).value); };

  it('says what the ruling left: a merged finding that an officer confirms stays as many hazards as it holds', async () => {
    const first = await run('示例管件厂');
    expect([await hazards(first), await counted(first)]).toEqual([['X1,Z1', 'X1,Z2', 'X2', 'Z3'], [3, 3, 0, 2]]);
    must(await rule(first, (await between(first, 'X1', 'Z1')).id, 'SAME'));
    must(await rule(first, (await between(first, 'X2', 'Z3')).id, 'SAME'));
    const left = [await hazards(first), await counted(first)];
    expect(left).toEqual([['X1,Z1', 'X1,Z2', 'X2,Z3'], [3, 3, 0, 0]]);
    const second = await run('示例管件厂');
    expect([await hazards(second), await counted(second)]).toEqual(left);
    // and counts as two hazards as well where nobody but officers joined the parts
    for (const other of ['Z1', 'Z2']) must(await rule(second, (await between(second, 'X1', other)).id, 'DIFFERENT'));
    expect(await hazards(second)).toEqual(['X1', 'X2,Z3', 'Z1', 'Z2']);
    const [side, town] = [{ side: 'COUNTY', externalRef: 'X1' }, (externalRef: string) => ({ side: 'TOWN', externalRef })];
    for (const other of ['Z1', 'Z2']) must(await county.post(`/comparisons/${second}/pairs`, { left: side, right: town(other), note: '现场核对' }), 201);
    expect([await hazards(second), await counted(second)]).toEqual(left);
  }, 60_000);

  it('knows what the matcher alone would say: a ruling taken back there waits for a person again, and no town is named', async () => {
    for (const verdict of ['SAME', 'DIFFERENT']) {
      const first = await run(`示例${verdict}厂`);
      must(await rule(first, (await between(first, 'X2', 'Z3')).id, verdict));
      const second = await run(`示例${verdict}厂`);
      expect(await decision(second, 'X2', 'Z3')).toEqual(['REVIEW', verdict, true]);
      must(await county.post(`/comparisons/${second}/pairs/${text((await between(second, 'X2', 'Z3')).id)}/unrule`, {}));
      expect([await decision(second, 'X2', 'Z3'), await counted(second)]).toEqual([['REVIEW', 'UNDECIDED', undefined], [3, 3, 0, 2]]);
      expect(fields((await county.post(`/comparisons/${second}/publish`, {})).body).code).toBe('COMPARISON_UNDECIDED');
    }
  }, 60_000);
});

describe('who is judged', () => {
  const row = (externalRef: string, said: Fields): Fields => ({ externalRef, enterpriseName: '示例铸造厂', town: '南村镇', sector: 'METALLURGY', level: 'MAJOR', description: '1号行车限位失效', location: '一车间', foundOn: '2026-11-10', status: 'OPEN', ...said });
  const run = async (as: Session, areaCode: string): Promise<string> => {
    const id = text(must(await as.post('/comparisons', { name: '各办各的', periodFrom: '2026-11-01', periodTo: '2026-11-20', areaCode, sides: ['COUNTY', 'TOWN'], from: 'LISTS' }), 201).id);
    await put(as, id, 'COUNTY', { rows: [row('X1', {}), row('X2', { enterpriseName: '示例铸造厂有限公司' })] });
    await put(as, id, 'TOWN', { rows: [row('Z1', {})] });
    must(await as.post(`/comparisons/${id}/run`, {}), 202);
    await work(id);
    return id;
  };
  const mention = (name: string): Fields => ({ name, town: '南村镇' });
  /** What is told of rulings and of confirmed names. */
  const notes = async (as: Session, id: string): Promise<unknown[]> => [
    ...list(must(await as.get(`/comparisons/${id}/pairs`)).items).map((one) => fields(one).ruling).filter((one) => one !== null).map((one) => fields(one).note),
    ...list(must(await as.get(`/comparisons/${id}/aliases`)).items).map((one) => fields(one).note).filter((one) => one !== null),
  ];

  it('rules nothing in the run that judges it, and learns nothing of the rulings there', async () => {
    const nancun = await ledger.driver.as('nancun.supervisor');
    for (const [who, one, own, other, area] of [['镇', nancun, '140525100', county, '140525'], ['县', county, '140525', nancun, '140525100']] as const) {
      const [note, about] = [`${who}：同一台行车`, `${who}：曾用名`];
      const first = await run(one, own);
      const [pair] = await pairsOf(first, one);
      must(await one.post(`/comparisons/${first}/pairs/${text(pair?.id)}/rule`, { verdict: 'SAME', note }));
      must(await one.post(`/comparisons/${first}/aliases`, { left: mention('示例铸造厂'), right: mention('示例铸造厂有限公司'), same: true, note: about }), 201);
      expect(await notes(one, first)).toEqual([note, about]);
      const theirs = await notes(other, await run(other, area));
      expect(theirs.filter((told) => told === note || told === about)).toEqual([]);
      // who made them goes on with them
      expect(await notes(one, await run(one, own))).toEqual([note, about]);
    }
  }, 60_000);
});
