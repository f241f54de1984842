/** What a todo is told with: the version's time, in the order of the words about it. */
import { describe, expect, it } from '@jest/globals';
import { DIALECTS } from './dialects.js';
import { Teller } from './teller.js';

const CHANGED_AT = '2026-11-25T08:04:05.678Z';
const teller = new Teller({} as never, {} as never, {} as never, {} as never, {} as never, {} as never, { countyZone: 'Asia/Shanghai' } as never);
const told = { hazardId: '019a9f00-0000-7000-8000-000000000001', kind: 'CONFIRM', level: 'MAJOR', ledgerNo: '140525100-2026-000001', createdAt: '2026-11-24T16:00:01.000Z', changedAt: CHANGED_AT } as const;
const values = (stamp: number) => teller.values(
  { channel: { id: '019a9f00-0000-7000-8000-000000000801', linkBase: 'https://ledger.example.gov.cn/' } as never, reaching: { profile: DIALECTS[0] } as never, told },
  { externalId: 'HL140525-1', sentTo: 'zhangsan', remoteId: null, stamp },
);

describe('a word about a todo', () => {
  it('first carries the time of its version, then a millisecond more with each: a late opening never ties with the ending of the same version', () => {
    const ms = 1_795_593_845_678;
    expect([1, 2, 3].map((stamp) => [values(stamp)['stampMs'], values(stamp)['stampText']])).toEqual([[ms, '1795593845678'], [ms + 1, '1795593845679'], [ms + 2, '1795593845680']]);
    expect([values(3)['changed'], values(3)['created']]).toEqual(['2026-11-25 16:04:05', '2026-11-25 00:00:01']);
  });

  it('says kind, level and number, and leads to the page of its channel', () => {
    const { title, link, url } = values(1);
    expect([title, link]).toEqual(['重大隐患待确认（140525100-2026-000001）', '/pages/oa/019a9f00-0000-7000-8000-000000000801?hazard=019a9f00-0000-7000-8000-000000000001']);
    expect(url).toBe(`https://ledger.example.gov.cn${String(link)}`);
  });
});
