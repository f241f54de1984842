import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The password of this cluster, made once and readable by us alone. The server listens on the loopback address, where
 * every user of the machine could knock.
 * @param {string} home
 * @returns {string}
 */
export function clusterPassword(home) {
  const file = join(home, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/**
 * A copy of the password that initdb, running as the owner, can read. To be deleted when it has.
 * @param {string} home
 * @param {import('./embedded-owner.mjs').Owner | null} owner
 * @returns {string} the file
 */
export function handPassword(home, owner) {
  const file = join(home, 'password.handed');
  rmSync(file, { force: true });
  writeFileSync(file, clusterPassword(home), { mode: 0o600, flag: 'wx' });
  if (owner) chownSync(file, owner.uid, owner.gid);
  return file;
}

/**
 * Makes the database named in the address where it is missing. Fails when the server does not let us in.
 * `pg` is loaded here and not above, because this file may be read before anything is installed.
 * @param {string} url
 */
export async function openDatabase(url) {
  const { default: pg } = await import('pg');
  const address = new URL(url);
  const database = address.pathname.slice(1);
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.href, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
