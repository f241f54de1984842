import { describe, expect, it } from '@jest/globals';
import { sentence } from './refusal.js';

describe('the sentence of a refusal', () => {
  it('says in Chinese the name of a code, in English the code', () => {
    const reason = { code: 'MOVE_NOT_ALLOWED', params: { status: 'REPORTED', move: 'confirm' } } as const;
    expect(sentence(reason, 'zh')).toBe('当前为“待签字”，不能办理“确认”');
    expect(sentence(reason, 'en')).toBe('The move confirm is not allowed in REPORTED.');
    expect(sentence({ code: 'LEVEL_NOT_DUE', params: { level: 'PRINCIPAL' } }, 'zh')).toBe('此事应由企业主要负责人办理');
    expect(sentence({ code: 'FIVE_IN_PLACE_INCOMPLETE', params: { part: 'funds' } }, 'zh')).toBe('五到位不完整：缺资金');
  });

  it('keeps a word that is no code, and shows what it does not know', () => {
    expect(sentence({ code: 'MOVE_NOT_ALLOWED', params: { status: '已吊销', move: '轮换' } }, 'zh')).toBe('当前为“已吊销”，不能办理“轮换”');
    expect(sentence({ code: 'VERSION_STALE' }, 'zh')).toBe('内容已被他人更新（当前版本 …），请重新读取');
  });
});
