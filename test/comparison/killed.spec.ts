/** A run whose worker is killed with kill -9 is taken up by the next one and ends the same; a cancelled one writes nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { until } from '../../src/platform/processes.mjs';
import { fields, text, type Fields, type Session } from '../model/driver.js';
import { startRunningLedger, type RunningLedger } from '../support/running-ledger.js';
import { startWorker, type StartedProcess } from '../support/processes.js';

let ledger: RunningLedger;
let county: Session;
const workers: StartedProcess[] = [];
beforeAll(async () => {
  ledger = await startRunningLedger(1);
  county = await ledger.driver.as('county.supervisor');
  await ledger.sql(`create function wait_for_the_test() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock_shared(20); return null; end'`);
  await ledger.sql('create trigger held before insert on comparison_hazard execute function wait_for_the_test()');
}, 60_000);
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill('SIGKILL')));
  await ledger.stop();
});

const OBJECTS = ['中频炉', '冲天炉', '行车', '空压机储气罐', '煤气管道', '配电柜', '除尘器', '砂轮机', '抛丸机', '叉车', '乙炔气瓶', '液氨储罐', '皮带机', '反应釜', '循环水泵'];
const DEFECTS = ['安全阀超期未校验', '防护罩缺失', '接地线脱落', '报警装置损坏', '联锁被摘除', '未设置警示标识', '急停按钮失效', '漏电保护器不动作', '检修未办理作业票', '压力表指针卡死'];
/** The same texts each time: firms, objects and numbers by turns. */
const rows = (side: string, count: number): Fields[] => Array.from({ length: count }, (_, at) => ({
  externalRef: `${side}${at}`, enterpriseName: `示例第${at % 40}机械厂`, town: at % 2 ? '南村镇' : '巴公镇', sector: 'METALLURGY', level: at % 3 ? 'MAJOR' : 'GENERAL',
  description: `${1 + (at % 7)}号${OBJECTS[at % OBJECTS.length]}${DEFECTS[(at * 7) % DEFECTS.length]}`, location: `${1 + (at % 5)}车间`,
  foundOn: `2026-11-${String(1 + ((at + (side === 'X' ? 0 : 3)) % 20)).padStart(2, '0')}`, status: 'OPEN', inspectors: [],
}));

async function ready(count: number): Promise<string> {
  const { body } = await county.post('/comparisons', { name: '断电', periodFrom: '2026-11-01', periodTo: '2026-11-20', areaCode: '140525', sides: ['COUNTY', 'TOWN'], from: 'LISTS' });
  const id = text(fields(body).id);
  for (const [side, letter] of [['COUNTY', 'X'], ['TOWN', 'Z']]) {
    const put = await county.put(`/comparisons/${id}/lists/${side}`, { rows: rows(letter ?? '', count) }, { 'If-Match': (await county.get(`/comparisons/${id}`)).headers.etag ?? '' });
    if (put.status !== 200) throw new Error(JSON.stringify(put.body).slice(0, 500));
  }
  return id;
}
const start = (): StartedProcess => {
  const worker = startWorker({ databaseUrl: ledger.databaseUrl, env: { DATA_DIR: process.env['TEST_FILES_DIR'] ?? '' } });
  workers.push(worker);
  return worker;
};
const stateOf = async (id: string): Promise<unknown> => (await ledger.sql('select state from comparison where id = $1', [id]))[0]?.state;
const reaches = (id: string, state: string, withinMs: number): Promise<boolean | undefined> => until(async () => (await stateOf(id)) === state, { everyMs: 10, withinMs });
const pairsOf = async (id: string): Promise<number> => Number((await ledger.sql('select count(*) from comparison_pair where comparison_id = $1', [id]))[0]?.count);
const parts = async (id: string): Promise<number> => Number((await ledger.sql(
  'select (select count(*) from comparison_pair where comparison_id = $1) + (select count(*) from comparison_hazard where comparison_id = $1) + (select count(*) from comparison_town where comparison_id = $1) as n', [id]))[0]?.n);
const hashOf = async (id: string): Promise<unknown> => fields((await county.get(`/comparisons/${id}`)).body).resultHash;

/** So many wait for a lock at the same time. */
const waiting = (count: number, withinMs: number): Promise<boolean | undefined> => until(async () =>
  Number((await ledger.sql(`select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))[0]?.count) >= count, { everyMs: 10, withinMs });

/** Where a run can be made to stand still: before it reads rulings, or with its pairs kept and its hazards not. */
const PLACES = { 'before it reads': 'lock table comparison_ruling in access exclusive mode', 'half written': 'select pg_advisory_lock(20)' };

async function held<T>(place: keyof typeof PLACES, work: () => Promise<T>): Promise<T> {
  const holder = new pg.Client({ connectionString: ledger.databaseUrl });
  await holder.connect();
  try {
    await holder.query(`begin; ${PLACES[place]}`);
    return await work();
  } finally {
    await holder.end();
  }
}

describe('a run', () => {
  it('that lost its worker to kill -9 begins anew with the next, and ends as one that nobody disturbed', async () => {
    const [disturbed, calm] = [await ready(60), await ready(60)];
    const first = start();
    // asked for twice at once, it runs once
    const [asked, refused] = (await Promise.all([1, 2].map(() => county.post(`/comparisons/${disturbed}/run`, {})))).sort((one, other) => one.status - other.status);
    expect([asked?.status, refused?.status, fields(refused?.body).code, text(fields(refused?.body).detail)]).toEqual([202, 409, 'COMPARISON_RUNNING', '大比对正在进行，请等它完成或先取消']);
    await held('half written', async () => {
      expect(await until(async () => (await pairsOf(disturbed)) > 0, { everyMs: 10, withinMs: 60_000 })).toBe(true);
      await first.kill('SIGKILL');
    });
    // half of it stands there, and nobody is shown any of it
    expect([await stateOf(disturbed), await pairsOf(disturbed)]).toEqual(['RUNNING', expect.any(Number)]);
    for (const part of ['pairs', 'hazards', 'towns', 'enterprises', 'circular', 'workbook']) {
      const { status, body } = await county.get(`/comparisons/${disturbed}/${part}`);
      expect([part, status, fields(body).code]).toEqual([part, 409, 'COMPARISON_RUNNING']);
    }
    // and two comparisons that wait at the same time do not disturb each other
    expect((await county.post(`/comparisons/${calm}/run`, {})).status).toBe(202);
    start();
    expect(await reaches(disturbed, 'DONE', 40_000)).toBe(true);
    expect((await ledger.sql('select run_takes from comparison where id = $1', [disturbed]))[0]?.run_takes).toBe(2);
    expect(await reaches(calm, 'DONE', 40_000)).toBe(true);
    expect(await hashOf(disturbed)).toEqual(await hashOf(calm));
    expect(await parts(disturbed)).toBe(await parts(calm));
    expect(await hashOf(disturbed)).toMatch(/^[0-9a-f]{64}$/);
  }, 120_000);

  it('that is cancelled while a worker is at it leaves nothing, and may run again', async () => {
    const id = await ready(60);
    await held('before it reads', async () => {
      expect((await county.post(`/comparisons/${id}/run`, {})).status).toBe(202);
      expect(await reaches(id, 'RUNNING', 60_000)).toBe(true);
      expect(fields((await county.post(`/comparisons/${id}/cancel`, {})).body).state).toBe('CANCELLED');
    });
    expect((await county.post(`/comparisons/${id}/cancel`, {})).status).toBe(409);
    // once more, while its pairs are kept already and its hazards are on their way
    expect((await county.post(`/comparisons/${id}/run`, {})).status).toBe(202);
    const cancelled = await held('half written', async () => {
      expect(await until(async () => (await pairsOf(id)) > 0, { everyMs: 10, withinMs: 60_000 })).toBe(true);
      // the run waits for the test, and then the cancelling for the run
      expect(await waiting(1, 60_000)).toBe(true);
      const answer = county.post(`/comparisons/${id}/cancel`, {});
      expect(await waiting(2, 4_000)).toBe(true);
      return { answer };
    });
    expect(fields((await cancelled.answer).body).state).toBe('CANCELLED');
    expect(await parts(id)).toBe(0);
    expect((await county.post(`/comparisons/${id}/run`, {})).status).toBe(202);
    expect(await reaches(id, 'DONE', 40_000)).toBe(true);
    expect(await hashOf(id)).toMatch(/^[0-9a-f]{64}$/);
  }, 120_000);
});
