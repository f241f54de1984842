/**
 * A strict JSON reader. `JSON.parse` keeps the last of two equal keys, nests without end and lets every
 * character through; contract §1 and security S22, S24 and S29 ask for more, and for the path of the fault.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { refuse } from '../../domain/refusal.js';
import type { Reason, RefusalCode, Refused } from '../../domain/refusal.js';
import { JSON_MAX_DEPTH } from './limits.js';


/** More than any operation takes; without them 20 MB of `[[[],[],…` cost seconds here and in validation. */
const MAX_ELEMENTS = 100_000;
const MAX_KEYS = 1_000;
const MAX_VALUES = 1_000_000;
/** Names that mean something to JavaScript itself: no field of ours has them. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** NUL, C0 and C1 controls but tab and line ends, bidi controls, halves of a surrogate pair. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

export const hasForbiddenCharacter = (text: string): boolean => FORBIDDEN.test(text);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The value, or a refusal of kind 400 that names the place. While a long text is read, whatever else waits has its turn. */
export async function parseStrictly(text: string): Promise<Json> {
  const reading = new Reader(text).whole();
  for (;;) {
    const read = reading.next();
    if (read.done) return read.value;
    await nextTurn();
  }
}

/** Half a millisecond of reading. */
const CHARACTERS_AT_A_TURN = 20_000;
/** Pauses where it has read so much. */
type Reading<T extends Json> = Generator<void, T, void>;

class Reader {
  private at = 0;
  private pausedAt = 0;
  private values = 0;
  private readonly path: (string | number)[] = [];

  constructor(private readonly text: string) {}

  *whole(): Reading<Json> {
    const value = yield* this.value();
    this.pastSpaces();
    if (this.at < this.text.length) throw this.fault('JSON_MALFORMED');
    return value;
  }

  private *value(): Reading<Json> {
    this.pastSpaces();
    switch (this.text.charCodeAt(this.at)) {
      case 0x7b: return yield* this.object();
      case 0x5b: return yield* this.list();
      default: return this.plain();
    }
  }

  /** A value that holds no others: most do not, and need no pause. */
  private plain(): Json {
    this.limit(++this.values, MAX_VALUES);
    switch (this.text.charCodeAt(this.at)) {
      case 0x22: return this.checked(this.string());
      case 0x74: return this.word('true', true);
      case 0x66: return this.word('false', false);
      case 0x6e: return this.word('null', null);
      default: return this.number();
    }
  }

  private *object(): Reading<Json> {
    const object: { [key: string]: Json } = {};
    let keys = 0;
    this.deeper('');
    if (this.closes(0x7d)) return object;
    do {
      this.pastSpaces();
      const key = this.key(object);
      this.limit(++keys, MAX_KEYS);
      this.path[this.path.length - 1] = key;
      this.pastSpaces();
      if (this.text.charCodeAt(this.at++) !== 0x3a) throw this.fault('JSON_MALFORMED');
      object[key] = this.holds() ? yield* this.value() : this.plain();
      if (this.hasReadMuch()) yield;
    } while (this.more(0x7d));
    return object;
  }

  private key(object: object): string {
    if (this.text.charCodeAt(this.at) !== 0x22) throw this.fault('JSON_MALFORMED');
    const key = this.string();
    this.path[this.path.length - 1] = hasForbiddenCharacter(key) ? '' : key;
    this.checked(key);
    if (RESERVED.has(key)) throw this.fault('UNKNOWN_FIELD');
    if (Object.hasOwn(object, key)) throw this.fault('JSON_DUPLICATE_KEY', { key });
    return key;
  }

  private *list(): Reading<Json> {
    const list: Json[] = [];
    this.deeper(0);
    if (this.closes(0x5d)) return list;
    do {
      this.path[this.path.length - 1] = list.length;
      list.push(this.holds() ? yield* this.value() : this.plain());
      if (this.hasReadMuch()) yield;
      this.limit(list.length, MAX_ELEMENTS);
    } while (this.more(0x5d));
    return list;
  }

  /** Past the opening bracket, one level down. The depth is bounded, so recursion cannot exhaust the stack. */
  private deeper(step: string | number): void {
    this.limit(++this.values, MAX_VALUES);
    this.at += 1;
    this.path.push(step);
    if (this.path.length > JSON_MAX_DEPTH) throw refuse('JSON_TOO_DEEP', { limit: JSON_MAX_DEPTH });
  }

  private hasReadMuch(): boolean {
    if (this.at - this.pausedAt <= CHARACTERS_AT_A_TURN) return false;
    this.pausedAt = this.at;
    return true;
  }

  /** Whether what comes is an object or a list. */
  private holds(): boolean {
    this.pastSpaces();
    const first = this.text.charCodeAt(this.at);
    return first === 0x7b || first === 0x5b;
  }

  private closes(bracket: number): boolean {
    this.pastSpaces();
    if (this.text.charCodeAt(this.at) !== bracket) return false;
    this.at += 1;
    this.path.pop();
    return true;
  }

  private more(bracket: number): boolean {
    if (this.closes(bracket)) return false;
    if (this.text.charCodeAt(this.at++) !== 0x2c) throw this.fault('JSON_MALFORMED');
    return true;
  }

  /** From quote to quote. Escapes are left to JSON.parse; a raw control character is malformed by the grammar. */
  private string(): string {
    const start = this.at;
    let end = this.text.indexOf('"', start + 1);
    while (end > 0 && this.escaped(end)) end = this.text.indexOf('"', end + 1);
    if (end < 0) throw this.fault('JSON_MALFORMED');
    this.at = end + 1;
    const raw = this.text.slice(start + 1, end);
    if (!raw.includes('\\') && !RAW_CONTROL.test(raw)) return raw;
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      throw this.fault('JSON_MALFORMED');
    }
  }

  private escaped(quote: number): boolean {
    let from = quote;
    while (this.text.charCodeAt(from - 1) === 0x5c) from -= 1;
    return (quote - from) % 2 === 1;
  }

  private checked(text: string): string {
    if (hasForbiddenCharacter(text)) throw this.fault('FORBIDDEN_CHARACTER');
    return text;
  }

  /** A number beyond the range of a double would become Infinity, which is not JSON any more. */
  private number(): number {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    const value = Number(found);
    if (found === undefined || !Number.isFinite(value)) throw this.fault('JSON_MALFORMED');
    this.at += found.length;
    return value;
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.fault('JSON_MALFORMED');
    this.at += word.length;
    return value;
  }

  private pastSpaces(): void {
    if (this.text.charCodeAt(this.at) > 0x20) return;
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }

  private limit(count: number, max: number): void {
    if (count > max) throw this.fault('WRONG_COUNT', { min: 0, max });
  }

  private fault(code: RefusalCode, params?: Reason['params']): Refused {
    return refuse(code, params, pathOf(this.path));
  }
}

const RAW_CONTROL = /[\u0000-\u001f]/;

/** `owner.phone`, `items[3].level`. */
export function pathOf(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => (typeof step === 'number' ? `${path}[${step}]` : path ? `${path}.${step}` : step), '');
}
