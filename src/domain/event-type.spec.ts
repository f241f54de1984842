import { describe, expect, it } from '@jest/globals';
import { eventType, HAZARD_EVENT_TYPES, isAskedFor } from './event-type.js';
import { MOVES } from './lifecycle.js';

describe('what a fact is told as', () => {
  const told = (move: string, from: string | null, to: string | null) => eventType({ objectKind: 'HAZARD', move, from, to });

  it.each([
    ['register', null, 'REPORTED', 'hazard.registered.v1'],
    ['accept', 'ACCEPTING', 'ACCEPTING', 'hazard.accepted.v1'],
    ['accept', 'ACCEPTING', 'CLOSED', 'hazard.closed.v1'],
    ['terminate', 'RECTIFYING', 'CLOSED', 'hazard.closed.v1'],
    ['verify', 'CLOSED', 'CLOSED', 'hazard.verified.v1'],
    ['resume-operations', 'CLOSED', 'CLOSED', 'hazard.operations-resumed.v1'],
    ['join-finder', 'CLOSED', 'CLOSED', 'hazard.finder-joined.v1'],
  ])('%s from %s to %s: %s', (move, from, to, type) => expect(told(move, from, to)).toBe(type));

  it('no move is told by the name of its command', () => {
    const commands = Object.keys(MOVES).filter((move) => move !== 'workers-informed');
    expect(HAZARD_EVENT_TYPES.filter((type) => commands.includes(type.split('.')[1] ?? ''))).toEqual([]);
  });

  it('every move of the ledger is told as a type that a receiver can ask for', () => {
    const types = Object.keys(MOVES).filter((move) => move !== 'terminate').map((move) => told(move, 'REPORTED', 'REPORTED'));
    expect(types.filter((type) => !(HAZARD_EVENT_TYPES as readonly string[]).includes(type))).toEqual([]);
  });
});

describe('what a receiver asked for', () => {
  it.each([
    [['hazard.*'], 'hazard.closed.v1', true],
    [['hazard.*'], 'hazard.of-tomorrow.v1', true],
    [['hazard.*'], 'hazardous.closed.v1', false],
    [['hazard.*'], 'user.create.v1', false],
    [['hazard.closed.v1'], 'hazard.closed.v1', true],
    [['hazard.closed.v1'], 'hazard.closed.v10', false],
    [['hazard.closed.v1', 'hazard.signed.v1'], 'hazard.signed.v1', true],
    [[], 'hazard.signed.v1', false],
  ])('%j and %s: %s', (asked, type, expected) => expect(isAskedFor(asked, type)).toBe(expected));
});
