/** What is kept for a repeat is kept as safely as the rows are (contract §1, idempotency; security S34). */
import { expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { must, SmallCounty } from '../support/zezhou.js';

const PHONE = '13812345678';
const here = new SmallCounty();

const find = (more: object = {}) => ({
  enterpriseId: here.ids['firm'], level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
  description: '未设报警', foundOn: '2026-01-05', foundBy: [{ name: '甲' }], deadline: '2029-12-31', ...more,
});
const post = (who: string, path: string, idempotencyKey: string, body: object) => here.ask('POST', path, { token: here.tokens[who] ?? '', idempotencyKey }, body);

it('an answer that shows a phone replays with it, and lies sealed until then', async () => {
  const body = find({ owner: { name: '乙', phone: PHONE } });
  const first = await post('firm.operator', '/hazards', 'sealed', body);
  const again = await post('firm.operator', '/hazards', 'sealed', body);
  expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', must(first)]);
  expect(again.body['owner']).toMatchObject({ phone: PHONE });
  const kept = await here.app.get(Database, { strict: false }).run(adHoc<{ answer: string }>('select answer from idempotency where answer is not null'));
  expect(kept).toHaveLength(1);
  expect(kept[0]?.answer).toMatch(/^[a-z0-9]{1,8}\.[\w-]+\.[\w-]+\.[\w-]+$/);
});

it('a key is the caller’s own, and of one path: nobody gets another’s answer, and no other hazard’s', async () => {
  const [mine, hers] = [await post('firm.operator', '/hazards', 'shared', find()), await post('firm.principal', '/hazards', 'shared', find())].map(must);
  expect(mine?.['id']).not.toBe(hers?.['id']);
  const asked = async (hazard: unknown) => must(await post('firm.operator', `/hazards/${String(hazard)}/request-extension`, 'later', { deadline: '2030-01-31', reason: '供货' }))['id'];
  expect([await asked(mine?.['id']), await asked(hers?.['id'])]).toEqual([mine?.['id'], hers?.['id']]);
});
