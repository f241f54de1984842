import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from './database.js';

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('a fresh database', () => {
  it('is one of its own, and gone when dropped', async () => {
    const [mine, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await ask(mine.url, 'create table only_here (a int)');
    expect(await ask(other.url, `select to_regclass('only_here') as found`)).toEqual([{ found: null }]);
    await mine.drop();
    await expect(ask(mine.url, 'select 1')).rejects.toMatchObject({ code: '3D000' });
    await other.drop();
  });

  it('reads Chinese as letters and commits before it answers (stack §2, house: Roles)', async () => {
    const { url, drop } = await freshDatabase();
    await ask(url, 'create extension if not exists pg_trgm');
    const [row] = await ask(url, `select cardinality(show_trgm('隐患')) > 0 as letters, current_setting('synchronous_commit') as sync`);
    expect(row).toEqual({ letters: true, sync: 'on' });
    await drop();
  });
});
