import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, until } from '../processes.mjs';

/** A fast shutdown writes a checkpoint; after this long the server is told to drop everything and recover next time. */
const FAST_WITHIN_MS = 20_000;

/**
 * The server that holds these files, by the note it keeps beside them. A note left behind by a power cut, whose number
 * now belongs to another process of the same user, would keep the next server from starting: it is removed.
 * @param {string} files the cluster's data directory
 * @returns {{ pid: number, port: number, ready: boolean } | undefined}
 */
export function findPostmaster(files) {
  const note = join(files, 'postmaster.pid');
  let lines;
  try {
    lines = readFileSync(note, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!pid) return undefined; // being written
  if (!alive(pid, files)) {
    rmSync(note, { force: true });
    return undefined;
  }
  return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').startsWith('ready') };
}

/**
 * Whether this process is a server of these files.
 * @param {number} pid
 * @param {string} files
 */
export const alive = (pid, files) => commandLine(pid).includes(files);

/**
 * Fast shutdown: open sessions are cut off, a checkpoint is written. Returns when the process is gone.
 * @param {number} pid
 * @param {string} files
 */
export async function stopPostmaster(pid, files) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGQUIT', 'SIGKILL'])) {
    if (!alive(pid, files)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error; // else it went by itself just now
    }
    if (await until(() => !alive(pid, files), { everyMs: 10, withinMs: FAST_WITHIN_MS })) return;
  }
}

/**
 * Settles when the server is gone, whoever ended it. Asks twice a second: a server taken over is nobody's child.
 * @param {number} pid
 * @param {string} files
 * @returns {Promise<void>}
 */
export function stopped(pid, files) {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (alive(pid, files)) return;
      clearInterval(timer);
      resolve();
    }, 500);
    timer.unref();
  });
}
