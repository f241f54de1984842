/** Facts: what happened, in canonical form (RFC 8785), chained per object by SHA-256 (contract §3, house: hard parts). */
import { hash as hashOf } from 'node:crypto';
import canonicalize from 'canonicalize';

export const sha256 = (text: string): string => hashOf('sha256', text, 'hex');

/** RFC 8785. Throws on what JSON cannot say. */
export function canonical(value: unknown): string {
  const text = usually(value) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('not representable as JSON');
  return text;
}

/** A pair half of which is missing, as `JSON.stringify` writes it (or a text that looks like it). */
const LONE_SURROGATE = /\\ud[89a-f]/;
class Unusual extends Error {}
const UNUSUAL = new Unusual();

/** What a fact is made of in practice, eight times as fast as the library; undefined where that is not sure. */
function usually(value: unknown): string | undefined {
  try {
    const text = textOf(value);
    return LONE_SURROGATE.test(text) ? undefined : text;
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

/** Texts and numbers as `JSON.stringify` writes them, which RFC 8785 asks for; members in order, without those that are not there. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  if (typeof value !== 'object' || 'toJSON' in value) throw UNUSUAL;
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value) text += (text === '' ? '[' : ',') + textOf(one);
    return text === '' ? '[]' : `${text}]`;
  }
  for (const { name, label } of inOrder(Object.keys(value))) {
    const one = (value as Record<string, unknown>)[name];
    if (one !== undefined) text += (text === '' ? '{' : ',') + label + textOf(one);
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Objects of one kind have the same names in the same order: they are sorted once, by UTF-16 code units. */
function inOrder(names: string[]): readonly Member[] {
  const key = names.join(BETWEEN);
  const known = ORDERS.get(key);
  if (known?.length === names.length) return known;
  const sorted = names.sort().map((name) => ({ name, label: `${JSON.stringify(name)}:` }));
  if (ORDERS.size >= ORDERS_MAX) ORDERS.clear();
  if (key.length <= ORDER_CHARACTERS_MAX && !names.some((name) => name.includes(BETWEEN))) ORDERS.set(key, sorted);
  return sorted;
}
interface Member { name: string; label: string }
const ORDERS = new Map<string, readonly Member[]>();
const ORDERS_MAX = 1_000;
const ORDER_CHARACTERS_MAX = 4_096;
const BETWEEN = '\n';

export const OBJECT_KINDS = [
  'HAZARD', 'AREA', 'ORGANISATION', 'USER', 'API_KEY', 'DELEGATION', 'SETTING', 'EXPORT', 'IMPORT', 'CLOCK', 'DUE_DATE', 'NOTICE', 'DIGEST', 'WEBHOOK', 'OA_CHANNEL', 'COMPARISON', 'INSPECTION',
] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

export interface FactActor {
  kind: 'PERSON' | 'KEY' | 'SYSTEM';
  id: string;
  name: string;
  organisationId: string;
  organisation: string;
  role: string;
}

/** What a fact says. No phone, no ID number, no reporter: facts are kept for ever and read by many. */
export interface FactContent {
  objectKind: ObjectKind;
  objectId: string;
  countyCode: string;
  /** The move or edit: `confirm`, `register`, `patch`, `user.create` … */
  move: string;
  at: string;
  actor: FactActor;
  onBehalfOf: { id: string; name: string } | null;
  address: string;
  requestId: string;
  from: string | null;
  to: string | null;
  opinion: string | null;
  /** The SHA-256 of what an act was given for. */
  contentHash: string | null;
  /** The SHA-256 of the whole object as it stood after this: a row changed behind the service is found by it. */
  stateHash: string | null;
  /** What the command carried or changed; the old value of what it replaced. */
  detail: Readonly<Record<string, unknown>>;
}

export interface Fact {
  objectKind: ObjectKind;
  objectId: string;
  countyCode: string;
  version: number;
  at: string;
  move: string;
  from: string | null;
  to: string | null;
  /** The exact bytes that `hash` covers. */
  body: string;
  previousHash: string;
  hash: string;
}

export const CHAIN_START = '0'.repeat(64);

/** The next link of an object's chain. `previous.version` 0 and CHAIN_START begin one. */
export function sealFact(content: FactContent, previous: { version: number; hash: string }): Fact {
  const version = previous.version + 1;
  const { objectKind, objectId, countyCode, move, at, actor, onBehalfOf, address, requestId, from, to, opinion, contentHash, stateHash, detail } = content;
  const sealed: FactContent & { version: number; previousHash: string } = {
    objectKind, objectId, countyCode, move, at, actor, onBehalfOf, address, requestId, from, to, opinion, contentHash, stateHash, detail, version, previousHash: previous.hash,
  };
  const body = canonical(sealed);
  return { objectKind, objectId, countyCode, version, at, move, from, to, body, previousHash: previous.hash, hash: sha256(body) };
}
