import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new directory for one run. Open to walk through: the server inside may belong to another user than ours.
 * @param {string} prefix
 */
export function throwAwayDirectory(prefix) {
  const directory = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(directory, 0o755);
  return directory;
}

/**
 * Ends a server and removes its directory when we are gone before having done so: a test run may be interrupted by
 * Ctrl-C or killed with -9, and jest then tears nothing down. A shell waits for the end of a pipe that only we hold.
 * @param {string} directory
 * @returns {{ also: (pid: number) => void, callOff: () => void }} `also` names the server, once it runs
 */
export function watchOver(directory) {
  const script = 'read pid; cat >/dev/null; if [ "$pid" ]; then kill -QUIT "$pid"; sleep 1; kill -KILL "$pid"; fi; rm -rf "$1"';
  const guard = spawn('sh', ['-c', script, 'guard', directory], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  guard.stdin.unref();
  return { also: (pid) => guard.stdin.write(`${pid}\n`), callOff: () => guard.kill('SIGKILL') };
}
