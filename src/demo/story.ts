/** The main job, told over HTTP: the real rows come in, then one major hazard goes from registration to strike-off. */
import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { labelOf } from '../domain/labels.js';
import { ACCOUNTS, AUTHORITIES } from './county.js';
import { ENTERPRISES } from './enterprises.js';
import { loadCounty } from './load-county.js';
import { LoadModule } from './load.module.js';
import { overdue } from './overdue.js';
import { importRealRows } from './real-rows.js';
import { walk } from './walk.js';

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
  say('\n二、经 POST /imports 导入公开发布的真实隐患（src/reference/real-hazards.csv，来源见同名 README）');
  await importRealRows(base, password, readFileSync(new URL('../reference/real-hazards.csv', import.meta.url), 'utf8'), say);
  await walk(base, password, say);
  await overdue(base, password, say);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
