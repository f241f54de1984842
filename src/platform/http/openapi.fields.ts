/** Which faults of form a request can have: read off its schema, so that no operation has to list them. */
import type { RefusalCode } from '../../domain/refusal.js';

const BY_KEYWORD: Record<string, RefusalCode> = {
  minLength: 'WRONG_LENGTH', maxLength: 'WRONG_LENGTH', maxItems: 'WRONG_COUNT', enum: 'WRONG_CODE', minimum: 'OUT_OF_RANGE', maximum: 'OUT_OF_RANGE', pattern: 'WRONG_FORMAT',
};
const BY_FORMAT: Record<string, RefusalCode> = { date: 'WRONG_DAY', 'date-time': 'WRONG_INSTANT', uuid: 'WRONG_UUID' };
/** Two forms that are patterns and have a code of their own. */
const CREDIT_CODE_LENGTH = 18;
const isMoney = (schema: Record<string, unknown>): boolean => String(schema['pattern']).includes('{1,2}');

export function fieldCodes(schema: unknown, schemas: object): RefusalCode[] {
  const met = new Set<RefusalCode>();
  collect(schema, schemas as Record<string, unknown>, met, new Set());
  return [...met];
}

function collect(node: unknown, schemas: Record<string, unknown>, met: Set<RefusalCode>, seen: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Record<string, unknown>;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'example' || key === 'examples') continue;
    if (key === '$ref') collectNamed(String(value), schemas, met, seen);
    else collect(value, schemas, met, seen);
  }
  for (const code of ownCodes(schema)) met.add(code);
}

function collectNamed(reference: string, schemas: Record<string, unknown>, met: Set<RefusalCode>, seen: Set<string>): void {
  const name = reference.split('/').pop() ?? '';
  if (seen.has(name)) return;
  seen.add(name);
  collect(schemas[name], schemas, met, seen);
}

function ownCodes(schema: Record<string, unknown>): RefusalCode[] {
  if (typeof schema['type'] !== 'string' && !Array.isArray(schema['type'])) return [];
  if (schema['pattern'] !== undefined && schema['minLength'] === CREDIT_CODE_LENGTH) return ['WRONG_CREDIT_CODE'];
  if (schema['pattern'] !== undefined && isMoney(schema)) return ['WRONG_MONEY'];
  const byFormat = BY_FORMAT[String(schema['format'])];
  return [...Object.keys(schema).flatMap((keyword) => BY_KEYWORD[keyword] ?? []), ...(byFormat ? [byFormat] : [])];
}
