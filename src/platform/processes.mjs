import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * What the launchers need to know about other processes. Plain Node: it runs before anything is installed.
 */

/**
 * The command line of a live process, or '' when there is none. A pid alone proves nothing: after a reboot, and in a
 * restarted container nearly always, the number belongs to somebody else. A zombie has no command line either.
 * @param {number} pid
 * @returns {string}
 */
export function commandLine(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** @param {number} ms @returns {Promise<void>} */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks until the answer is truthy, and returns it; undefined when the time is over.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {{ everyMs?: number, withinMs: number }} limits
 * @returns {Promise<T | undefined>}
 */
export async function until(ask, { everyMs = 20, withinMs }) {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > endsAt) return undefined;
    await pause(everyMs);
  }
}

/**
 * Tries to listen, and lets go at once. Port 0 asks the system for any free one.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<number | undefined>} the port, or undefined when it is taken or not ours to use
 */
export function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

/**
 * Runs a program to its end and keeps what it says, for the case that it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal }} how the signal ends it early
 * @returns {Promise<{ ok: boolean, said: string }>}
 */
export function runQuietly(program, args, how) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...how, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', (error) => (said += error.message));
    child.once('close', (code) => resolve({ ok: code === 0, said: said.trim() }));
  });
}
