/** Facts: what happened, in canonical form (RFC 8785), chained per object by SHA-256 (contract §3, house: hard parts). */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** RFC 8785. Throws on what JSON cannot say. */
export function canonical(value: unknown): string {
  const text = inOrder(value) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('not representable as JSON');
  return text;
}

/** A pair half of which is missing, as `JSON.stringify` writes it (or a text that looks like it). */
const LONE_SURROGATE = /\\ud[89a-f]/;
class Unusual extends Error {}
const UNUSUAL = new Unusual();

/** What RFC 8785 asks for is what `JSON.stringify` writes of members in order, four times as fast; undefined where that is not sure. */
function inOrder(value: unknown): string | undefined {
  try {
    const text = JSON.stringify(ordered(value)) as string | undefined;
    return text === undefined || LONE_SURROGATE.test(text) ? undefined : text;
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

function ordered(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw UNUSUAL;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  if ('toJSON' in value) throw UNUSUAL;
  const members: Record<string, unknown> = {};
  for (const name of inItsOrder(Object.keys(value))) members[name] = ordered((value as Record<string, unknown>)[name]);
  return members;
}

/** Objects of one kind have the same names in the same order: they are sorted once. */
function inItsOrder(names: string[]): readonly string[] {
  const key = names.join(BETWEEN);
  const known = ORDERS.get(key);
  if (known?.length === names.length) return known;
  // numbers go to the front of an object, whenever they are added
  if (names.some((name) => name.charCodeAt(0) <= NINE || name === '__proto__')) throw UNUSUAL;
  const sorted = names.sort();
  if (ORDERS.size >= ORDERS_MAX) ORDERS.clear();
  if (key.length <= ORDER_CHARACTERS_MAX && !sorted.some((name) => name.includes(BETWEEN))) ORDERS.set(key, sorted);
  return sorted;
}
const ORDERS = new Map<string, readonly string[]>();
const ORDERS_MAX = 1_000;
const ORDER_CHARACTERS_MAX = 4_096;
const BETWEEN = '\n';
const NINE = '9'.charCodeAt(0);

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
  const body = canonical({ ...content, version, previousHash: previous.hash });
  const { objectKind, objectId, countyCode, at, move, from, to } = content;
  return { objectKind, objectId, countyCode, version, at, move, from, to, body, previousHash: previous.hash, hash: sha256(body) };
}
