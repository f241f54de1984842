import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refused } from '../../domain/refusal.js';
import { parseStrictly } from './json.js';

const faultOf = (text: string): [string, string | undefined] => {
  try {
    parseStrictly(text);
  } catch (error) {
    if (error instanceof Refused) return [error.code, error.reasons[0]?.path];
    throw error;
  }
  return ['none', undefined];
};

describe('the strict JSON reader', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      fc.pre(!['FORBIDDEN_CHARACTER', 'UNKNOWN_FIELD'].includes(faultOf(text)[0]));
      expect(parseStrictly(text)).toEqual(JSON.parse(text));
    }));
  });

  it('refuses what JSON.parse refuses', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', '-', '.', 'e', 'true', 'null', '\\', 'u00', ' ', 'a', '"a":');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      let wellFormed = true;
      try {
        JSON.parse(text);
      } catch {
        wellFormed = false;
      }
      const code = faultOf(text)[0];
      if (wellFormed) expect(['none', 'JSON_DUPLICATE_KEY']).toContain(code);
      else expect(['JSON_MALFORMED', 'JSON_DUPLICATE_KEY']).toContain(code);
    }), { numRuns: 2_000 });
  });

  it.each([
    ['{"a":1,"a":2}', 'JSON_DUPLICATE_KEY', 'a'],
    ['{"a":1,"\\u0061":2}', 'JSON_DUPLICATE_KEY', 'a'],
    ['{"items":[{},{"level":1,"level":1}]}', 'JSON_DUPLICATE_KEY', 'items[1].level'],
    ['{"__proto__":{"a":1}}', 'UNKNOWN_FIELD', '__proto__'],
    ['{"a":{"constructor":1}}', 'UNKNOWN_FIELD', 'a.constructor'],
    ['{"a":"x\\u0000"}', 'FORBIDDEN_CHARACTER', 'a'],
    ['{"a":"x\\b"}', 'FORBIDDEN_CHARACTER', 'a'],
    ['{"a":["b","\u202e"]}', 'FORBIDDEN_CHARACTER', 'a[1]'],
    ['{"a":"\u200f"}', 'FORBIDDEN_CHARACTER', 'a'],
    ['{"a":"\\ud800"}', 'FORBIDDEN_CHARACTER', 'a'],
    ['{"a":"\\udc00\\ud800"}', 'FORBIDDEN_CHARACTER', 'a'],
    ['{"a":"\u0085"}', 'FORBIDDEN_CHARACTER', 'a'],
    ['{"o":{"k\\u0000":1}}', 'FORBIDDEN_CHARACTER', 'o.'],
    ['{"a":"b\u0001"}', 'JSON_MALFORMED', 'a'],
    ['{"a":1e999}', 'JSON_MALFORMED', 'a'],
    ['{"a":01}', 'JSON_MALFORMED', 'a'],
    ['{"a":1}x', 'JSON_MALFORMED', undefined],
    ['', 'JSON_MALFORMED', undefined],
  ])('%s is %s at %s', (text, code, path) => {
    expect(faultOf(text)).toEqual([code, path]);
  });

  it('lets tabs, line ends, emoji and rare characters through', () => {
    expect(parseStrictly('{"a":"\\t\\r\\n😀𠮷\\ud83d\\ude00"}')).toEqual({ a: '\t\r\n😀𠮷😀' });
  });

  it('stops at 32 levels without exhausting the stack', () => {
    expect(faultOf('['.repeat(32) + ']'.repeat(32))[0]).toBe('none');
    expect(faultOf('['.repeat(33) + ']'.repeat(33))[0]).toBe('JSON_TOO_DEEP');
    expect(faultOf('{"a":'.repeat(10_000))[0]).toBe('JSON_TOO_DEEP');
  });

  it('stops at a list that no operation takes', () => {
    expect(faultOf(`{"items":[${'1,'.repeat(100_001)}1]}`)).toEqual(['WRONG_COUNT', 'items[100000]']);
  });
});
