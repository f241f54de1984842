import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tryPort, until } from '../../src/platform/processes.mjs';
import { throwAwayDirectory, watchOver } from './throw-away.mjs';

const READY_WITHIN_MS = 5_000;

/**
 * A Redis of its own, which keeps nothing, where the program is installed.
 * @param {number} [at] the port; any free one where it is left out
 * @returns {Promise<{ url: string, port: number, pid: number, stop: () => Promise<void> } | null>} null where it is not
 */
export async function startRedis(at = 0) {
  if (spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status !== 0) return null;
  const port = at || (await tryPort(0, '127.0.0.1'));
  const directory = throwAwayDirectory('ledger-redis-');
  const settings = { port, bind: '127.0.0.1', dir: directory, save: '', appendonly: 'no', 'maxmemory-policy': 'noeviction' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn('redis-server', args, { stdio: 'ignore', detached: true });
  const guard = watchOver(directory);
  guard.also(server.pid);
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null && server.kill('SIGKILL')) await once(server, 'exit');
    rmSync(directory, { recursive: true, force: true });
    guard.callOff();
  };
  if (await until(() => answers(port), { withinMs: READY_WITHIN_MS })) return { url: `redis://127.0.0.1:${port}`, port, pid: server.pid, stop };
  await stop();
  throw new Error('redis-server is installed but does not start');
}

/** @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (text) => (socket.destroy(), resolve(String(text).startsWith('+PONG'))));
    socket.once('error', () => resolve(false));
  });
}
