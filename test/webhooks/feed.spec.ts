/** Contract §5, `GET /events`: positions without a gap for whoever reads, which tell nothing of what others do. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../src/platform/processes.mjs';
import { CENTRES, FIRMS, Told } from '../support/told.js';
import type { Headers } from '../support/told.js';

const BAGONG_FIRM = '示例迁移企业';
let county: Told;
let first: string;
beforeAll(async () => {
  county = await Told.start();
  first = await county.hazard();
}, 60_000);
afterAll(() => county?.stop());

const page = async (who: string | Headers, query = '') => county.must(who, 'GET', `/events${query}`);
const all = async (who: string | Headers) => ((await page(who, '?limit=200')).items ?? []) as { position: number; type: string; id: string; subject?: string; data: object }[];
/** Until the relay has placed what was written. */
const placed = () => until(async () => (await county.here.sql.query<{ left: number }>('select count(*)::int as left from outbox')).rows[0]?.left === 0, { everyMs: 20, withinMs: 10_000 });
const counted = (events: { position: number }[]) => events.map(({ position }) => position);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the feed', () => {
  it('counts for each reader what he sees and nothing else', async () => {
    await county.must('bagong.inspector', 'POST', '/hazards', {
      enterprise: { name: BAGONG_FIRM, address: '巴公镇', areaCode: '140525108' }, level: 'GENERAL', source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT',
      description: '金丝雀', foundOn: '2026-11-01', foundBy: [{ name: '甲', post: '员', organisation: '巴公' }],
    });
    await county.assess(first, 2);
    await placed();
    const readers = ['county.supervisor', 'county.auditor', 'nancun.supervisor', 'bagong.supervisor', 'example1.operator'];
    expect(await Promise.all(readers.map(async (who) => counted(await all(who))))).toEqual([upTo(4), upTo(4), upTo(3), upTo(1), upTo(3)]);
    expect((await all('example1.operator')).map(({ type, subject }) => [type, subject])).toEqual([
      ['hazard.registered.v1', first], ['hazard.assessed.v1', first], ['hazard.assessed.v1', first],
    ]);
    const [bagong] = await all('bagong.supervisor');
    expect((await all('county.supervisor')).find(({ id }) => id === bagong?.id)).toEqual({ ...bagong, position: expect.any(Number) });
    expect(JSON.stringify(await all('county.supervisor'))).not.toContain('金丝雀');
  });

  it('goes on after a position, page by page, and says what to ask next', async () => {
    const one = await page('county.supervisor', '?limit=3');
    expect([one.items?.length, one['nextCursor'], one['nextAfter']]).toEqual([3, '3', 3]);
    const rest = await page('county.supervisor', `?after=${one['nextAfter'] as number}&limit=3`);
    expect([(rest.items as { position: number }[]).map(({ position }) => position), rest['nextCursor'], rest['nextAfter']]).toEqual([[4], null, 4]);
    expect(await page('county.supervisor', '?after=4')).toEqual({ items: [], nextCursor: null, nextAfter: 4 });
    for (const query of ['?after=-1', '?after=x', '?limit=201', '?cursor=3']) expect([query, (await county.ask('county.supervisor', 'GET', `/events${query}`)).status]).toEqual([query, 400]);
    const ahead = await county.ask('bagong.supervisor', 'GET', '/events?after=4');
    expect([ahead.status, ahead.body['code']]).toEqual([422, 'POSITION_AHEAD']);
  });

  it('is for keys that may read hazards', async () => {
    expect(counted(await all(await county.key(CENTRES.nancun, ['hazards:read'])))).toEqual(upTo(3));
    expect((await county.ask(await county.key(CENTRES.nancun, ['webhooks:manage']), 'GET', '/events')).body).toMatchObject({ code: 'KEY_SCOPE_MISSING' });
  });

  it('has no gap and no double while many write at once', async () => {
    const before = (await all('county.supervisor')).length;
    const written = await Promise.all(Array.from({ length: 12 }, () => county.hazard()));
    await Promise.all(written.map((id) => county.assess(id, 2)));
    await placed();
    const events = await all('county.supervisor');
    expect(counted(events)).toEqual(upTo(before + 36));
    for (const id of written) expect(events.filter(({ subject }) => subject === id).map((event) => event.id)).toEqual([`${id}-1`, `${id}-2`, `${id}-3`]);
  });

  it('tells of a hazard what happened to its due date, to whoever sees the hazard', async () => {
    const before = await all('nancun.supervisor');
    const due = '01a214d9-0000-7000-8000-00000000d0e1';
    await county.here.sql.query(`insert into fact values ($1, 1, 'DUE_DATE', '140525', '2026-11-25', 'hazard.overdue', '{"from":null,"to":null}', '', 'x')`, [due]);
    await county.here.sql.query(`insert into outbox (object_id, version, object_kind, county_code, type, at, hash, subject_id)
      values ($1, 1, 'DUE_DATE', '140525', 'hazard.overdue.v1', '2026-11-25', 'x', $2)`, [due, first]);
    await placed();
    expect((await all('nancun.supervisor')).slice(before.length)).toEqual([expect.objectContaining({
      id: `${due}-1`, type: 'hazard.overdue.v1', subject: first, position: before.length + 1,
      data: { hazardId: first, ledgerNo: expect.any(String), objectKind: 'DUE_DATE', objectId: due },
    })]);
    expect((await all('bagong.supervisor')).some(({ type }) => type === 'hazard.overdue.v1')).toBe(false);
  });

  it('keeps the places of a firm that moved away and tells nothing of it; the new town has what happens from then on', async () => {
    const before = { nancun: await all('nancun.supervisor'), bagong: await all('bagong.supervisor'), county: await all('county.supervisor') };
    await county.must('county.admin', 'POST', `/enterprises/${FIRMS.example1}/move`, { areaCode: '140525108' });
    await county.assess(first, 1);
    await placed();
    const left = await all('nancun.supervisor');
    expect(counted(left)).toEqual(counted(before.nancun));
    expect(left.every(({ type, data, subject }) => type === 'hazard.withdrawn.v1' && subject === undefined && Object.keys(data).length === 0)).toBe(true);
    const came = (await all('bagong.supervisor')).slice(before.bagong.length);
    expect(counted(came)).toEqual(upTo(14).map((n) => before.bagong.length + n));
    expect(came.slice(0, 13).map(({ type }) => type)).toEqual(Array.from({ length: 13 }, () => 'hazard.moved-with-enterprise.v1'));
    expect(came.at(-1)).toMatchObject({ type: 'hazard.assessed.v1', subject: first });
    expect((await all('county.supervisor')).length).toBe(before.county.length + 14);
  });
});
