/**
 * The one door to the database for whoever writes: opens a transaction, lets the work look and decide, then writes
 * rows, facts, events and the idempotency answer and commits. Open, look, close: three round trips, or two where what
 * there is to look at is known beforehand. Writes that wait at the same moment may share one transaction (decision 0057).
 */
import { Injectable } from '@nestjs/common';
import { eventType } from '../../domain/event-type.js';
import { sealFact } from '../../domain/fact.js';
import type { Act } from '../../domain/labels.js';
import type { Fact, FactContent } from '../../domain/fact.js';
import { Refused, refuse } from '../../domain/refusal.js';
import { Calendar } from '../clock/calendar.js';
import { Wall } from '../clock/wall.js';
import type { Connection } from '../database/database.js';
import { Database, wasTakenBack } from '../database/database.js';
import { gather, given, insertion, joins, PUT_ROWS_MAX, putAll } from '../database/insertion.js';
import type { Insertion, Put } from '../database/insertion.js';
import { SESSION } from '../database/session.js';
import { BEGIN, COMMIT, statement } from '../database/statement.js';
import type { Statement } from '../database/statement.js';
import type { Answer } from '../http/answer.js';
import type { Requested } from '../http/requested.js';
import { oneByOne } from '../one-by-one.js';
import { FieldSeal } from '../sealing/field-seal.js';
import { together } from '../together.js';
import { ANSWER, keptOf, keyOf, LOOK, replayed } from './kept-answer.js';
import type { Kept, Key } from './kept-answer.js';

/** Writers hold a shared lock named by the second they began in: what `syncedTo` reads (contract §1, lists). */
export const WRITING_LOCK = 7;
/** Seconds since 1970 leave the 32 bits of a lock in 2038; the ledger's facts have partitions until 2045. */
const WRITERS_SINCE_MS = Date.UTC(2020, 0, 1);
export const writerSecondOf = (wallMs: number): number => Math.floor((wallMs - WRITERS_SINCE_MS) / 1_000);
export const writerBeganMs = (second: number): number => second * 1_000 + WRITERS_SINCE_MS;

/** As many share a transaction, and as many such transactions are under way: what comes meanwhile is the next. */
const TOGETHER_MAX = 8;
const TOGETHER_AT_ONCE = 2;
/** Who holds a row holds up its own: the others are written without it. Far below the second after which PostgreSQL ends a deadlock. */
const TOGETHER_LOCK_MS = 50;

const MARK: Statement = { name: '', text: 'savepoint all_or_none' };
const BACK_TO_MARK: Statement = { name: '', text: 'rollback to savepoint all_or_none' };

const OPEN = statement<{ free: boolean }>('door_open', `
  select pg_advisory_xact_lock_shared(${WRITING_LOCK}, $1::int),
    case when $2::bigint is null then true else pg_try_advisory_xact_lock($2::bigint) end as free, set_config('lock_timeout', $3::text, true)`);

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

  /** The last that goes out with the closing: its facts, and the answer that is kept under its key. */
  end(kept: readonly unknown[] | null): void {
    const { facts } = this;
    if (facts.length > PUT_ROWS_MAX) return this.later(CLOSE, [toldOf(facts), ...(kept ?? NO_KEY)]);
    if (facts.length > 0) this.put(FACT, ...facts.map(factRow));
    if (facts.length > 0) this.put(TOLD, ...facts.map(toldRow));
    if (kept) this.put(ANSWER, kept);
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

/** One write that is asked for. */
interface Asked<T = unknown, L = unknown> extends Options<L> {
  requested: Requested;
  work: (writing: Writing, looked: L) => Promise<Answer<T>>;
  key: Key | null;
}
interface Options<L> {
  /** The moment of what the calendar brings round, where it is not now (platform/clock/by-calendar.ts). */
  at?: string;
  /** Sent with the opening: it must wait for nothing that another holder of the same key has locked. */
  look?: (writing: Looking) => Promise<L>;
  /**
   * It may share its transaction with others that are asked for at the same moment, but for those that share one of these names with it.
   * Only for a work that puts and looks: nothing of it may be written before the closing.
   */
  beside?: readonly string[];
}
interface Opened { free: boolean; kept?: Kept; looked: unknown }
interface Done { answer: Answer; writing?: Writing }
/** What one of several hears when their transaction is over; who was not part of it is written then, alone. */
type Told = () => Answer | Promise<Answer>;

@Injectable()
export class Door {
  private readonly besideOthers = together<Asked, Told>({ most: TOGETHER_MAX, atOnce: TOGETHER_AT_ONCE, ask: (all) => this.together(all), again: () => false });

  constructor(
    private readonly database: Database,
    private readonly calendar: Calendar,
    private readonly wall: Wall,
    private readonly seal: FieldSeal,
  ) {}

  /** Throws Refused; nothing is half-written. A repeat of an answered key gets the first answer again. */
  async write<T, L = undefined>(requested: Requested, work: Asked<T, L>['work'], options: Options<L> = {}): Promise<Answer<T>> {
    const asked = { ...options, requested, work, key: keyOf(requested) } as Asked;
    return (options.beside ? await (await this.besideOthers(asked))() : await this.alone(asked)) as Answer<T>;
  }

  private alone(asked: Asked): Promise<Answer> {
    return this.database.onConnection(async (connection) => {
      const [opened] = await this.open(connection, [asked], SESSION.lock_timeout);
      const done = await this.decide(connection, asked, opened as Opened);
      await this.close(connection, [done]);
      return done.answer;
    });
  }

  /** Each is answered or refused by himself. What could not be written with the others, be it all of them, is written alone. */
  private async together(all: readonly Asked[]): Promise<Told[]> {
    const alone = (asked: Asked): Told => () => this.alone(asked);
    try {
      return await this.database.onConnection(async (connection) => {
        const opened = await this.open(connection, all, TOGETHER_LOCK_MS);
        const isFirst = firstOfItsName();
        const told = await oneByOne(all, async (asked, at): Promise<{ done?: Done; told: Told }> => {
          try {
            if (!isFirst(asked)) return { told: alone(asked) };
            const done = await this.decide(connection, asked, opened[at] as Opened);
            return { done, told: () => done.answer };
          } catch (error) {
            if (wasTakenBack(error)) throw error;
            return { told: error instanceof Refused ? () => { throw error; } : alone(asked) };
          }
        });
        await this.close(connection, told.flatMap(({ done }) => done ?? []));
        return told.map((one) => one.told);
      });
    } catch (error) {
      if (wasTakenBack(error)) return all.map(alone);
      throw error; // whether it was committed nobody knows
    }
  }

  private async open(connection: Connection, all: readonly Asked[], lockMs: number): Promise<Opened[]> {
    const second = writerSecondOf(this.wall.nowMs());
    const [, ...opened] = await connection.inOnePiece(() => Promise.all([connection.run(BEGIN), ...all.map(async ({ key, look }): Promise<Opened> => {
      const [[open], [kept], looked] = await Promise.all([
        connection.run(OPEN, [second, key?.lock ?? null, String(lockMs)]), key ? connection.run(LOOK, [key.hash]) : [], look?.(connection),
      ]);
      return { free: open?.free ?? false, ...(kept && { kept }), looked };
    })]));
    return opened;
  }

  private async decide(connection: Connection, { requested, key, work, at = this.calendar.now() }: Asked, { free, kept, looked }: Opened): Promise<Done> {
    if (kept) {
      requested.judgedByDomain(); // the first answer was; the key is bound to this caller and this path
      return { answer: replayed(kept, key, this.seal) };
    }
    if (!free) throw refuse('IDEMPOTENCY_IN_PROGRESS');
    const writing = new Writing(connection, requested, at, this.calendar.dayOf(at));
    const answer = await work(writing, looked);
    if (key) answer.text = answer.body === null ? '' : JSON.stringify(answer.body);
    writing.end(key && keptOf(key, answer, this.seal, this.wall.now()));
    return { answer, writing };
  }

  private async close(connection: Connection, all: readonly Done[]): Promise<void> {
    const writings = all.flatMap(({ writing }) => writing ?? []);
    const last = writings.flatMap(({ deferred }) => deferred.map(statementOf));
    const sent = connection.together([...last.map((one) => one.asked), COMMIT], [...last.map((one) => one.values), []]);
    const underWay = writings.flatMap((writing) => writing.underWay);
    if (underWay.length > 0) await allAnswered([...underWay, sent]);
    const results = await sent;
    if (results.at(-1)?.command !== 'COMMIT') throw new Error('the transaction was rolled back');
  }
}

/** As if one came after the other: who has a name that another of them has waits until that one is written. */
function firstOfItsName(): (asked: Asked) => boolean {
  const taken = new Set<string>();
  return ({ key, beside = [] }) => [...(key ? [key.hash] : []), ...beside].every((name) => !taken.has(name) && taken.add(name));
}

const statementOf = (one: Deferred): { asked: Statement; values: readonly unknown[] } => ('puts' in one ? putAll(one.puts) : one);

/** The first that failed says why: those after it only say that one did. */
async function allAnswered(sent: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(sent)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
