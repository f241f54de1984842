import './node-version.mjs';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startCluster } from '../platform/database/embedded.mjs';
import { pause, tryPort, until } from '../platform/processes.mjs';
import { build } from './build.mjs';
import { Family } from './family.mjs';
import { install } from './install.mjs';
import { takeLock } from './lock.mjs';
import { keptSecrets } from './secrets.mjs';

/**
 * `npm run demo`: from a checkout and nothing else to a running sandbox, and back to nothing on Ctrl-C. Plain Node,
 * since it runs before `npm ci`.
 *
 * Everything it starts ends with it: the children first, then PostgreSQL. Killed with -9, its children end by
 * themselves (family.mjs), and the next start takes the database over.
 */

const ROOT = resolve(import.meta.dirname, '../..');
const API_READY_WITHIN_MS = 60_000;
/** Children of a launcher killed a moment ago may still be finishing their last requests. */
const PORT_FREE_WITHIN_MS = 5_000;

const say = (/** @type {string} */ sentence) => console.log(`[演示] ${sentence}`);

/** What to undo, last first. */
const undo = [];
const stopping = new AbortController();
const { signal } = stopping;
let family;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => (signal.aborted ? family?.end() : end(0)));
process.stdout.on('error', () => end(0)); // the terminal is gone
if (process.env.npm_lifecycle_event) endWithParent();
let over = false;
main().then(
  () => (over = true),
  (error) => {
    over = true;
    void end(1, error);
  },
);

async function main() {
  const startedAt = performance.now();
  const dataDir = resolve(ROOT, process.env.DATA_DIR || '.data/demo');
  for (const room of ['files', 'logs']) mkdirSync(join(dataDir, room), { recursive: true });
  undo.push(takeLock(join(dataDir, 'launcher.pid')));
  const port = await freePort(process.env.PORT || '3000');
  await install(ROOT, say, signal);
  await build(ROOT, say, signal);
  signal.throwIfAborted();

  const secrets = keptSecrets(join(dataDir, 'secrets.json'));
  const database = await openDatabase(dataDir);
  signal.throwIfAborted();

  const env = { ...process.env, ...secrets, ...database, PORT: String(port), DATA_DIR: join(dataDir, 'files'), SANDBOX: 'true' };
  family = new Family({ root: ROOT, logs: join(dataDir, 'logs'), env, onDeath: (reason) => end(1, reason) });
  undo.push(() => family.end());
  await family.run('migrate', 'dist/src/cli/migrate.js');
  signal.throwIfAborted();
  family.keep('api', 'dist/src/main.js');
  family.keep('worker', 'dist/src/worker.js');
  await ready(port);
  await family.run('story', 'dist/src/demo/story.js', { shown: true });
  greet({ port, dataDir, password: secrets.DEMO_PASSWORD, seconds: (performance.now() - startedAt) / 1000 });
}

/** @param {string} asked @returns {Promise<number>} */
async function freePort(asked) {
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT=${asked} 不是有效的端口，应为 1 到 65535 的整数。`);
  if (await until(() => tryPort(port), { everyMs: 200, withinMs: PORT_FREE_WITHIN_MS })) return port;
  throw new Error(`端口 ${port} 已被占用。请结束占用它的程序，或换一个端口：PORT=3001 npm run demo`);
}

/** @returns {Promise<Record<string, string>>} */
async function openDatabase(dataDir) {
  if (process.env.DATABASE_URL) {
    say('使用 DATABASE_URL 指定的数据库。');
    return {};
  }
  const cluster = await startCluster({ dataDir: join(dataDir, 'postgres'), durable: true, log: say });
  undo.push(() => cluster.stop());
  void cluster.exited.then(() => end(1, new Error('PostgreSQL 意外退出。')));
  return { DATABASE_URL: cluster.url, MIGRATION_DATABASE_URL: cluster.url };
}

async function ready(port) {
  const asked = () => fetch(`http://127.0.0.1:${port}/health/ready`).then(({ ok }) => ok, () => false);
  const isReady = await until(() => signal.aborted || asked(), { everyMs: 50, withinMs: API_READY_WITHIN_MS });
  signal.throwIfAborted();
  if (!isReady) throw new Error(`API 在 ${API_READY_WITHIN_MS / 1000} 秒内没有就绪，日志见 DATA_DIR 下的 logs/api.log。`);
}

function greet({ port, dataDir, password, seconds }) {
  say(`就绪，用时 ${seconds.toFixed(1)} 秒。`);
  say(`接口文档：http://localhost:${port}/docs`);
  say(`演示账号的密码：${password}（账号见上）`);
  say(`数据目录：${dataDir}（删除它即可从头开始）`);
  say('按 Ctrl-C 结束。');
}

/** Under `npm run` nobody but npm knows of us: were it killed with -9, we would run on unseen. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(0), 500).unref();
}

/** The first reason counts. A step under way is waited for, since it may leave something to undo. */
async function end(/** @type {number} */ code, /** @type {Error | undefined} */ reason) {
  if (signal.aborted) return;
  stopping.abort();
  if (reason) console.error(`[演示] ${reason.message}`);
  say('正在结束……');
  while (!over || undo.length > 0) {
    const step = undo.pop() ?? (() => pause(20));
    await Promise.resolve(step()).catch((error) => console.error(`[演示] ${error.message}`));
  }
  process.exit(code);
}
