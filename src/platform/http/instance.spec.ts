import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Refused } from '../../domain/refusal.js';
import { Text } from './fields.js';
import { instanceFrom } from './instance.js';
import { ListOf, ListOfObjects, Part } from './parts.js';
import { checked } from './validation.js';

class Finder {
  @Text(1, 9) name: string;
}
class Report {
  @Text(1, 9) title: string;
  @Part(() => Finder, { optional: true, nullable: true }) finder?: Finder | null;
  @ListOf(() => Finder, 0, 3, { optional: true }) others?: Finder[];
  @ListOfObjects(0, 3, { optional: true }) rows?: object[];
}
class LongReport extends Report {
  @Text(1, 9, { optional: true }) end?: string;
}

const reasonsOf = (value: unknown): string[] => {
  try {
    checked(LongReport, value);
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.reasons.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
};

describe('an instance of a DTO', () => {
  it('has its parts, those of its lists and what it inherits as instances, texts tidied', () => {
    const made = instanceFrom(LongReport, { title: ' 甲 ', finder: { name: ' 乙' }, others: [{ name: '丙 ' }], end: ' 完 ' });
    expect(made).toBeInstanceOf(LongReport);
    expect(made.finder).toBeInstanceOf(Finder);
    expect(made.others?.[0]).toBeInstanceOf(Finder);
    expect(made).toEqual({ title: '甲', finder: { name: '乙' }, others: [{ name: '丙' }], end: '完' });
  });

  it('leaves what is not as it should be to be refused by name and place', () => {
    expect(reasonsOf({ title: '甲', finder: null })).toEqual([]);
    expect(reasonsOf({ title: '甲', finder: '乙' })).toEqual(['WRONG_TYPE finder']);
    expect(reasonsOf({ title: '甲', finder: [{ name: '乙' }] })).toEqual(['WRONG_TYPE finder']);
    expect(reasonsOf({ title: '甲', others: { name: '乙' } })).toEqual(['WRONG_TYPE others']);
    expect(reasonsOf({ title: '甲', others: [{ name: '乙' }, '丙'] })).toEqual(['WRONG_TYPE others[1]']);
    expect(reasonsOf({ title: '甲', others: [{ name: '乙', age: 9 }, {}] })).toEqual(['UNKNOWN_FIELD others[0].age', 'REQUIRED others[1].name']);
    expect(reasonsOf({ title: '甲', toString: '乙' })).toEqual(['UNKNOWN_FIELD toString']);
    expect(reasonsOf(JSON.parse('{"title":"甲","__proto__":{"end":"完"}}'))).toEqual(['UNKNOWN_FIELD __proto__']);
    for (const name of ['hasOwnProperty', 'isPrototypeOf', 'toString', '__defineGetter__']) expect(reasonsOf({ title: '甲', [name]: 1 })).toEqual([`UNKNOWN_FIELD ${name}`]);
  });

  it('has no list in a list, empty ones neither', () => {
    expect(reasonsOf({ title: '甲', others: [[]] })).toEqual(['WRONG_TYPE others[0]']);
    expect(reasonsOf({ title: '甲', others: [{ name: '乙' }, [{ name: '丙' }]] })).toEqual(['WRONG_TYPE others[1]']);
  });

  it('has rows that are judged one by one later as they came', () => {
    const rows = [{ title: ' 甲 ' }, 1, null] as object[];
    expect(instanceFrom(LongReport, { title: '甲', rows }).rows).toEqual([{ title: ' 甲 ' }, 1, null]);
  });
});
