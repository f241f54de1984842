import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../src/platform/database/database.js';
import { statement } from '../../src/platform/database/statement.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { asOwner } from '../support/owner.js';
import { environmentOf, startParts } from '../support/platform.js';

let fresh: FreshDatabase;
let app: INestApplicationContext;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  await asOwner(fresh.url, (owner) => owner.query('create table trip (n int primary key); grant all on trip to ledger_app'));
  app = await startParts(environmentOf(fresh.url));
  database = app.get(Database);
});
afterAll(async () => {
  await app.close();
  await fresh.drop();
});

const BEGIN = { name: '', text: 'begin' };
const COMMIT = { name: '', text: 'commit' };
const PUT = statement<{ n: number }>('test_put', 'insert into trip values ($1::int) returning n');
const COUNT = statement<{ count: number }>('test_count', 'select count(*)::int as count from trip where n = any($1::int[])');
const BACKENDS = statement<{ pid: number }>('test_backend', 'select pg_backend_pid() as pid');
const there = async (...numbers: number[]): Promise<number> => (await database.run(COUNT, [numbers]))[0]?.count ?? -1;

describe('a round trip', () => {
  it('brings values there and back as they are', async () => {
    const SAME = statement<object>('test_same', `select $1::text as text, $2::int as number, $3::boolean as truth, $4::jsonb as json, $5::text[] as list,
      $6::bytea as bytes, $7::date as day, $8::timestamptz as instant, $9::bigint as big, null as nothing, 'x' as "mixedCase"`);
    const values = ['铸造“车间”\n2号', 7, true, { 甲: [1, null] }, ['a"b', 'c,d', null], Buffer.from([0, 255]), '2026-02-28', '2026-02-28T16:00:00.120Z', 9007199254740993n];
    const [row] = await database.run(SAME, values);
    const back = { text: '铸造“车间”\n2号', number: 7, truth: true, json: { 甲: [1, null] }, list: ['a"b', 'c,d', null], bytes: Buffer.from([0, 255]), day: '2026-02-28', instant: '2026-02-28T16:00:00.120Z', big: '9007199254740993', nothing: null, mixedCase: 'x' };
    expect(row).toEqual(back);
    // its columns are known now, and not described again
    expect(await database.run(SAME, values)).toEqual([back]);
    expect(await database.run(SAME, values.map(() => null))).toEqual([{ ...Object.fromEntries(Object.keys(back).map((name) => [name, null])), mixedCase: 'x' }]);
  });

  it('brings lists of texts whatever stands in them', async () => {
    const LIST = statement<{ list: string[]; count: number }>('test_list', 'select $1::text[] as list, cardinality($1::text[]) as count');
    const texts = ['', 'NULL', 'a"b', String.raw`c:\d`, '{}', '甲,乙', 'a\nb', ' ', String.raw`\"`];
    expect(await database.run(LIST, [texts])).toEqual([{ list: texts, count: 9 }]);
    expect(await database.run(LIST, [[]])).toEqual([{ list: [], count: 0 }]);
  });

  it('answers each statement in order, one transaction with what it was', async () => {
    const answered = await database.onConnection((connection) => connection.together([BEGIN, PUT, PUT, COUNT, COMMIT], [[], [1], [2], [[1, 2, 3]], []]));
    expect(answered).toEqual([
      { command: 'BEGIN', rows: [] }, { command: 'INSERT', rows: [{ n: 1 }] }, { command: 'INSERT', rows: [{ n: 2 }] }, { command: 'SELECT', rows: [{ count: 2 }] }, { command: 'COMMIT', rows: [] },
    ]);
  });

  it('gathers what is asked before anybody waits, each with its own answer', async () => {
    const found = await database.onConnection((connection) => connection.inOnePiece(() => Promise.all([connection.run(COUNT, [[1, 2]]), connection.together([COUNT, COUNT], [[[1]], [[9]]])])));
    expect(found).toEqual([[{ count: 2 }], [{ command: 'SELECT', rows: [{ count: 1 }] }, { command: 'SELECT', rows: [{ count: 0 }] }]]);
  });

  it('ends with the first that fails: nothing after it is run, nothing before it stays, and the connection goes on', async () => {
    const LATER = statement('test_later', 'insert into trip values ($1::int + 100)');
    const pids = await database.onConnection(async (connection) => {
      const [before] = await connection.run(BACKENDS);
      await expect(connection.together([BEGIN, PUT, PUT, LATER, COMMIT], [[], [10], [1], [11], []])).rejects.toMatchObject({ code: '23505' });
      await connection.run({ name: '', text: 'rollback' });
      // the one that was never reached is prepared now, the one that failed is not prepared twice
      await connection.together([BEGIN, LATER, PUT, COMMIT], [[], [12], [13], []]);
      return [before?.pid, (await connection.run(BACKENDS))[0]?.pid];
    });
    expect(pids[1]).toBe(pids[0]);
    expect([await there(10, 111), await there(112, 13)]).toEqual([0, 2]);
  });

  it('leaves no transaction open on a connection that somebody else takes', async () => {
    await expect(database.onConnection((connection) => connection.together([BEGIN, PUT, PUT, COMMIT], [[], [20], [20], []]))).rejects.toMatchObject({ code: '23505' });
    const open = await asOwner(fresh.url, async (owner) => (await owner.query<{ count: number }>(`select count(*)::int as count from pg_stat_activity where datname = current_database() and state like 'idle in%'`)).rows);
    expect([open, await there(20)]).toEqual([[{ count: 0 }], 0]);
  });

  it('answers two that are under way at once in order; where the first fails the second says that it did', async () => {
    const [first, second] = await database.onConnection(async (connection) => {
      await connection.run(BEGIN);
      const both = await Promise.allSettled([connection.together([PUT, PUT], [[30], [30]]), connection.together([PUT], [[31]])]);
      await connection.run({ name: '', text: 'rollback' });
      return both;
    });
    expect([first, second]).toMatchObject([{ status: 'rejected', reason: { code: '23505' } }, { status: 'rejected', reason: { code: '25P02' } }]);
  });

  it('is refused when the connection is cut, and the next takes another', async () => {
    const cut = database.onConnection(async (connection) => {
      const [mine] = await connection.run(BACKENDS);
      await asOwner(fresh.url, (owner) => owner.query('select pg_terminate_backend($1)', [mine?.pid]));
      return connection.together([BEGIN, PUT, COMMIT], [[], [40], []]);
    });
    await expect(cut).rejects.toThrow();
    expect(await there(40)).toBe(0);
  });

  it('refuses two statements of one name, and says where it was asked', async () => {
    await there(1);
    const failed = database.onConnection((connection) => Promise.all([connection.run(COUNT, [[1]]), connection.run({ name: 'test_count', text: 'select 1' })]));
    await expect(failed).rejects.toThrow('another statement has this name: test_count');
    const error = await database.run(PUT, ['x']).catch((fault: Error) => fault);
    expect((error as Error).stack).toContain('database.spec');
  });
});
