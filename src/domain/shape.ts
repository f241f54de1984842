/** Shapes of values whose form is not a DTO's: settings are data, and each fault is told in Chinese with its path. */
export interface ShapeFault { path: string; why: string }
export type Shape = (value: unknown, path: string) => ShapeFault[];

const fault = (path: string, why: string): ShapeFault[] => [{ path, why }];
const fine: ShapeFault[] = [];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Whether it is an object that has something under this key. */
export const isOf = (value: unknown, key: string): boolean => isObject(value) && value[key] !== undefined && value[key] !== null;

const optionals = new WeakSet<Shape>();

/** All keys and no others; those marked `optional` may be absent. */
export const object = (keys: Readonly<Record<string, Shape>>): Shape => (value, path) => {
  if (!isObject(value)) return fault(path, '须为对象');
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(keys, key)).flatMap((key) => fault(`${path}.${key}`, '不认识的字段'));
  const known = Object.entries(keys).flatMap(([key, shape]) => {
    if (Object.hasOwn(value, key)) return shape(value[key], `${path}.${key}`);
    return optionals.has(shape) ? fine : fault(`${path}.${key}`, '必填');
  });
  return [...unknown, ...known];
};

export function optional(shape: Shape): Shape {
  const marked: Shape = (value, path) => shape(value, path);
  optionals.add(marked);
  return marked;
}

/** null, or of that shape. */
export const maybe = (shape: Shape): Shape => (value, path) => (value === null ? fine : shape(value, path));

export const listOf = (each: Shape, min: number, max: number, { distinct = false, distinctBy = '' } = {}): Shape => (value, path) => {
  if (!Array.isArray(value)) return fault(path, '须为列表');
  if (value.length < min || value.length > max) return fault(path, `须有 ${min}–${max} 项`);
  const faults = value.flatMap((one, at) => each(one, `${path}[${at}]`));
  if (faults.length > 0 || (!distinct && !distinctBy)) return faults;
  const keys = (value as unknown[]).map((one) => JSON.stringify(distinctBy ? (one as Record<string, unknown>)[distinctBy] : one));
  return new Set(keys).size === keys.length ? fine : fault(path, '不能重复');
};

export const anyOf = (codes: readonly string[]): Shape => (value, path) =>
  typeof value === 'string' && codes.includes(value) ? fine : fault(path, `须为下列之一：${codes.join('、')}`);

export const whole = (min: number, max: number): Shape => (value, path) =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? fine : fault(path, `须为 ${min} 到 ${max} 的整数`);

export const text = (min: number, max: number): Shape => (value, path) =>
  typeof value === 'string' && value.length >= min && value.length <= max ? fine : fault(path, `须为 ${min}–${max} 个字符的文字`);

export const matching = (pattern: RegExp, form: string): Shape => (value, path) =>
  typeof value === 'string' && pattern.test(value) ? fine : fault(path, `须为 ${form}`);

export const flag: Shape = (value, path) => (typeof value === 'boolean' ? fine : fault(path, '须为 true 或 false'));
