import { describe, expect, it } from '@jest/globals';
import { Breaker, restMs } from './breaker.js';
import type { Sign } from './breaker.js';

const ANSWERS: Sign = { kind: 'ANSWERS' };
const NOTHING: Sign = { kind: 'NOTHING' };
const FAILS: Sign = { kind: 'FAILS', askedMs: 0 };
const run = (breaker: Breaker, ...signs: Sign[]) => signs.map((sign) => breaker.heard(sign));

describe('an OA that is well', () => {
  it('rests after three failures in a row, and says so once', () => {
    const breaker = new Breaker(0);
    expect([breaker.slots, run(breaker, FAILS, FAILS, FAILS, FAILS), breaker.rests, breaker.slots]).toEqual([8, [null, null, 'RESTS', null], true, 1]);
  });

  it('does not rest where it answers something between two failures; what was never called is no answer', () => {
    expect(run(new Breaker(0), FAILS, FAILS, ANSWERS, FAILS, FAILS)).toEqual([null, null, null, null, null]);
    expect(run(new Breaker(0), FAILS, NOTHING, FAILS, NOTHING, FAILS)).toEqual([null, null, null, null, 'RESTS']);
  });

  it('rests at once where it asks for it', () => {
    const breaker = new Breaker(0);
    expect([breaker.heard({ kind: 'FAILS', askedMs: 60_000 }), breaker.askedMs]).toEqual(['RESTS', 60_000]);
  });
});

describe('an OA that has rested', () => {
  it('is asked by one call, and rests again after one failure', () => {
    const breaker = new Breaker(4);
    expect([breaker.slots, run(breaker, NOTHING, FAILS), breaker.rests]).toEqual([1, [null, 'RESTS'], true]);
  });

  it('is back with its first answer, and is asked by more and more from then on', () => {
    const breaker = new Breaker(1);
    const slots = [ANSWERS, ANSWERS, ANSWERS, ANSWERS].map((sign) => [breaker.heard(sign), breaker.slots]);
    expect([slots, breaker.rests]).toEqual([[['BACK', 2], [null, 4], [null, 8], [null, 8]], false]);
    expect(run(breaker, FAILS, FAILS)).toEqual([null, null]);
  });

  it('stays at rest where a call from before the rest is answered late', () => {
    const breaker = new Breaker(0);
    run(breaker, FAILS, FAILS, FAILS);
    expect([breaker.heard(ANSWERS), breaker.rests]).toEqual([null, true]);
  });
});

describe('a rest', () => {
  it.each([[0, 2_000], [1, 4_000], [5, 64_000], [8, 300_000], [500, 300_000]])('after %d before it: %d ms, a fifth more or less', (before, ms) => {
    expect([0, 0.5, 1].map((chance) => restMs(2_000, before, 0, chance))).toEqual([ms * 0.8, ms, ms * 1.2]);
  });

  it('is as long as the OA asked, never shorter than it would be, and an hour at most', () => {
    expect([restMs(2_000, 0, 900_000, 0.5), restMs(2_000, 3, 1_000, 0.5), restMs(2_000, 0, 86_400_000, 0.5)]).toEqual([900_000, 16_000, 3_600_000]);
  });
});
