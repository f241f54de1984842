import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Wall } from '../platform/clock/wall.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { OaChannel } from './channel.entity.js';
import type { Way } from './dialect.js';
import { requeued } from './requeue.js';

export interface Drifted { kind: 'GHOST' | 'MISSING' | 'TWICE'; todoId: string }

/** What stood otherwise in the OA than here and is put right, and what could not be compared. */
export interface Drift {
  channelId: string;
  way: Way;
  persons: number;
  /** Open there, over here. */
  ghosts: number;
  /** Open here, not there. */
  missing: number;
  /** There more than once. */
  twice: number;
  /** People whose list could not be had. */
  unread: number;
  /** Todos whose ending is said once more, because nobody can look. */
  saidAgain: number;
  /** What is open and is said once more to be, for the same reason. */
  standingAgain: number;
  /** What stands there as far as we know, and nobody could look at. */
  unverified: number;
  drifted: Drifted[];
}

/** Nights are kept as long as deliveries are. */
const KEPT_MS = 90 * 86_400_000;

const DUE = statement<{ id: string }>('oa_nights_due', `
  select c.id from oa_channel c join oa_pace p on p.channel_id = c.id where c.state = 'ACTIVE' and p.compared_at < $1 order by p.compared_at limit $2::int`);
const STANDING = statement<{ n: number }>('oa_night_standing', `
  select count(*)::int as n from oa_copy where channel_id = $1 and state <> 'CLOSED' and ($2::text is null or sent_to = $2)`);

/**
 * Of what the OA has once taken off a desk. Closed again under an id that is never opened again, it is the same ending. What
 * waits or is parked is left to itself. `$1` channel, `$2` since when, `$3` the real time, `$4` so many.
 */
const SAY_AGAIN = statement<{ n: number }>('oa_night_say_again', `
  with picked as (
    select k.channel_id, k.todo_id, k.serial from oa_copy k join todo t on t.id = k.todo_id
    where k.channel_id = $1 and k.state = 'CLOSED' and k.closed_at > $2::timestamptz
      and not exists (select from delivery d where d.receiver_id = k.channel_id and d.lane_id = k.todo_id and d.sequence = t.version and d.state in ('WAITING', 'PARKED'))
    order by k.closed_at desc limit $4::int
  ), again as (
    update oa_copy k set state = 'OPENING', updated_at = $3 from picked p
    where k.channel_id = p.channel_id and k.todo_id = p.todo_id and k.serial = p.serial and k.state = 'CLOSED' returning k.channel_id, k.todo_id
  ), told as (${requeued('$3')} returning 1) select count(*)::int as n from told`);

/**
 * Of what stands there as far as we know, and has been let alone since `$2`: whoever ended it there by hand has it again. `$1` channel,
 * `$3` the real time, `$4` so many.
 */
const SAY_STANDING = statement<{ n: number }>('oa_night_say_standing', `
  with picked as (
    select k.channel_id, k.todo_id, k.serial from oa_copy k join todo t on t.id = k.todo_id and t.state = 'OPEN'
    where k.channel_id = $1 and k.state = 'OPEN' and k.closed_at is null and k.updated_at < $2::timestamptz
      and not exists (select from delivery d where d.receiver_id = k.channel_id and d.lane_id = k.todo_id and d.sequence = t.version and d.state in ('WAITING', 'PARKED'))
    order by k.updated_at limit $4::int
  ), again as (
    update oa_copy k set state = 'STANDING', updated_at = $3 from picked p
    where k.channel_id = p.channel_id and k.todo_id = p.todo_id and k.serial = p.serial and k.state = 'OPEN' returning k.channel_id, k.todo_id
  ), told as (${requeued('$3')} returning 1) select count(*)::int as n from told`);

/** Of two that compared at once, one row stands. */
const KEEP = statement('oa_night_keep', `
  with compared as (
    update oa_pace set compared_at = $4 where channel_id = $3 and compared_at = $15 returning channel_id
  ), old as (delete from oa_reconciliation r using compared c where r.channel_id = c.channel_id and r.ended_at < $14)
  insert into oa_reconciliation (id, county_code, channel_id, ended_at, way, person_count, unread_count, ghost_count, missing_count, twice_count, said_again_count, unverified_count, drift, standing_again_count)
  select $1, $2, c.channel_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $16 from compared c`);

/** What a night found, and what it is due for; in real time. */
@Injectable()
export class ReconciliationRepository {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  /** Channels in use that were not compared since `before`. */
  async due(before: string, limit: number): Promise<string[]> {
    return (await this.database.run(DUE, [before, limit])).map(({ id }) => id);
  }

  /** How much stands in this OA, or on one desk of it, as far as we know. */
  async standing(channelId: string, person: string | null = null): Promise<number> {
    return (await this.database.run(STANDING, [channelId, person]))[0]?.n ?? 0;
  }

  /** How many todos are said to be over once more. */
  async sayAgain(channelId: string, withinMs: number, limit: number): Promise<number> {
    return (await this.database.run(SAY_AGAIN, [channelId, this.wall.after(-withinMs), this.wall.now(), limit]))[0]?.n ?? 0;
  }

  /** How many that are open are said once more to be. */
  async sayStanding(channelId: string, afterMs: number, limit: number): Promise<number> {
    return (await this.database.run(SAY_STANDING, [channelId, this.wall.after(-afterMs), this.wall.now(), limit]))[0]?.n ?? 0;
  }

  /** `comparedAt`: when it was compared before this. */
  async keep({ id, countyCode, comparedAt }: Pick<OaChannel, 'id' | 'countyCode'> & { comparedAt: string }, drift: Drift): Promise<void> {
    const { way, persons, unread, ghosts, missing, twice, saidAgain, standingAgain, unverified, drifted } = drift;
    await this.database.run(KEEP, [
      uuidv7(), countyCode, id, this.wall.now(), way, persons, unread, ghosts, missing, twice, saidAgain, unverified, JSON.stringify(drifted), this.wall.after(-KEPT_MS), comparedAt, standingAgain,
    ]);
  }
}
