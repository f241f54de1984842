/**
 * Whether an instance of a DTO is as its fields demand: yes or no, by the same checks that class-validator runs. Nearly everything
 * that is sent is sound, and the library gathers and sorts a class's rules anew for every object; it is asked only for what is not
 * surely sound, and then says why.
 */
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { FIELD } from './field.js';

type Holds = (value: unknown) => boolean;
const known = new Map<unknown, ReadonlyMap<string, readonly Holds[]> | null>();

/** false also where it is not sure: another decorator than ours, an object of no class. */
export function isSound(instance: object): boolean {
  const fields = fieldsOf(instance.constructor);
  if (!fields) return false;
  for (const name of Object.keys(instance)) if (!fields.has(name)) return false;
  for (const [name, all] of fields) {
    const value = (instance as Record<string, unknown>)[name];
    for (const holds of all) if (!holds(value)) return false;
  }
  return true;
}

const isSoundPart: Holds = (value) => value === undefined || isSoundWhole(value);
const isSoundWhole: Holds = (value) => (Array.isArray(value) ? value.every(isSoundWhole) : typeof value === 'object' && value !== null && isSound(value));

function fieldsOf(dto: unknown): ReadonlyMap<string, readonly Holds[]> | null {
  const before = known.get(dto);
  if (before !== undefined || typeof dto !== 'function') return before ?? null;
  const fields = gathered(dto);
  known.set(dto, fields);
  return fields;
}

type Dto = Parameters<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[0];
function gathered(dto: Dto): ReadonlyMap<string, readonly Holds[]> | null {
  const storage = getMetadataStorage();
  const fields = new Map<string, Holds[]>();
  for (const { type, propertyName, constraintCls, groups, validateIf, each } of storage.getTargetValidationMetadatas(dto, '', false, false)) {
    const holds: Holds[] = [];
    if (type === ValidationTypes.NESTED_VALIDATION) holds.push(isSoundPart);
    else if (type === ValidationTypes.CUSTOM_VALIDATION && !each) {
      for (const { name, async, instance } of storage.getTargetValidatorConstraints(constraintCls)) {
        if (name === FIELD && !async) holds.push((value) => instance.validate(value) === true);
      }
    }
    if (holds.length !== 1 || validateIf || (groups ?? []).length > 0) return null;
    fields.set(propertyName, [...(fields.get(propertyName) ?? []), ...holds]);
  }
  return fields.size > 0 ? fields : null;
}
