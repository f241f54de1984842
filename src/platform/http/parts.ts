/** Fields that hold other DTOs, or lists. */
import { applyDecorators } from '@nestjs/common';
import { ValidateNested } from 'class-validator';
import { ADDRESS_RANGE, isAddressRange } from '../../domain/address-range.js';
import type { Reason } from '../../domain/refusal.js';
import { fault, field, wrongType } from './field.js';
import type { Check, FieldOptions } from './field.js';
import { idCheck, oneOfCheck, textCheck } from './fields.js';
import { declareMaking } from './instance.js';

type Class = new () => object;

/** An object inside the object. (Swagger takes a function for a late type only if it is called `type`: hence `() => dto()`.) */
export function Part(dto: () => Class, options?: FieldOptions): PropertyDecorator {
  const check: Check = (value) => (typeof value === 'object' && !Array.isArray(value) ? [] : wrongType('object'));
  return applyDecorators(field({ check, schema: { type: () => dto() } }, options), ValidateNested(), madeOf(dto));
}

/** A list of objects; a fault inside is told as `items[3].level`. */
export function ListOf(dto: () => Class, min: number, max: number, options?: FieldOptions): PropertyDecorator {
  const schema = { type: () => dto(), isArray: true as const, minItems: min, maxItems: max };
  return applyDecorators(field({ check: listCheck(min, max, notAList), schema }, options), ValidateNested({ each: true }), madeOf(dto));
}

const madeOf = (part: () => Class): PropertyDecorator => (target, name) => declareMaking(target, String(name), { part });

export const ListOfText = (min: number, max: number, textMin: number, textMax: number, options?: FieldOptions): PropertyDecorator =>
  field({
    check: listCheck(min, max, textCheck(textMin, textMax)),
    schema: { type: 'array', minItems: min, maxItems: max, items: { type: 'string', minLength: textMin, maxLength: textMax } },
    tidy: (value) => (Array.isArray(value) ? value.map((text: unknown) => (typeof text === 'string' ? text.trim() : text)) : value),
  }, options);

export const ListOfCodes = (codes: readonly string[], min: number, max: number, options?: FieldOptions): PropertyDecorator =>
  field({
    check: listCheck(min, max, oneOfCheck(codes)),
    schema: { type: 'array', minItems: min, maxItems: max, items: { type: 'string', enum: [...codes] } },
  }, options);

/** Network ranges (CIDR), see `domain/address-range`. */
export const ListOfRanges = (min: number, max: number, options?: FieldOptions): PropertyDecorator =>
  field({
    check: listCheck(min, max, (value) => (isAddressRange(value) ? [] : typeof value === 'string' ? fault('WRONG_FORMAT', { expected: ADDRESS_RANGE }) : wrongType('text'))),
    schema: { type: 'array', minItems: min, maxItems: max, items: { type: 'string', maxLength: 43 } },
  }, options);

export const ListOfIds = (min: number, max: number, options?: FieldOptions): PropertyDecorator =>
  field({
    check: listCheck(min, max, idCheck),
    schema: { type: 'array', minItems: min, maxItems: max, items: { type: 'string', format: 'uuid' } },
  }, options);

/** A list whose rows are judged one by one later (`checked`): here only their number counts. `row`: as the document shows them. */
export const ListOfObjects = (min: number, max: number, options?: FieldOptions, row?: () => Class): PropertyDecorator =>
  field({ check: countCheck(min, max), schema: { ...(row ? { type: () => row(), isArray: true } : { type: 'array', items: { type: 'object' } }), minItems: min, maxItems: max } }, options);

/** What else is no object the library says itself; a list within a list it looks into. */
const notAList: Check = (value) => (Array.isArray(value) ? wrongType('object') : []);

const countCheck = (min: number, max: number): Check => (value) => {
  if (!Array.isArray(value)) return wrongType('list');
  return value.length < min || value.length > max ? fault('WRONG_COUNT', { min, max }) : [];
};

export const listCheck = (min: number, max: number, each: Check): Check => (value) => {
  const wrong = countCheck(min, max)(value);
  if (wrong.length > 0) return wrong;
  return (value as unknown[]).flatMap((element, at) => each(element).map((reason): Reason => ({ ...reason, path: `[${at}]` })));
};
