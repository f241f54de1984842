import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { filesDirectory, testSecrets } from './environment.js';

export interface Swept { ms: number; maxRssMb: number }
export interface Sweeper { run: (at: string) => Promise<Swept>; kill: () => Promise<void> }

/** A built process of the product, with nothing in it running by itself. */
export async function startSweeper(databaseUrl: string): Promise<Sweeper> {
  const env = { PATH: process.env['PATH'], ...testSecrets(), SANDBOX: 'true', LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl, DATA_DIR: filesDirectory() };
  const child = fork(join(import.meta.dirname, 'sweeper-process.mjs'), { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const told = async () => {
    const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [{ fault: 'ended' }])])) as [Swept & { fault?: string }];
    if (message.fault) throw new Error(message.fault);
    return message;
  };
  await told();
  const run = (at: string) => {
    child.send({ at });
    return told();
  };
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  };
  return { run, kill };
}
