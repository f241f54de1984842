/** Templates filled with values, and answers read by paths. */
import type { Template } from './dialect.js';

/** A profile that names what there is not: nothing of it is sent. */
export class ProfileFault extends Error {
  constructor(readonly missing: string) {
    super(`the channel lacks ${missing}`);
  }
}

export type Values = Readonly<Record<string, string | number | null>>;

/** `{number p.agentId}`: a number there, text here. */
const ALONE = /^\{(number )?([\w.]+)\}$/;
const EACH = /\{([\w.]+)\}/g;

/** Throws where a template names what is not there: a profile with a slip must not send half a todo. */
export function filled(template: Template, values: Values): Template {
  if (Array.isArray(template)) return template.map((one: Template) => filled(one, values));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, filled(value, values)]));
  }
  if (typeof template !== 'string') return template;
  const [, asNumber, alone] = ALONE.exec(template) ?? [];
  if (alone === undefined) return filledText(template, values);
  return asNumber ? Number(valueOf(alone, values)) : valueOf(alone, values);
}

export const filledText = (template: string, values: Values): string => template.replace(EACH, (_, name: string) => String(valueOf(name, values) ?? ''));

function valueOf(name: string, values: Values): string | number | null {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new ProfileFault(name);
  return value;
}

/** What stands at a path of an answer; undefined where there is nothing. Some answer JSON within a text of their JSON. */
export const at = (answer: unknown, path: string): unknown => path.split('.').reduce<unknown>((value, key) => {
  const holder = typeof value === 'string' && /^\s*[[{]/.test(value) ? parsed(value) : value;
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key) ? (holder as Record<string, unknown>)[key] : undefined;
}, answer);

/** Undefined for what is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
