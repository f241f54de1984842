/**
 * `npm run openapi`: writes docs/openapi.json, the contract as checked in, and the types of the client made from it. With
 * `--check` it writes nothing and fails where a file is not what the code says. Needs no database: nothing is instantiated, only described.
 */
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { AnswerAdapter } from '../platform/http/answer.adapter.js';
import { prefix } from '../platform/http/http.js';
import { buildDocument } from '../platform/http/openapi.js';
import { clientTypes } from './client.types.js';
import type { ToldDocument } from './client.types.js';

const DOCUMENT = new URL('../../../docs/openapi.json', import.meta.url);
const TYPES = new URL('../../../client/schema.ts', import.meta.url);

/** Keys in order, so that a difference is a change and not a shuffle. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, new AnswerAdapter(), { preview: true, logger: ['error'], abortOnError: false });
  prefix(app);
  const document = sorted(buildDocument(app));
  const made: [file: URL, text: string][] = [[DOCUMENT, `${JSON.stringify(document, null, 1)}\n`], [TYPES, clientTypes(document as ToldDocument)]];
  if (!process.argv.includes('--check')) return made.forEach(([file, text]) => writeFileSync(file, text));
  const stale = made.filter(([file, text]) => readFileSync(file, 'utf8') !== text).map(([{ pathname }]) => pathname.split('/').slice(-2).join('/'));
  if (stale.length > 0) throw new Error(`${stale.join('、')} 与代码不一致：请运行 npm run openapi，并在提交说明中写明改了什么`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
