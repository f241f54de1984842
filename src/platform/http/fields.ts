/** The kinds of single values a body or a query may carry (contract §1; security S22). */
import { creditCodeFault } from '../../domain/credit-code.js';
import { isDay as isCalendarDay } from '../../domain/deadline.js';
import { fault, field, wrongType } from './field.js';
import type { Check, FieldKind, FieldOptions } from './field.js';
import { hasForbiddenCharacter } from './json.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const YEARS = /^(19|2\d)\d\d-/;
const INSTANT = /^(\d{4}-\d\d-\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const MONEY = /^(0|[1-9]\d{0,12})(?:\.(\d{1,2}))?$/;
const PHONE = /^\+?\d[\d-]{3,18}\d$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** A day that exists (2024-02-30 does not), in years a ledger can mean. */
export const isDay = (value: unknown): value is string => typeof value === 'string' && YEARS.test(value) && isCalendarDay(value);

export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && isDay(INSTANT.exec(value)?.[1]) && !Number.isNaN(Date.parse(value));

/** Characters as people count them: code points, without the blanks around. Blanks only count as nothing. */
export function textCheck(min: number, max: number): Check {
  return (value) => {
    if (typeof value !== 'string') return wrongType('text');
    if (hasForbiddenCharacter(value)) return fault('FORBIDDEN_CHARACTER');
    const text = value.trim();
    const length = text.length > 2 * max ? Infinity : [...text].length;
    return length < min || length > max ? fault('WRONG_LENGTH', { min, max }) : [];
  };
}

export const oneOfCheck = (codes: readonly string[]): Check => (value) =>
  typeof value !== 'string' ? wrongType('text') : codes.includes(value) ? [] : fault('WRONG_CODE', { allowed: codes.join('、') });

export const idCheck: Check = (value) => (isId(value) ? [] : fault('WRONG_UUID'));

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

export const Text = (min: number, max: number, options?: FieldOptions): PropertyDecorator =>
  field({ check: textCheck(min, max), schema: { type: 'string', minLength: min, maxLength: max }, tidy: trimmed }, options);

/** A password: never trimmed, never shown. */
export const Secret = (min: number, max: number, options?: FieldOptions): PropertyDecorator => {
  const check: Check = (value) =>
    typeof value !== 'string' ? wrongType('text') : value.length < min || value.length > max ? fault('WRONG_LENGTH', { min, max }) : [];
  return field({ check, schema: { type: 'string', format: 'password', writeOnly: true, minLength: min, maxLength: max } }, options);
};

/** Text of a fixed form; `expected` says the form in characters that need no translation. */
export const Matching = (pattern: RegExp, expected: string, options?: FieldOptions): PropertyDecorator => {
  const check: Check = (value) =>
    typeof value !== 'string' ? wrongType('text') : pattern.test(value) ? [] : fault('WRONG_FORMAT', { expected });
  return field({ check, schema: { type: 'string', pattern: pattern.source } }, options);
};

const stringKind = (holds: (value: unknown) => boolean, code: Parameters<typeof fault>[0], format: FieldKind['schema']): FieldKind => ({
  check: (value) => (typeof value !== 'string' ? wrongType('text') : holds(value) ? [] : fault(code)),
  schema: { type: 'string', ...format },
});

/** `YYYY-MM-DD`. */
export const Day = (options?: FieldOptions): PropertyDecorator => field(stringKind(isDay, 'WRONG_DAY', { format: 'date' }), options);

/** RFC 3339 with a zone; passed on in UTC. */
export const Instant = (options?: FieldOptions): PropertyDecorator =>
  field({
    ...stringKind(isInstant, 'WRONG_INSTANT', { format: 'date-time' }),
    tidy: (value) => (isInstant(value) ? new Date(value).toISOString() : value),
  }, options);

/** CNY as a decimal string, ≥ 0; passed on with two places. */
export const Money = (options?: FieldOptions): PropertyDecorator =>
  field({
    check: (value) => (typeof value !== 'string' ? wrongType('money') : MONEY.test(value) ? [] : fault('WRONG_MONEY')),
    schema: { type: 'string', pattern: MONEY.source },
    tidy: (value) => (typeof value === 'string' ? value.replace(MONEY, (_, whole: string, cents = '') => `${whole}.${String(cents).padEnd(2, '0')}`) : value),
  }, options);

export const Id = (options?: FieldOptions): PropertyDecorator =>
  field({
    ...stringKind(isId, 'WRONG_UUID', { format: 'uuid' }),
    tidy: (value) => (isId(value) ? value.toLowerCase() : value),
  }, options);

export const OneOf = (codes: readonly string[], options?: FieldOptions): PropertyDecorator =>
  field({ check: oneOfCheck(codes), schema: { type: 'string', enum: [...codes] } }, options);

export const Flag = (options?: FieldOptions): PropertyDecorator =>
  field({ check: (value) => (typeof value === 'boolean' ? [] : wrongType('flag')), schema: { type: 'boolean' } }, options);

export const wholeCheck = (min: number, max: number): Check => (value) => {
  if (typeof value !== 'number' || !Number.isInteger(value)) return wrongType('whole');
  return value < min || value > max ? fault('OUT_OF_RANGE', { min, max }) : [];
};

export const Whole = (min: number, max: number, options?: FieldOptions): PropertyDecorator =>
  field({ check: wholeCheck(min, max), schema: { type: 'integer', minimum: min, maximum: max } }, options);

/** 统一社会信用代码, as it stands on the licence: 18 characters, upper case. */
export const CreditCode = (options?: FieldOptions): PropertyDecorator =>
  field(stringKind((value) => creditCodeFault(String(value)) === null, 'WRONG_CREDIT_CODE', { minLength: 18, maxLength: 18, pattern: '^[0-9A-HJ-NP-RTUWXY]{18}$' }), options);

/** A mobile or landline number as people write it. */
export const Phone = (options?: FieldOptions): PropertyDecorator => Matching(PHONE, '13800138000 / 0356-2020202', options);
