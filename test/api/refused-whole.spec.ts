/** What is refused leaves nothing behind, and what cannot be is refused with its reason: never a 500 (contract §1, §3; security S19). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { outcome, startInProcess } from '../support/in-process.js';
import type { Asking, InProcess } from '../support/in-process.js';
import { must, settle } from '../support/zezhou.js';
import type { Zezhou } from '../support/zezhou.js';

let database: FreshDatabase;
let here: InProcess;
let county: Zezhou;

beforeAll(async () => {
  database = await freshDatabase();
  here = await startInProcess(database.url);
  county = await settle(here);
});
afterAll(async () => {
  await here?.app.close();
  await database?.drop();
});

const as = (who: string, method: string, path: string, body?: unknown, asking: Asking = {}) =>
  here.ask(method, path, { token: county.tokens[who] ?? '', ...asking }, body);
const rows = <R extends object>(sql: string): Promise<R[]> => here.app.get(Database, { strict: false }).run(adHoc<R>(sql));
const find = (more: object = {}) => ({
  enterpriseId: county.ids['firm'], level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
  description: '未设报警', foundOn: '2026-01-05', foundBy: [{ name: '甲' }], owner: { name: '乙', phone: '13812345678' }, deadline: '2029-12-31', ...more,
});
const registered = async (who: string, more: object = {}): Promise<string> => must(await as(who, 'POST', '/hazards', find(more)))['id'] as string;

describe('an all-or-none batch', () => {
  const named = { source: 'TOWN_INSPECTION', enterpriseId: undefined, enterprise: { name: '待核企业', address: '路 1 号', areaCode: '140525100' } };

  it('takes back the enterprise that a good row of it named', async () => {
    const items = [find(named), find({ source: 'TOWN_INSPECTION', foundOn: '2999-01-01', deadline: null })];
    const { results } = must(await as('nancun.inspector', 'POST', '/hazards/batch', { atomic: true, items })) as { results: { status: number }[] };
    expect(results.map(({ status }) => status)).toEqual([422, 422]);
    expect(await rows(`select name from organisation where provisional`)).toEqual([]);
    const without = await rows(`select o.id from organisation o where not exists (select from fact f where f.object_id = o.id and f.version = o.version and f.hash = o.head_hash)`);
    expect(without).toEqual([]);
  });

  it('that is good keeps it, with its fact', async () => {
    const { results } = must(await as('nancun.inspector', 'POST', '/hazards/batch', { atomic: true, items: [find(named), find(named)] })) as { results: { status: number }[] };
    expect(results.map(({ status }) => status)).toEqual([201, 201]);
    expect(await rows(`select o.name from organisation o join fact f on f.object_id = o.id and f.hash = o.head_hash where o.provisional`)).toEqual([{ name: '待核企业' }]);
  });
});
