/** Lists longer than a page, judged by the simulated EKP; and one that knows no pages. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, LandrayOa } from '../../test/support/oa/landray.js';
import { Outward } from '../platform/outward/outward.js';
import { Connector } from './connector.js';
import type { Reaching } from './connector.js';
import { DIALECTS } from './dialects.js';
import { Lists } from './lists.js';
import { Patience } from './patience.js';

const oa = new LandrayOa();
afterEach(() => oa.stop());

describe('what stands on a desk there', () => {
  it('is read to its last page, each as often as it stands there, and one is found among them', async () => {
    oa.persons.add('zhangsan').add('lisi');
    await oa.start();
    const profile = DIALECTS.find(({ dialect }) => dialect === 'LANDRAY_EKP')!;
    const reaching: Reaching = {
      id: 'c', version: 1, countyCode: '140525', baseUrl: oa.url, ratePerMinute: 60_000, turns: 10_000, profile, parameters: { appName: '隐患台账', modelName: 'ledger.todo' }, secrets: { ...ACCOUNT },
    };
    const connector = new Connector(new Outward(), { allowedFor: () => Promise.resolve(['127.0.0.0/8']) } as never, {} as never, new Patience(), { nowMs: () => Date.now() } as never);
    const lists = new Lists(connector);
    const put = (externalId: string, person = 'zhangsan') => connector.call(reaching, profile.open, {
      externalId, person, remoteId: '', title: '待确认', kindLabel: '待确认', link: '/x', url: 'https://ledger.example.gov.cn/x', created: '2026-11-25 16:04:05', changed: '', version: 1, stampMs: 1, stampText: '1',
    });
    for (let n = 0; n < 400; n += 1) await put(`m${n}`);
    await put('m399');
    await put('of another', 'lisi');
    const all = await lists.of(reaching, { person: 'zhangsan' });
    expect([(all as string[]).length, new Set(all as string[]).size, oa.calls.filter(({ path }) => path.endsWith('getTodo')).length]).toEqual([401, 400, 3]);
    expect(await lists.of(reaching, { person: 'zhangsan', externalId: 'm399' }, 'm399')).toEqual(['m399', 'm399']);
    expect(await lists.of(reaching, { person: 'zhangsan', externalId: 'm400' }, 'm400')).toEqual([]);
    const pageless = { ...reaching, profile: { ...profile, list: { ...profile.list!, call: { ...profile.list!.call, body: { targets: '{"LoginName":"{person}"}', rowSize: 200 } } } } };
    expect((await lists.of(pageless, { person: 'zhangsan' }) as string[]).length).toBe(200);
  });
});
