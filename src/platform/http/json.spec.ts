import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refused } from '../../domain/refusal.js';
import { parseStrictly } from './json.js';

const faultOf = async (text: string): Promise<[string, string | undefined]> => {
  try {
    await parseStrictly(text);
  } catch (error) {
    if (error instanceof Refused) return [error.code, error.reasons[0]?.path];
    throw error;
  }
  return ['none', undefined];
};

describe('the strict JSON reader', () => {
  it('reads what JSON.parse reads', async () => {
    await fc.assert(fc.asyncProperty(fc.json(), fc.constantFrom(undefined, 1, '\t'), async (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      fc.pre(!['FORBIDDEN_CHARACTER', 'UNKNOWN_FIELD'].includes((await faultOf(text))[0]));
      expect(await parseStrictly(text)).toEqual(JSON.parse(text));
    }));
  });

  it('refuses what JSON.parse refuses', async () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', '-', '.', 'e', 'true', 'null', '\\', 'u00', ' ', 'a', '"a":');
    await fc.assert(fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async (parts) => {
      const text = parts.join('');
      let wellFormed = true;
      try {
        JSON.parse(text);
      } catch {
        wellFormed = false;
      }
      const [code] = await faultOf(text);
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
  ])('%s is %s at %s', async (text, code, path) => {
    expect(await faultOf(text)).toEqual([code, path]);
  });

  it('lets tabs, line ends, emoji and rare characters through', async () => {
    expect(await parseStrictly('{"a":"\\t\\r\\n😀𠮷\\ud83d\\ude00"}')).toEqual({ a: '\t\r\n😀𠮷😀' });
  });

  it('stops at 32 levels without exhausting the stack', async () => {
    expect((await faultOf('['.repeat(32) + ']'.repeat(32)))[0]).toBe('none');
    expect((await faultOf('['.repeat(33) + ']'.repeat(33)))[0]).toBe('JSON_TOO_DEEP');
    expect((await faultOf('{"a":'.repeat(10_000)))[0]).toBe('JSON_TOO_DEEP');
  });

  it('stops at a list that no operation takes', async () => {
    expect(await faultOf(`{"items":[${'1,'.repeat(100_001)}1]}`)).toEqual(['WRONG_COUNT', 'items[100000]']);
  });

  it('lets others have their turn while it reads very much', async () => {
    let turns = 0;
    const turning = setInterval(() => { turns += 1; }, 0);
    await parseStrictly(`{"items":[${Array.from({ length: 20_000 }, (_, at) => `{"description":"第${at}处护栏缺失","foundBy":[{"name":"甲"}]}`).join()}]}`);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  });
});
