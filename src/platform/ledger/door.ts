/**
 * The one door to the database for whoever writes: opens a transaction, lets the work look and decide, then writes
 * rows, facts, events and the idempotency answer and commits. Open, look, close: three round trips, or two where what
 * there is to look at is known beforehand.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { eventType } from '../../domain/event-type.js';
import { sealFact } from '../../domain/fact.js';
import type { Act } from '../../domain/labels.js';
import type { Fact, FactContent } from '../../domain/fact.js';
import { refuse } from '../../domain/refusal.js';
import { Calendar } from '../clock/calendar.js';
import { Wall } from '../clock/wall.js';
import type { Connection } from '../database/database.js';
import { Database } from '../database/database.js';
import { gather, given, insertion, joins, PUT_ROWS_MAX, putAll } from '../database/insertion.js';
import type { Insertion, Put } from '../database/insertion.js';
import { BEGIN, COMMIT, statement } from '../database/statement.js';
import type { Statement } from '../database/statement.js';
import type { Answer } from '../http/answer.js';
import type { Requested } from '../http/requested.js';
import { FieldSeal } from '../sealing/field-seal.js';

/** Writers hold a shared lock named by the second they began in: what `syncedTo` reads (contract §1, lists). */
export const WRITING_LOCK = 7;
/** Seconds since 1970 leave the 32 bits of a lock in 2038; the ledger's facts have partitions until 2045. */
const WRITERS_SINCE_MS = Date.UTC(2020, 0, 1);
export const writerSecondOf = (wallMs: number): number => Math.floor((wallMs - WRITERS_SINCE_MS) / 1_000);
export const writerBeganMs = (second: number): number => second * 1_000 + WRITERS_SINCE_MS;

const MARK: Statement = { name: '', text: 'savepoint all_or_none' };
const BACK_TO_MARK: Statement = { name: '', text: 'rollback to savepoint all_or_none' };

const OPEN = statement<{ free: boolean }>('door_open', `
  select pg_advisory_xact_lock_shared(${WRITING_LOCK}, $1::int),
    case when $2::bigint is null then true else pg_try_advisory_xact_lock($2::bigint) end as free`);

/**
 * A statement of its own, after the lock: one that locked and looked at once would look with a snapshot from before the
 * lock, miss the answer that its holder has just committed, and do the work again.
 */
const LOOK = statement<Kept>('door_look', `
  select body_hash as "bodyHash", status, headers, answer from idempotency where key_hash = $1`);

interface Kept {
  bodyHash: string;
  status: number;
  headers: Record<string, string>;
  answer: string | null;
}

const CLOSE = statement('door_close', `
  with said as (
    select * from json_to_recordset($1::json) as f("objectId" uuid, version int, "objectKind" text, "countyCode" text,
      at timestamptz, move text, body text, "previousHash" text, hash text, type text)
  ), recorded as (
    insert into fact (object_id, version, object_kind, county_code, at, move, body, previous_hash, hash)
    select "objectId", version, "objectKind", "countyCode", at, move, body, "previousHash", hash from said
  ), told as (
    insert into outbox (object_id, version, object_kind, county_code, type, at, hash)
    select "objectId", version, "objectKind", "countyCode", type, at, hash from said
  )
  insert into idempotency (key_hash, body_hash, status, headers, answer, created_at)
  select $2, $3, $4, $5, $6, $7::timestamptz where $2::text is not null`);

/** What most requests leave is put together with the rows themselves: a fact or a few, and an answer. */
const FACT = insertion('fact', given('object_id', 'version', 'object_kind', 'county_code', 'at', 'move', 'body', 'previous_hash', 'hash'));
const TOLD = insertion('outbox', given('object_id', 'version', 'object_kind', 'county_code', 'type', 'at', 'hash'));
const ANSWER = insertion('idempotency', given('key_hash', 'body_hash', 'status', 'headers', 'answer', 'created_at'));

const NO_KEY = [null, null, null, null, null, null];
const factRow = ({ objectId, version, objectKind, countyCode, at, move, body, previousHash, hash }: Fact): unknown[] =>
  [objectId, version, objectKind, countyCode, at, move, body, previousHash, hash];
const toldRow = (fact: Fact): unknown[] => [fact.objectId, fact.version, fact.objectKind, fact.countyCode, eventType(fact), fact.at, fact.hash];
const toldOf = (facts: readonly Fact[]): string => JSON.stringify(facts.map((fact) => ({ type: eventType(fact), ...fact })));

/** What the work adds to a fact; who, when, from where and for which request the door knows. */
export type Said = Pick<FactContent, 'objectKind' | 'objectId' | 'countyCode'> & { move: Act } &
  Partial<Pick<FactContent, 'from' | 'to' | 'opinion' | 'contentHash' | 'stateHash' | 'detail' | 'onBehalfOf'>> & { role?: string };

/** What a look needs of a writing. */
export type Looking = Pick<Connection, 'run'>;

/** What goes out with the closing: a statement, or rows that share one. */
type Deferred = { asked: Statement; values: readonly unknown[] } | { puts: Put[] };

export class Writing {
  readonly facts: Fact[] = [];
  /** Who acted: the caller, and those in whose name he did. */
  readonly persons = new Set<string>();
  readonly deferred: Deferred[] = [];
  /** What was sent and is not answered yet. */
  readonly underWay: Promise<unknown>[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly requested: Requested,
    /** The instant of this write on the ledger's calendar, and its day in the county. */
    readonly at: string,
    readonly today: string,
  ) {}

  /** Runs now: locks and looks. Where what was sent before it has failed, that says why. */
  async run<R extends object>(asked: Statement<R>, values: readonly unknown[] = []): Promise<R[]> {
    try {
      return await this.connection.run(asked, values);
    } catch (error) {
      await allAnswered(this.underWay);
      throw error;
    }
  }

  /** Runs with the closing, in the order given. */
  later(asked: Statement, values: readonly unknown[]): void {
    this.deferred.push({ asked, values });
  }

  /** The same of rows: with those that were put before them, and with the fact and the answer, they are one statement. */
  put(into: Insertion, ...rows: (readonly unknown[])[]): void {
    const last = this.deferred.at(-1);
    if (last && 'puts' in last && joins(last.puts, into, rows.length)) gather(last.puts, into, rows);
    else this.deferred.push({ puts: [{ into, rows: [...rows] }] });
  }

  /** Writes what has gathered so far, still within the transaction: a change of very many objects is not held as a whole. */
  async settle(): Promise<void> {
    this.send();
    await allAnswered(this.underWay);
  }

  /** The same without waiting for the answer: the database writes these while the next are made. What fails is told at the closing. */
  send(): void {
    const { deferred, facts } = this;
    const all = [...deferred.map(statementOf), { asked: CLOSE, values: [toldOf(facts), ...NO_KEY] }];
    const sent = this.connection.together(all.map((one) => one.asked), all.map((one) => one.values));
    sent.catch(() => undefined);
    this.underWay.push(sent);
    facts.length = 0;
    deferred.length = 0;
  }

  /** Where `forget` goes back to: an all-or-none batch begins with it. */
  async mark(): Promise<void> {
    await this.run(MARK);
  }

  /** Undoes everything since the mark, also what was written at once: no row may stay whose fact is dropped. */
  async forget(): Promise<void> {
    this.facts.length = 0;
    this.deferred.length = 0;
    await this.run(BACK_TO_MARK);
  }

  /** Adds the next fact of an object's chain. The caller stores `version` and `hash` in the object's row. */
  record(said: Said, previous: { version: number; hash: string }): Fact {
    const { caller, address, requestId } = this.requested;
    const { objectKind, objectId, countyCode, move, from = null, to = null, opinion = null, contentHash = null, stateHash = null, onBehalfOf = null, detail = {}, role } = said;
    this.persons.add(caller.id);
    if (onBehalfOf) this.persons.add(onBehalfOf.id);
    const fact = sealFact({
      objectKind, objectId, countyCode, move, from, to, opinion, contentHash, stateHash, onBehalfOf, detail, at: this.at, address, requestId,
      actor: {
        kind: caller.kind, id: caller.id, name: caller.name, organisationId: caller.organisation.id,
        organisation: caller.organisation.name, role: role ?? caller.mandates[0]?.role ?? caller.kind,
      },
    }, previous);
    this.facts.push(fact);
    return fact;
  }
}

@Injectable()
export class Door {
  constructor(
    private readonly database: Database,
    private readonly calendar: Calendar,
    private readonly wall: Wall,
    private readonly seal: FieldSeal,
  ) {}

  /**
   * Throws Refused; nothing is half-written. A repeat of an answered key gets the first answer again. `at`: the moment of
   * what the calendar brings round, where it is not now (platform/clock/by-calendar.ts). `look` is sent with the opening:
   * it must wait for nothing that another holder of the same key has locked.
   */
  async write<T, L = undefined>(
    requested: Requested, work: (writing: Writing, looked: L) => Promise<Answer<T>>, { at = this.calendar.now(), look }: { at?: string; look?: (writing: Looking) => Promise<L> } = {},
  ): Promise<Answer<T>> {
    const key = keyOf(requested);
    return this.database.onConnection(async (connection) => {
      const [{ free, kept }, looked] = await connection.inOnePiece(() => Promise.all([this.open(connection, key), look?.(connection) as Promise<L>]));
      if (kept) {
        await connection.run(COMMIT);
        requested.judgedByDomain(); // the first answer was; the key is bound to this caller and this path
        return this.replay(kept, key);
      }
      if (!free) throw refuse('IDEMPOTENCY_IN_PROGRESS');
      const writing = new Writing(connection, requested, at, this.calendar.dayOf(at));
      const answer = await work(writing, looked);
      await this.close(connection, writing, key, answer);
      return answer;
    });
  }

  private async open(connection: Connection, key: Key | null): Promise<{ free: boolean; kept?: Kept }> {
    const second = writerSecondOf(this.wall.nowMs());
    const look = key ? [LOOK] : [];
    const [, opened, looked] = await connection.together([BEGIN, OPEN, ...look], [[], [second, key?.lock ?? null], [key?.hash]]);
    const { free } = opened?.rows[0] as { free: boolean };
    return { free, kept: looked?.rows[0] as Kept | undefined };
  }

  private async close(connection: Connection, writing: Writing, key: Key | null, answer: Answer): Promise<void> {
    if (key) answer.text = answer.body === null ? '' : JSON.stringify(answer.body);
    const kept = key && [key.hash, key.bodyHash, answer.status, JSON.stringify(answer.headers ?? {}), this.sealed(answer), this.wall.now()];
    const { deferred, facts } = writing;
    if (facts.length > PUT_ROWS_MAX) writing.later(CLOSE, [toldOf(facts), ...(kept ?? NO_KEY)]);
    else {
      if (facts.length > 0) writing.put(FACT, ...facts.map(factRow));
      if (facts.length > 0) writing.put(TOLD, ...facts.map(toldRow));
      if (kept) writing.put(ANSWER, kept);
    }
    const all = deferred.map(statementOf);
    const sent = connection.together([...all.map((one) => one.asked), COMMIT], [...all.map((one) => one.values), []]);
    if (writing.underWay.length > 0) await allAnswered([...writing.underWay, sent]);
    const results = await sent;
    if (results.at(-1)?.command !== 'COMMIT') throw new Error('the transaction was rolled back');
  }

  /** Answers show phones to whoever may see them; what is kept of them is sealed like the phones themselves (security S34). */
  private sealed(answer: Answer): string | null {
    const text = textToKeep(answer);
    return text ? this.seal.seal(text) : null;
  }

  private replay<T>(kept: Kept, key: Key | null): Answer<T> {
    if (kept.bodyHash !== key?.bodyHash) throw refuse('IDEMPOTENCY_KEY_REUSED');
    const text = kept.answer === null ? '' : this.seal.open(kept.answer);
    return { status: kept.status, headers: kept.headers, text, body: (text ? JSON.parse(text) : null) as T, replayed: true };
  }
}

const statementOf = (one: Deferred): { asked: Statement; values: readonly unknown[] } => ('puts' in one ? putAll(one.puts) : one);

/** The first that failed says why: those after it only say that one did. */
async function allAnswered(sent: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(sent)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

interface Key { hash: string; lock: string; bodyHash: string }

/** Bound to caller, method and path (contract §1). */
function keyOf(requested: Requested): Key | null {
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
