import { describe, expect, it } from '@jest/globals';
import { gather, given, insertion, joins, PUT_ROWS_MAX, PUT_STATEMENTS_MAX, putAll } from './insertion.js';
import type { Put } from './insertion.js';

const CAT = insertion('cat', { ...given('id', 'name'), legs: '4' });
const DOG = insertion('dog', { id: '?', size: 'size_of(?, ?)' });

describe('rows of several tables', () => {
  it('are one statement, its values in the order of its text', () => {
    const { asked, values } = putAll([{ into: CAT, rows: [[1, 'a'], [2, 'b']] }, { into: DOG, rows: [[3, 'c', 'd']] }]);
    expect(asked.text).toBe('with put_0 as (insert into cat (id, name, legs) values ($1, $2, 4), ($3, $4, 4)) insert into dog (id, size) values ($5, size_of($6, $7))');
    expect(values).toEqual([1, 'a', 2, 'b', 3, 'c', 'd']);
  });

  it('of one table alone need no list before them', () => {
    expect(putAll([{ into: CAT, rows: [[1, 'a']] }]).asked.text).toBe('insert into cat (id, name, legs) values ($1, $2, 4)');
  });

  it('have one name as long as tables, their order and the numbers of rows are the same, whatever the values, and no other', () => {
    const name = (puts: Put[]): string => putAll(puts).asked.name;
    const first = name([{ into: CAT, rows: [[1, 'a']] }]);
    expect(name([{ into: CAT, rows: [[9, 'z']] }])).toBe(first);
    const others = [[{ into: CAT, rows: [[1, 'a'], [2, 'b']] }], [{ into: DOG, rows: [[1, 'a', 'b']] }], [{ into: insertion('cat', given('id', 'name')), rows: [[1, 'a']] }]];
    expect(new Set([first, ...others.map(name)]).size).toBe(4);
  });

  it('gather by table', () => {
    const puts: Put[] = [];
    gather(puts, CAT, [[1, 'a']]);
    gather(puts, DOG, [[2, 'b', 'c']]);
    gather(puts, CAT, [[3, 'd']]);
    expect(puts).toEqual([{ into: CAT, rows: [[1, 'a'], [3, 'd']] }, { into: DOG, rows: [[2, 'b', 'c']] }]);
  });

  it('are not more than eight of a table', () => {
    const full: Put[] = [{ into: CAT, rows: Array.from({ length: 8 }, (_, at) => [at, 'a']) }];
    expect([PUT_ROWS_MAX, joins(full, CAT, 1), joins(full, DOG, 8), joins(full, DOG, 9)]).toEqual([8, false, true, false]);
  });
});

it('a connection is not filled with statements of every kind: those beyond have no name', () => {
  const named = Array.from({ length: PUT_STATEMENTS_MAX + 5 }, (_, at) => putAll([{ into: insertion(`t${at}`, given('id')), rows: [[1]] }]).asked.name);
  expect(named.at(-1)).toBe('');
  expect(named.filter((name) => name !== '').length).toBeLessThanOrEqual(PUT_STATEMENTS_MAX);
});
