import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../platform/outbox/deliveries.js';
import { Pace, restMs } from './pace.js';

const taken: Outcome = { state: 'DELIVERED', status: 204 };
const failed: Outcome = { state: 'RETRY', afterMs: 5_000, reason: 'TIMEOUT' };
const heard = (pace: Pace, ...outcomes: Outcome[]): Pace => {
  for (const outcome of outcomes) pace.heard(outcome);
  return pace;
};

describe('the pace of a receiver', () => {
  it.each<[string, number | null, Outcome[], number, boolean]>([
    ['well: eight calls at once', null, [taken, taken], 8, false],
    ['its first failures make it fewer, the third in a row ends the turn', null, [failed, failed], 2, false],
    ['three in a row', null, [failed, failed, failed], 1, true],
    ['failing now and then it goes on, and faster again', 300, [failed, taken, failed, taken, taken, taken], 8, false],
    ['dead for a while: one call a turn asks whether it is back', 60_000, [], 1, false],
    ['still dead', 60_000, [failed], 1, true],
    ['back again: as fast as before within the turn', 60_000, [taken, taken, taken], 8, false],
    ['it asked for a pause', null, [taken, { state: 'PUT_OFF', afterMs: 60_000 }], 4, true],
    ['what nobody wants any more says nothing', null, [failed, failed, { state: 'CANCELLED', reason: 'OUT_OF_SCOPE' }], 2, false],
  ])('%s', (_name, failingForMs, outcomes, slots, enough) => {
    const pace = heard(new Pace(failingForMs), ...outcomes);
    expect([pace.slots, pace.enough]).toEqual([slots, enough]);
  });

  it('leaves one that takes nothing alone for a tenth of that time, half a minute at most', () => {
    expect([restMs(0), restMs(5_000), restMs(60_000), restMs(3_600_000)]).toEqual([0, 500, 6_000, 30_000]);
  });
});
