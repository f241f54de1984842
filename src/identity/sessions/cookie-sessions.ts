import { Injectable } from '@nestjs/common';
import type { Caller } from '../../domain/permission.js';
import { Wall } from '../../platform/clock/wall.js';
import type { PageSessions } from '../../platform/http/page.door.js';
import { Callers } from '../callers/caller.resolver.js';
import { Tokens } from '../callers/tokens.js';
import type { Claims } from '../callers/tokens.js';

/** A cookie younger than this is good enough: idle time is told to the minute. */
const RENEWED_AFTER_MS = 60_000;

/** The cookie of the pages names the same sessions as tokens do: whatever ends one ends the other. */
@Injectable()
export class CookieSessions implements PageSessions {
  constructor(private readonly tokens: Tokens, private readonly callers: Callers, private readonly wall: Wall) {}

  issue(claims: Claims): Promise<string> {
    return this.tokens.issue(claims, 'page');
  }

  async resolve(cookie: string): Promise<{ caller: Caller; renewed: string | null } | null> {
    const read = await this.tokens.readCookie(cookie);
    const caller = read && (await this.callers.holding(read.claims));
    if (!read || !caller) return null;
    const old = this.wall.nowMs() - read.issuedMs > RENEWED_AFTER_MS;
    return { caller, renewed: old ? await this.issue(read.claims) : null };
  }
}
