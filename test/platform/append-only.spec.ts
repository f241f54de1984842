/** House, Roles: the role the service works under adds history and cannot change it; nor can anybody while triggers are on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { asOwner } from '../support/owner.js';
import { environmentOf, startParts } from '../support/platform.js';
import { StartUpCheck } from '../../src/platform/database/start-up.check.js';

const ONLY_GROW = ['access_log', 'anchor', 'audit_walk', 'event', 'evidence', 'fact', 'setting_version'];

let database: FreshDatabase;
let tables: { name: string; column: string }[];
beforeAll(async () => {
  database = await freshDatabase();
  tables = await asOwner(database.url, async (owner) => (await owner.query<{ name: string; column: string }>(`
    select c.relname as name, (select attname from pg_attribute where attrelid = c.oid and attnum = 1) as column from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (c.relname = any($1) or c.relname ~ '^fact_') order by 1`, [ONLY_GROW])).rows);
});
afterAll(() => database.drop());

async function asService<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.url, options: '-c role=ledger_app' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const refusalOf = (client: pg.Client, statement: string): Promise<unknown> => client.query(statement).then(() => 'done', (error: { code?: string }) => error.code);
const changesOf = ({ name, column }: { name: string; column: string }): string[] =>
  [`update ${name} set ${column} = ${column}`, `delete from ${name}`, `truncate ${name} cascade`];

describe('history', () => {
  it('is all of these tables, every partition of facts included', () => {
    expect(tables.length).toBe(ONLY_GROW.length + 23);
  });

  it('is changed by no statement of the service, on any table or partition', async () => {
    const answers = await asService(async (client) => {
      const all: [string, unknown][] = [];
      for (const statement of tables.flatMap(changesOf)) all.push([statement, await refusalOf(client, statement)]);
      return all;
    });
    expect(answers.filter(([, answer]) => answer !== '42501')).toEqual([]);
  });

  it('is not emptied by its owner either, while the triggers are on', async () => {
    const answers = await asOwner(database.url, async (owner) => {
      const all: [string, unknown][] = [];
      for (const { name } of tables) all.push([name, await refusalOf(owner, `truncate ${name} cascade`)]);
      return all;
    });
    expect(answers.filter(([, answer]) => answer !== '42501')).toEqual([]);
  });

  it('cannot be opened up by the service: it makes no tables, switches no trigger off, grants itself nothing', async () => {
    const statements = ['create table mine (a int)', 'alter table fact disable trigger all', 'set session_replication_role = replica',
      'grant update on fact to ledger_app', 'drop table anchor', 'delete from migration_done', 'delete from bullmq.migration', 'delete from hazard'];
    const answers = await asService(async (client) => {
      const all: unknown[] = [];
      for (const statement of statements) all.push(await refusalOf(client, statement));
      return all;
    });
    expect(answers.map((answer, at) => [statements[at], answer])).toEqual(statements.map((statement) =>
      [statement, statement.startsWith('grant') ? expect.stringMatching(/^(done|42501)$/) : '42501']));
    await asService(async (client) => expect(await refusalOf(client, 'update fact set move = move')).toBe('42501'));
  });
});

describe('the check at the start', () => {
  it('lets a good database pass and names what is wrong with another', async () => {
    const app = await startParts(environmentOf(database.url));
    const check = app.get(StartUpCheck, { strict: false });
    await expect(check.faults()).resolves.toEqual([]);
    await asOwner(database.url, (owner) => owner.query('grant update on fact_2026 to ledger_app'));
    await expect(check.faults()).resolves.toEqual([expect.stringMatching(/fact_2026/)]);
    await expect(check.onModuleInit()).rejects.toThrow(/数据库不满足要求/);
    await asOwner(database.url, (owner) => owner.query(`revoke update on fact_2026 from ledger_app;
      delete from migration_done where name like 'Hazards%'`));
    await expect(check.faults()).resolves.toEqual([expect.stringMatching(/npm run migrate/)]);
    await app.close();
  });

  it('refuses a commit that does not wait for the disk', async () => {
    const other = await freshDatabase();
    const name = new URL(other.url).pathname.slice(1);
    await asOwner(other.url, (owner) => owner.query(`alter database ${name} set synchronous_commit = off`));
    await expect(startParts(environmentOf(other.url))).rejects.toThrow(/synchronous_commit/);
    await other.drop();
  });

  it('refuses a database in which Chinese has no letters', async () => {
    const name = `c_${new URL(database.url).pathname.slice(3)}`;
    await asOwner(database.url, (owner) => owner.query(`create database ${name} template template0 encoding 'UTF8' lc_ctype 'C' lc_collate 'C'`));
    const address = new URL(database.url);
    address.pathname = `/${name}`;
    await expect(startParts(environmentOf(address.href))).rejects.toThrow(/LC_CTYPE/);
    await asOwner(database.url, (owner) => owner.query(`drop database ${name} with (force)`));
  });
});
