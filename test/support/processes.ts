import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { tryPort, until } from '../../src/platform/processes.mjs';
import { filesDirectory, testSecrets } from './environment.js';

/**
 * Built processes of the product, for tests that race or kill them. They hold an IPC channel to the test (LAUNCHED=true),
 * and so end with it however it ends.
 */
export interface StartedProcess {
  pid: number;
  /** What it wrote so far, standard output and errors. */
  log: () => string;
  /** Sends the signal and waits for the end; resolves with the exit code, null when a signal ended it. */
  kill: (signal: NodeJS.Signals) => Promise<number | null>;
  /** The graceful way (SIGTERM). */
  stop: () => Promise<number | null>;
}

export interface ApiProcess extends StartedProcess {
  port: number;
  url: string;
}

export interface ProcessOptions {
  databaseUrl: string;
  /** On top of the defaults: the sandbox, the run's secrets, a files directory of its own, log level warn. */
  env?: Record<string, string>;
}

const ROOT = resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 90_000;

/** Starts so many APIs against one database and waits until all are ready. They share the directory of files. */
export async function startApis(count: number, options: ProcessOptions): Promise<ApiProcess[]> {
  const files = options.env?.['DATA_DIR'] ?? filesDirectory();
  const env = { ...options.env, DATA_DIR: files };
  const started = await Promise.allSettled(Array.from({ length: count }, () => startApi({ ...options, env })));
  const failed = started.find((one) => one.status === 'rejected');
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (!failed) return running;
  await Promise.all(running.map((one) => one.kill('SIGKILL')));
  throw failed.reason;
}

export async function startApi(options: ProcessOptions): Promise<ApiProcess> {
  const port = Number(options.env?.['PORT'] ?? (await tryPort(0, '127.0.0.1')));
  const started = start('dist/src/main.js', { ...options, env: { ...options.env, PORT: String(port) } });
  const url = `http://127.0.0.1:${port}`;
  const ready = () => fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false);
  await until(async () => started.ended() || (await ready()), { everyMs: 25, withinMs: READY_WITHIN_MS });
  if (started.ended() || !(await ready())) {
    await started.kill('SIGKILL');
    throw new Error(`The API did not become ready:\n${started.log()}`);
  }
  return { ...started, port, url };
}

export function startWorker(options: ProcessOptions): StartedProcess {
  return start('dist/src/worker.js', options);
}

function start(script: string, { databaseUrl, env = {} }: ProcessOptions): StartedProcess & { ended: () => boolean } {
  const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, script)], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], SANDBOX: 'true', LAUNCHED: 'true', LOG_LEVEL: 'warn', HOST: '127.0.0.1', ...testSecrets(),
      DATA_DIR: env['DATA_DIR'] ?? filesDirectory(), DATABASE_URL: databaseUrl, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const kill = (signal: NodeJS.Signals) => end(child, ended, signal);
  return { pid: child.pid ?? 0, log: () => said.join(''), ended, kill, stop: () => kill('SIGTERM') };
}

async function end(child: ChildProcess, ended: () => boolean, signal: NodeJS.Signals): Promise<number | null> {
  if (!ended()) {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
  return child.exitCode;
}
