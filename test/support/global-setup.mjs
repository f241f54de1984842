import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from '../../src/demo/build.mjs';
import { makeSecrets } from '../../src/demo/secrets.mjs';
import { startCluster } from '../../src/platform/database/embedded.mjs';
import { runQuietly } from '../../src/platform/processes.mjs';
import { startRedis } from './redis.mjs';
import { throwAwayDirectory, watchOver } from './throw-away.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const say = (/** @type {string} */ sentence) => console.log(`[test] ${sentence}`);

/**
 * One throw-away cluster for all workers, with the migrations run once into `ledger_template`, of which every test file
 * takes a copy (database.ts). What the workers need to know stands in the environment, which they inherit.
 */
export default async function setUp() {
  await build(ROOT, say);
  const directory = throwAwayDirectory('ledger-test-');
  const guard = watchOver(directory);
  const files = join(directory, 'files');
  mkdirSync(files);
  const cluster = await startCluster({ dataDir: join(directory, 'postgres'), durable: process.env.TEST_DURABLE === 'true', database: 'ledger_template', programs: process.env.TEST_POSTGRES_PROGRAMS || undefined });
  guard.also(cluster.pid);
  const redis = await startRedis();
  globalThis.throwAway = [cluster.remove, () => rmSync(directory, { recursive: true, force: true }), guard.callOff, () => redis?.stop()];
  await migrate(cluster.url, files);
  const address = new URL(cluster.url);
  address.pathname = '/postgres';
  Object.assign(process.env, {
    TEST_CLUSTER_URL: address.href,
    TEST_SECRETS: JSON.stringify(makeSecrets()),
    TEST_FILES_DIR: files,
    TEST_REDIS_URL: redis?.url ?? '',
  });
}

async function migrate(url, files) {
  const script = join(ROOT, 'dist/src/cli/migrate.js');
  if (!existsSync(script)) throw new Error(`${script} is missing: there is nothing to migrate with`);
  const env = { ...process.env, ...makeSecrets(), DATA_DIR: files, DATABASE_URL: url, MIGRATION_DATABASE_URL: url };
  const { ok, said } = await runQuietly(process.execPath, ['--enable-source-maps', script], { cwd: ROOT, env });
  if (!ok) throw new Error(`The migrations failed:\n${said}`);
}
