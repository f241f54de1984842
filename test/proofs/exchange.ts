/**
 * `npm run prove:exchange`: ten thousand rows come in while others read, a worker is killed in the middle, a hundred thousand go out and
 * come back. `ROWS`, `EXPORTED`: how many; `WORKER_OPTIONS`: of Node, for the workers (to profile them).
 */
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { fields, text, type Fields } from '../model/driver.js';
import { startWorker } from '../support/processes.js';
import { fill } from '../support/many-hazards.js';
import { startRunningLedger, type RunningLedger } from '../support/running-ledger.js';
import { highestMb, over, p99, Partner, processorSeconds, reading, sleep, tableOf } from './exchange.partner.js';
import { exchangeSection, type Figures } from './exchange.page.js';
import { writeSection } from './page.js';

const ROWS = Number(process.env['ROWS'] ?? 10_000);
const EXPORTED = Number(process.env['EXPORTED'] ?? 100_000);
const FIRST_ROWS = 200;
const OPTIONS = process.env['WORKER_OPTIONS'];

it('ten thousand rows come in, once; a hundred thousand go out, and change nothing when they come back', async () => {
  const ledger = await startRunningLedger(1);
  const start = () => startWorker({ databaseUrl: ledger.databaseUrl, env: { DATA_DIR: ledger.dataDir, ...(OPTIONS && { NODE_OPTIONS: OPTIONS }) } });
  let worker = start();
  const firm = new Partner(ledger, 'example1.operator');
  /** Another worker, which has started when it has done something. */
  const again = async (): Promise<void> => {
    await worker.stop();
    worker = start();
    await over(ledger, 'import_job', await firm.posted(tableOf('V', 1)));
  };
  try {
    await filled(ledger, Math.max(1_000, EXPORTED - 3 * ROWS - FIRST_ROWS - 2_000));
    const county = new Partner(ledger, 'county.supervisor');

    await over(ledger, 'import_job', await firm.posted(tableOf('W', FIRST_ROWS)));
    const [{ id: known = '' } = {}] = await ledger.sql<{ id: string }>(`select id from hazard where external_ref = 'W-0'`);
    const idle = p99(await reading(ledger, known, sleep(5_000)));
    await again();
    const before = processorSeconds(worker);
    const imported = firm.posted(tableOf('A', ROWS));
    const importing = imported.then((id) => over(ledger, 'import_job', id));
    const busy = p99(await reading(ledger, known, importing));
    const importMs = await importing;
    const created = await counts(ledger, await imported);
    const importCpu = processorSeconds(worker) - before;
    const importMb = highestMb(worker);
    const sameMs = await firm.posted(tableOf('A', ROWS)).then((id) => over(ledger, 'import_job', id));
    const warmBefore = processorSeconds(worker);
    const warmMs = await firm.posted(tableOf('B', ROWS)).then((id) => over(ledger, 'import_job', id));
    const warmCpu = processorSeconds(worker) - warmBefore;

    const killed = await firm.posted(tableOf('K', ROWS));
    for (let position = 0; position === 0; await sleep(10)) position = (await ledger.sql<{ position: number }>('select position from import_job where id = $1', [killed]))[0]?.position ?? 0;
    await worker.kill('SIGKILL');
    const half = await standing(ledger, killed);
    worker = start();
    await over(ledger, 'import_job', killed);
    const whole = await standing(ledger, killed);

    const [{ rows: missing = 0 } = {}] = await ledger.sql<{ rows: number }>(`select $1 - count(*)::int as rows from hazard where county_code = '140525' and status <> 'VOIDED'`, [EXPORTED]);
    if (missing > 0) await over(ledger, 'import_job', await firm.posted(tableOf('R', missing)));
    await again();
    const exportBefore = processorSeconds(worker);
    const paper = await county.asked({ kind: 'ENTERPRISE_LEDGER' });
    const exportMs = await over(ledger, 'export_job', paper);
    const exportCpu = processorSeconds(worker) - exportBefore;
    const exportMb = highestMb(worker);
    const content = await county.content(paper);
    const [made] = await ledger.sql<Fields>('select row_count, file_size from export_job where id = $1', [paper]);
    await again();
    const back = await county.posted(content);
    const backMs = await over(ledger, 'import_job', back);
    const figures: Figures = {
      rows: ROWS, importMs, importCpu, importMb, idle, busy, sameMs, warmMs, warmCpu, half, killedCreated: Number(whole.created),
      exportRows: Number(made?.['row_count']), exportMs, exportCpu, exportMb, exportBytes: Number(made?.['file_size']), backMs, backMb: highestMb(worker), back: await counts(ledger, back),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    expect(created).toMatchObject({ created: ROWS, refused: 0 });
    // At no time half a slice: what the job says is done is what stands in the ledger.
    expect([half.rows, half.hazards, half.facts]).toEqual([half.position, half.position, half.position]);
    expect(whole).toEqual({ position: ROWS, rows: ROWS, hazards: ROWS, facts: ROWS, created: ROWS });
    expect(figures.back).toEqual({ created: 0, changed: 0, refused: 0, same: figures.exportRows });
    if (process.env['WRITE'] !== 'false') writeSection('exchange', exchangeSection(figures));
    await worker.stop();
  } finally {
    await worker.kill('SIGKILL');
    await ledger.stop();
  }
});

async function filled(ledger: RunningLedger, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: ledger.databaseUrl });
  await client.connect();
  try {
    await fill(client, { rows, today: ledger.today });
  } finally {
    await client.end();
  }
}

/** What the import says of itself, and what stands in the ledger. */
async function standing(ledger: RunningLedger, id: string): Promise<{ position: number; rows: number; hazards: number; facts: number; created: number }> {
  const [found] = await ledger.sql<{ position: number; rows: number; hazards: number; facts: number; created: number }>(`
    select position, (select count(*)::int from import_row where import_id = $1) as rows, (select count(*)::int from hazard where external_ref like 'K-%') as hazards,
      (select count(*)::int from fact f join hazard h on h.id = f.object_id where h.external_ref like 'K-%') as facts, created_count as created
    from import_job where id = $1`, [id]);
  if (!found) throw new Error('no such import');
  return found;
}

async function counts(ledger: RunningLedger, id: string): Promise<Figures['back']> {
  const [found] = await ledger.sql<Figures['back']>('select created_count as created, changed_count as changed, same_count as same, refused_count as refused from import_job where id = $1', [id]);
  if (!found) throw new Error(`no import ${text(fields({ id }).id)}`);
  return found;
}
