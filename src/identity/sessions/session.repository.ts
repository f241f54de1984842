import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Wall } from '../../platform/clock/wall.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Writing } from '../../platform/ledger/door.js';
import { hashOfRefreshToken, makeRefreshToken } from '../callers/tokens.js';
import type { Claims } from '../callers/tokens.js';
import type { Account } from './password-check.js';

/** Signed in once a week at least; half a day without a refresh ends it sooner. */
const SESSION_MS = 7 * 24 * 3_600_000;
const REFRESH_TOKEN_MS = 12 * 3_600_000;

/** For the password that was looked at: one that has been changed since opens nothing, and ends what it opened before. */
const OPEN = statement<{ id: string }>('session_open', `
  with holder as (
    select id from user_account where id = $2 and status = 'ACTIVE' and password_hash = $7 for share
  ), opened as (
    insert into session (id, user_id, created_at, expires_at) select $1, id, $3, $4 from holder returning id
  )
  insert into refresh_token (token_hash, session_id, expires_at) select $5, id, $6 from opened returning session_id as id`);

/** The row lock lets one of two use a token; the other finds it used. */
const REFRESH = statement<Claims>('session_refresh', `
  with used as (
    update refresh_token t set used_at = $2::timestamptz
    from session s join user_account u on u.id = s.user_id and u.status = 'ACTIVE'
      join organisation o on o.id = u.organisation_id and o.status = 'ACTIVE'
    where t.token_hash = $1 and t.used_at is null and t.expires_at > $2::timestamptz
      and s.id = t.session_id and s.ended_at is null and s.expires_at > $2::timestamptz
    returning s.id as session_id, s.user_id
  ), issued as (
    insert into refresh_token (token_hash, session_id, expires_at) select $3, session_id, $4 from used
  )
  select session_id as "sessionId", user_id as "userId" from used`);

const END_FAMILY = statement<{ id: string }>('session_end_family', `
  update session s set ended_at = $2 from refresh_token t
  where t.token_hash = $1 and s.id = t.session_id and s.ended_at is null returning s.id`);

const END = statement('session_end', `update session set ended_at = $2 where id = $1 and ended_at is null`);

const END_OTHERS = statement('session_end_others', `
  update session set ended_at = $2 where user_id = $1 and ended_at is null and ($3::uuid is null or id <> $3::uuid)`);

/** Sessions are of the wall's time and no part of the ledger: they are not facts and do not pass the door. */
@Injectable()
export class SessionRepository {
  constructor(private readonly database: Database, private readonly wall: Wall) {}

  /** null where the account is disabled, or its password another, by now. */
  async open({ id: userId, passwordHash }: Pick<Account, 'id' | 'passwordHash'>): Promise<(Claims & { refreshToken: string }) | null> {
    const refreshToken = makeRefreshToken();
    const sessionId = uuidv7();
    const [opened] = await this.database.run(OPEN, [sessionId, userId, this.wall.now(), this.wall.after(SESSION_MS),
      hashOfRefreshToken(refreshToken), this.wall.after(REFRESH_TOKEN_MS), passwordHash]);
    return opened ? { userId, sessionId, refreshToken } : null;
  }

  /** null where the token is not good any more. */
  async refresh(token: string): Promise<(Claims & { refreshToken: string }) | null> {
    const refreshToken = makeRefreshToken();
    const [claims] = await this.database.run(REFRESH, [hashOfRefreshToken(token), this.wall.now(),
      hashOfRefreshToken(refreshToken), this.wall.after(REFRESH_TOKEN_MS)]);
    return claims ? { ...claims, refreshToken } : null;
  }

  /** A token that comes a second time is in wrong hands: all that descend from the same sign-in end (contract §2). */
  async endFamilyOf(token: string): Promise<boolean> {
    const ended = await this.database.run(END_FAMILY, [hashOfRefreshToken(token), this.wall.now()]);
    return ended.length > 0;
  }

  async end(sessionId: string): Promise<void> {
    await this.database.run(END, [sessionId, this.wall.now()]);
  }

  /** With the closing of a write: all sessions of a person, but the one to keep. */
  endLater(writing: Writing, userId: string, keep: string | null): void {
    writing.later(END_OTHERS, [userId, this.wall.now(), keep]);
  }
}
