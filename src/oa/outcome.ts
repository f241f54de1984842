/** What an OA's answer means (oa-dialects §0.4): HTTP 200 is no success in nearly all of them. */
import type { Condition, Rule, Rules } from './dialect.js';
import { patternOf } from './pattern.js';
import { at, parsed } from './template.js';

/** `askedMs`: the pause it asked for, where it did. */
export interface Answered { status: number; text: string; askedMs?: number }

export type Meaning =
  | { kind: 'OK' | 'ALREADY' | 'GONE' | 'TOKEN'; said: unknown }
  /** `ofOa`: it says something of the OA as a whole, nothing of this one todo. */
  | { kind: 'RETRY' | 'PARK'; code: string; reason: string; afterMs?: number; ofOa?: { askedMs: number } };

const TEXT_MAX = 500;
/** An interface account that is not allowed, a body that is not understood: no repetition mends it. */
const PERMANENT_STATUS = [400, 403, 405, 413, 414, 415, 422];

export function meaningOf({ status, text, askedMs = 0 }: Answered, rules: Rules): Meaning {
  const said = parsed(text);
  const holds = (list: readonly Rule[]): boolean => list.some((rule) => rule.every((condition) => meets(condition, status, said)));
  if (holds(rules.token)) return { kind: 'TOKEN', said };
  if (holds(rules.person)) return { kind: 'PARK', code: 'PERSON_UNKNOWN_THERE', reason: 'OA 中没有此人：请核对人员对应表中的编号后重发' };
  if (holds(rules.already)) return { kind: 'ALREADY', said };
  if (holds(rules.gone)) return { kind: 'GONE', said };
  if (holds(rules.ok)) return { kind: 'OK', said };
  if (holds(rules.permanent)) return { kind: 'PARK', code: 'REFUSED_BY_OA', reason: 'OA 不接受此内容：请核对通道参数和地址后重发' };
  if (status === 401) return { kind: 'PARK', code: 'NOT_ALLOWED', reason: 'OA 不认可接口账号：请核对通道的密钥后重发' };
  if (PERMANENT_STATUS.includes(status)) return { kind: 'PARK', code: 'NOT_ALLOWED', reason: `OA 拒绝访问（HTTP ${status}）：请核对地址、接口账号和对方的白名单后重发` };
  if (status === 429) return { kind: 'RETRY', code: 'TOO_FAST', reason: 'OA 请求放慢（HTTP 429）', ofOa: { askedMs } };
  // A page where an answer should be is a proxy's or a log-in's, whatever its status.
  if (said === undefined) return { kind: 'RETRY', code: 'ANSWER_UNREADABLE', reason: `OA 的答复无法识别（HTTP ${status}）`, ofOa: { askedMs: status === 503 ? askedMs : 0 } };
  const reason = `OA 暂时未能办理（HTTP ${status}）`;
  return { kind: 'RETRY', code: 'OA_FAILED', reason, ...(status >= 500 && { ofOa: { askedMs: status === 503 ? askedMs : 0 } }) };
}

function meets(condition: Condition, status: number, said: unknown): boolean {
  if (condition.status && !condition.status.includes(status)) return false;
  if (condition.at === undefined) return true;
  const value = at(said, condition.at);
  const text = (typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)).slice(0, TEXT_MAX);
  if (condition.equals !== undefined && text !== String(condition.equals)) return false;
  if (condition.matches !== undefined && !patternOf(condition.matches).matcher(text).find()) return false;
  const isEmpty = value === undefined || value === null || text === '' || text === '[]';
  if (condition.empty && !isEmpty) return false;
  return !(condition.filled && isEmpty);
}
