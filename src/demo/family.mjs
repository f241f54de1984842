import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Longer than the 30 s within which the API and the worker promise to end (contract §9). */
const END_WITHIN_MS = 32_000;
const LAST_LINES = 40;

/**
 * The processes a launcher started, which all end with it.
 *
 * Each holds an IPC channel to us and gets LAUNCHED=true: main.ts and worker.ts end when the channel closes, so that
 * nothing is left even when the launcher is killed with -9. They write to files, not to us, and are in sessions of
 * their own: Ctrl-C reaches the launcher alone, which ends them in the right order.
 */
export class Family {
  #members = new Map();
  #ending = false;

  /** @param {{ root: string, logs: string, env: NodeJS.ProcessEnv, onDeath: (reason: Error) => void }} home */
  constructor(home) {
    this.home = home;
  }

  /**
   * Starts a process that should live as long as we do.
   * @param {string} name
   * @param {string} script
   */
  keep(name, script) {
    const child = this.#spawn(name, script, true);
    child.once('exit', (code, signal) => {
      if (!this.#ending) this.home.onDeath(new Error(`${name} 意外退出（${signal ?? code}）。\n${this.#lastLines(name)}`));
    });
  }

  /**
   * Runs a process to its end.
   * @param {string} name
   * @param {string} script
   * @param {{ shown?: boolean }} [how] shown: to the terminal, not to a file
   * @returns {Promise<void>}
   */
  run(name, script, { shown = false } = {}) {
    const child = this.#spawn(name, script, !shown);
    return new Promise((resolve, reject) => {
      child.once('exit', (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`${name} 失败（${signal ?? code}）。\n${shown ? '' : this.#lastLines(name)}`));
      });
    });
  }

  /** Ends everybody and waits. Asked a second time, it does not wait for good manners. */
  async end() {
    const signal = this.#ending ? 'SIGKILL' : 'SIGTERM';
    this.#ending = true;
    const ends = [...this.#members.values()].map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of this.#members.values()) child.kill(signal);
    const late = setTimeout(() => this.#members.forEach((child) => child.kill('SIGKILL')), END_WITHIN_MS);
    await Promise.all(ends);
    clearTimeout(late);
  }

  #spawn(name, script, quiet) {
    const { root, env } = this.home;
    const output = quiet ? openSync(this.#logFile(name), 'w', 0o600) : 'inherit';
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, script)], {
      cwd: root,
      env: { ...env, LAUNCHED: 'true' },
      stdio: ['ignore', output, output, 'ipc'],
      detached: true,
    });
    if (quiet) closeSync(output);
    this.#members.set(name, child);
    child.once('exit', () => this.#members.delete(name));
    return child;
  }

  #logFile(name) {
    return join(this.home.logs, `${name}.log`);
  }

  #lastLines(name) {
    return readFileSync(this.#logFile(name), 'utf8').trim().split('\n').slice(-LAST_LINES).join('\n');
  }
}
