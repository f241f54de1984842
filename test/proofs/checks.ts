/**
 * The checkers. They know the tables and the history, and nothing of how the product writes: every finding is one
 * sentence; none is the proof. By SQL here, by the API in `answers.ts`.
 */
import { createDecipheriv, createHash } from 'node:crypto';
import { testSecrets } from '../support/environment.js';
import type { RunningLedger } from '../support/running-ledger.js';
import type { Operation } from './history.js';

/** What the database holds of one operation. */
interface Found {
  attempt: string;
  objectId: string;
  version: number;
  /** Rows of outbox and event that tell this fact: one. */
  told: number;
  /** Of the hazard's row now. */
  rowVersion: number | null;
}

const FACTS = `
  select f.body::jsonb ->> 'requestId' as attempt, f.object_id as "objectId", f.version,
    (select count(*)::int from outbox o where o.object_id = f.object_id and o.version = f.version)
      + (select count(*)::int from event e where e.object_id = f.object_id and e.version = f.version) as told,
    h.version as "rowVersion"
  from fact f left join hazard h on h.id = f.object_id
  where f.body::jsonb ->> 'requestId' like 'proof-%'`;

/** Contract §1: bound to caller, method and path. Written here a second time, so that a change of it is noticed. */
function keyHash(ledger: RunningLedger, { account, method, path, key }: Operation): string {
  const { apiKey, id } = ledger.account(account);
  const bound = [apiKey ? 'KEY' : 'PERSON', id, method, `/api/v1${path}`, key];
  return createHash('sha256').update(JSON.stringify(bound)).digest('hex');
}

export interface Verdict {
  faults: string[];
  /** Of the unknown ones. */
  present: Operation[];
  absent: Operation[];
}

/** Every ok write is there with its whole effect once; every unknown one wholly or not at all; no refused one is there. */
export async function judgeWrites(ledger: RunningLedger, operations: readonly Operation[]): Promise<Verdict> {
  const verdict: Verdict = { faults: [], present: [], absent: [] };
  const facts = groupBy(await ledger.sql<Found & Record<string, unknown>>(FACTS), (one) => one.attempt);
  const kept = await keptAnswers(ledger, operations);
  const marks = await marksInRows(ledger);
  for (const operation of operations) {
    const found = operation.attempts.flatMap((attempt) => facts.get(attempt) ?? []);
    const fault = (what: string) => verdict.faults.push(`${operation.kind} ${operation.number} (${operation.outcome}): ${what}`);
    if (found.length > 1) fault(`${found.length} facts`);
    const answer = operation.key === null ? undefined : kept.get(keyHash(ledger, operation));
    const [fact] = found;
    if (fact) judgePresent(operation, fact, answer, marks, fault);
    else judgeAbsent(operation, answer, marks, fault);
    if (operation.outcome === 'unknown') (fact ? verdict.present : verdict.absent).push(operation);
  }
  return verdict;
}

type Told = (what: string) => void;
type Kept = { status: number; answer: string };

function judgePresent(operation: Operation, fact: Found, answer: Kept | undefined, marks: Marks, fault: Told): void {
  if (operation.outcome === 'fail') fault('refused, and yet there is a fact');
  if (fact.told !== 1) fault(`told ${fact.told} times in outbox and events`);
  if (fact.rowVersion === null) fault('a fact without its row');
  else if (fact.rowVersion < fact.version) fault(`the row stands at ${fact.rowVersion}, the fact at ${fact.version}`);
  if (operation.key !== null && !answer) fault('no idempotency row');
  if (operation.outcome === 'ok' && answer && answer.answer !== operation.answer) fault('the stored answer is another than the one given');
  if (!marks.written(operation)) fault('its content is not in the row');
}

function judgeAbsent(operation: Operation, answer: Kept | undefined, marks: Marks, fault: Told): void {
  if (operation.outcome === 'ok') fault('acknowledged, and lost');
  if (answer) fault('an idempotency row without a fact');
  if (marks.anywhere(operation)) fault('its content is in a row without a fact');
}

async function keptAnswers(ledger: RunningLedger, operations: readonly Operation[]): Promise<Map<string, Kept>> {
  const hashes = operations.filter((one) => one.key !== null).map((one) => keyHash(ledger, one));
  const rows = await ledger.sql<Kept & { hash: string }>('select key_hash as hash, status, answer from idempotency where key_hash = any($1)', [hashes]);
  return new Map(rows.map(({ hash, status, answer }) => [hash, { status, answer: answer && readable(answer) }]));
}

/** What cannot be opened is another answer than the one given. */
function readable(sealed: string): string {
  try {
    return opened(sealed);
  } catch {
    return '(not to be opened)';
  }
}

/** Kept answers are sealed (security S34): `keyId.iv.text.tag`, AES-256-GCM under the one key of this run. */
function opened(sealed: string): string {
  const [, iv = '', text = '', tag = ''] = sealed.split('.');
  const [, key = ''] = (testSecrets()['FIELD_KEYS'] ?? '').split(':');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), Buffer.from(iv, 'base64url'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
}

interface Marks {
  /** In the row, or in the fact where a later write may have replaced it. */
  written: (operation: Operation) => boolean;
  anywhere: (operation: Operation) => boolean;
}

async function marksInRows(ledger: RunningLedger): Promise<Marks> {
  const found = (rows: { text: string }[]) => new Set(rows.flatMap(({ text }) => text.match(/example\d-m\d+z/g) ?? []));
  const rows = found(await ledger.sql<{ text: string }>('select to_jsonb(h)::text as text from hazard h'));
  const facts = found(await ledger.sql<{ text: string }>(`select body as text from fact where object_kind = 'HAZARD'`));
  // A statement of the signer and a note of progress stand in facts alone; the rest stands in the row until replaced.
  const inFactsOnly = new Set(['sign', 'record-progress']);
  return {
    written: ({ kind, mark }) => rows.has(mark) || (inFactsOnly.has(kind) && facts.has(mark)),
    anywhere: ({ mark }) => rows.has(mark) || facts.has(mark),
  };
}

const CHAINS = `
  select f.object_id as id, f.object_kind as kind, f.version, f.body, f.previous_hash as "previousHash", f.hash, h.version as "rowVersion", h.head_hash as "headHash"
  from fact f left join hazard h on h.id = f.object_id order by f.object_id, f.version`;
interface Link { id: string; kind: string; version: number; body: string; previousHash: string; hash: string; rowVersion: number | null; headHash: string | null }

/** Per object: versions from 1 without a gap, each link the hash of the stored bytes, the head in the row. */
export async function judgeChains(ledger: RunningLedger): Promise<{ faults: string[]; facts: number; hazards: number }> {
  const links = await ledger.sql<Link & Record<string, unknown>>(CHAINS);
  const chains = groupBy(links, (link) => link.id);
  const faults = [...chains].flatMap(([id, chain]) => chain.flatMap((link, index) => {
    const before = chain[index - 1];
    const wrong = [
      link.version !== index + 1 && `version ${link.version} at place ${index + 1}`,
      link.previousHash !== (before?.hash ?? '0'.repeat(64)) && `version ${link.version} does not follow the one before`,
      createHash('sha256').update(link.body, 'utf8').digest('hex') !== link.hash && `version ${link.version}: the hash is not of the stored bytes`,
    ];
    return wrong.filter((one) => one !== false).map((one) => `${id}: ${one}`);
  }));
  const hazards = [...chains.values()].filter(([first]) => first?.kind === 'HAZARD');
  for (const chain of hazards) {
    const last = chain.at(-1);
    if (last && (last.rowVersion !== last.version || last.headHash !== last.hash)) faults.push(`${last.id}: the row stands at ${last.rowVersion}, its last fact at ${last.version}`);
  }
  return { faults, facts: links.length, hazards: hazards.length };
}

const ONCE = `
  select 'a ledger number twice' as fault, ledger_no as what from hazard group by ledger_no having count(*) > 1
  union all select 'an external number twice', external_ref from hazard where external_ref is not null group by external_ref having count(*) > 1
  union all select 'a fact told twice', object_id::text from (select object_id, version from outbox union all select object_id, version from event) t group by object_id, version having count(*) > 1
  union all select 'a fact told to nobody', f.object_id::text from fact f
    where not exists (select from outbox o where (o.object_id, o.version) = (f.object_id, f.version)) and not exists (select from event e where (e.object_id, e.version) = (f.object_id, f.version))
  union all select 'an event without a fact', e.object_id::text from (select object_id, version from outbox union all select object_id, version from event) e
    where not exists (select from fact f where (f.object_id, f.version) = (e.object_id, e.version))
  union all select 'a hazard without a fact', id::text from hazard h where not exists (select from fact f where f.object_id = h.id)
  union all select 'a gap in the event positions', position::text from (select position, lag(position) over (order by position) as before from event) p where position <> before + 1`;

export async function judgeOnce(ledger: RunningLedger): Promise<string[]> {
  return (await ledger.sql<{ fault: string; what: string }>(ONCE)).map(({ fault, what }) => `${fault}: ${what}`);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
