import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../platform/processes.mjs';

/**
 * Installs what package-lock.json says, when it is not there yet.
 * @param {string} root the project
 * @param {(sentence: string) => void} log
 * @param {AbortSignal} [signal]
 */
export async function install(root, log, signal) {
  if (installed(root)) return;
  // `npm ci` empties node_modules first: through a link it would empty somebody else's.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error('node_modules 是一个链接，且与 package-lock.json 不一致。请在它指向的目录里重新安装依赖。');
  }
  log('正在安装依赖（npm ci），第一次需要一两分钟……');
  const clean = await npm(root, ['ci'], signal);
  if (clean.ok) return;
  // A lock made where the packages of foreign platforms cannot be fetched lacks them, and `npm ci` refuses it.
  // `npm install --no-save` takes every version from the same lock and leaves it as it is.
  const plain = clean.said.includes('EUSAGE') ? await npm(root, ['install', '--no-save'], signal) : clean;
  if (!plain.ok) throw new Error(`依赖安装失败。请检查网络和 npm 源（npm config get registry）后重试。\n${plain.said}`);
}

function npm(root, command, signal) {
  const args = [...command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // Neither telemetry nor a download of binaries belongs to an installation.
  const env = { ...process.env, SCARF_ANALYTICS: 'false', REDISMS_DISABLE_POSTINSTALL: '1' };
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  return runQuietly(program, [...first, ...args], { cwd: root, env, signal });
}

/**
 * Whether every package of the lock is there in its version. npm writes its own list last, so an interrupted
 * installation is not taken for a whole one. Times of files are no witness: a checkout changes them.
 */
function installed(root) {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const present = read(list);
  return Object.entries(read(join(root, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || present[path]?.version === wanted.version,
  );
}
