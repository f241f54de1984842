import { describe, expect, it } from '@jest/globals';
import type { Refused } from '../domain/refusal.js';
import { decisionOf, emptySides, mustAllow, STATES } from './run.state.js';

const answer = (act: Parameters<typeof mustAllow>[0]) => STATES.map((state) => {
  try { mustAllow(act, state); return 'ok'; } catch (error) { return (error as Refused).code; }
});

describe('the life of a comparison', () => {
  it('one run at a time, and nothing after it is published', () => {
    const [running, done, none] = ['COMPARISON_RUNNING', 'COMPARISON_PUBLISHED', 'COMPARISON_NOT_RUN'];
    // DRAFT QUEUED RUNNING DONE FAILED CANCELLED PUBLISHED
    expect(answer('run')).toEqual(['ok', running, running, 'ok', 'ok', 'ok', done]);
    expect(answer('list')).toEqual(['ok', running, running, 'ok', 'ok', 'ok', done]);
    expect(answer('cancel')).toEqual(['COMPARISON_NOT_RUNNING', 'ok', 'ok', 'COMPARISON_NOT_RUNNING', 'COMPARISON_NOT_RUNNING', 'COMPARISON_NOT_RUNNING', done]);
    expect(answer('rule')).toEqual([none, running, running, 'ok', none, none, done]);
    expect(answer('publish')).toEqual([none, running, running, 'ok', none, none, done]);
    expect(answer('read-result')).toEqual([none, running, running, 'ok', none, none, 'ok']);
  });

  it('does not begin with an empty side, which would make everything of the other a miss', () => {
    expect(emptySides(['COUNTY', 'TOWN'], { COUNTY: 3 }).map(({ code, path }) => [code, path])).toEqual([['COMPARISON_SIDE_EMPTY', 'lists.TOWN']]);
    expect(emptySides(['COUNTY', 'TOWN'], { COUNTY: 3, TOWN: 1 })).toEqual([]);
  });

  it('leaves a doubtful pair undecided until an officer rules', () => {
    expect([decisionOf('AUTO', null), decisionOf('REVIEW', null), decisionOf('AUTO', 'DIFFERENT'), decisionOf('REVIEW', 'SAME')]).toEqual(['SAME', 'UNDECIDED', 'DIFFERENT', 'SAME']);
  });
});
