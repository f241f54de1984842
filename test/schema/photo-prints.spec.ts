/** Photos are found by indexes alone (docs/QUERIES.md), and what was filed before is filed now. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { QueryRunner } from 'typeorm';
import { PhotoPrints1763800000025 } from '../../migrations/0025-photos.js';
import { BY_INDEX, MATCH } from '../../src/evidence/photos/photo.repository.js';
import { nearOf } from '../../src/evidence/photos/print.js';
import type { Print } from '../../src/evidence/photos/print.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';

let database: FreshDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('set session_replication_role = replica');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const [ALL, SOME, WAITING] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-00000000000c'];
/** As 0011 filed them: which of four keys in bits 16 and 17, cut in bit 18; of the cut photos a key that is the same stands once. */
const KEYS = {
  [ALL]: [0x0_0001, 0x1_0002, 0x2_0003, 0x3_ffff, 0x4_0011, 0x5_0012, 0x6_0013, 0x7_0014, 0x4_0021, 0x5_0022, 0x6_0023, 0x7_0024],
  [SOME]: [0x0_0001, 0x1_0002, 0x2_0003, 0x3_0004, 0x4_0011, 0x5_0012, 0x6_0013, 0x7_0014, 0x5_0022, 0x7_8000],
};
const OLD = 'select evidence_id as id, keys, whole::text, cut_little::text, cut_more::text from photo order by 1';
const bits = (first: string): string => first.padEnd(256, '0');
/** The migration asks nothing but queries of its runner. */
const runner = (): QueryRunner => client as unknown as QueryRunner;

describe('what was filed before', () => {
  it('is filed under the same keys, and may go back', async () => {
    const migration = new PhotoPrints1763800000025();
    await migration.down(runner());
    for (const [id, keys] of Object.entries(KEYS)) {
      await client.query(`insert into photo (evidence_id, county_code, hazard_id, state, attempts, next_attempt_at, keys, whole, cut_little, cut_more)
        values ($1, '140525', $1, 'COMPARED', 0, '2026-01-01', $2, $3::bit(256), $4::bit(256), $5::bit(256))`, [id, keys, bits('1'), bits('01'), bits('001')]);
    }
    await client.query(`insert into photo (evidence_id, county_code, hazard_id, state, attempts, next_attempt_at) values ($1, '140525', $1, 'WAITING', 0, '2026-01-01')`, [WAITING]);
    const { rows: before } = await client.query(OLD);
    await migration.up(runner());
    const { rows } = await client.query({ rowMode: 'array', text: `
      select evidence_id, part, county_code, key_1, key_2, key_3, key_4, left(fine::text, 3) from photo_print order by evidence_id, part = 'CUT_MORE', part = 'CUT_LITTLE'` });
    expect(rows).toEqual([
      [ALL, 'WHOLE', '140525', 0x0001, 0x0002, 0x0003, 0xffff, '100'],
      [ALL, 'CUT_LITTLE', '140525', 0x1_0011, 0x1_0012, 0x1_0013, 0x1_0014, '010'],
      [ALL, 'CUT_MORE', '140525', 0x1_0021, 0x1_0022, 0x1_0023, 0x1_0024, '001'],
      [SOME, 'WHOLE', '140525', 0x0001, 0x0002, 0x0003, 0x0004, '100'],
      [SOME, 'CUT_LITTLE', '140525', 0x1_0011, 0x1_0012, 0x1_0013, 0x1_0014, '010'],
      [SOME, 'CUT_MORE', '140525', 0x1_0011, 0x1_0022, 0x1_0013, 0x1_8000, '001'],
    ]);
    await migration.down(runner());
    expect((await client.query(OLD)).rows).toEqual(before);
    await migration.up(runner());
  });

  it('goes with its photo, and the service itself may take nothing away', async () => {
    await client.query('set session_replication_role = origin');
    await client.query('begin; set local role ledger_app');
    await expect(client.query('delete from photo_print')).rejects.toThrow('permission denied');
    await client.query('rollback; delete from photo where evidence_id = $1'.replace('$1', `'${ALL}'`));
    const { rows } = await client.query('select distinct evidence_id as id from photo_print');
    expect(rows).toEqual([{ id: SOME }]);
  });
});

/** Its near keys as the service asks for them. */
const asked = (id: string, prints: readonly Print[]): unknown[] => {
  const near = nearOf(prints);
  return [id, near.map(({ part }) => part), ...[0, 1, 2, 3].map((at) => near.map(({ keys }) => keys[at])), '2026-01-01T00:00:00Z'];
};
const whole = (...keys: [number, number, number, number]): Print => ({ part: 'WHOLE', keys, fine: Buffer.alloc(32) });
const id = (n: number): string => `00000000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
/** A photo of a hazard, filed under these keys; the first `turned` of its 256 bits are ones. */
async function filed(n: number, hazard: number, keys: readonly number[], turned: number, county = '140525'): Promise<void> {
  await client.query(`insert into photo (evidence_id, county_code, hazard_id, state, attempts, next_attempt_at) values ($1, $2, $3, 'COMPARED', 0, '2026-01-01')`, [id(n), county, id(hazard)]);
  await client.query(`insert into photo_print values ($1, 'WHOLE', $2, $3, $4, $5, $6, $7::bit(256))`, [id(n), county, ...keys, bits('1'.repeat(turned))]);
}

describe('a search', () => {
  it('finds, once, what has a key near and at most 60 bits of another hazard in its county', async () => {
    await client.query('set session_replication_role = replica');
    const mine = whole(0x1000, 0x2000, 0x3000, 0x4000);
    const others: [n: number, hazard: number, keys: number[], turned: number, county?: string][] = [
      [10, 50, [0x1000, 0x2000, 0x3000, 0x4000], 0], [11, 51, [0x9999, 0x9999, 0x9999, 0x4001], 60], [30, 52, [0x1001, 0x9999, 0x9999, 0x9999], 1],
      [12, 53, [0x1000, 0x2000, 0x3000, 0x4000], 61], [13, 54, [0x1003, 0x2003, 0x3003, 0x4003], 0], [14, 55, [0x2000, 0x1000, 0x4000, 0x3000], 0],
      [15, 56, [0x1_1000, 0x9999, 0x9999, 0x9999], 5], [16, 57, [0x1000, 0x2000, 0x3000, 0x4000], 0, '140524'], [17, 20, [0x1000, 0x2000, 0x3000, 0x4000], 0],
    ];
    for (const other of others) await filed(...other);
    await filed(20, 20, mine.keys, 0);
    for (let twice = 0; twice < 2; twice += 1) await client.query(MATCH.text, asked(id(20), [mine]));
    const { rows } = await client.query({ rowMode: 'array', text: 'select evidence_id, earlier_id, county_code, distance from photo_match order by 1, 2' });
    expect(rows).toEqual([[id(20), id(10), '140525', 0], [id(20), id(11), '140525', 60], [id(20), id(15), '140525', 5], [id(30), id(20), '140525', 1]]);
  });

  it('reads the four indexes and no row of the table', async () => {
    await client.query(`insert into photo_print (evidence_id, part, county_code, key_1, key_2, key_3, key_4, fine)
      select gen_random_uuid(), 'WHOLE', '140525', n % 64, n % 64, n % 64, n % 64, (n::bit(256)) from generate_series(1, 5000) n`);
    await client.query('vacuum (analyze) photo_print');
    await client.query('begin');
    await client.query(BY_INDEX.text);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze) ${MATCH.text}`, asked(SOME, [whole(1, 2, 3, 4)]));
    await client.query('rollback');
    const plan = rows.map((row) => row['QUERY PLAN'].trim());
    expect(plan.filter((line) => /Seq Scan|Bitmap/.test(line))).toEqual([]);
    expect([1, 2, 3, 4].filter((n) => plan.some((line) => line.includes(`Index Only Scan using photo_print_by_key_${n} `)))).toEqual([1, 2, 3, 4]);
    expect(plan.filter((line) => line.startsWith('Heap Fetches'))).toEqual(Array(4).fill('Heap Fetches: 0'));
  });
});
