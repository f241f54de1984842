import { Injectable } from '@nestjs/common';
import { Calendar } from '../platform/clock/calendar.js';
import { Wall } from '../platform/clock/wall.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { deputies, LENT } from './copy.repository.js';
import { requeued } from './requeue.js';

const AGAIN = statement('oa_desk_again', `with again as (select $1::uuid as channel_id, unnest($2::uuid[]) as todo_id) ${requeued('$3')}`);

/** Which is told again costs no call where nothing has changed, so that whoever begins meanwhile is not kept waiting. */
const FOR_WANT_OF_A_NUMBER = `d.state = 'PARKED' and d.reason in ('PERSON_UNKNOWN', 'DEPUTY_UNKNOWN')`;
const NEWEST = 'd.receiver_id = c.id and d.lane_id = t.id and d.sequence = t.version';

/**
 * Desks of deputies that are not as they must be: a deputy's time has begun, or is over, or he has no number there, which is
 * to be seen. What is on its way already, or is parked for what only somebody there can mend, is left alone.
 * `$1` the calendar, `$2` what roles lend, `$3` the real time.
 */
const DEPUTIES = statement<{ n: number }>('oa_desk_deputies', `
  with again as (
    select c.id as channel_id, t.id as todo_id
    from (select distinct from_user_id from delegation where ended_at is null and from_at <= $1::timestamptz and until_at > $1::timestamptz) g
    join todo t on t.recipient_id = g.from_user_id and t.state = 'OPEN' join todo_step s on s.id = t.step_id
    join oa_channel c on c.county_code = t.county_code and c.state = 'ACTIVE'
    where exists (
      select from (${deputies('t.recipient_id', 's.kind', '$1', '$2', 'c.organisation_kinds')}) w left join oa_person p on p.channel_id = c.id and p.user_id = w.user_id
      where case when p.user_id is null then not exists (select from delivery d where ${NEWEST} and ${FOR_WANT_OF_A_NUMBER})
        else not exists (select from oa_copy k where k.channel_id = c.id and k.todo_id = t.id and k.user_id = p.user_id and k.sent_to = p.external_id and k.state <> 'CLOSED') end)
    union
    select c.id, t.id from delivery d join oa_channel c on c.id = d.receiver_id and c.state = 'ACTIVE' join todo t on t.id = d.lane_id and t.version = d.sequence and t.state = 'OPEN'
    join todo_step s on s.id = t.step_id
    where d.kind = 'OA' and d.state = 'PARKED' and d.reason = 'DEPUTY_UNKNOWN' and not exists (
      select from (${deputies('t.recipient_id', 's.kind', '$1', '$2', 'c.organisation_kinds')}) w
      where not exists (select from oa_person p where p.channel_id = c.id and p.user_id = w.user_id))
    union
    select k.channel_id, k.todo_id from oa_copy k join todo t on t.id = k.todo_id join todo_step s on s.id = t.step_id join oa_channel c on c.id = k.channel_id and c.state = 'ACTIVE'
    where k.state <> 'CLOSED' and t.state = 'OPEN' and k.user_id <> t.recipient_id
      and k.user_id not in (${deputies('t.recipient_id', 's.kind', '$1', '$2', 'c.organisation_kinds')})
  ), moving as (
    select a.channel_id, a.todo_id from again a join todo t on t.id = a.todo_id
    join delivery d on d.receiver_id = a.channel_id and d.lane_id = a.todo_id and d.sequence = t.version
      and (d.state = 'WAITING' or (d.state = 'PARKED' and not (${FOR_WANT_OF_A_NUMBER})))
  ), told as (
    ${requeued('$3').replace('from again)', 'from again except select channel_id, todo_id from moving)')} returning 1
  ) select count(*)::int as n from told`);

/** Desks that are to be looked at again, outside of any write. */
@Injectable()
export class DeskRepository {
  constructor(private readonly database: Database, private readonly wall: Wall, private readonly calendar: Calendar) {}

  async again(channelId: string, todoIds: readonly string[]): Promise<void> {
    if (todoIds.length > 0) await this.database.run(AGAIN, [channelId, todoIds, this.wall.now()]);
  }

  /** How many todos are told anew. */
  async deputies(): Promise<number> {
    return (await this.database.run(DEPUTIES, [this.calendar.now(), LENT, this.wall.now()]))[0]?.n ?? 0;
  }
}
