/** The summary from counts that are kept beside the ledger: never other than a recount (performance W5, design point 4). */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { CountCheck, CountFold } from '../../src/hazards/hazard-count.repository.js';
import { fill } from '../support/many-hazards.js';
import { must, SmallCounty } from '../support/zezhou.js';

const TOWN = '140525100';

const here = new SmallCounty();
let client: pg.Client;
let today: string;

beforeAll(async () => {
  client = await here.owner();
  today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await fill(client, { rows: 1_000, today });
}, 120_000);

const ask = (who: string, query: string) => here.ask('GET', `/hazards${query}`, { token: here.tokens[who] ?? '' });

describe('the summary from counts that are kept', () => {
  const KEYS = ['town_code', 'level', 'status', 'source', 'sector'] as const;
  const NAMES = ['areaCode', 'level', 'status', 'source', 'sector'] as const;
  const fold = () => here.app.get(CountFold, { strict: false }).run();
  const recount = async (names: readonly (typeof NAMES)[number][], where = 'true') => {
    const columns = names.map((name) => KEYS[NAMES.indexOf(name)]).join(', ');
    const { rows } = await client.query<Record<string, unknown>>(
      `select ${columns}, count(*)::int as count from hazard where county_code = '140525' and status <> 'VOIDED' and ${where} group by ${columns} order by ${columns}`);
    return rows.map((row) => [...names.map((name) => row[KEYS[NAMES.indexOf(name)] ?? '']), row['count']]);
  };
  const summary = async (names: readonly (typeof NAMES)[number][], filter = '') => {
    const { items } = must(await ask('county.supervisor', `/summary?groupBy=${names.join(',')}${filter}`)) as { items: Record<string, unknown>[] };
    return items.map((one) => [...names.map((name) => one[name]), one['count']]);
  };

  it('equals a recount, folded or not, by every grouping and filter it is kept for', async () => {
    for (const folded of [false, true]) {
      if (folded) expect(await fold()).toBeGreaterThan(0);
      for (const names of [['areaCode', 'level', 'status'], ['source'], ['sector', 'areaCode'], ['status', 'source', 'sector']] as const) {
        expect([folded, names, await summary(names)]).toEqual([folded, names, await recount(names)]);
      }
      expect(await summary(['level'], `&areaCode=${TOWN}&areaCode=140525108&sector=HAZCHEM&status=CLOSED`)).toEqual(
        await recount(['level'], `town_code in ('${TOWN}', '140525108') and sector = 'HAZCHEM' and status = 'CLOSED'`));
    }
    expect((await client.query('select 1 from hazard_delta')).rowCount).toBe(0);
    expect(await here.app.get(CountCheck, { strict: false }).run()).toBe(0);
  });

  it('follows each write at once, and is right while counts are folded beside it', async () => {
    const token = here.tokens['nancun.inspector'] ?? '';
    const register = (n: number) => here.ask('POST', '/hazards', { token }, {
      enterpriseId: here.ids['firm'], level: 'GENERAL', source: 'TOWN_INSPECTION', sector: 'FIREWORKS', category: 'PEOPLE', description: `计数 ${n}`, foundOn: today, foundBy: [{ name: '示例检查员' }],
    });
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.push(must(await register(n))['id'] as string);
      if (n % 2 === 0) await Promise.all([fold(), fold()]);
      expect(await summary(['status'], '&sector=FIREWORKS')).toEqual([['CONFIRMING', n + 1]]);
    }
    must(await here.ask('POST', `/hazards/${ids[0] ?? ''}/void`, { token: here.tokens['county.supervisor'] ?? '' }, { reason: '登记有误' }));
    expect(await summary(['status'], '&sector=FIREWORKS')).toEqual([['CONFIRMING', 4]]);
    expect(await summary(['status'], '&sector=FIREWORKS&status=VOIDED')).toEqual([['VOIDED', 1]]);
    await Promise.all([...Array.from({ length: 12 }, (_, n) => register(10 + n)), fold(), fold(), fold()]);
    expect(await here.app.get(CountCheck, { strict: false }).run()).toBe(0);
    expect(await summary(['areaCode', 'level', 'status'])).toEqual(await recount(['areaCode', 'level', 'status']));
  });

  it('is put right where somebody wrote past the service, and says by how much', async () => {
    await client.query(`update hazard set sector = 'GAS' where id in (select id from hazard where sector = 'HAZCHEM' and status = 'CLOSED' and county_code = '140525' limit 3)`);
    expect(await here.app.get(CountCheck, { strict: false }).run()).toBe(6);
    expect(await summary(['sector'], '&sector=GAS')).toEqual([['GAS', 3]]);
  });
});
