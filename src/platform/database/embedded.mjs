import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until, tryPort } from '../processes.mjs';
import { usableBinaries } from './embedded-binaries.mjs';
import { ownedDirectory, remember, settle } from './embedded-owner.mjs';
import { clusterPassword, handPassword, openDatabase } from './embedded-access.mjs';
import { alive, findPostmaster, stopPostmaster, stopped } from './embedded-postmaster.mjs';

/**
 * PostgreSQL 18 out of the npm package, for `npm run demo` and the tests. Plain Node, because the launchers use it
 * before anything is built. Production brings its own server (DATABASE_URL).
 */

/**
 * The locale decides whether Chinese can be searched: pg_trgm looks at LC_CTYPE, and with C it sees no letters at all.
 * The built-in provider orders by code point, the same on every system.
 */
const CTYPE = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8';
const LOCALE = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${CTYPE}`];
/** Servers before 17 have no provider of their own; the C library's is the same order. */
const LOCALE_OF_OTHERS = ['-E', 'UTF8', '--locale=C.UTF-8'];

/** For two cores and a container's small /dev/shm: hence no parallel queries, which would take both cores from the others. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  max_connections: '100',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** A throw-away cluster may lose its files in a power cut, never the order of commits: synchronous_commit stays on. */
const THROW_AWAY = { shared_buffers: '128MB', max_connections: '300', fsync: 'off', full_page_writes: 'off' };

/** A crash recovery reads the log of up to max_wal_size; a plain start takes 50 ms. */
const READY_WITHIN_MS = 60_000;
const ATTEMPTS = 4;

/**
 * Starts the cluster of this directory, making it first where there is none; one left running by a killed launcher is
 * taken over.
 * @param {import('./embedded.d.mts').ClusterOptions} options
 * @returns {Promise<import('./embedded.d.mts').Cluster>}
 */
export async function startCluster({ dataDir, port, durable, database = 'ledger', programs, log = () => {} }) {
  const directory = resolve(dataDir);
  const place = { ...settle(directory), durable, log };
  if (place.home !== directory) log(`数据目录对 PostgreSQL 的运行用户不可达，数据库文件放在 ${place.home}`);
  if (!existsSync(place.marker)) await clear(place);
  const binaries = programs === undefined ? usableBinaries(place.owner) : { initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres') };
  if (!existsSync(place.files)) initialise(binaries, place, programs === undefined ? LOCALE : LOCALE_OF_OTHERS);

  const password = clusterPassword(place.home);
  const url = (/** @type {number} */ at) => `postgresql://ledger:${password}@127.0.0.1:${at}/${database}`;
  const running = (await takeOver(place, port, url)) ?? (await start(binaries, place, port));
  await openDatabase(url(running.port));
  const stop = () => stopPostmaster(running.pid, place.files);
  const remove = async () => {
    await stop();
    for (const path of [place.home, directory]) rmSync(path, { recursive: true, force: true });
  };
  return { url: url(running.port), port: running.port, pid: running.pid, exited: stopped(running.pid, place.files), stop, remove };
}

/** Whoever deletes the data directory wants to begin anew, also where the files live elsewhere. */
async function clear({ home, files, server }) {
  const left = findPostmaster(files);
  if (left) await stopPostmaster(left.pid, files);
  for (const path of [files, server, join(home, 'password')]) rmSync(path, { recursive: true, force: true });
}

/** Made under another name and renamed when whole: a killed initdb leaves nothing that looks like a cluster. */
function initialise(binaries, place, locale) {
  const { home, files, owner, durable, log } = place;
  const startedAt = performance.now();
  const draft = `${files}.draft`;
  rmSync(draft, { recursive: true, force: true });
  ownedDirectory(draft, owner);
  const handed = handPassword(home, owner);
  const args = ['-D', draft, '-U', 'ledger', '--auth=scram-sha-256', `--pwfile=${handed}`, ...locale, ...(durable ? [] : ['--no-sync'])];
  const run = spawnSync(binaries.initdb, args, { ...spawnAs(owner), encoding: 'utf8' });
  rmSync(handed);
  if (run.status !== 0) throw new Error(`PostgreSQL 初始化失败：${run.error?.message ?? ''}\n${run.stdout ?? ''}${run.stderr ?? ''}`);
  renameSync(draft, files);
  remember(place);
  log(`数据库已初始化（${Math.round(performance.now() - startedAt)} 毫秒）`);
}

/** A running server is ours when it serves these files and lets our password in. Anything else is ended first. */
async function takeOver({ files, log }, port, url) {
  const found = findPostmaster(files);
  if (!found) return undefined;
  const ready = await until(() => !alive(found.pid, files) || findPostmaster(files)?.ready, { withinMs: READY_WITHIN_MS });
  if (ready && alive(found.pid, files) && (port === undefined || port === found.port)) {
    const opened = await openDatabase(url(found.port)).then(() => true, () => false);
    if (opened) {
      log(`接管上次留下的数据库进程 ${found.pid}`);
      return found;
    }
  }
  await stopPostmaster(found.pid, files);
  return undefined;
}

async function start(binaries, place, port) {
  let said = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const at = port ?? (await tryPort(0, '127.0.0.1'));
    const child = spawnServer(binaries, place, at);
    await until(() => child.exitCode !== null || child.signalCode !== null || findPostmaster(place.files)?.ready, { withinMs: READY_WITHIN_MS });
    if (findPostmaster(place.files)?.pid === child.pid) return { pid: child.pid, port: at };
    said = readFileSync(place.server, 'utf8').trim();
    // A port lost to a quicker process, or backends of a killed server that still hold its memory: both pass.
    if (!/could not bind|shared memory block/.test(said)) break;
    await until(() => false, { withinMs: 300 });
  }
  throw new Error(`PostgreSQL 未能启动，日志 ${place.server}：\n${said}`);
}

/** In a session of its own, so that Ctrl-C reaches the launcher alone: the database is the last to go. */
function spawnServer({ postgres }, { files, server, owner, durable }, port) {
  const settings = { ...SETTINGS, ...(durable ? {} : THROW_AWAY), port: String(port) };
  const args = ['-D', files, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const output = openSync(server, 'w', 0o600);
  const child = spawn(postgres, args, { ...spawnAs(owner), detached: true, stdio: ['ignore', output, output] });
  child.once('error', () => {}); // the exit code and the log tell
  closeSync(output);
  return child;
}

/** No PG* variable of the caller may reach the server, and its messages are looked at in English. */
function spawnAs(owner) {
  const { PATH, SystemRoot } = process.env;
  return { env: { PATH, SystemRoot, LC_ALL: 'C' }, cwd: tmpdir(), ...(owner ?? {}) };
}
