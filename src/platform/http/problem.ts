/** A refusal as RFC 9457 shows it: the same document alone, and inside the results of a batch. */
import { sentence } from '../../domain/refusal.js';
import type { Language, Reason, RefusalCode, Refused } from '../../domain/refusal.js';

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: RefusalCode;
  errors: { path: string | null; code: RefusalCode; message: string }[];
  requestId: string;
}

const TITLES: Record<number, readonly [zh: string, en: string]> = {
  400: ['请求有误', 'Bad request'],
  401: ['未登录', 'Not signed in'],
  403: ['无权办理', 'Not allowed'],
  404: ['不存在', 'Not found'],
  405: ['方法不支持', 'Method not allowed'],
  409: ['状态冲突', 'Conflict'],
  412: ['版本已过期', 'Stale version'],
  413: ['请求体过大', 'Body too large'],
  415: ['格式不支持', 'Unsupported media type'],
  416: ['范围无效', 'Range not satisfiable'],
  422: ['不符合规则', 'Against a rule'],
  423: ['账号已锁定', 'Locked'],
  428: ['须带版本号', 'Version required'],
  429: ['请求过于频繁', 'Too many requests'],
  500: ['系统内部错误', 'Internal error'],
  503: ['暂时无法办理', 'Temporarily unavailable'],
};
/** A document must not grow with what was sent: further reasons are counted, not listed. */
const ERRORS_SHOWN = 500;
const REASONS_IN_DETAIL = 5;

export const titleOf = (status: number, language: Language): string => TITLES[status]?.[language === 'zh' ? 0 : 1] ?? String(status);

/** Extra members of the refusal (`allowedMoves`) stand beside the standard ones and never replace them. */
export function problemOf(refused: Refused, language: Language, requestId: string): Problem {
  const { status, code, reasons, extra } = refused;
  return {
    ...extra,
    type: `urn:hazard-ledger:problem:${code}`,
    title: titleOf(status, language),
    status,
    detail: detailOf(reasons, language),
    code,
    errors: reasons.slice(0, ERRORS_SHOWN).map((reason) => ({
      path: reason.path ?? null,
      code: reason.code,
      message: sentence(reason, language),
    })),
    requestId,
  };
}

/** What a page says: whole Chinese sentences, without the names of fields. */
export const sentencesOf = ({ reasons }: Refused): string[] =>
  [...new Set(reasons.map((reason) => sentence(reason, 'zh')))].slice(0, REASONS_IN_DETAIL);

function detailOf(reasons: readonly Reason[], language: Language): string {
  const said = reasons.slice(0, REASONS_IN_DETAIL).map((reason) => {
    const place = reason.path ? `${reason.path}${language === 'zh' ? '：' : ': '}` : '';
    return place + sentence(reason, language);
  });
  const more = reasons.length - said.length;
  if (more > 0) said.push(language === 'zh' ? `另有 ${more} 项` : `${more} more`);
  return said.join(language === 'zh' ? '；' : ' ');
}
