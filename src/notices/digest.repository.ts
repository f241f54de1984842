import { Injectable } from '@nestjs/common';
import { CHAIN_START } from '../domain/fact.js';
import { selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { DigestEntity } from './digest.entity.js';
import type { Counts } from './digest.text.js';

/** A write lasts seconds, a minute at most. */
const UNDER_WAY = `interval '60 s'`;

/**
 * $1 county, $2 day, $3 at, $4 real time in ms for ids, $5 whether e-mail is open, $6 real time. Counted is what was made
 * since the digest before; a decision, dated when its write began, once that is certainly committed. The round's row is
 * held: of two at once the second finds the day done.
 */
const MAKE = statement<{ count: number }>('digest_make', `
  with round as (
    select digested_at from notice_round where county_code = $1 and (digested_through is null or digested_through < $2::date) for update
  ), counted as (
    select n.recipient_id, count(*) filter (where n.kind = 'REMINDER')::int as reminders, count(*) filter (where n.kind = 'OVERDUE')::int as overdue,
      count(*) filter (where n.kind = 'DECISION')::int as decisions
    from round cross join notice n
    where n.county_code = $1 and n.state = 'MADE' and n.created_at > coalesce(round.digested_at, '-infinity') - ${UNDER_WAY} and n.created_at <= $3::timestamptz
      and case when n.kind = 'DECISION' then n.created_at <= $3::timestamptz - ${UNDER_WAY} else n.created_at > coalesce(round.digested_at, '-infinity') end
    group by n.recipient_id
  ), made as (
    insert into digest (id, version, head_hash, county_code, user_id, organisation_id, day, reminder_count, overdue_count, decision_count, created_at, email_state, attempt_count, next_attempt_at)
    select uuid_v7($4::bigint), 0, '${CHAIN_START}', $1, u.id, c.recipient_id, $2::date, c.reminders, c.overdue, c.decisions, $3::timestamptz,
      case when $5::boolean and u.email is not null then 'WAITING' else 'NONE' end, 0, case when $5::boolean and u.email is not null then $6::timestamptz end
    from counted c join user_account u on u.organisation_id = c.recipient_id and u.status = 'ACTIVE'
    on conflict on constraint digest_once do update set reminder_count = digest.reminder_count + excluded.reminder_count,
      overdue_count = digest.overdue_count + excluded.overdue_count, decision_count = digest.decision_count + excluded.decision_count
    returning 1
  ), done as (
    update notice_round set digested_through = $2::date, digested_at = $3::timestamptz where county_code = $1 and exists (select from round)
  ) select count(*)::int as count from made`);

const DUE = statement<{ id: string }>('digest_due', `
  select id from digest where email_state = 'WAITING' and next_attempt_at <= $1::timestamptz order by next_attempt_at, id limit $2`);

/** A lease: whoever else looks meanwhile finds it not due. */
const CLAIM = statement<Counts & { id: string; email: string | null; attemptCount: number }>('digest_claim', `
  update digest d set attempt_count = d.attempt_count + 1, next_attempt_at = $3::timestamptz
  from user_account u where d.id = $1 and u.id = d.user_id and d.email_state = 'WAITING' and d.next_attempt_at <= $2::timestamptz
  returning d.id, d.day, d.reminder_count as "reminderCount", d.overdue_count as "overdueCount", d.decision_count as "decisionCount",
    d.attempt_count as "attemptCount", case when u.status = 'ACTIVE' then u.email end as email`);

const END = statement('digest_end', `
  update digest set email_state = $2, sent_at = $3::timestamptz, reason = $4, next_attempt_at = case when $2 = 'WAITING' then $5::timestamptz end
  where id = $1 and email_state = 'WAITING'`);

const LOCK = statement<DigestEntity>('digest_lock', `
  select ${selection(DigestEntity, 'd')} from digest d where d.id = $1 and d.county_code = $2 for no key update`);
const RETRY = statement('digest_retry', `
  update digest set version = $2, head_hash = $3, email_state = 'WAITING', attempt_count = 0, next_attempt_at = $4::timestamptz, reason = null where id = $1`);

export interface Making { countyCode: string; day: string; at: string; wallMs: number; wallNow: string; email: boolean }

@Injectable()
export class DigestRepository {
  constructor(private readonly database: Database) {}

  /** How many people have one of that day now; the day is made once. */
  async make({ countyCode, day, at, wallMs, wallNow, email }: Making): Promise<number> {
    const [row] = await this.database.run(MAKE, [countyCode, day, at, wallMs, email, wallNow]);
    return row?.count ?? 0;
  }

  async due(wallNow: string, limit: number): Promise<string[]> {
    return (await this.database.run(DUE, [wallNow, limit])).map(({ id }) => id);
  }

  async claim(id: string, wallNow: string, leaseUntil: string): Promise<(Counts & { id: string; email: string | null; attemptCount: number }) | null> {
    const [row] = await this.database.run(CLAIM, [id, wallNow, leaseUntil]);
    return row ?? null;
  }

  sent(id: string, wallNow: string): Promise<object[]> {
    return this.database.run(END, [id, 'SENT', wallNow, null, null]);
  }

  again(id: string, reason: string, nextAttemptAt: string): Promise<object[]> {
    return this.database.run(END, [id, 'WAITING', null, reason, nextAttemptAt]);
  }

  park(id: string, reason: string): Promise<object[]> {
    return this.database.run(END, [id, 'PARKED', null, reason, null]);
  }

  async lock(writing: Writing, id: string, countyCode: string): Promise<DigestEntity | null> {
    const [row] = await writing.run(LOCK, [id, countyCode]);
    return row ?? null;
  }

  retry(writing: Writing, { id, version, headHash, nextAttemptAt }: DigestEntity): void {
    writing.later(RETRY, [id, version, headHash, nextAttemptAt]);
  }
}
