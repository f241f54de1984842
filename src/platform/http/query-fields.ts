/** Fields of a query, where everything arrives as text and a name may be repeated (contract §1: "any of"). */
import { fault, field, wrongType } from './field.js';
import type { Check, FieldOptions } from './field.js';
import { idCheck, oneOfCheck, textCheck, wholeCheck } from './fields.js';
import { listCheck } from './parts.js';

const MAX_REPEATS = 100;
const WHOLE = /^-?\d{1,15}$/;

const OPTIONAL: FieldOptions = { optional: true };

function repeated(each: Check, items: object): PropertyDecorator {
  return field({
    check: listCheck(1, MAX_REPEATS, each),
    schema: { type: 'array', maxItems: MAX_REPEATS, items },
    tidy: (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  }, OPTIONAL);
}

/** Repeated codes: `?level=MAJOR&level=GENERAL`. */
export const QueryList = (codes: readonly string[]): PropertyDecorator => repeated(oneOfCheck(codes), { type: 'string', enum: [...codes] });

/** Codes repeated or in one text: `?groupBy=level,status`. */
export const QueryCodes = (codes: readonly string[]): PropertyDecorator =>
  field({
    check: listCheck(1, codes.length, oneOfCheck(codes)),
    schema: { type: 'array', maxItems: codes.length, items: { type: 'string', enum: [...codes] } },
    tidy: (value) => (value === undefined ? value : [value].flat().flatMap((one: unknown) => (typeof one === 'string' ? one.split(',') : [one]))),
  });

export const QueryIds = (): PropertyDecorator => repeated(idCheck, { type: 'string', format: 'uuid' });

export const QueryTexts = (min: number, max: number): PropertyDecorator =>
  repeated(textCheck(min, max), { type: 'string', minLength: min, maxLength: max });

/** `true` or `false`, in words. */
export const QueryFlag = (options: FieldOptions = OPTIONAL): PropertyDecorator =>
  field({
    check: (value) => (typeof value === 'boolean' ? [] : wrongType('flag')),
    schema: { type: 'boolean' },
    tidy: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  }, options);

export const QueryWhole = (min: number, max: number, options: FieldOptions = OPTIONAL): PropertyDecorator =>
  field({
    check: wholeCheck(min, max),
    schema: { type: 'integer', minimum: min, maximum: max },
    tidy: (value) => (typeof value === 'string' && WHOLE.test(value) ? Number(value) : value),
  }, options);

const AREA_PREFIX = /^\d{2,12}$/;

/** Area codes are prefixes of each other: 1405, 140525, 140525100 (contract §2). */
export const QueryAreas = (): PropertyDecorator =>
  repeated((value) => (typeof value !== 'string' ? wrongType('text') : AREA_PREFIX.test(value) ? [] : fault('WRONG_FORMAT', { expected: '1405 / 140525 / 140525100' })),
    { type: 'string', pattern: AREA_PREFIX.source });
