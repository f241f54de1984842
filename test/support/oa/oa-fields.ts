/** Reading the fields of a request the way a strict vendor does: present, of the type and form described, no other ones. */
import type { Call } from './oa-server.js';
import { Refusal } from './oa-server.js';

/** Old JDK systems and thin titles: no more than so many characters, in any of them. */
export const TITLE_MAX = 100;
/** Of the ids that we choose. */
export const ID_MAX = 64;
export const SECONDS = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
export const MINUTES = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

export type Values = Record<string, unknown>;

export function jsonBody(call: Call): Values {
  if (call.method !== 'POST') throw new Refusal('FIELD', `${call.path} 只接受 POST`);
  if (!/^application\/json\s*(;|$)/i.test(call.headers['content-type'] ?? '')) throw new Refusal('FIELD', '须为 application/json');
  const body: unknown = JSON.parse(call.text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refusal('FIELD', '须为 JSON 对象');
  return body as Values;
}

export class Fields {
  constructor(private readonly values: Values, allowed: readonly string[]) {
    const unknown = Object.keys(values).filter((name) => !allowed.includes(name));
    if (unknown.length > 0) throw new Refusal('FIELD', `不认识的字段：${unknown.join('、')}`);
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null && this.values[name] !== '';
  }

  /** Characters as people count them. */
  text(name: string, max = 1_000, form?: RegExp): string {
    const value = this.values[name];
    if (typeof value !== 'string' || value.trim() === '') throw new Refusal('FIELD', `缺少 ${name}，或不是文字`);
    if ([...value].length > max) throw new Refusal('FIELD', `${name} 超过 ${max} 个字符`);
    if (form && !form.test(value)) throw new Refusal('FIELD', `${name} 格式不正确：${value}`);
    return value;
  }

  maybe(name: string, max = 1_000, form?: RegExp): string {
    return this.has(name) ? this.text(name, max, form) : '';
  }

  /** A code that vendors take as a number or as its digits. */
  code(name: string, allowed: readonly number[]): number {
    const value = this.values[name];
    const code = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof code !== 'number' || !allowed.includes(code)) throw new Refusal('FIELD', `${name} 须为 ${allowed.join('/')}`);
    return code;
  }

  maybeCode(name: string, allowed: readonly number[], otherwise: number): number {
    return this.has(name) ? this.code(name, allowed) : otherwise;
  }
}

/** A link that a person can click. */
export function absolute(url: string, name: string): string {
  if (!/^https?:\/\/[^\s]+$/.test(url) || !URL.canParse(url)) throw new Refusal('FIELD', `${name} 须为完整网址：${url}`);
  return url;
}
