/** Fields of a channel: names with texts, and what of a profile is otherwise at a site. */
import { fault, field, wrongType } from '../platform/http/field.js';
import type { Check, FieldOptions } from '../platform/http/field.js';
import { textCheck } from '../platform/http/fields.js';
import { profileFault } from './profile.check.js';

const NAMES_MAX = 30;
const NAME = /^[A-Za-z]\w{0,39}$/;
const textOf = textCheck(1, 1_000);

const namesCheck: Check = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrongType('object');
  const entries = Object.entries(value);
  if (entries.length > NAMES_MAX) return fault('WRONG_COUNT', { min: 0, max: NAMES_MAX });
  return entries.flatMap(([name, text]) => (NAME.test(name) ? textOf(text).map((reason) => ({ ...reason, path: `.${name}` })) : fault('UNKNOWN_FIELD', undefined, `.${name.slice(0, 40)}`)));
};

export const Names = (options?: FieldOptions): PropertyDecorator =>
  field({ check: namesCheck, schema: { type: 'object', additionalProperties: { type: 'string' } } }, options);

const profileCheck: Check = (value) => {
  const expected = profileFault(value);
  return expected === null ? [] : fault('WRONG_FORMAT', { expected });
};

export const ProfileField = (options?: FieldOptions): PropertyDecorator =>
  field({ check: profileCheck, schema: { type: 'object', additionalProperties: true } }, options);
