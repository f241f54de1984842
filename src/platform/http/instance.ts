/**
 * From what was sent to an instance of the DTO that describes it: what each field's decorator says of parts and of tidying, and
 * nothing else. Whatever is not as the DTO demands is left as it came: the check that follows says so (`validation.ts`).
 */
import { refuse } from '../../domain/refusal.js';

type Class<T extends object = object> = new () => T;
interface Making {
  /** What an object here is, or each object of a list here. */
  part?: () => Class;
  tidy?: (value: unknown) => unknown;
}

/** `__proto__`, `hasOwnProperty`, …: what every object has; the validator takes some of them for fields that it knows. */
const OF_EVERY_OBJECT = new Set(Object.getOwnPropertyNames(Object.prototype));

const declared = new WeakMap<object, Map<string, Making>>();
const gathered = new WeakMap<Class, ReadonlyMap<string, Making>>();

/** By the decorators of a DTO's fields (`field.ts`, `parts.ts`); several may speak of one field. */
export function declareMaking(prototype: object, name: string, making: Making): void {
  const fields = declared.get(prototype) ?? new Map<string, Making>();
  fields.set(name, { ...fields.get(name), ...making });
  declared.set(prototype, fields);
}

/** Every member of `value` becomes one of the instance, unknown ones too: they are refused by name later. */
export function instanceFrom<T extends object>(dto: Class<T>, value: object): T {
  const makings = makingsOf(dto);
  const instance = new dto();
  const members = instance as Record<string, unknown>;
  for (const name of Object.keys(value)) {
    if (OF_EVERY_OBJECT.has(name)) throw refuse('UNKNOWN_FIELD', undefined, name);
    const sent = (value as Record<string, unknown>)[name];
    const making = makings.get(name);
    const made = making?.part ? partFrom(making.part, sent) : sent;
    members[name] = making?.tidy ? making.tidy(made) : made;
  }
  return instance;
}

function partFrom(part: () => Class, sent: unknown): unknown {
  if (Array.isArray(sent)) return sent.map((one: unknown) => (isObject(one) ? instanceFrom(part(), one) : one));
  return isObject(sent) ? instanceFrom(part(), sent) : sent;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Its own fields and those of the DTOs it extends. */
function makingsOf(dto: Class): ReadonlyMap<string, Making> {
  const known = gathered.get(dto);
  if (known) return known;
  const all = new Map<string, Making>();
  for (let prototype: unknown = dto.prototype; typeof prototype === 'object' && prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    for (const [name, making] of declared.get(prototype) ?? []) if (!all.has(name)) all.set(name, making);
  }
  gathered.set(dto, all);
  return all;
}
