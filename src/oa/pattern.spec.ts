import { describe, expect, it } from '@jest/globals';
import { meaningOf } from './outcome.js';
import type { Rules } from './dialect.js';
import { profileFault } from './profile.check.js';

const none: Rules = { token: [], person: [], already: [], gone: [], ok: [], permanent: [] };

describe('expressions of a site', () => {
  it('hold whatever the case, in Chinese and in English', () => {
    const rules = { ...none, person: [[{ at: 'm', matches: '人员.{0,5}不存在|user .* unknown' }]] };
    expect(['人员 a 不存在', 'USER x UNKNOWN', '人员存在'].map((m) => meaningOf({ status: 200, text: JSON.stringify({ m }) }, rules).kind)).toEqual(['PARK', 'PARK', 'RETRY']);
  });

  it('cost no more than the text is long, however they are made', () => {
    const rules = { ...none, ok: [[{ at: 'm', matches: '^(a+)+$|^(a|a)*$|(.*a){20}$' }]] };
    const began = performance.now();
    meaningOf({ status: 200, text: JSON.stringify({ m: `${'a'.repeat(400)}b` }) }, rules);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('are bounded in length and number, and say what is wrong with them', () => {
    const ok = (matches: string, n = 1) => profileFault({ rules: { ok: Array.from({ length: n }, () => [{ at: 'a', matches }]) } });
    expect([ok('a'.repeat(500)), ok('a'.repeat(501)), ok('a', 61), ok('(?!a)b')]).toEqual([
      null, '正则表达式不超过 500 个字符', 'rules 的条件不超过 60 个', '正则表达式不正确，或用了不支持的写法（前后查看、反向引用）：(?!a)b']);
  });
});
