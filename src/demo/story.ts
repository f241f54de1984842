/** The main job, told over HTTP: the real rows come in, then one major hazard goes from registration to strike-off. */
import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { BatchDto } from '../../client/index.js';
import { labelOf } from '../domain/labels.js';
import { ACCOUNTS, AUTHORITIES } from './county.js';
import { ENTERPRISES } from './enterprises.js';
import { loadCounty } from './load-county.js';
import { LoadModule } from './load.module.js';
import { overdue } from './overdue.js';
import { mapRealHazards } from './real-hazards.js';
import { READINGS_OF_ALL } from './real-hazards.tables.js';
import { signedIn, walk } from './walk.js';

const PLACES = new Map<string, string>([...AUTHORITIES, ...ENTERPRISES].map(({ id, name }) => [id, name]));
const say = (sentence: string): void => console.log(sentence);

async function main(): Promise<void> {
  const base = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;
  const password = process.env.DEMO_PASSWORD ?? '';
  say('\n一、示范县：泽州县（示例单位、示例人员）');
  const app = await NestFactory.createApplicationContext(LoadModule, { logger: ['error', 'warn'] });
  const loaded = await loadCounty(app).finally(() => app.close());
  say(`  区划、单位、账号：新增 ${loaded.added}，已有 ${loaded.kept}`);
  for (const { username, roles, organisationId } of ACCOUNTS) {
    say(`  账号 ${username.padEnd(18)} ${roles.map((role) => labelOf('role', role)).join('、')}，${PLACES.get(organisationId) ?? ''}`);
  }
  await importRealRows(base, password);
  await walk(base, password, say);
  await overdue(base, password, say);
}

/** Published hazards, condensed by their source; the mapping is `real-hazards.tables.ts` and invents nothing. */
async function importRealRows(base: string, password: string): Promise<void> {
  say('\n二、导入公开发布的真实隐患（src/reference/real-hazards.csv，来源见同名 README）');
  const csv = readFileSync(new URL('../reference/real-hazards.csv', import.meta.url), 'utf8');
  const { accepted, refused } = mapRealHazards(csv);
  const importer = await signedIn(base, 'demo.importer', password);
  const items = accepted.map(({ externalRef, request }) => ({ ...request, externalRef })) as unknown as BatchDto['items'];
  const { results } = (await importer.call('hazardRegisterMany', { body: { items } })).body;
  const count = (status: number) => results.filter((result) => result.status === status).length;
  const rejected = results.filter((result) => result.problem);
  say(`  共 ${accepted.length + refused.length} 行：登记 ${count(201)}，此前已登记 ${count(200)}，退回 ${refused.length + rejected.length}`);
  for (const [reason, rows] of reasons(refused).slice(0, 6)) say(`  退回原因：${reason}（${rows} 行）`);
  for (const reading of READINGS_OF_ALL.slice(0, 3)) say(`  说明：${reading}`);
  for (const row of rejected.slice(0, 3)) say(`  服务退回：${String(row.problem?.['detail'])}`);
}

function reasons(refused: readonly { reasons: readonly string[] }[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const reason of refused.flatMap((row) => row.reasons)) counts.set(reason.replace(/“[^”]*”/g, '…'), (counts.get(reason.replace(/“[^”]*”/g, '…')) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
