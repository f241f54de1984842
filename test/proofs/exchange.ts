/** `npm run prove:exchange`: ten thousand rows come in while others read, a worker is killed in the middle, and the ledger goes out again. */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { fields, text } from '../model/driver.js';
import { startWorker } from '../support/processes.js';
import type { StartedProcess } from '../support/processes.js';
import { startRunningLedger, type RunningLedger } from '../support/running-ledger.js';

const ROWS = Number(process.env['ROWS'] ?? 10_000);
const HEAD = '自编号,隐患等级,隐患类别,隐患描述,隐患部位,发现日期,检查人员,整改责任人,责任人电话,整改期限';
const tableOf = (prefix: string, count: number): string =>
  [HEAD, ...Array.from({ length: count }, (_, at) => `${prefix}-${at},一般,物,${prefix}第${at}处护栏缺失，未按要求设置防护，存在坠落风险,${at % 40}车间,2026-11-20,示例检查员甲、示例检查员乙,示例责任人乙,13800005678,2026-12-30`)].join('\n');

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const highestMb = ({ pid }: StartedProcess): number => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000);
const p99 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? NaN;

async function post(ledger: RunningLedger, path: string, body: FormData | string): Promise<string> {
  const { username, password } = ledger.account('example1.operator');
  const url = `${ledger.apis[0]?.url}/api/v1`;
  const json = { 'Content-Type': 'application/json' };
  const signedIn = fields(await (await fetch(`${url}/auth/login`, { method: 'POST', headers: json, body: JSON.stringify({ username, password }) })).json());
  const response = await fetch(url + path, { method: 'POST', headers: { Authorization: `Bearer ${text(signedIn.accessToken)}`, ...(typeof body === 'string' && json) }, body });
  if (response.status !== 202) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return text(fields(await response.json()).id);
}

function tableForm(content: string): FormData {
  const form = new FormData();
  form.set('file', new Blob([content]), '隐患.csv');
  return form;
}

/** Milliseconds until it is over. */
async function over(ledger: RunningLedger, table: string, id: string): Promise<number> {
  const from = performance.now();
  for (;;) {
    const [job] = await ledger.sql<{ state: string }>(`select state from ${table} where id = $1`, [id]);
    if (job?.state === 'DONE') return performance.now() - from;
    if (job?.state === 'FAILED' || performance.now() - from > 600_000) throw new Error(`${table} ${id} is ${job?.state}`);
    await sleep(20);
  }
}

async function reading(ledger: RunningLedger, id: string, until: Promise<unknown>): Promise<number[]> {
  const session = await ledger.driver.as('example1.operator');
  const times: number[] = [];
  let done = false;
  void until.finally(() => { done = true; });
  while (!done || times.length < 200) {
    const from = performance.now();
    await session.get(`/hazards/${id}`);
    times.push(performance.now() - from);
    await sleep(5);
  }
  return times;
}

it('ten thousand rows come in, once, and go out', async () => {
  const ledger = await startRunningLedger(1);
  const start = () => startWorker({ databaseUrl: ledger.databaseUrl, env: { DATA_DIR: ledger.dataDir } });
  let worker = start();
  try {
    const [{ id: known = '' } = {}] = await ledger.sql<{ id: string }>('select id from hazard limit 1');
    const seen = await ledger.sql<{ id: string }>(`select id from hazard where enterprise_id = $1 limit 1`, [ledger.organisations['example1']]);
    const one = seen[0]?.id ?? known;
    await over(ledger, 'import_job', await post(ledger, '/imports', tableForm(tableOf('W', 200))));
    const idle = p99(await reading(ledger, one, sleep(2_000)));

    const importing = over(ledger, 'import_job', await post(ledger, '/imports', tableForm(tableOf('A', ROWS))));
    const busy = p99(await reading(ledger, one, importing));
    const importMs = await importing;
    const importMb = highestMb(worker);

    const killed = await post(ledger, '/imports', tableForm(tableOf('K', ROWS)));
    for (let position = 0; position === 0; await sleep(10)) position = (await ledger.sql<{ position: number }>('select position from import_job where id = $1', [killed]))[0]?.position ?? 0;
    await worker.kill('SIGKILL');
    const [half] = await ledger.sql<{ position: number; rows: number; hazards: number }>(`select position, (select count(*)::int from import_row where import_id = $1) as rows,
      (select count(*)::int from hazard where external_ref like 'K-%') as hazards from import_job where id = $1`, [killed]);
    worker = start();
    await over(ledger, 'import_job', killed);
    const [whole] = await ledger.sql<{ created_count: number; hazards: number; facts: number }>(`select created_count, (select count(*)::int from hazard where external_ref like 'K-%') as hazards,
      (select count(*)::int from fact f join hazard h on h.id = f.object_id where h.external_ref like 'K-%') as facts from import_job where id = $1`, [killed]);

    const exportMs = await over(ledger, 'export_job', await post(ledger, '/exports', JSON.stringify({ kind: 'ENTERPRISE_LEDGER' })));
    const told = { rows: ROWS, importMs: Math.round(importMs), importMb, idleP99Ms: Math.round(idle * 10) / 10, busyP99Ms: Math.round(busy * 10) / 10, killedAt: half?.position, exportRows: 2 * ROWS + 200, exportMs: Math.round(exportMs), workerMb: highestMb(worker) };
    process.stdout.write(`${JSON.stringify(told)}\n`);
    // At no time half a slice: what the job says is done is what stands in the ledger.
    expect(half).toEqual({ position: half?.position, rows: half?.position, hazards: half?.position });
    expect(whole).toEqual({ created_count: ROWS, hazards: ROWS, facts: ROWS });
  } finally {
    await worker.kill('SIGKILL');
    await ledger.stop();
  }
});
