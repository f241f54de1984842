import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../domain/permission.js';
import { addressOf, isWithin } from '../../platform/addresses.js';
import { Calendar } from '../../platform/clock/calendar.js';
import { CallerReader } from './caller.reader.js';
import type { Key } from './caller.reader.js';
import { KeySecrets } from './key-secret.js';
import { KeyUse } from './key-use.js';
import { Tokens } from './tokens.js';
import type { Claims } from './tokens.js';

/** Revocation, role change, disabling and sign-out bite in every process within 5 s (security S04). */
const KNOWN_FOR_MS = 3_000;
const KNOWN_MAX = 20_000;
const BEARER = /^Bearer +([\w.~+/=-]+) *$/i;

/** Looked up where a token is no good, so that the answer takes as long as for one that was revoked (security S02). */
const NOBODY = { userId: '00000000-0000-0000-0000-000000000000', sessionId: '00000000-0000-0000-0000-000000000000' };

/** A person, or a key with the addresses it may come from. */
type Known = Caller & Partial<Pick<Key, 'addresses'>>;

/** Who sends these headers: the `CallerResolver` of platform/http. */
@Injectable()
export class Callers {
  private readonly known = new LRUCache<string, Known>({ max: KNOWN_MAX, ttl: KNOWN_FOR_MS });
  /** What was read before a change must not be remembered after it. */
  private changes = 0;
  private offset = 0;

  constructor(
    private readonly reader: CallerReader,
    private readonly tokens: Tokens,
    private readonly secrets: KeySecrets,
    private readonly keyUse: KeyUse,
    private readonly calendar: Calendar,
  ) {}

  resolve(headers: { authorization?: string; apiKey?: string }, address: string): Promise<Caller | null> {
    return headers.authorization === undefined ? this.key(headers.apiKey ?? '', address) : this.person(headers.authorization);
  }

  /** Somebody's right has changed: this process acts on it at once, the others when their copies are 3 s old. */
  forget(): void {
    this.changes += 1;
    this.known.clear();
  }

  /** Delegations keep the ledger's calendar: where the sandbox has moved it, others may act for others. */
  private moveTo(offset: number): void {
    this.offset = offset;
    this.forget();
  }

  private async person(authorization: string): Promise<Caller | null> {
    return this.holding((await this.tokens.read(BEARER.exec(authorization)?.[1] ?? '')) ?? NOBODY);
  }

  /** Whoever these claims name, if the session stands and he may still come in. */
  holding(claims: Claims): Promise<Caller | null> {
    return this.remembered(`${claims.userId} ${claims.sessionId}`, () => this.reader.person(claims));
  }

  /** From an address that is not on its list a key is as good as none (security S06). */
  private async key(presented: string, address: string): Promise<Caller | null> {
    const hash = this.secrets.hash(presented);
    const key = await this.remembered(hash, () => this.reader.key(hash));
    if (!key || !mayComeFrom(key, address)) return null;
    this.keyUse.note(key.id);
    return key;
  }

  private async remembered(name: string, read: () => Promise<Known | null>): Promise<Known | null> {
    if (this.offset !== this.calendar.offset) this.moveTo(this.calendar.offset);
    const known = this.known.get(name);
    if (known) return known;
    const before = this.changes;
    const caller = await read();
    if (caller && before === this.changes) this.known.set(name, caller);
    return caller;
  }
}

function mayComeFrom({ addresses = [] }: Known, text: string): boolean {
  if (addresses.length === 0) return true;
  const address = addressOf(text);
  return address !== null && isWithin(addresses, address);
}
