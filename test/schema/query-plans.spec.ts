/** Issue 2, item 8: on 100,000 rows the named shapes are served from an index. docs/QUERIES.md shows what this measures. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EACH_BY_ID } from '../../src/hazards/hazard.reader.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { explained, filtersOf, SCOPES, shape, SHAPE_SORTS } from '../support/finding-shapes.js';
import { explain } from '../support/plans.js';
import { fill, TOWN } from '../support/many-hazards.js';

const TODAY = '2026-11-22';
const ROWS = 100_000;
const PAGE = 50;
const READ_MAX = 20 * PAGE;
const FILL_WITHIN_MS = 120_000;

let database: FreshDatabase;
let client: pg.Client;
let firm: string;

beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await fill(client, { rows: ROWS, today: TODAY });
  const { rows } = await client.query<{ id: string }>(`select enterprise_id as id from hazard where town_code = $1 group by 1 order by count(*) desc limit 1`, [TOWN]);
  firm = rows[0]?.id ?? '';
}, FILL_WITHIN_MS);

afterAll(async () => {
  await client.end();
  await database.drop();
});

describe.each(SCOPES)('what a %s lists', (scope) => {
  const names = Object.keys(filtersOf('')).filter((name) => name !== 'common word' || scope !== 'enterprise');
  it.each(names.flatMap((name) => SHAPE_SORTS.map((sort) => [name, sort] as const)))('%s by %s', async (name, sort) => {
    const done = await explained(client, shape(scope, filtersOf(firm)[name] ?? {}, TODAY, firm), sort, PAGE);
    expect({ sequential: done.sequential, tooMany: done.rowsRead > READ_MAX ? done : null }).toEqual({ sequential: false, tooMany: null });
  });
});

it('a later page reads no more than the first', async () => {
  const { rows } = await client.query<{ key: string; id: string }>(
    `select found_on::text as key, id from hazard where county_code = '140525' order by found_on desc, id desc offset 60000 limit 1`);
  const done = await explained(client, shape('county', {}, TODAY, firm), '-foundOn', PAGE, rows[0] ?? null);
  expect(done).toMatchObject({ sequential: false, rows: PAGE + 1 });
  expect(done.rowsRead).toBeLessThan(2 * PAGE);
});

it('reads of one that are asked as one take one row each by the key, by one plan for groups of any size', async () => {
  const { rows } = await client.query<{ id: string }>('select id from hazard order by md5(id::text) limit 16');
  const group = (size: number): string[][] => [rows.slice(0, size).map(({ id }) => id), Array.from({ length: size }, () => 'county_code'), Array.from({ length: size }, () => '140525')];
  for (const size of [2, 2, 2, 2, 2, 2, 16, 5]) await client.query({ ...EACH_BY_ID, values: group(size) });
  const { rows: plans } = await client.query<{ once: string }>('select custom_plans as once from pg_prepared_statements where name = $1', [EACH_BY_ID.name]);
  expect(plans).toEqual([{ once: '5' }]);
  const done = await explain(client, { text: EACH_BY_ID.text, values: group(16) });
  expect(done).toMatchObject({ sequential: false, scans: expect.arrayContaining(['Index Scan hazard_pk']) });
  expect(done.rowsRead).toBeLessThanOrEqual(2 * 16); // and the enterprise of each
});

it('a scan would be noticed: this test can fail', async () => {
  await client.query('begin; drop index hazard_county_found; drop index hazard_town_found');
  const done = await explained(client, shape('county', {}, TODAY, firm), '-foundOn', PAGE);
  await client.query('rollback');
  expect(done.rowsRead).toBeGreaterThan(READ_MAX);
});
