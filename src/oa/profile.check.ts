/** A site's own profile is data from outside: judged before it is kept, so that a slip is told to whoever made it. */
import type { Call, Condition, Profile } from './dialect.js';
import { isPattern, PATTERN_MAX_CHARACTERS } from './pattern.js';
import { filled, filledText, ProfileFault } from './template.js';
import type { Values } from './template.js';

const PROFILE_MAX_CHARACTERS = 20_000;
/** Of all rules together. */
const CONDITIONS_MAX = 60;
const FIELDS = ['timeFormat', 'lateOpening', 'endingAgain', 'signature', 'token', 'open', 'standing', 'done', 'cancelled', 'list', 'rules', 'titleCharacters', 'remoteIdAt', 'note'];
const RULES = ['token', 'person', 'already', 'gone', 'ok', 'permanent'];
const SIGNATURES = ['NONE', 'BASIC', 'HMAC_PATH', 'TIF', 'SORTED_DIGEST', 'BODY_HMAC'];
const NAMES = ['externalId', 'person', 'remoteId', 'title', 'kindLabel', 'link', 'url', 'created', 'changed', 'stampMs', 'stampText', 'version', 'page'];

/** Why it is not accepted, in Chinese; null where it is. Parameters and secrets may have any name (`p.…`, `s.…`). */
export function profileFault(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '须为对象';
  if (JSON.stringify(value).length > PROFILE_MAX_CHARACTERS) return `不超过 ${PROFILE_MAX_CHARACTERS} 个字符`;
  const unknown = Object.keys(value).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) return `没有 ${unknown.slice(0, 40)} 这一项`;
  try {
    return faultOf(value);
  } catch (error) {
    return error instanceof ProfileFault ? `模板中的 ${error.missing.slice(0, 40)} 不存在` : '结构不正确';
  }
}

function faultOf(profile: Partial<Profile>): string | null {
  const { titleCharacters, timeFormat, lateOpening, endingAgain, signature, list } = profile;
  if (titleCharacters !== undefined && !(Number.isInteger(titleCharacters) && titleCharacters >= 10 && titleCharacters <= 500)) return 'titleCharacters 须为 10–500';
  if (timeFormat !== undefined && !['SECONDS', 'MINUTES', 'MILLISECONDS', 'ISO'].includes(timeFormat)) return 'timeFormat 须为 SECONDS、MINUTES、MILLISECONDS 或 ISO';
  if (lateOpening !== undefined && !['IGNORED', 'REOPENS'].includes(lateOpening)) return 'lateOpening 须为 IGNORED 或 REOPENS';
  if (endingAgain !== undefined && typeof endingAgain !== 'boolean') return 'endingAgain 须为 true 或 false';
  if (list && list.pages && !(Number.isInteger(list.pages.first) && Number.isInteger(list.pages.size) && list.pages.size >= 1)) return 'list.pages 须有整数 first 和 size';
  if (signature !== undefined && !SIGNATURES.includes(signature.kind)) return `signature.kind 须为 ${SIGNATURES.join('、')}`;
  const calls = [profile.open, profile.standing ?? undefined, profile.done, profile.cancelled, profile.token?.call, list?.call, list?.find ?? undefined].filter((call) => call !== undefined);
  const wrong = calls.map(callFault).find((fault) => fault !== null);
  return wrong ?? rulesFault(profile.rules ?? {});
}

function callFault({ method, path, query = {}, headers = {}, body = null }: Call): string | null {
  if (!['GET', 'POST', 'PUT'].includes(method)) return 'method 须为 GET、POST 或 PUT';
  if (typeof path !== 'string' || !/^(\/|\{p\.)/.test(path)) return 'path 须以 / 开头';
  const values = sample([path, ...Object.values(query), ...Object.values(headers), JSON.stringify(body)]);
  for (const text of [path, ...Object.values(query), ...Object.values(headers)]) filledText(text, values);
  filled(body, values);
  return null;
}

/** A value for every name there is, and for whatever parameters and secrets are named. */
function sample(texts: readonly string[]): Values {
  const own = texts.flatMap((text) => [...text.matchAll(/\{(?:number )?([ps]\.\w+)\}/g)].map(([, name = '']) => name));
  return Object.fromEntries([...NAMES, ...own].map((name) => [name, 'x']));
}

function rulesFault(rules: Partial<Profile['rules']>): string | null {
  const conditions: Condition[] = [];
  for (const [kind, list] of Object.entries(rules)) {
    if (!RULES.includes(kind)) return `rules 没有 ${kind} 这一项`;
    conditions.push(...list.flat());
  }
  if (conditions.length > CONDITIONS_MAX) return `rules 的条件不超过 ${CONDITIONS_MAX} 个`;
  const patterns = conditions.flatMap(({ matches }) => matches ?? []);
  if (patterns.some((text) => text.length > PATTERN_MAX_CHARACTERS)) return `正则表达式不超过 ${PATTERN_MAX_CHARACTERS} 个字符`;
  const wrong = patterns.find((text) => !isPattern(text));
  return wrong === undefined ? null : `正则表达式不正确，或用了不支持的写法（前后查看、反向引用）：${wrong.slice(0, 40)}`;
}
