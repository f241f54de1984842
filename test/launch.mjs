import '../src/demo/node-version.mjs';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from '../src/demo/build.mjs';
import { install } from '../src/demo/install.mjs';

/** `npm test`: from a checkout and nothing else. The database of the tests is started by jest (support/global-setup.mjs). */

const ROOT = resolve(import.meta.dirname, '..');
const say = (/** @type {string} */ sentence) => console.log(`[test] ${sentence}`);

const stopping = new AbortController();
let jest;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    stopping.abort();
    jest?.kill('SIGTERM');
  });
}

try {
  await install(ROOT, say, stopping.signal);
  await build(ROOT, say, stopping.signal);
  stopping.signal.throwIfAborted();
} catch (error) {
  console.error(`[test] ${error.message}`);
  process.exit(1);
}
const script = join(ROOT, 'node_modules/jest/bin/jest.js');
const args = ['--experimental-vm-modules', '--no-warnings', script, ...process.argv.slice(2)];
jest = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
jest.once('exit', (code) => process.exit(code ?? 1));
