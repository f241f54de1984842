/** Finding hazards (contract §3; §1, lists): each filter against all rows, walks while others write, and what leaks to nobody. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { CountCheck } from '../../src/hazards/hazard-count.repository.js';
import { outcome } from '../support/in-process.js';
import { fill } from '../support/many-hazards.js';
import { must, SmallCounty } from '../support/zezhou.js';

interface Stored {
  id: string; ledger_no: string; status: string; level: string; source: string; sector: string; category: string; pending_level: string | null; finder_level: string;
  town_code: string; enterprise_id: string; description: string; found_on: string; deadline: string | null; closed_at: string | null; updated_at: string;
  owner: { name: string }; supervision: { deadline: string } | null; basis_clause: string | null; external_ref: string | null; registered_by_organisation_id: string;
}
type Item = Record<string, unknown> & { id: string };

const ROWS = 3_000;
const TOWN = '140525100';
const LATE = ['REPORTED', 'CONFIRMING', 'RECTIFYING'];

const here = new SmallCounty();
let client: pg.Client;
let stored: Stored[];
let today: string;

beforeAll(async () => {
  client = await here.owner();
  today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await fill(client, { rows: ROWS, today });
  const { firm, nancun } = here.ids;
  const some = (count: number) => `select id from hazard where town_code = '${TOWN}' and status <> 'VOIDED' order by md5(id::text) limit ${count}`;
  await client.query(`update hazard set enterprise_id = $1, enterprise_name = '示例一' where id in (${some(200)})`, [firm]);
  await client.query(`update hazard set source = 'PUBLIC_REPORT', finder_level = 'TOWN' where id in (${some(20)})`);
  await client.query(`update hazard set registered_by_organisation_id = $1, external_ref = 'N-' || left(id::text, 18) || right(id::text, 6) where id in (${some(30)})`, [nancun]);
  await client.query(`update hazard set description = '压力表100%量程_A（２号）', owner = '{"name":"王五","post":null,"phone":null,"department":null}' where id in (${some(3)})`);
  expect(await here.app.get(CountCheck, { strict: false }).run()).toBeGreaterThan(0);
  stored = (await client.query<{ row: Stored }>('select to_json(h) as row from hazard h')).rows.map(({ row }) => row);
}, 120_000);

const ask = (who: string, query: string) => here.ask('GET', `/hazards${query}`, { token: here.tokens[who] ?? '' });

/** Every page, to the end; `between` happens after each. */
async function walk(who: string, query: string, between: (page: number) => Promise<void> = async () => {}): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = '', page = 0; ; page += 1) {
    const body = must(await ask(who, `?${query}${cursor}`));
    items.push(...(body['items'] as Item[]));
    if (body['nextCursor'] === null) return items;
    cursor = `&cursor=${encodeURIComponent(body['nextCursor'] as string)}`;
    await between(page);
  }
}

const inCounty = (row: Stored) => row.town_code.startsWith('140525');
const listed = (row: Stored) => inCounty(row) && row.status !== 'VOIDED';
const rectificationLate = (row: Stored) => LATE.includes(row.status) && row.deadline !== null && row.deadline < today;
const supervisionLate = (row: Stored) => row.supervision !== null && row.supervision.deadline < today;
const dayOf = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

describe('each filter finds what it names, and nothing else', () => {
  const from = '2026-01-01';
  const filters: [query: string, holds: (row: Stored) => boolean][] = [
    ['', listed],
    [`areaCode=${TOWN}`, (row) => row.town_code === TOWN],
    [`areaCode=${TOWN}&areaCode=140525207`, (row) => [TOWN, '140525207'].includes(row.town_code)],
    ['areaCode=14', listed],
    ['areaCode=140524', () => false],
    ['level=MAJOR', (row) => row.level === 'MAJOR'],
    ['status=CLOSED&status=ACCEPTING&level=GENERAL', (row) => ['CLOSED', 'ACCEPTING'].includes(row.status) && row.level === 'GENERAL'],
    ['source=PUBLIC_REPORT', (row) => row.source === 'PUBLIC_REPORT'],
    ['sector=METALLURGY&sector=FIRE', (row) => ['METALLURGY', 'FIRE'].includes(row.sector)],
    ['category=PEOPLE', (row) => row.category === 'PEOPLE'],
    ['overdue=true', (row) => rectificationLate(row) || supervisionLate(row)],
    ['overdue=false', (row) => !rectificationLate(row) && !supervisionLate(row)],
    ['overdueKind=RECTIFICATION', rectificationLate],
    ['overdueKind=SUPERVISION', supervisionLate],
    ['overdueKind=SIGNATURE', () => false],
    ['supervised=true', (row) => row.supervision !== null],
    ['supervised=false', (row) => row.supervision === null],
    [`deadlineFrom=${from}&deadlineTo=2026-06-30`, (row) => row.deadline !== null && row.deadline >= from && row.deadline <= '2026-06-30'],
    [`deadlineFrom=${from}`, (row) => row.deadline !== null && row.deadline >= from],
    [`foundFrom=${from}&foundTo=2026-01-31`, (row) => row.found_on >= from && row.found_on <= '2026-01-31'],
    [`closedFrom=${from}&closedTo=2026-02-28`, (row) => row.closed_at !== null && dayOf(row.closed_at) >= from && dayOf(row.closed_at) <= '2026-02-28'],
    [`ownerName=${encodeURIComponent('王五')}`, (row) => row.owner.name === '王五'],
    ['basisClause=GM-2023-05-05', (row) => row.basis_clause === 'GM-2023-05-05'],
    ['campaignId=019aa0b2-7c00-7000-8000-0000000000ff', () => false],
    ['inspectionId=019aa0b2-7c00-7000-8000-0000000000ff', () => false],
    ['pendingLevel=COUNTY', (row) => row.pending_level === 'COUNTY'],
    ['pendingLevel=CITY', () => false],
    [`q=${encodeURIComponent('接地线损坏')}`, (row) => row.description.includes('接地线损坏')],
    [`q=${encodeURIComponent('未设置')}&status=RECTIFYING`, (row) => row.description.includes('未设置') && row.status === 'RECTIFYING'],
    ['status=VOIDED', (row) => row.status === 'VOIDED'],
    ['updatedSince=2026-06-01T00:00:00Z', (row) => Date.parse(row.updated_at) >= Date.parse('2026-06-01T00:00:00Z')],
  ];
  it.each(filters)('%s', async (query, holds) => {
    const all = /status=VOIDED|updatedSince/.test(query) ? stored.filter(inCounty) : stored.filter(listed);
    const expected = all.filter(holds).map(({ id }) => id);
    const found = (await walk('county.supervisor', `limit=200&${query}`)).map(({ id }) => id);
    expect(found.length).toBe(expected.length);
    expect([...found].sort()).toEqual(expected.sort());
    const first = must(await ask('county.supervisor', `?limit=1&count=true&${query}`));
    expect(first['total']).toBe(expected.length);
  });

  it('by the enterprise, and by the caller’s own number only', async () => {
    const { firm } = here.ids;
    expect(await walk('county.supervisor', `limit=200&enterpriseId=${firm}`)).toHaveLength(stored.filter((row) => row.enterprise_id === firm && row.status !== 'VOIDED').length);
    const ref = stored.find((row) => row.external_ref)?.external_ref ?? '';
    const own = await walk('nancun.inspector', `externalRef=${ref}`);
    expect(own).toMatchObject([{ externalRef: ref }]);
    expect(await walk('county.supervisor', `externalRef=${ref}`)).toEqual([]);
    expect(await walk('county.supervisor', `q=${encodeURIComponent('压力表100%')}`)).toMatchObject([{ externalRef: null }, {}, {}].map(() => ({ externalRef: null })));
  });

  it('per cent, underscore and backslash are letters; widths and cases are one', async () => {
    for (const [q, count] of [['100%', 3], ['量程_A', 3], ['量程_a', 3], ['%%', 0], ['__', 0], ['量程\\', 0], ['(2号)', 3], ['１００％', 3], [`'--`, 0]] as const) {
      expect([q, (await walk('county.supervisor', `q=${encodeURIComponent(q)}`)).length]).toEqual([q, count]);
    }
  });
});

describe('order and pages', () => {
  const last = '9999-12-31';
  const orders: [sort: string, key: (row: Stored) => string, descending: boolean][] = [
    ['deadline', (row) => row.deadline ?? last, false], ['-foundOn', (row) => row.found_on, true],
    ['-updatedAt', (row) => new Date(row.updated_at).toISOString(), true], ['ledgerNo', (row) => row.ledger_no, false],
  ];
  it.each(orders)('by %s, the id deciding between equals', async (sort, key, descending) => {
    for (const query of ['', '&status=RECTIFYING', '&overdue=true']) {
      const rows = new Map(stored.map((row) => [row.id, row]));
      const keys = (await walk('county.supervisor', `limit=100&sort=${sort}${query}`)).map(({ id }) => `${key(rows.get(id) as Stored)} ${id}`);
      expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1) * (descending ? -1 : 1)));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('a row that keeps its place comes exactly once while others write', async () => {
    const still = stored.filter((row) => listed(row) && row.level === 'MAJOR').map(({ id }) => id);
    const found = await walk('county.supervisor', 'limit=20&level=MAJOR&sort=deadline', async (page) => {
      await client.query(`update hazard set updated_at = updated_at + interval '1 second', status = case status when 'RECTIFYING' then 'ACCEPTING' else status end
        where level = 'MAJOR' and (hashtext(id::text) % 7) = $1`, [page % 7]);
      await client.query(`update hazard set level = 'MAJOR' where id in (select id from hazard where level = 'GENERAL' and status = 'CLOSED' and town_code = '140525108' limit 3)`);
    });
    const times = new Map<string, number>();
    for (const { id } of found) times.set(id, (times.get(id) ?? 0) + 1);
    expect(still.filter((id) => times.get(id) !== 1)).toEqual([]);
  });

  it('a cursor belongs to its filters; a forged one to nobody', async () => {
    const { nextCursor } = must(await ask('county.supervisor', '?limit=5&sort=deadline'));
    const cursor = String(nextCursor);
    const broken = `${cursor.slice(0, -2)}${cursor.endsWith('A') ? 'B' : 'A'}A`;
    for (const query of [`sort=deadline&level=MAJOR&cursor=${cursor}`, `sort=ledgerNo&cursor=${cursor}`, `sort=deadline&cursor=${broken}`, 'cursor=x']) {
      expect(outcome(await ask('county.supervisor', `?${query}`))).toBe('400 CURSOR_INVALID');
    }
    expect((await ask('county.supervisor', `?limit=7&sort=deadline&cursor=${cursor}`)).headers.get('link')).toMatch(/^<\/api\/v1\/hazards\?.*>; rel="next"$/);
  });

  it.each([
    ['areaCode=14052510', '400 WRONG_FORMAT'], ['areaCode=x', '400 WRONG_FORMAT'], ['level=WORST', '400 WRONG_CODE'], ['colour=red', '400 UNKNOWN_FIELD'],
    ['sort=-deadline', '400 WRONG_CODE'], ['limit=201', '400 OUT_OF_RANGE'], ['q=x', '400 WRONG_LENGTH'], ['foundFrom=2026-02-30', '400 WRONG_DAY'],
    ['foundFrom=2026-03-01&foundTo=2026-02-01', '422 RANGE_UPSIDE_DOWN'], ['updatedSince=2026-01-01T00:00:00Z&sort=deadline', '422 RULE_BROKEN'],
  ])('%s: %s', async (query, refused) => {
    expect(outcome(await ask('county.supervisor', `?${query}`))).toBe(refused);
  });

  it('what takes longer than two seconds is refused, and says how to narrow', async () => {
    await client.query('begin; lock table hazard in access exclusive mode');
    const answer = await ask('county.supervisor', '?sort=deadline&category=PEOPLE');
    await client.query('rollback');
    expect(outcome(answer)).toBe('422 QUERY_TOO_WIDE');
    expect(answer.body['detail']).toContain('areaCode');
  });
});

describe('who sees what', () => {
  it('a town its own, an enterprise itself, in lists and in counts', async () => {
    const { firm } = here.ids;
    const sees: [who: string, holds: (row: Stored) => boolean][] = [
      ['nancun.inspector', (row) => row.town_code === TOWN], ['bagong.inspector', (row) => row.town_code === '140525108'],
      ['firm.operator', (row) => row.enterprise_id === firm], ['other.operator', (row) => row.enterprise_id === here.ids['other']],
    ];
    for (const [who, holds] of sees) {
      const own = stored.filter((row) => row.status !== 'VOIDED' && holds(row)).length;
      for (const query of ['', '&areaCode=1405', '&areaCode=140525']) {
        expect([who, query, (await walk(who, `limit=200${query}`)).length]).toEqual([who, query, own]);
        expect([who, must(await ask(who, `?limit=1&count=true${query}`))['total']]).toEqual([who, own]);
      }
      const { items } = must(await ask(who, '/summary?groupBy=status'));
      expect((items as { count: number }[]).reduce((sum, { count }) => sum + count, 0)).toBe(own);
      expect(await walk(who, 'areaCode=140525207')).toEqual([]);
    }
    expect(await walk('bagong.inspector', `enterpriseId=${firm}`)).toEqual([]);
  });

  it('an enterprise cannot find out that the public reported it', async () => {
    const mine = stored.filter((row) => row.enterprise_id === here.ids['firm'] && row.status !== 'VOIDED');
    expect(mine.some((row) => row.source === 'PUBLIC_REPORT')).toBe(true);
    const inspections = mine.filter((row) => row.source === 'TOWN_INSPECTION' || (row.source === 'PUBLIC_REPORT' && row.finder_level === 'TOWN')).length;
    expect(await walk('firm.operator', 'source=PUBLIC_REPORT')).toEqual([]);
    expect(await walk('firm.operator', 'limit=200&source=TOWN_INSPECTION')).toHaveLength(inspections);
    const all = JSON.stringify([await walk('firm.operator', 'limit=200'), must(await ask('firm.operator', '/summary?groupBy=source,level'))]);
    expect(all).not.toMatch(/PUBLIC_REPORT|举报/);
  });

  it('counts by what is asked, with their names', async () => {
    const { items } = must(await ask('county.supervisor', '/summary?groupBy=areaCode,level&groupBy=status&status=CLOSED')) as { items: Record<string, unknown>[] };
    const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from hazard where town_code = $1 and level = 'GENERAL' and status = 'CLOSED'`, [TOWN]);
    expect(items.find((one) => one['areaCode'] === TOWN && one['level'] === 'GENERAL')).toEqual(
      { areaCode: TOWN, level: 'GENERAL', levelLabel: '一般', status: 'CLOSED', statusLabel: '已销号', count: rows[0]?.count });
    expect(outcome(await ask('county.supervisor', '/summary'))).toBe('400 REQUIRED');
    expect(outcome(await ask('county.supervisor', '/summary?groupBy=owner'))).toBe('400 WRONG_CODE');
  });
});

describe('following the ledger', () => {
  const body = (n: number) => ({
    enterpriseId: here.ids['firm'], level: 'GENERAL', source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT', description: `同步 ${n}`,
    foundOn: today, foundBy: [{ name: '示例检查员' }],
  });

  it('loses nothing that others write meanwhile', async () => {
    let since = new Date().toISOString();
    const seen = new Set<string>();
    let writing = true;
    const follow = async () => {
      for (let after = false; ; after = !writing) {
        let cursor = '';
        let syncedTo = '';
        do {
          const page = must(await ask('nancun.inspector', `?limit=7&updatedSince=${since}${cursor}`));
          for (const { id } of page['items'] as Item[]) seen.add(id);
          syncedTo ||= String(page['syncedTo']);
          cursor = page['nextCursor'] === null ? '' : `&cursor=${page['nextCursor'] as string}`;
        } while (cursor);
        expect(Date.now() - Date.parse(syncedTo)).toBeLessThan(10_000);
        since = syncedTo;
        if (after) return;
      }
    };
    const write = async () => {
      const lanes = Array.from({ length: 6 }, async (_, lane) => {
        const ids: string[] = [];
        for (let n = 0; n < 15; n += 1) {
          ids.push(must(await here.ask('POST', '/hazards', { token: here.tokens['nancun.inspector'] ?? '' }, body(lane * 100 + n)))['id'] as string);
        }
        return ids;
      });
      const ids = (await Promise.all(lanes)).flat();
      writing = false;
      return ids;
    };
    const [written] = await Promise.all([write(), follow()]);
    expect(written.filter((id) => !seen.has(id))).toEqual([]);
  });

  it('waits for a writer that has begun and not ended (contract §1: nothing can still commit before it)', async () => {
    const since = Date.UTC(2020, 0, 1); // what the second of a writer's lock counts from
    const second = Math.floor((Date.now() - since) / 1_000) - 5;
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock_shared(7, $1::int)', [second]);
    const held = String(must(await ask('nancun.inspector', `?updatedSince=${new Date().toISOString()}`))['syncedTo']);
    await client.query('rollback');
    expect(Date.parse(held)).toBe((second - 2) * 1_000 + since);
  });
});
