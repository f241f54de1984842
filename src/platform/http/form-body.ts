/** Reads an HTML form (`application/x-www-form-urlencoded`), counted while it streams. Every value is text. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { refuse } from '../../domain/refusal.js';
import { collect } from './json-body.js';
import { hasForbiddenCharacter } from './json.js';

export const FORM_LIMIT_BYTES = 200_000;
const FORM_FIELDS_MAX = 200;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** A field that was left empty was not filled in; line ends are those of the ledger, not of the browser. */
export async function readForm(request: IncomingMessage): Promise<Record<string, string>> {
  if (Number(request.headers['content-length'] ?? 0) > FORM_LIMIT_BYTES) throw refuse('BODY_TOO_LARGE', { limit: `${FORM_LIMIT_BYTES / 1_000} kB` });
  const [type = ''] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  if (type.trim() !== FORM_TYPE) throw refuse('MEDIA_TYPE_NOT_SUPPORTED', { expected: FORM_TYPE });
  const bytes = await collect(request, FORM_LIMIT_BYTES);
  if (!isUtf8(bytes)) throw refuse('MALFORMED');
  const pairs = [...new URLSearchParams(bytes.toString('utf8'))];
  if (pairs.length > FORM_FIELDS_MAX) throw refuse('MALFORMED');
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, typed] of pairs) {
    const value = typed.replace(/\r\n?/g, '\n');
    if (Object.hasOwn(fields, name) || hasForbiddenCharacter(name) || name === '__proto__') throw refuse('MALFORMED');
    if (hasForbiddenCharacter(value)) throw refuse('FORBIDDEN_CHARACTER', {}, name);
    if (value !== '') fields[name] = value;
  }
  return { ...fields };
}
