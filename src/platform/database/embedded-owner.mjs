import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * PostgreSQL refuses to run as root. Started by root, the cluster therefore belongs to an unprivileged user, who must
 * be able to reach it: below a home of mode 0700 he cannot, and the files have to live elsewhere. Started by anybody
 * else nothing of this happens.
 *
 * @typedef {{ uid: number, gid: number }} Owner
 */

/** Where root keeps what the unprivileged user must reach. Only root can write beside it, so the names may be guessable. */
export const ROOTS_OWN_PLACE = '/var/lib/hazard-ledger';

/**
 * The user `postgres` where there is one, else `nobody`, who exists everywhere. A demonstration must not leave a new
 * account on the machine, so none is made.
 * @returns {Owner | null} null when we are not root
 */
export function unprivilegedOwner() {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const ask = (/** @type {string} */ flag) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: ask('-u'), gid: ask('-g') };
    } catch {
      continue;
    }
  }
  throw new Error('以 root 启动时需要一个普通用户来运行 PostgreSQL，但本机没有 postgres 也没有 nobody 用户。请换普通用户启动，或设置 DATABASE_URL。');
}

/**
 * Whether the owner may walk down to this directory: the execute bit of every directory on the way.
 * @param {string} directory
 * @param {Owner} owner
 * @returns {boolean}
 */
export function reachable(directory, owner) {
  const { uid, gid, mode } = statSync(directory);
  const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = dirname(directory);
  return parent === directory || reachable(parent, owner);
}

/**
 * Where the cluster of this directory lives, and whose it is. A cluster that exists stays where it is and keeps its
 * owner: a first start as a normal user and a later one as root meet the same files.
 * @param {string} directory absolute
 * @returns {{ home: string, files: string, server: string, marker: string, owner: Owner | null }}
 */
export function settle(directory) {
  mkdirSync(directory, { recursive: true });
  const marker = join(directory, 'cluster');
  const wanted = unprivilegedOwner();
  const home = existsSync(marker) ? resolve(directory, readFileSync(marker, 'utf8').trim()) : choose(directory, wanted);
  const files = join(home, 'pgdata');
  const owner = wanted && existsSync(files) ? statSync(files) : wanted;
  return { home, files, server: join(home, 'server.log'), marker, owner: owner && { uid: owner.uid, gid: owner.gid } };
}

/**
 * Written when the cluster is whole. Relative where it can be, so that a checkout may be moved.
 * @param {{ home: string, marker: string }} place
 */
export function remember({ home, marker }) {
  writeFileSync(marker, home === dirname(marker) ? '.\n' : `${home}\n`);
}

/** @param {string} directory @param {Owner | null} owner */
function choose(directory, owner) {
  if (!owner || reachable(directory, owner)) return directory;
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  return openDirectory(join(ROOTS_OWN_PLACE, name));
}

/**
 * A directory that everybody may walk through, whatever the umask says.
 * @param {string} directory
 * @returns {string} the same
 */
export function openDirectory(directory) {
  if (existsSync(directory)) return directory;
  const parent = dirname(directory);
  if (!existsSync(parent)) openDirectory(parent);
  mkdirSync(directory);
  chmodSync(directory, 0o755);
  return directory;
}

/**
 * A new empty directory that only the owner (or we, when we are not root) can open.
 * @param {string} directory
 * @param {Owner | null} owner
 */
export function ownedDirectory(directory, owner) {
  mkdirSync(directory, { mode: 0o700 });
  if (owner) chownSync(directory, owner.uid, owner.gid);
}
