import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runQuietly } from '../platform/processes.mjs';

const INPUTS = ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];

/**
 * Builds dist/ when a source is newer than the last good build.
 * @param {string} root the project
 * @param {(sentence: string) => void} log
 * @param {AbortSignal} [signal]
 */
export async function build(root, log, signal) {
  const stamp = join(root, 'dist', '.built');
  const builtAtMs = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const changedAtMs = Math.max(...INPUTS.map((input) => newest(join(root, input))));
  if (changedAtMs <= builtAtMs) return;
  log('正在编译……');
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const { ok, said } = await runQuietly(process.execPath, [nest, 'build'], { cwd: root, signal });
  if (!ok) throw new Error(`编译失败：\n${said}`);
  for (const part of ['src', 'migrations']) prune(join(root, 'dist', part), join(root, part));
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
  // The state that was compiled, not the end of the compilation: what was saved meanwhile must be built again.
  utimesSync(stamp, changedAtMs / 1000, Math.ceil(changedAtMs) / 1000);
}

/** The latest change in this file or folder. A folder's own time tells of a file that was removed. */
function newest(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The compiler never deletes: a migration that was renamed in src would still run from dist. */
function prune(built, source) {
  if (!existsSync(built)) return;
  for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const made = /^(.*)\.js(\.map)?$/.exec(relative(built, path));
    if (entry.isFile() && made && !existsSync(join(source, `${made[1]}.ts`))) rmSync(path);
  }
}
