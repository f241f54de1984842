/** What is refused leaves nothing behind, and what cannot be is refused with its reason: never a 500 (contract §1, §3; security S19). */
import { describe, expect, it } from '@jest/globals';
import { outcome } from '../support/in-process.js';
import { must, SmallCounty } from '../support/zezhou.js';

const here = new SmallCounty();
const as = here.as.bind(here);
const rows = here.rows.bind(here);
const find = (more: object = {}) => ({
  enterpriseId: here.ids['firm'], level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
  description: '未设报警', foundOn: '2026-01-05', foundBy: [{ name: '甲' }], owner: { name: '乙', phone: '13812345678' }, deadline: '2029-12-31', ...more,
});
const registered = async (who: string, more: object = {}): Promise<string> => must(await as(who, 'POST', '/hazards', find(more)))['id'] as string;

describe('an all-or-none batch', () => {
  const named = { source: 'TOWN_INSPECTION', enterpriseId: undefined, enterprise: { name: '待核企业', address: '路 1 号', areaCode: '140525100' } };

  it('takes back the enterprise that a good row of it named', async () => {
    const items = [find(named), find({ source: 'TOWN_INSPECTION', foundOn: '2999-01-01', deadline: null })];
    const { results } = must(await as('nancun.inspector', 'POST', '/hazards/batch', { atomic: true, items })) as { results: { problem: { code: string } }[] };
    expect(results.map(({ problem }) => problem.code)).toEqual(['BATCH_REFUSED', 'FOUND_IN_FUTURE']);
    expect(await rows(`select name from organisation where provisional`)).toEqual([]);
    const without = await rows(`select o.id from organisation o where not exists (select from fact f where f.object_id = o.id and f.version = o.version and f.hash = o.head_hash)`);
    expect(without).toEqual([]);
    expect(await rows(`select f.move from fact f where f.object_kind = 'ORGANISATION' and not exists (select from organisation o where o.id = f.object_id)`)).toEqual([]);
  });

  it('of moves leaves neither a state nor a fact of the good ones', async () => {
    const id = await registered('nancun.inspector', { source: 'TOWN_INSPECTION' });
    const items = [{ id, reason: '重复' }, { id: '01931f6e-5b7a-7c3e-8f00-00000000f001', reason: '重复' }];
    const { results } = must(await as('nancun.supervisor', 'POST', '/hazards/batch/void', { atomic: true, items })) as { results: { status: number; problem: { code: string } }[] };
    expect(results.map(({ status, problem }) => `${status} ${problem.code}`)).toEqual(['422 BATCH_REFUSED', '404 NOT_FOUND']);
    expect(await rows(`select h.status, h.version, count(*)::int as facts from hazard h join fact f on f.object_id = h.id where h.id = '${id}' group by 1, 2`)).toEqual([{ status: 'CONFIRMING', version: 1, facts: 1 }]);
  });

  it('that is good keeps it, with its fact', async () => {
    const { results } = must(await as('nancun.inspector', 'POST', '/hazards/batch', { atomic: true, items: [find(named), find(named)] })) as { results: { status: number }[] };
    expect(results.map(({ status }) => status)).toEqual([201, 201]);
    expect(await rows(`select o.name from organisation o join fact f on f.object_id = o.id and f.hash = o.head_hash where o.provisional`)).toEqual([{ name: '待核企业' }]);
  });
});

describe('a batch that goes to the database in parts', () => {
  const batch = async (items: object[]): Promise<number[]> => {
    const { results } = must(await as('nancun.inspector', 'POST', '/hazards/batch', { items })) as { results: { status: number }[] };
    return [...new Set(results.map(({ status }) => status))];
  };

  it('is whole: each row with its fact, its promise, its count and its todos', async () => {
    const before = await rows<{ id: string }>('select id from hazard');
    const [counted] = await rows<{ sum: number }>('select sum(change)::int from hazard_delta');
    expect(await batch(Array.from({ length: 300 }, () => find({ source: 'TOWN_INSPECTION' })))).toEqual([201]);
    const [whole] = await rows(`select count(*)::int as rows, count(distinct ledger_no)::int - ${before.length} as new from hazard h
      join fact f on f.object_id = h.id and f.version = 1 and f.hash = h.head_hash join outbox o on o.object_id = h.id
      where exists (select from todo_step s join todo t on t.step_id = s.id where s.hazard_id = h.id)`);
    expect(whole).toEqual({ rows: before.length + 300, new: 300 });
    expect(await rows('select sum(change)::int from hazard_delta')).toEqual([{ sum: (counted?.sum ?? 0) + 300 }]);
  });

  it('that names one number several times registers it once, and says where it is told otherwise', async () => {
    const twin = (more: object = {}) => find({ source: 'TOWN_INSPECTION', externalRef: 'TWIN-1', ...more });
    const { results } = must(await as('nancun.inspector', 'POST', '/hazards/batch', { items: [twin(), twin(), twin({ description: '另一处' })] })) as { results: { status: number; id?: string }[] };
    expect([results.map(({ status }) => status), results[0]?.id === results[1]?.id]).toEqual([[201, 200, 409], true]);
    expect(await rows(`select count(*)::int from hazard where external_ref = 'TWIN-1'`)).toEqual([{ count: 1 }]);
  });

  it('that lost a race in its first part looks again and finds every row', async () => {
    const items = Array.from({ length: 300 }, (_, n) => find({ source: 'TOWN_INSPECTION', externalRef: `PART-${n}` }));
    const answers = await Promise.all([batch(items), batch(items)]);
    expect(answers.flat().sort()).toEqual([200, 201]);
    expect(await rows(`select count(*)::int from hazard where external_ref like 'PART-%'`)).toEqual([{ count: 300 }]);
  });
});

describe('what the database would refuse is refused with its reason', () => {
  it('restoring a row whose externalRef was used again', async () => {
    const externalRef = 'EHS-1';
    const first = await registered('nancun.inspector', { source: 'TOWN_INSPECTION', externalRef });
    must(await as('nancun.supervisor', 'POST', `/hazards/${first}/void`, { reason: '重复' }));
    const second = await registered('nancun.inspector', { source: 'TOWN_INSPECTION', externalRef });
    expect(outcome(await as('nancun.supervisor', 'POST', `/hazards/${first}/restore`, { reason: '误作废' }))).toBe('409 EXTERNAL_REF_CONFLICT');
    must(await as('nancun.supervisor', 'POST', `/hazards/${second}/void`, { reason: '重复' }));
    const both = must(await as('nancun.supervisor', 'POST', '/hazards/batch/restore', { items: [second, first].map((id) => ({ id, reason: '误作废' })) }));
    expect((both['results'] as { status: number }[]).map(({ status }) => status)).toEqual([409, 200]);
  });

  it('a schedule that ends before the hazard was found', async () => {
    const id = await registered('firm.operator', { deadline: null });
    const early = { schedule: { deadline: '2026-01-04' } };
    expect(outcome(await as('firm.operator', 'PUT', `/hazards/${id}/five-in-place`, early, { match: 1 }))).toBe('422 DEADLINE_BEFORE_FOUND');
  });

  it('lifting an order to suspend by an edit', async () => {
    const id = await registered('firm.operator');
    must(await as('county.supervisor', 'POST', `/hazards/${id}/suspend-operations`, { noticeNo: '停1', from: '2026-01-06' }));
    expect(outcome(await as('firm.operator', 'PATCH', `/hazards/${id}`, { operationsSuspended: false }, { match: 2 }))).toBe('422 RULE_BROKEN');
  });
});

describe('what a registration names', () => {
  it('as the row it repeats is one of the same enterprise, in reach', async () => {
    const mine = await registered('firm.operator');
    const others = await registered('nancun.inspector', { enterpriseId: here.ids['other'], source: 'TOWN_INSPECTION' });
    const repeat = (repeatOf: string) => as('nancun.inspector', 'POST', '/hazards', find({ source: 'TOWN_INSPECTION', repeatOf }));
    expect([outcome(await repeat(others)), outcome(await repeat('01931f6e-5b7a-7c3e-8f00-00000000f001'))]).toEqual(['422 REPEAT_INVALID', '422 REPEAT_INVALID']);
    expect((await repeat(mine)).body).toMatchObject({ repeatOf: mine });
    expect(outcome(await as('firm.operator', 'POST', '/hazards', find({ enterpriseId: here.ids['other'] })))).toBe('422 ENTERPRISE_UNKNOWN');
  });
});
