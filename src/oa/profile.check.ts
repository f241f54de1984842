/** A site's own profile is data from outside: judged before it is kept, so that a slip is told to whoever made it. */
import type { Call, Condition, Profile } from './dialect.js';
import { filled, filledText } from './template.js';
import type { Values } from './template.js';

const PROFILE_MAX_CHARACTERS = 20_000;
const PATTERN_MAX_CHARACTERS = 500;
const FIELDS = ['timeFormat', 'signature', 'token', 'open', 'done', 'cancelled', 'list', 'rules', 'titleCharacters', 'remoteIdAt', 'note'];
const RULES = ['token', 'person', 'already', 'gone', 'ok', 'permanent'];
const SIGNATURES = ['NONE', 'BASIC', 'HMAC_PATH', 'TIF', 'SORTED_DIGEST', 'BODY_HMAC'];
const NAMES = ['externalId', 'person', 'remoteId', 'title', 'kindLabel', 'link', 'url', 'created', 'changed', 'stampMs', 'stampText'];

/** Why it is not accepted, in Chinese; null where it is. Parameters and secrets may have any name (`p.…`, `s.…`). */
export function profileFault(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '须为对象';
  if (JSON.stringify(value).length > PROFILE_MAX_CHARACTERS) return `不超过 ${PROFILE_MAX_CHARACTERS} 个字符`;
  const unknown = Object.keys(value).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) return `没有 ${unknown.slice(0, 40)} 这一项`;
  try {
    return faultOf(value);
  } catch (error) {
    return error instanceof Error && error.message.startsWith('the profile names') ? `模板中的 ${/names (\S+),/.exec(error.message)?.[1] ?? ''} 不存在` : '结构不正确';
  }
}

function faultOf(profile: Partial<Profile>): string | null {
  const { titleCharacters, timeFormat, signature } = profile;
  if (titleCharacters !== undefined && !(Number.isInteger(titleCharacters) && titleCharacters >= 10 && titleCharacters <= 500)) return 'titleCharacters 须为 10–500';
  if (timeFormat !== undefined && !['SECONDS', 'MINUTES', 'MILLISECONDS'].includes(timeFormat)) return 'timeFormat 须为 SECONDS、MINUTES 或 MILLISECONDS';
  if (signature !== undefined && !SIGNATURES.includes(signature.kind)) return `signature.kind 须为 ${SIGNATURES.join('、')}`;
  const calls = [profile.open, profile.done, profile.cancelled, profile.token?.call, profile.list?.call].filter((call) => call !== undefined);
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
  for (const [kind, list] of Object.entries(rules)) {
    if (!RULES.includes(kind)) return `rules 没有 ${kind} 这一项`;
    const conditions: readonly Condition[] = (list).flat();
    for (const { matches } of conditions) {
      if (matches === undefined) continue;
      if (matches.length > PATTERN_MAX_CHARACTERS) return '正则表达式过长';
      if (!isPattern(matches)) return '正则表达式不正确';
    }
  }
  return null;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'i') instanceof RegExp;
  } catch {
    return false;
  }
}
