import { describe, expect, it } from '@jest/globals';
import { Refused } from '../../domain/refusal.js';
import { CreditCode, Day, Flag, Id, Instant, Matching, Money, OneOf, Phone, Secret, Text, Whole } from './fields.js';
import { ListOf, ListOfCodes, ListOfIds, ListOfText, Part } from './parts.js';
import { QueryFlag, QueryIds, QueryList, QueryTexts, QueryWhole } from './query-fields.js';
import { checked } from './validation.js';

/** The value as it arrives in an instance, or code and path of the refusal. */
function outcome(decorator: PropertyDecorator, value: unknown): unknown {
  class Sample {
    x?: unknown;
  }
  decorator(Sample.prototype, 'x');
  try {
    return checked(Sample, value === undefined ? {} : { x: value }).x;
  } catch (error) {
    if (error instanceof Refused) return error.reasons.map(({ code, path }) => `${code} ${path}`).join(', ');
    throw error;
  }
}
const codeOf = (decorator: PropertyDecorator, value: unknown): string => String(outcome(decorator, value)).split(' ')[0] ?? '';

class Person {
  @Text(1, 4) name: string;
  @Phone({ optional: true }) phone?: string;
}

describe('single values', () => {
  it('Text counts code points without blanks around', () => {
    expect(outcome(Text(1, 3), ' 𠮷😀字 ')).toBe('𠮷😀字');
    for (const wrong of ['', '   ', '\u3000', '一二三四']) expect(codeOf(Text(1, 3), wrong)).toBe('WRONG_LENGTH');
    expect(codeOf(Text(1, 2_000), '字'.repeat(2_001))).toBe('WRONG_LENGTH');
    expect(outcome(Text(1, 2_000), '字'.repeat(2_000))).toHaveLength(2_000);
    expect(codeOf(Text(1, 3), 1)).toBe('WRONG_TYPE');
    expect(codeOf(Text(1, 3), 'a\u202e')).toBe('FORBIDDEN_CHARACTER');
    expect(outcome(Secret(1, 9), ' a ')).toBe(' a ');
    expect(codeOf(Matching(/^\d{6}$/, '000000'), '14052')).toBe('WRONG_FORMAT');
  });

  it('says in which form it is wanted, so that nobody has to guess', () => {
    class Expense {
      @Money() spent: string;
      @Text(1, 9) title: string;
      @Whole(1, 9) count: number;
      @Flag() paid: boolean;
      @ListOf(() => Person, 1, 3) payers: Person[];
    }
    const told = () => checked(Expense, { spent: 500, title: 7, count: '1', paid: 'true', payers: ['甲'] });
    expect(told).toThrow(expect.objectContaining({ reasons: [
      ['spent', '"12000.00"'], ['title', '"…"'], ['count', '123'], ['paid', 'true / false'], ['payers[0]', '{…}'],
    ].map(([path, expected]) => ({ code: 'WRONG_TYPE', params: { expected }, path })) }));
  });

  it('tells required, optional and nullable apart', () => {
    expect([codeOf(Text(1, 3), undefined), codeOf(Text(1, 3), null)]).toEqual(['REQUIRED', 'REQUIRED']);
    expect([outcome(Text(1, 3, { optional: true }), undefined), codeOf(Text(1, 3, { optional: true }), null)]).toEqual([undefined, 'WRONG_TYPE']);
    expect([codeOf(Text(1, 3, { nullable: true }), undefined), outcome(Text(1, 3, { nullable: true }), null)]).toEqual(['REQUIRED', null]);
    expect(outcome(Part(() => Person, { nullable: true }), null)).toBeNull();
    expect(outcome(ListOf(() => Person, 0, 1, { nullable: true }), null)).toBeNull();
  });

  it('Day is a real day', () => {
    for (const day of ['2024-02-29', '2026-11-22']) expect(outcome(Day(), day)).toBe(day);
    for (const wrong of ['2024-02-30', '2023-02-29', '2026-13-01', '２０２６-11-22', '2026-1-1', '0000-01-01', '2026-11-22T00:00:00Z', ' 2026-11-22']) {
      expect(codeOf(Day(), wrong)).toBe('WRONG_DAY');
    }
  });

  it('Instant has a zone and becomes UTC', () => {
    expect(outcome(Instant(), '2026-11-22T14:50:00+08:00')).toBe('2026-11-22T06:50:00.000Z');
    for (const wrong of ['2026-11-22T14:50:00', '2026-11-22', '2026-11-22T25:00:00Z', '2026-02-30T00:00:00Z', '2026-11-22T14:50:00 08:00']) {
      expect(codeOf(Instant(), wrong)).toBe('WRONG_INSTANT');
    }
  });

  it('Money is a string and gets two places', () => {
    expect(['0', '12000', '12000.5', '9999999999999.99'].map((sum) => outcome(Money(), sum))).toEqual(['0.00', '12000.00', '12000.50', '9999999999999.99']);
    for (const wrong of ['-1', '1.234', '01', '1e3', '１２', '', '.5', '1.', '10000000000000', '1,000']) expect(codeOf(Money(), wrong)).toBe('WRONG_MONEY');
    expect(codeOf(Money(), 12)).toBe('WRONG_TYPE');
  });

  it('codes, ids, numbers, flags', () => {
    expect(outcome(Id(), '0197F9C2-8D1E-7C3A-9B52-3F0E6A5D1C44')).toBe('0197f9c2-8d1e-7c3a-9b52-3f0e6a5d1c44');
    expect(codeOf(Id(), '0197f9c2')).toBe('WRONG_UUID');
    expect(codeOf(OneOf(['A', 'B']), 'a')).toBe('WRONG_CODE');
    expect([codeOf(Flag(), 'true'), outcome(Flag(), false)]).toEqual(['WRONG_TYPE', false]);
    expect([codeOf(Whole(1, 9), 0), codeOf(Whole(1, 9), 1.5), codeOf(Whole(1, 9), '5'), outcome(Whole(1, 9), 5)]).toEqual(['OUT_OF_RANGE', 'WRONG_TYPE', 'WRONG_TYPE', 5]);
    expect([outcome(CreditCode(), '91350100M000100Y43'), codeOf(CreditCode(), '91350100M000100Y44'), codeOf(CreditCode(), 7)]).toEqual([
      '91350100M000100Y43', 'WRONG_CREDIT_CODE', 'WRONG_TYPE',
    ]);
    expect(outcome(Phone(), '0356-2020202')).toBe('0356-2020202');
    for (const wrong of ['1380', '１３８００１３８０００', '13800138000x', '--------']) expect(codeOf(Phone(), wrong)).toBe('WRONG_FORMAT');
  });
});

describe('parts and lists', () => {
  it('name the place of every fault', () => {
    expect(outcome(Part(() => Person), { name: '', phone: 'x', age: 3 })).toBe('UNKNOWN_FIELD x.age, WRONG_LENGTH x.name, WRONG_FORMAT x.phone');
    expect(outcome(Part(() => Person), [])).toBe('WRONG_TYPE x');
    expect(outcome(Part(() => Person), 'x')).toBe('WRONG_TYPE x');
    expect(outcome(ListOf(() => Person, 1, 3), [{ name: '张三' }, {}, null])).toBe('REQUIRED x[1].name, WRONG_TYPE x[2]');
    expect(outcome(ListOf(() => Person, 1, 3), {})).toBe('WRONG_TYPE x');
    expect(outcome(ListOf(() => Person, 1, 3), [])).toBe('WRONG_COUNT x');
    expect(outcome(ListOf(() => Person, 1, 3), [{ name: ' 张三 ' }])).toEqual([{ name: '张三' }]);
    expect(outcome(ListOfText(0, 3, 1, 2), ['一', 2, '三三三'])).toBe('WRONG_TYPE x[1], WRONG_LENGTH x[2]');
    expect(outcome(ListOfCodes(['A'], 0, 3), ['A', 'B'])).toBe('WRONG_CODE x[1]');
    expect(outcome(ListOfIds(0, 3), ['1'])).toBe('WRONG_UUID x[0]');
  });

  it('stand in a batch where the batch says', () => {
    expect(() => checked(Person, {}, 'items[3]')).toThrow(expect.objectContaining({ reasons: [{ code: 'REQUIRED', path: 'items[3].name' }] }));
    expect(() => checked(Person, null, 'items[4]')).toThrow(expect.objectContaining({ reasons: [{ code: 'WRONG_TYPE', params: { expected: '{…}' }, path: 'items[4]' }] }));
  });
});

describe('queries', () => {
  it('repeat a name for "any of" and convert only what they say', () => {
    expect([outcome(QueryList(['A', 'B']), 'A'), outcome(QueryList(['A', 'B']), ['A', 'B'])]).toEqual([['A'], ['A', 'B']]);
    expect(outcome(QueryList(['A']), ['A', 'C'])).toBe('WRONG_CODE x[1]');
    expect(outcome(QueryTexts(1, 3), '一')).toEqual(['一']);
    expect(outcome(QueryIds(), 'x')).toBe('WRONG_UUID x[0]');
    expect([outcome(QueryFlag(), 'true'), outcome(QueryFlag(), 'false'), codeOf(QueryFlag(), '1')]).toEqual([true, false, 'WRONG_TYPE']);
    expect([outcome(QueryWhole(1, 200), '7'), codeOf(QueryWhole(1, 200), '1e9'), codeOf(QueryWhole(1, 200), ['1', '2'])]).toEqual([7, 'WRONG_TYPE', 'WRONG_TYPE']);
  });
});
