/**
 * Promises to tell others, as rows (house: Outbox). Within (receiver, lane) only the oldest unfinished may go out; where
 * only the newest matters (versions of a todo), only the newest, and never two of a lane at once. A claim is a lease:
 * no transaction is open during a call. Whoever dies with it leaves a lease that runs out. All times are real ones.
 */
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Wall } from '../clock/wall.js';
import { selection } from '../database/columns.js';
import type { Connection } from '../database/database.js';
import { Database } from '../database/database.js';
import { DELIVERY_LOCK } from '../database/locks.js';
import { adHoc, statement } from '../database/statement.js';
import type { Writing } from '../ledger/door.js';
import { DeliveryEntity } from './delivery.entity.js';
import type { DeliveryKind } from './delivery.entity.js';

/** So many attempts are kept for the log of a delivery, the newest. */
const ATTEMPTS_KEPT = 20;
const DETAIL_LENGTH = 500;

export interface NewDelivery {
  /** Made here where it is left out. */
  id?: string;
  kind: DeliveryKind;
  countyCode: string;
  receiverId: string;
  /** The hazard (webhooks), the todo (OA). */
  laneId: string;
  /** The order within the lane; a repeat of one that is there is no new delivery. */
  sequence: number | string;
  /** A newer one cancels older ones that wait, and one that waits or was parked once it is delivered. */
  onlyNewest: boolean;
  subjectId: string | null;
  type: string;
  /** Kept as it is and sent as it is, at every attempt. No personal data. */
  payload: string;
}

/** What is known of a delivery by whoever holds its lease. */
export type Claimed = Pick<DeliveryEntity,
  'id' | 'receiverId' | 'laneId' | 'sequence' | 'subjectId' | 'countyCode' | 'type' | 'payload' | 'claimCount' | 'attemptCount' | 'createdAt'>;

/** What became of it. `reason` is a code, `detail` a short sentence for people: never a body that somebody answered. */
export type Outcome =
  | { state: 'DELIVERED'; status?: number }
  | { state: 'RETRY'; afterMs: number; reason: string; detail?: string; status?: number }
  | { state: 'PARKED'; reason: string; detail?: string; status?: number }
  | { state: 'CANCELLED'; reason: string }
  /** Not even tried: the receiver's rate, a pause it asked for. Counts as no attempt. */
  | { state: 'PUT_OFF'; afterMs: number };

const ADD = statement('delivery_add', `
  with told as (
    select * from json_to_recordset($1::json) as d(id uuid, kind text, "countyCode" text, "receiverId" uuid, "laneId" uuid, sequence bigint,
      "onlyNewest" boolean, "subjectId" uuid, type text, payload text)
  ), superseded as (
    update delivery o set state = 'CANCELLED', reason = 'SUPERSEDED', finished_at = $2, leased_until = null from told t
    where t."onlyNewest" and o.receiver_id = t."receiverId" and o.lane_id = t."laneId" and o.sequence < t.sequence
      and o.state = 'WAITING' and (o.leased_until is null or o.leased_until <= $2)
  )
  insert into delivery (id, kind, county_code, receiver_id, lane_id, sequence, only_newest, subject_id, type, payload, state, next_attempt_at, created_at)
  select id, kind, "countyCode", "receiverId", "laneId", sequence, "onlyNewest", "subjectId", type, payload, 'WAITING', $2::timestamptz, $2::timestamptz
  from told on conflict on constraint delivery_once do nothing`);

const CLAIMABLE = (now: string) => `d.state = 'WAITING' and d.next_attempt_at <= ${now} and (d.leased_until is null or d.leased_until <= ${now})
  and not exists (select from delivery o where o.receiver_id = d.receiver_id and o.lane_id = d.lane_id and o.state = 'WAITING' and o.id <> d.id
    and (o.leased_until > ${now} or case when d.only_newest then o.sequence > d.sequence else o.sequence < d.sequence end))`;

const DUE = statement<{ id: string }>('delivery_due', `
  select r.id from unnest($1::uuid[]) with ordinality as r(id, place)
  where exists (select from delivery d where d.receiver_id = r.id and ${CLAIMABLE('$2')}) order by r.place limit $3::int`);

/** One at a time a receiver, and a statement of its own before the claim, so that the claim sees what the last one took. */
const LOCK = statement('delivery_lock', `select pg_advisory_xact_lock(${DELIVERY_LOCK}, hashtext($1::text))`);
const CLAIM = statement<Claimed>('delivery_claim', `
  with room as (
    select $3::int - count(*)::int as left from delivery where receiver_id = $1 and state = 'WAITING' and leased_until > $2
  ), picked as (
    select d.id from delivery d where d.receiver_id = $1 and ${CLAIMABLE('$2')}
    order by d.next_attempt_at, d.sequence limit (select greatest(0, r.left) from room r)
  )
  update delivery d set leased_until = $4, claim_count = d.claim_count + 1 from picked where d.id = picked.id
  returning d.id, d.receiver_id as "receiverId", d.lane_id as "laneId", d.sequence, d.subject_id as "subjectId", d.county_code as "countyCode",
    d.type, d.payload, d.claim_count as "claimCount", d.attempt_count as "attemptCount", d.created_at as "createdAt"`);

/** Where it goes on waiting, those behind it in its lane wait with it: a look for what is due need not pass over them. */
const SETTLE = statement<{ settled: number }>('delivery_settle', `
  with settled as (
    update delivery d set state = $3, attempt_count = d.attempt_count + case when $10::jsonb is null then 0 else 1 end,
      next_attempt_at = coalesce($4::timestamptz, d.next_attempt_at), leased_until = null, reason = $5, detail = $6, last_status = coalesce($7::int, d.last_status),
      finished_at = case when $3 <> 'WAITING' then $8::timestamptz end,
      attempts = case when $10::jsonb is null then d.attempts
        when jsonb_array_length(d.attempts) < ${ATTEMPTS_KEPT} then d.attempts || $10::jsonb else (d.attempts - 0) || $10::jsonb end
    where d.id = $1 and d.claim_count = $2 and d.state = 'WAITING' and d.receiver_id = $9
    returning d.receiver_id, d.lane_id, d.sequence, d.only_newest, d.state
  ), needless as (
    update delivery o set state = 'CANCELLED', reason = 'SUPERSEDED', finished_at = $8::timestamptz, leased_until = null from settled s
    where s.only_newest and s.state = 'DELIVERED' and o.receiver_id = s.receiver_id and o.lane_id = s.lane_id and o.sequence < s.sequence
      and o.state in ('WAITING', 'PARKED')
  ), behind as (
    update delivery o set next_attempt_at = $4::timestamptz from settled s
    where s.state = 'WAITING' and not s.only_newest and o.receiver_id = s.receiver_id and o.lane_id = s.lane_id and o.sequence > s.sequence
      and o.state = 'WAITING' and o.next_attempt_at < $4::timestamptz
  )
  select count(*)::int as settled from settled`);

/** Of whoever still has it in hand, and nobody else. */
const RENEW = statement<{ renewed: boolean }>('delivery_renew', `
  update delivery set leased_until = $4 where id = $1 and claim_count = $2 and receiver_id = $3 and state = 'WAITING' and leased_until > $5 returning true as renewed`);

const REPLAY = statement('delivery_replay', `
  update delivery set state = 'WAITING', attempt_count = 0, next_attempt_at = $2, leased_until = null, reason = null, detail = null, finished_at = null
  where id = any($1::uuid[]) and state <> 'WAITING'`);

const PARK_WAITING = statement('delivery_park_waiting', `
  update delivery set state = 'PARKED', reason = $2, finished_at = $3, leased_until = null where receiver_id = $1 and state = 'WAITING'`);

const SWEEP = statement<{ swept: number }>('delivery_sweep', `
  with old as (select id from delivery where state <> 'WAITING' and finished_at < $1 order by finished_at limit $2::int),
    gone as (delete from delivery where id in (select id from old) returning 1)
  select count(*)::int as swept from gone`);

const BEGIN = adHoc('begin');
const COMMIT = adHoc('commit');
const ONE = statement<DeliveryEntity>('delivery_one', `select ${selection(DeliveryEntity, 'd')} from delivery d where d.id = $1 and d.receiver_id = $2`);

@Injectable()
export class Deliveries {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  /** In the relay's transaction. */
  async add(connection: Pick<Connection, 'run'>, deliveries: readonly NewDelivery[]): Promise<void> {
    if (deliveries.length > 0) await connection.run(ADD, this.added(deliveries));
  }

  /** In the transaction of a write, with its closing. */
  addLater(writing: Pick<Writing, 'later'>, deliveries: readonly NewDelivery[]): void {
    if (deliveries.length > 0) writing.later(ADD, this.added(deliveries));
  }

  private added(deliveries: readonly NewDelivery[]): [json: string, now: string] {
    return [JSON.stringify(deliveries.map((one) => ({ id: uuidv7(), ...one }))), this.wall.now()];
  }

  /** Of these receivers, in this order, those that have something to go out now. */
  async due(receiverIds: readonly string[], limit: number): Promise<string[]> {
    return receiverIds.length === 0 ? [] : (await this.database.run(DUE, [receiverIds, this.wall.now(), limit])).map(({ id }) => id);
  }

  /** Takes up to `slots` less what is already out to this receiver, for `leaseMs`: longer than any call may take. */
  async claim(receiverId: string, slots: number, leaseMs: number): Promise<Claimed[]> {
    const values = [receiverId, this.wall.now(), slots, this.wall.after(leaseMs)];
    return this.database.onConnection(async (connection) => {
      const results = await connection.together([BEGIN, LOCK, CLAIM, COMMIT], [[], [receiverId], values, []]);
      return (results[2]?.rows ?? []) as Claimed[];
    });
  }

  /** For `leaseMs` from now; false where the lease was lost. */
  async renew({ id, receiverId, claimCount }: Pick<Claimed, 'id' | 'receiverId' | 'claimCount'>, leaseMs: number): Promise<boolean> {
    return (await this.database.run(RENEW, [id, claimCount, receiverId, this.wall.after(leaseMs), this.wall.now()])).length === 1;
  }

  /** False where the lease was lost: somebody else has it in hand, or has settled it. `begunMs`: when the attempt began. */
  async settle(claimed: Pick<Claimed, 'id' | 'receiverId' | 'claimCount'>, outcome: Outcome, begunMs: number): Promise<boolean> {
    const { state, status = null, reason = null, detail = null, afterMs = null } = { ...EMPTY, ...outcome };
    const nowMs = this.wall.nowMs();
    const attempt = state === 'PUT_OFF' || state === 'CANCELLED' ? null
      : JSON.stringify([{ at: new Date(begunMs).toISOString(), durationMs: nowMs - begunMs, status, reason }]);
    const kept = state === 'RETRY' || state === 'PUT_OFF' ? 'WAITING' : state;
    const [row] = await this.database.run(SETTLE, [
      claimed.id, claimed.claimCount, kept, afterMs === null ? null : this.wall.after(afterMs), reason, detail?.slice(0, DETAIL_LENGTH) ?? null, status,
      this.wall.now(), claimed.receiverId, attempt,
    ]);
    return row?.settled === 1;
  }

  /** What is finished goes out once more, with the same id and the same words. Ask first whether a newer one has been told. */
  replayLater(writing: Pick<Writing, 'later'>, ids: readonly string[]): void {
    writing.later(REPLAY, [ids, this.wall.now()]);
  }

  /** Of a receiver that is to get nothing more. What is out right now is settled as parked, too. */
  parkWaitingLater(writing: Pick<Writing, 'later'>, receiverId: string, reason: string): void {
    writing.later(PARK_WAITING, [receiverId, reason, this.wall.now()]);
  }

  async one(receiverId: string, id: string): Promise<DeliveryEntity | null> {
    const [row] = await this.database.run(ONE, [id, receiverId]);
    return row ?? null;
  }

  /** Removes finished ones older than `keptMs`; returns how many. */
  async sweep(keptMs: number, limit: number): Promise<number> {
    const [row] = await this.database.run(SWEEP, [this.wall.after(-keptMs), limit]);
    return row?.swept ?? 0;
  }
}

const EMPTY: { status?: number; reason?: string; detail?: string; afterMs?: number } = {};
