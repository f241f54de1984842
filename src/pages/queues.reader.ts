import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { QueueLookEntity } from '../platform/jobs/queue-look.entity.js';

/** Of work that was given up: the newest, to be read by a person. */
const PARKED_SHOWN = 100;

const LOOKS = statement<QueueLookEntity>('queues_looks', `select ${selection(QueueLookEntity, 'q')} from queue_look q order by q.queue`);

export interface Promised { what: string; waiting: number; due: number; oldestAt: string | null; parked: number }
/** Rows are the promise: what waits and what was given up, of one county; the outbox is everybody's. */
const PROMISED = statement<Promised>('queues_promised', `
  select 'outbox' as what, count(*)::int as waiting, count(*)::int as due, min(at) as "oldestAt", 0 as parked from (select at from outbox limit 10000) o
  union all
  select k.kind, count(d.*) filter (where d.state = 'WAITING')::int, count(d.*) filter (where d.state = 'WAITING' and d.next_attempt_at <= $2::timestamptz)::int,
    min(d.created_at) filter (where d.state = 'WAITING'), count(d.*) filter (where d.state = 'PARKED')::int
  from unnest(array['WEBHOOK', 'OA']) k(kind) left join delivery d on d.kind = k.kind and d.county_code = $1 and d.state in ('WAITING', 'PARKED') group by k.kind
  union all
  select 'DIGEST', count(*) filter (where email_state = 'WAITING')::int, count(*) filter (where email_state = 'WAITING' and next_attempt_at <= $2::timestamptz)::int,
    min(created_at) filter (where email_state = 'WAITING'), count(*) filter (where email_state = 'PARKED')::int
  from digest where county_code = $1 and email_state in ('WAITING', 'PARKED')
  union all
  select 'EXPORT', count(*)::int, count(*) filter (where next_attempt_at <= $2::timestamptz)::int, min(created_at), 0 from export_job where county_code = $1 and state = 'QUEUED'
  union all
  select 'IMPORT', count(*)::int, count(*) filter (where next_attempt_at <= $2::timestamptz)::int, min(created_at), 0 from import_job where county_code = $1 and state in ('CHECKING', 'IMPORTING')
  union all
  select 'COMPARISON', count(*)::int, count(*) filter (where state = 'QUEUED')::int, min(run_requested_at), 0 from comparison where county_code = $1 and state in ('QUEUED', 'RUNNING')`);

export interface ParkedWork { kind: 'WEBHOOK' | 'OA' | 'DIGEST'; id: string; receiverId: string; type: string; reason: string | null; parkedAt: string | null; attempts: number }
const PARKED = statement<ParkedWork>('queues_parked', `
  select * from (
    (select d.kind, d.id, d.receiver_id as "receiverId", d.type, d.reason, d.finished_at as "parkedAt", d.attempt_count as attempts
      from delivery d where d.county_code = $1 and d.state = 'PARKED' order by d.finished_at desc limit ${PARKED_SHOWN})
    union all
    (select 'DIGEST', g.id, g.user_id, 'digest', g.reason, g.created_at, g.attempt_count from digest g
      where g.county_code = $1 and g.email_state = 'PARKED' order by g.id desc limit ${PARKED_SHOWN})
  ) p order by "parkedAt" desc nulls last limit ${PARKED_SHOWN}`);

export interface QueuesSeen { looks: QueueLookEntity[]; promised: Promised[]; parked: ParkedWork[]; now: string }

/** What the administrator of a county sees of the work behind the ledger. It reads rows, and opens no queue. */
@Injectable()
export class QueuesReader {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  async of(countyCode: string): Promise<QueuesSeen> {
    const now = this.wall.now();
    const [looks, promised, parked] = await Promise.all([
      this.database.run(LOOKS), this.database.run(PROMISED, [countyCode, now]), this.database.run(PARKED, [countyCode]),
    ]);
    return { looks, promised, parked, now };
  }
}
