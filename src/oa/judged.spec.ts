/** The dialects against the simulated systems: open, open again, done, cancelled; an unknown person; nothing refused for its form. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { OaServer } from '../../test/support/oa/oa-server.js';
import { SITES } from '../../test/support/oa/sites.js';
import { Outward } from '../platform/outward/outward.js';
import { Connector } from './connector.js';
import { DIALECTS } from './dialects.js';
import { Patience } from './patience.js';
import { stampOf } from './stamp.js';
import { at } from './template.js';

const wall = { nowMs: () => Date.now() };
let oa: OaServer;
afterEach(() => oa.stop());

describe.each(SITES)('$dialect', ({ dialect, make, parameters, secrets }) => {
  it('opens once, closes, and knows nobody it does not know', async () => {
    oa = make();
    oa.persons.add('zhangsan');
    await oa.start();
    const profile = DIALECTS.find((one) => one.dialect === dialect)!;
    const channel = { id: 'c', version: 1, ratePerMinute: 60_000, turns: 100, countyCode: '140525', baseUrl: oa.url, profile, parameters, secrets };
    const connector = new Connector(new Outward(), { allowedFor: () => Promise.resolve(['127.0.0.0/8']) } as never, {} as never, new Patience(), wall as never);
    const values = (n: number, stampMs: number, person = 'zhangsan') => ({
      externalId: `HL140525-${n}`, person, remoteId: '', title: '重大隐患待确认（140525100-2026-000001）', kindLabel: '待确认', link: '/pages/oa/x?hazard=y', url: 'https://ledger.example.gov.cn/pages/oa/x?hazard=y',
      created: stampOf(profile.timeFormat, '2026-11-25T08:04:05.000Z', 'Asia/Shanghai'), changed: stampOf(profile.timeFormat, '2026-11-25T08:04:05.000Z', 'Asia/Shanghai'), version: stampMs % 1_000_000, stampMs, stampText: String(stampMs),
    });
    const told: string[] = [];
    const stamp = 1_795_593_845_000;
    for (const [n, closing] of [[1, profile.done], [2, profile.cancelled]] as const) {
      const opened = await connector.call(channel, profile.open, values(n, stamp));
      told.push(opened.kind);
      const remote = 'said' in opened && profile.remoteIdAt ? `${(at(opened.said, profile.remoteIdAt) as string | undefined) ?? ''}` : '';
      told.push((await connector.call(channel, closing, { ...values(n, stamp + 1000), remoteId: remote })).kind);
    }
    const unknown = await connector.call(channel, profile.open, values(3, stamp, 'nobody'));
    expect([oa.refusals.filter(({ why }) => !/nobody|不存在|person|人/.test(why)), told, 'code' in unknown ? unknown.code : unknown.kind]).toEqual([[], ['OK', 'OK', 'OK', 'OK'], 'PERSON_UNKNOWN_THERE']);
    expect(oa.todos().filter(({ person }) => person === 'zhangsan').map(({ state, rows }) => [state === 'DONE' || state === 'CANCELLED', rows])).toEqual([[true, 1], [true, 1]]);
  });
});
