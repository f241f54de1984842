import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Reason } from '../../domain/refusal.js';

const MIN_CHARACTERS = 10;
const MAX_CHARACTERS = 128;
/** argon2id; 19 MiB and two passes, the OWASP minimum: 20–40 ms on one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on another keyboard (full-width, composed) is the same password. */
const typed = (password: string): string => password.normalize('NFKC');

/** argon2id. */
@Injectable()
export class Passwords {
  /** Compared with where there is no account: the answer takes as long (security S02). */
  private readonly nobodys: Promise<string> = this.hash(randomBytes(16).toString('hex'));

  hash(password: string): Promise<string> {
    return hash(typed(password), COST);
  }

  async matches(password: string, kept: string | null): Promise<boolean> {
    const same = await verify(kept ?? (await this.nobodys), typed(password));
    return same && kept !== null;
  }
}

export const sameAs = (password: string, other: string): boolean => typed(password) === typed(other);

/** Length counts, and that it is not the user name; what else makes a password good cannot be judged by rules. */
export function weaknesses(password: string, username: string, path: string): Reason[] {
  const length = [...password].length;
  const named = password.toLowerCase().includes(username.toLowerCase());
  return length < MIN_CHARACTERS || length > MAX_CHARACTERS || named ? [{ code: 'PASSWORD_TOO_WEAK', path }] : [];
}
