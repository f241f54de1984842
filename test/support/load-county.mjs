import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runQuietly } from '../../src/platform/processes.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const built = (/** @type {string} */ name) => join(ROOT, 'dist/src/demo', name);

/**
 * Loads the sandbox county (areas, authorities, enterprises, the accounts of contract §9) into a migrated database, by
 * the code that `npm run demo` loads it with.
 * @param {Record<string, string | undefined>} env of a process of the product, with DATABASE_URL and DEMO_PASSWORD
 */
export async function loadCountyInto(env) {
  const { ok, said } = await runQuietly(process.execPath, ['--enable-source-maps', import.meta.filename, 'load'], { cwd: ROOT, env });
  if (!ok) throw new Error(`The county could not be loaded:\n${said}`);
}

async function load() {
  if (!existsSync(built('load-county.js'))) throw new Error('dist/src/demo/load-county.js is missing');
  await import('reflect-metadata');
  const { NestFactory } = await import('@nestjs/core');
  const { LoadModule } = await import(pathToFileURL(built('load.module.js')).href);
  const { loadCounty } = await import(pathToFileURL(built('load-county.js')).href);
  const app = await NestFactory.createApplicationContext(LoadModule, { logger: ['error', 'warn'] });
  await loadCounty(app).finally(() => app.close());
}

if (process.argv[2] === 'load') await load();
