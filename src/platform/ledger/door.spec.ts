import { describe, expect, it } from '@jest/globals';
import { eventType, writerBeganMs, writerSecondOf } from './door.js';

describe('what a fact is told as', () => {
  const told = (move: string, from: string | null, to: string | null) => eventType({ objectKind: 'HAZARD', move, from, to });

  it.each([
    ['register', null, 'REPORTED', 'hazard.registered.v1'],
    ['accept', 'ACCEPTING', 'ACCEPTING', 'hazard.accepted.v1'],
    ['accept', 'ACCEPTING', 'CLOSED', 'hazard.closed.v1'],
    ['terminate', 'RECTIFYING', 'CLOSED', 'hazard.closed.v1'],
    ['verify', 'CLOSED', 'CLOSED', 'hazard.verified.v1'],
    ['resume-operations', 'CLOSED', 'CLOSED', 'hazard.resume-operations.v1'],
    ['join-finder', 'CLOSED', 'CLOSED', 'hazard.join-finder.v1'],
  ])('%s from %s to %s: %s', (move, from, to, type) => expect(told(move, from, to)).toBe(type));
});

describe('the lock of writers', () => {
  it('names the second in which one began, in the 32 bits that a lock has, as long as there are partitions', () => {
    const lastMs = Date.UTC(2045, 11, 31, 23, 59, 59);
    expect(writerSecondOf(lastMs)).toBeLessThan(2 ** 31);
    expect(writerBeganMs(writerSecondOf(lastMs))).toBe(lastMs);
  });
});
