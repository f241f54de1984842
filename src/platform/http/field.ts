/**
 * How a field of a DTO is made: one decorator says what is accepted, how it is tidied, and how OpenAPI shows it.
 * class-validator carries the reasons as JSON in its messages; `validation.ts` reads them back.
 */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { registerDecorator } from 'class-validator';
import type { Reason, RefusalCode } from '../../domain/refusal.js';
import { declareMaking } from './instance.js';

export interface FieldOptions {
  /** May be absent. */
  optional?: boolean;
  /** May be null: treated as absent by the check, passed on as null. */
  nullable?: boolean;
}

/** Why a present value is not accepted; a path is relative to the field (`[3]`). */
export type Check = (value: unknown) => Reason[];

export const FIELD = 'field';

export const fault = (code: RefusalCode, params?: Reason['params'], path?: string): Reason[] => [
  { code, ...(params && { params }), ...(path && { path }) },
];

/** As they stand in JSON, which needs no translation. */
const FORMS = { text: '"…"', money: '"12000.00"', whole: '123', flag: 'true / false', object: '{…}', list: '[…]', something: '≠ null' } as const;
export const wrongType = (expected: keyof typeof FORMS): Reason[] => fault('WRONG_TYPE', { expected: FORMS[expected] });

export interface FieldKind {
  check: Check;
  schema: ApiPropertyOptions;
  /** Tidies an accepted value; anything else it must leave alone. */
  tidy?: (value: unknown) => unknown;
}

export function field(kind: FieldKind, options: FieldOptions = {}): PropertyDecorator {
  const judgeValue: Check = (value) => {
    if (value === undefined) return options.optional ? [] : fault('REQUIRED');
    if (value === null) return options.nullable ? [] : options.optional ? wrongType('something') : fault('REQUIRED');
    return kind.check(value);
  };
  const schema = { ...kind.schema, required: !options.optional, ...(options.nullable && { nullable: true }) } as ApiPropertyOptions;
  const decorators = [judged(judgeValue), ApiProperty(schema)];
  const { tidy } = kind;
  if (tidy) decorators.push((target: object, name: string | symbol) => declareMaking(target, String(name), { tidy }));
  return applyDecorators(...decorators);
}

function judged(check: Check): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name: FIELD,
      target: target.constructor,
      propertyName: String(propertyName),
      validator: {
        validate: (value: unknown) => check(value).length === 0,
        defaultMessage: (at) => JSON.stringify(check(at?.value)),
      },
    });
  };
}
