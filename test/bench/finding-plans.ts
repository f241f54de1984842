/** Prints the table of docs/QUERIES.md: `node dist/test/bench/finding-plans.js DATABASE_URL [ROWS]`. With ROWS it fills an empty, migrated database first. */
import pg from 'pg';
import { explained, filtersOf, SCOPES, shape, SHAPE_SORTS } from '../support/finding-shapes.js';
import { fill, TOWN } from '../support/many-hazards.js';

const TODAY = '2026-11-22';
const PAGE = 50;

const [url, rows] = process.argv.slice(2);
const client = new pg.Client({ connectionString: url ?? '' });
await client.connect();
if (rows) await fill(client, { rows: Number(rows), today: TODAY });
const found = await client.query<{ id: string }>('select enterprise_id as id from hazard where town_code = $1 group by 1 order by count(*) desc limit 1', [TOWN]);
const firm = found.rows[0]?.id ?? '';
console.log('| 范围 | 筛选 | 排序 | 方式 | 读取行数 | 毫秒 | 计划 |\n| --- | --- | --- | --- | ---: | ---: | --- |');
for (const scope of SCOPES) {
  for (const [name, filters] of Object.entries(filtersOf(firm))) {
    for (const sort of SHAPE_SORTS) {
      const sought = shape(scope, filters, TODAY, firm);
      await explained(client, sought, sort, PAGE);
      const done = await explained(client, sought, sort, PAGE);
      console.log(`| ${[scope, name, sort, done.way, done.rowsRead, done.ms.toFixed(1), done.scans.join('; ')].join(' | ')} |`);
    }
  }
}
await client.end();
