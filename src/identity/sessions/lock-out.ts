import { Injectable } from '@nestjs/common';
import { Refused } from '../../domain/refusal.js';
import { Wall } from '../../platform/clock/wall.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';

/** Contract §2: five wrong passwords from one address lock that account for that address for 15 minutes. */
const FAILURES_MAX = 5;
const LOCKED_FOR_MS = 15 * 60_000;

interface Lock { lockedUntil: string }

const INSTANT = `to_char(locked_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const LOCKED = statement<Lock>('lock_out_locked', `
  select ${INSTANT} as "lockedUntil" from sign_in_failure where username = $1 and address = $2 and locked_until > $3::timestamptz`);

/** No row comes back where the lock already stands: this guess is not judged any more. */
const WRONG = statement('lock_out_wrong', `
  insert into sign_in_failure as f (username, address, failed_count, last_failed_at) values ($1, $2, 1, $3)
  on conflict (username, address) do update set
    last_failed_at = excluded.last_failed_at,
    failed_count = case when f.locked_until is null then f.failed_count + 1 else 1 end,
    locked_until = case when f.locked_until is null and f.failed_count + 1 >= ${FAILURES_MAX} then $4::timestamptz end
  where f.locked_until is null or f.locked_until <= $3::timestamptz
  returning failed_count`);

const RIGHT = statement<Lock>('lock_out_right', `
  with reset as (
    delete from sign_in_failure where username = $1 and address = $2 and (locked_until is null or locked_until <= $3::timestamptz)
  )
  select ${INSTANT} as "lockedUntil" from sign_in_failure where username = $1 and address = $2 and locked_until > $3::timestamptz`);

/**
 * The count of all processes is one row, and it is asked again after the password was checked: of many guesses sent
 * at once five are judged wrong and the rest, the right one too, are told that the account is locked.
 */
@Injectable()
export class LockOut {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  /** Throws ACCOUNT_LOCKED. */
  async refuseLocked(username: string, address: string): Promise<void> {
    this.judge(await this.database.run(LOCKED, [username, address, this.wall.now()]));
  }

  /** The password was right: the count begins anew. Throws ACCOUNT_LOCKED where others were wrong meanwhile. */
  async right(username: string, address: string): Promise<void> {
    this.judge(await this.database.run(RIGHT, [username, address, this.wall.now()]));
  }

  /** The password was wrong: counts. Throws ACCOUNT_LOCKED where it was locked meanwhile. */
  async wrong(username: string, address: string): Promise<void> {
    const counted = await this.database.run(WRONG, [username, address, this.wall.now(), this.wall.after(LOCKED_FOR_MS)]);
    if (counted.length === 0) await this.refuseLocked(username, address);
  }

  private judge([lock]: readonly Lock[]): void {
    if (!lock) return;
    const leftMs = Date.parse(lock.lockedUntil) - this.wall.nowMs();
    const retryAfterSeconds = Math.max(1, Math.ceil(leftMs / 1000));
    throw new Refused([{ code: 'ACCOUNT_LOCKED', params: { minutes: Math.ceil(retryAfterSeconds / 60) } }], { retryAfterSeconds });
  }
}
