import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';

/** The next place in the row, where it is not too far off; none while the channel is left alone, however short that is. */
const SLOT = statement<{ slotAt: string }>('oa_pace_slot', `
  update oa_pace set next_slot_at = greatest(next_slot_at, $2::timestamptz) + $3::float8 * interval '1 ms' where channel_id = $1 and next_slot_at <= $4::timestamptz
    and (rest_until is null or rest_until <= $2::timestamptz)
  returning next_slot_at - $3::float8 * interval '1 ms' as "slotAt"`);
const NEXT = statement<{ slotAt: string; restUntil: string | null }>('oa_pace_next', 'select next_slot_at as "slotAt", rest_until as "restUntil" from oa_pace where channel_id = $1');
const REST = statement('oa_pace_rest', `
  update oa_pace set failure_count = failure_count + 1, next_slot_at = greatest(next_slot_at, $2::timestamptz), rest_until = greatest(rest_until, $2::timestamptz),
    failing_since = coalesce(failing_since, $3), failing_reason = $4 where channel_id = $1`);
/** One that is asked by hand while it rests need not rest any longer. */
const WELL = statement('oa_pace_well', `
  update oa_pace set failure_count = 0, next_slot_at = case when rest_until > $2 then $2 else next_slot_at end, rest_until = null, failing_since = null, failing_reason = null
  where channel_id = $1 and failure_count > 0`);

/** The real time's side of a channel: when it may be called again. */
@Injectable()
export class PaceRepository {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  /** `waitMs`: until the turn that was taken, or, where none was, until one may be asked for again. */
  async slot(channelId: string, perMinute: number, withinMs: number): Promise<{ taken: boolean; waitMs: number }> {
    const [row] = await this.database.run(SLOT, [channelId, this.wall.now(), 60_000 / perMinute, this.wall.after(withinMs)]);
    if (row) return { taken: true, waitMs: Math.max(0, Date.parse(row.slotAt) - this.wall.nowMs()) };
    const [next] = await this.database.run(NEXT, [channelId]);
    return { taken: false, waitMs: next ? Math.max(0, Date.parse(next.slotAt) - this.wall.nowMs() - withinMs / 2, Date.parse(next.restUntil ?? next.slotAt) - this.wall.nowMs()) : withinMs };
  }

  /** Nobody calls it for so long, and then one. `why` in our own words. */
  async rest(channelId: string, ms: number, why: string): Promise<void> {
    await this.database.run(REST, [channelId, this.wall.after(ms), this.wall.now(), why]);
  }

  async well(channelId: string): Promise<void> {
    await this.database.run(WELL, [channelId, this.wall.now()]);
  }
}
