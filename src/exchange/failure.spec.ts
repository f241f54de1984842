import { describe, expect, it } from '@jest/globals';
import { refuse } from '../domain/refusal.js';
import { failureOf } from './failure.js';

const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('what failed', () => {
  it('for a passing reason is tried again, each time after twice the rest, eight times', () => {
    expect([0, 1, 7].map((attempts) => failureOf(away, attempts))).toEqual([{ againAfterMs: 2_000 }, { againAfterMs: 4_000 }, { againAfterMs: 256_000 }]);
    expect(failureOf(away, 8)).toMatchObject({ fault: { code: 'INTERNAL' } });
  });
  it('by a defect is tried twice more and says nothing of it', () => {
    expect(failureOf(new Error('password=secret'), 1)).toEqual({ againAfterMs: 4_000 });
    expect(JSON.stringify(failureOf(new Error('password=secret'), 2))).not.toContain('secret');
  });
  it('by a refusal is not tried again', () => {
    expect(failureOf(refuse('CALLER_GONE'), 0)).toMatchObject({ fault: { code: 'CALLER_GONE' } });
  });
});
