/** Whether an answer is what the OpenAPI document says: types, codes, formats, nothing missing that is promised and nothing that is not told. */
import { fields, list, text, type Fields } from '../model/driver.js';
import { meant } from './documented.js';

const FORMATS: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
};
const KINDS: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string', boolean: (value) => typeof value === 'boolean', integer: Number.isInteger,
  number: (value) => typeof value === 'number', null: (value) => value === null, array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Each fault once, with where: `items[].level: "HIGH" is no code of it`. */
export function unlike(document: Fields, node: unknown, value: unknown, at = ''): string[] {
  return [...new Set(faults(document, whole(document, node), value, at))];
}

/** Parts that are all meant count as one. */
function whole(document: Fields, node: unknown): Fields {
  const schema = meant(document, node);
  const parts = list(schema.allOf).map((part) => whole(document, part));
  if (parts.length === 0) return schema;
  const properties = Object.assign({}, ...parts.map((part) => part.properties), schema.properties) as Fields;
  return { ...Object.assign({}, ...parts) as Fields, ...schema, properties, required: [...parts, schema].flatMap(({ required }) => list(required)) };
}

function faults(document: Fields, schema: Fields, value: unknown, at: string): string[] {
  const either = [...list(schema.oneOf), ...list(schema.anyOf)].map((one) => faults(document, whole(document, one), value, at));
  if (either.length > 0) return either.some((one) => one.length === 0) ? [] : either.reduce((least, one) => (value !== null && one.join().includes('is no null') ? least : one));
  const kinds = [schema.type].flat().filter((kind) => kind !== undefined).map(text);
  if (kinds.length > 0 && !kinds.some((kind) => KINDS[kind]?.(value))) return [`${at}: ${JSON.stringify(value)?.slice(0, 60)} is no ${kinds.join(' or ')}`];
  if (schema.enum && !list(schema.enum).includes(value)) return [`${at}: ${JSON.stringify(value)} is no code of it`];
  const format = FORMATS[text(schema.format)];
  if (typeof value === 'string' && format && !format.test(value)) return [`${at}: ${JSON.stringify(value)} is no ${text(schema.format)}`];
  if (Array.isArray(value)) return value.flatMap((one) => faults(document, whole(document, schema.items), one, `${at}[]`));
  return KINDS.object?.(value) ? membersOf(document, schema, fields(value), at) : [];
}

function membersOf(document: Fields, schema: Fields, value: Fields, at: string): string[] {
  const told = fields(schema.properties);
  const more = schema.additionalProperties;
  const missing = list(schema.required).map(text).filter((name) => !(name in value)).map((name) => `${at}.${name}: missing`);
  return [...missing, ...Object.entries(value).flatMap(([name, one]) => {
    if (name in told) return faults(document, whole(document, told[name]), one, `${at}.${name}`);
    if (more === undefined || more === false) return [`${at}.${name}: not told`];
    return more === true ? [] : faults(document, whole(document, more), one, `${at}.*`);
  })];
}
