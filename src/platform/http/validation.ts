/** Turns what was sent into an instance of a DTO, or refuses with every reason at once and the path of each. */
import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { validateSync } from 'class-validator';
import type { ValidationError, ValidatorOptions } from 'class-validator';
import { judge, refuse } from '../../domain/refusal.js';
import type { Reason } from '../../domain/refusal.js';
import { FIELD } from './field.js';
import { isId } from './fields.js';
import { instanceFrom } from './instance.js';
import { isSound } from './soundness.js';

const STRICT: ValidatorOptions = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false, validationError: { target: false } };

/** For bodies, queries and the rows of a batch alike. `path` is where the value stands: `items[3]`. */
export function checked<T extends object>(dto: new () => T, value: unknown, path = ''): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('WRONG_TYPE', { expected: '{…}' }, path);
  const instance = instanceFrom(dto, value);
  if (isSound(instance)) return instance;
  judge(validateSync(instance, STRICT).flatMap((error) => reasonsOf(error, path, false)));
  return instance;
}

/** A field's own reasons hide what class-validator adds about the same value; only elements of lists have none. */
function reasonsOf(error: ValidationError, parent: string, inList: boolean): Reason[] {
  const path = inList ? `${parent}[${error.property}]` : parent ? `${parent}.${error.property}` : error.property;
  const { [FIELD]: own, whitelistValidation: unknown, nestedValidation: notAnObject } = error.constraints ?? {};
  if (own !== undefined) return (JSON.parse(own) as Reason[]).map((reason) => ({ ...reason, path: path + (reason.path ?? '') }));
  if (unknown !== undefined) return [{ code: 'UNKNOWN_FIELD', path }];
  if (notAnObject !== undefined) return inList ? [{ code: 'WRONG_TYPE', params: { expected: '{…}' }, path }] : [];
  return (error.children ?? []).flatMap((child) => reasonsOf(child, path, Array.isArray(error.value)));
}

/** The global pipe: every body and query that has a DTO. */
@Injectable()
export class CheckedPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type !== 'body' && type !== 'query') return value;
    if (metatype === undefined || BUILT_IN.has(metatype)) return value;
    return checked(metatype as new () => object, value ?? {});
  }
}

const BUILT_IN = new Set<unknown>([Object, String, Number, Boolean, Array]);

/** For a path parameter: `@Param('id', IdPipe) id: string`. */
@Injectable()
export class IdPipe implements PipeTransform {
  transform(value: unknown, { data }: ArgumentMetadata): string {
    if (!isId(value)) throw refuse('WRONG_UUID', undefined, data);
    return value.toLowerCase();
  }
}
