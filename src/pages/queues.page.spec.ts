import { describe, expect, it } from '@jest/globals';
import type { QueueLookEntity } from '../platform/jobs/queue-look.entity.js';
import { everyOf, queuesPage } from './queues.page.js';

describe('how often', () => {
  it('is said as people say it, and left as it is where it is something else', () => {
    expect(['2 s', '60 s', '90 s', '600 s', '0 30 1 * * *', '0 0 3 * * *', '0 0 3 * * 1', '*/5 * * * *'].map(everyOf)).toEqual([
      '每 2 秒', '每 1 分钟', '每 90 秒', '每 10 分钟', '每天 01:30', '每天 03:00', '0 0 3 * * 1', '*/5 * * * *',
    ]);
  });
});

describe('when', () => {
  it('is told by the county’s clock, whichever zone that is', () => {
    const look = { queue: 'photos', backend: 'Redis', waiting: 0, active: 0, delayed: 0, failed: 0, lookedAt: '2026-11-26T16:30:05.000Z', schedules: [{ id: 'notices', every: '60 s', nextAt: '2026-11-26T23:59:00.000Z' }] } as unknown as QueueLookEntity;
    const shown = (zone: string) => queuesPage({ looks: [look], promised: [], parked: [], now: '2026-11-26T16:30:06.000Z' }, zone).text.match(/2026-\d\d-\d\d \d\d:\d\d:\d\d/g);
    expect(shown('Asia/Shanghai')).toEqual(['2026-11-27 00:30:05', '2026-11-27 07:59:00']);
    expect(shown('Asia/Urumqi')).toEqual(['2026-11-26 22:30:05', '2026-11-27 05:59:00']);
  });
});
