/** The first answer to a request with an Idempotency-Key, which every repeat of it gets again (contract §1). */
import { createHash } from 'node:crypto';
import { refuse } from '../../domain/refusal.js';
import { given, insertion } from '../database/insertion.js';
import { statement } from '../database/statement.js';
import type { Answer } from '../http/answer.js';
import type { Requested } from '../http/requested.js';
import type { FieldSeal } from '../sealing/field-seal.js';

export interface Key { hash: string; lock: string; bodyHash: string }

/** As it is stored; sealed, because answers show phones to whoever may see them (security S34). */
export interface Kept {
  bodyHash: string;
  status: number;
  headers: Record<string, string>;
  answer: string | null;
}

/**
 * A statement of its own, after the lock: one that locked and looked at once would look with a snapshot from before the
 * lock, miss the answer that its holder has just committed, and do the work again.
 */
export const LOOK = statement<Kept>('door_look', `
  select body_hash as "bodyHash", status, headers, answer from idempotency where key_hash = $1`);

export const ANSWER = insertion('idempotency', given('key_hash', 'body_hash', 'status', 'headers', 'answer', 'created_at'));

/** A row of `ANSWER`. */
export function keptOf(key: Key, answer: Answer, seal: FieldSeal, now: string): unknown[] {
  const text = textToKeep(answer);
  return [key.hash, key.bodyHash, answer.status, JSON.stringify(answer.headers ?? {}), text ? seal.seal(text) : null, now];
}

export function replayed(kept: Kept, key: Key | null, seal: FieldSeal): Answer {
  if (kept.bodyHash !== key?.bodyHash) throw refuse('IDEMPOTENCY_KEY_REUSED');
  const text = kept.answer === null ? '' : seal.open(kept.answer);
  return { status: kept.status, headers: kept.headers, text, body: text ? JSON.parse(text) as unknown : null, replayed: true };
}

/** Bound to caller, method and path (contract §1). */
export function keyOf(requested: Requested): Key | null {
  if (requested.idempotencyKey === null || requested.method !== 'POST') return null;
  const { caller, method, path, idempotencyKey } = requested;
  const digest = createHash('sha256').update(JSON.stringify([caller.kind, caller.id, method, oneSpelling(path), idempotencyKey])).digest();
  return { hash: digest.toString('hex'), lock: digest.readBigInt64BE(0).toString(), bodyHash: requested.bodyHash ?? '' };
}

/** A path may be written with escapes, capitals in its ids and a slash behind: it is one path all the same. */
export function oneSpelling(path: string): string {
  try {
    return decodeURIComponent(path).toLowerCase().replace(/\/+$/, '');
  } catch {
    return path;
  }
}

/** A secret is never stored: its replay shows null. */
function textToKeep({ body, text, shownOnce }: Answer): string | undefined {
  if (!shownOnce) return text;
  return JSON.stringify({ ...(body as object), ...Object.fromEntries(shownOnce.map((field) => [field, null])) });
}
