/** 导入真实隐患: as a partner would: the file goes up, is checked, says of each row why, and is committed (contract §7). */
import { createHash } from 'node:crypto';
import type { ImportRowView, ImportView, LedgerClient } from '../../client/index.js';
import { countyTable } from './real-hazards.js';
import type { CountyTable } from './real-hazards.js';
import { READINGS_OF_ALL } from './real-hazards.tables.js';
import { signedIn } from './walk.js';

const FILE_NAME = '公开发布的真实隐患.csv';
const REASONS_SHOWN = 8;
const ASKED_EVERY_MS = 100;
const DONE_WITHIN_MS = 60_000;

export async function importRealRows(base: string, password: string, published: string, say: (sentence: string) => void): Promise<void> {
  const table = countyTable(published);
  const importer = await signedIn(base, 'demo.importer', password);
  const { job, replayed } = await posted(importer, table);
  const checked = await settled(importer, job);
  const { counts } = checked;
  if (checked.fault) return say(`  整个文件未能办理：${checked.fault.message}`);
  if (replayed && checked.state === 'DONE') {
    say(`  上次启动已导入（同一文件、同一幂等键，服务答复原来的结果）：共 ${counts.rows} 行，登记 ${counts.created}，此前已登记 ${counts.same}，退回 ${counts.refused}`);
  } else {
    say(`  上传 ${table.rowCount} 行，先检查（dryRun=true）：将登记 ${counts.created}，此前已登记 ${counts.same}，将退回 ${counts.refused}`);
  }
  for (const [reason, rows] of (await reasonsOf(importer, checked)).slice(0, REASONS_SHOWN)) say(`  退回原因：${reason}（${rows} 行）`);
  for (const [reading, rows] of table.readings) say(`  说明：${reading}（${rows} 行）`);
  for (const reading of READINGS_OF_ALL.slice(0, 3)) say(`  说明：${reading}`);
  const done = checked.state === 'CHECKED' ? await committed(importer, checked) : checked;
  if (done !== checked) say(`  提交（commit）：共 ${done.counts.rows} 行，登记 ${done.counts.created}，此前已登记 ${done.counts.same}，退回 ${done.counts.refused}`);
  say(`  逐行结果 GET /api/v1/imports/${done.id}/rows；标红并附批注的原文件 GET /api/v1/imports/${done.id}/workbook（demo.importer 登录后可下载）`);
}

/** The key is the file's own: a second start gets the first answer again, whatever became of the first one. */
async function posted(importer: LedgerClient, { csv }: CountyTable): Promise<{ job: ImportView; replayed: boolean }> {
  const form = new FormData();
  form.set('dryRun', 'true');
  form.set('file', new Blob([csv], { type: 'text/csv' }), FILE_NAME);
  const idempotencyKey = `demo-real-rows-${createHash('sha256').update(csv).digest('hex').slice(0, 32)}`;
  const { body, replayed } = await importer.call('importPost', { body: form, idempotencyKey });
  return { job: body, replayed };
}

async function committed(importer: LedgerClient, { id }: ImportView): Promise<ImportView> {
  return settled(importer, (await importer.call('importCommit', { path: { id } })).body);
}

/** The worker does it: asked until it is done. */
async function settled(importer: LedgerClient, { id }: ImportView): Promise<ImportView> {
  const endMs = performance.now() + DONE_WITHIN_MS;
  for (;;) {
    const { body } = await importer.call('importOne', { path: { id } });
    if (!['CHECKING', 'IMPORTING'].includes(body.state)) return body;
    if (performance.now() > endMs) throw new Error(`导入 ${id} 在 ${DONE_WITHIN_MS / 1000} 秒内没有办完，日志见 logs/worker.log`);
    await new Promise((done) => setTimeout(done, ASKED_EVERY_MS));
  }
}

/** Each reason once, with how many rows were refused for it, the most frequent first. */
async function reasonsOf(importer: LedgerClient, { id }: ImportView): Promise<[string, number][]> {
  const counts = new Map<string, number>();
  for await (const row of importer.every('importRows', { path: { id }, query: { outcome: 'REFUSED', limit: 200 } })) {
    for (const reason of new Set(saidOf(row))) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** Without the value of the one row. */
const saidOf = ({ reasons }: ImportRowView): string[] =>
  reasons.map(({ columnLabel, message }) => `${columnLabel ? `${columnLabel}：` : ''}${message.replace(/“[^”]*”/g, '“…”')}`);
