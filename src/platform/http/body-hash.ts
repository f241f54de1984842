/** What an idempotency key is bound to besides caller and path: the same content in another order is the same request. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonical } from '../../domain/fact.js';

/** Half a millisecond of work. */
const PARTS_AT_A_TURN = 100;

/** SHA-256 of the canonical form (RFC 8785); of no body, that of nothing. */
export async function hashOf(body: unknown): Promise<string> {
  const hash = createHash('sha256');
  let count = 0;
  for (const part of partsOf(body)) {
    hash.update(part);
    count += 1;
    if (count % PARTS_AT_A_TURN === 0) await nextTurn();
  }
  return hash.digest('hex');
}

/** The canonical text in pieces: what is long in a body is a list of it. */
function* partsOf(body: unknown): Generator<string> {
  if (body === undefined) return;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    yield* listed(body);
    return;
  }
  let before = '{';
  for (const [name, value] of Object.entries(body).sort(byName)) {
    yield `${before}${canonical(name)}:`;
    yield* listed(value);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function* listed(value: unknown): Generator<string> {
  if (!Array.isArray(value) || value.length === 0) {
    yield canonical(value);
    return;
  }
  for (const [at, one] of value.entries()) yield `${at === 0 ? '[' : ','}${canonical(one)}`;
  yield ']';
}

/** By UTF-16 code units, as RFC 8785 asks. */
const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);
