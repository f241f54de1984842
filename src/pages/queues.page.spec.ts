import { describe, expect, it } from '@jest/globals';
import { everyOf } from './queues.page.js';

describe('how often', () => {
  it('is said as people say it, and left as it is where it is something else', () => {
    expect(['2 s', '60 s', '90 s', '600 s', '0 30 1 * * *', '0 0 3 * * *', '0 0 3 * * 1', '*/5 * * * *'].map(everyOf)).toEqual([
      '每 2 秒', '每 1 分钟', '每 90 秒', '每 10 分钟', '每天 01:30', '每天 03:00', '0 0 3 * * 1', '*/5 * * * *',
    ]);
  });
});
