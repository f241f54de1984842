/** The OpenAPI document as checked in, and the bodies that it shows: given, or composed as Swagger UI composes them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fields, list, text, type Fields } from '../model/driver.js';

export interface Operation {
  /** `post /hazards/{id}/sign`, below `/api/v1`. */
  name: string;
  method: string;
  path: string;
  says: Fields;
}

export const checkedIn = (): Fields => JSON.parse(readFileSync(resolve(import.meta.dirname, '../../docs/openapi.json'), 'utf8')) as Fields;

export function operationsOf(document: Fields): Operation[] {
  return Object.entries(fields(document.paths)).flatMap(([whole, item]) =>
    Object.entries(fields(item)).map(([method, says]) => {
      const path = whole.replace(/^\/api\/v1/, '');
      return { name: `${method} ${path}`, method, path, says: fields(says) };
    }));
}

/** What stands behind a `$ref`. */
export function meant(document: Fields, node: unknown): Fields {
  const reference = text(fields(node).$ref);
  if (!reference) return fields(node);
  return meant(document, reference.replace('#/', '').split('/').reduce<unknown>((at, key) => fields(at)[key], document));
}

/** By name; one without a name is composed of the schema. */
export function examplesOf(document: Fields, operation: Operation): Record<string, Fields> {
  const [media] = Object.values(fields(fields(operation.says.requestBody).content)).map(fields);
  if (!media) return {};
  const given = Object.entries(fields(media.examples)).map(([name, example]) => [name, fields(fields(example).value)] as const);
  return Object.fromEntries(given.length > 0 ? given : [['', fields(composed(document, media.schema))]]);
}

function composed(document: Fields, node: unknown): unknown {
  const schema = meant(document, node);
  const first = [schema.example, schema.default, list(schema.enum)[0]].find((value) => value !== undefined);
  if (first !== undefined) return first;
  if (schema.properties) return Object.fromEntries(Object.entries(fields(schema.properties)).map(([name, property]) => [name, composed(document, property)]));
  const parts = list(schema.allOf).map((part) => composed(document, part));
  if (parts.length > 0) return parts.every((part) => typeof part === 'object') ? (Object.assign({}, ...parts) as unknown) : parts[0];
  const [type] = [schema.type].flat();
  if (type === 'array') return [composed(document, schema.items)];
  const plain: Fields = { boolean: true, integer: 0, number: 0, object: {} };
  return type === 'string' ? (schema.format === 'uuid' ? '3fa85f64-5717-4562-b3fc-2c963f66afa6' : 'string') : plain[text(type)];
}
