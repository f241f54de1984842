/**
 * Examples that work as they stand. All of them are told as of one day, so that the file checked in does not change
 * overnight; the running service moves their days to its own, so that "Try it out" is accepted on any of them.
 */
import { addDays, daysBetween } from '../../domain/deadline.js';

/** The day on which the examples of comments and decorators play. */
export const TOLD_ON = '2026-11-22';

const DAY_OR_INSTANT = /^(\d{4}-\d\d-\d\d)(T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/;

/** The same document with every day of its examples as far from `today` as it was from `TOLD_ON`. */
export function retold<T>(document: T, today: string): T {
  const days = daysBetween(TOLD_ON, today);
  return days === 0 ? document : (withExamples(document, days) as T);
}

function withExamples(node: unknown, days: number): unknown {
  return mapped(node, withExamples, days, (key, value) => (key === 'example' || key === 'examples' ? moved(value, days) : withExamples(value, days)));
}

function moved(value: unknown, days: number): unknown {
  if (typeof value !== 'string') return mapped(value, moved, days, (_key, one) => moved(one, days));
  const [, day, time = ''] = DAY_OR_INSTANT.exec(value) ?? [];
  return day === undefined ? value : addDays(day, days) + time;
}

function mapped(node: unknown, each: (value: unknown, days: number) => unknown, days: number, member: (key: string, value: unknown) => unknown): unknown {
  if (Array.isArray(node)) return node.map((value) => each(value, days));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, member(key, value)]));
}

export interface ParameterShape {
  in?: string;
  name?: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: { example?: unknown; [member: string]: unknown };
}

/** Swagger UI types an example into the form: of what may be left out, that would filter everything away. It is told in words. */
export function withoutPrefill(parameter: ParameterShape): ParameterShape {
  const { example: own, schema: { example: ofSchema, ...schema } = {}, ...rest } = parameter;
  const example = own ?? ofSchema;
  if (example === undefined || (parameter.in === 'query' && parameter.required)) return parameter;
  const told = typeof example === 'boolean' ? '' : `（例如 ${[example].flat().map(String).join('、')}）`;
  return { ...rest, description: `${rest.description ?? ''}${told}`, schema };
}
