/** What an answer of an OA means where no rule of its dialect speaks of it (oa-dialects §0.4). */
import { describe, expect, it } from '@jest/globals';
import type { Rules } from './dialect.js';
import { meaningOf } from './outcome.js';

const RULES: Rules = {
  token: [[{ at: 'code', equals: 42 }]], person: [[{ at: 'message', matches: '查无此人' }]], already: [[{ at: 'code', equals: 7 }]], gone: [], ok: [[{ status: [200], at: 'code', equals: 0 }]], permanent: [[{ at: 'code', equals: 9 }]],
};
const meaning = (status: number, body: object | string = {}, askedMs?: number) => meaningOf({ status, text: typeof body === 'string' ? body : JSON.stringify(body), ...(askedMs !== undefined && { askedMs }) }, RULES);
const code = (status: number, body: object | string = {}): string => {
  const told = meaning(status, body);
  return 'code' in told ? `${told.kind} ${told.code}` : told.kind;
};

describe('an answer', () => {
  it('is what the first kind of rule says that holds: 200 alone is no success', () => {
    expect([code(200, { code: 0 }), code(200, { code: 7 }), code(200, { code: 42 }), code(200, { code: 9 }), code(200, { code: 0, message: '查无此人' })])
      .toEqual(['OK', 'ALREADY', 'TOKEN', 'PARK REFUSED_BY_OA', 'PARK PERSON_UNKNOWN_THERE']);
    expect([code(200, { code: 5 }), code(500, { code: 0 })]).toEqual(['RETRY OA_FAILED', 'RETRY OA_FAILED']);
  });

  it('that no repetition mends is parked, and waits for nobody', () => {
    for (const status of [400, 403, 405, 413, 414, 415, 422]) expect([status, code(status)]).toEqual([status, 'PARK NOT_ALLOWED']);
    expect(code(401)).toBe('PARK NOT_ALLOWED');
  });

  it('that comes too fast, is no answer at all, or is the OA’s own trouble is tried again, and tells of the OA as a whole', () => {
    expect(meaning(429, {}, 7_000)).toMatchObject({ kind: 'RETRY', code: 'TOO_FAST', ofOa: { askedMs: 7_000 } });
    expect(meaning(200, '<html>请登录</html>')).toMatchObject({ kind: 'RETRY', code: 'ANSWER_UNREADABLE', ofOa: { askedMs: 0 } });
    expect([meaning(503, {}, 7_000), meaning(502, {}, 7_000)]).toMatchObject([{ code: 'OA_FAILED', ofOa: { askedMs: 7_000 } }, { code: 'OA_FAILED', ofOa: { askedMs: 0 } }]);
    // one todo that it could not take says nothing of the others
    expect(meaning(200, { code: 5 })).not.toHaveProperty('ofOa');
  });
});
