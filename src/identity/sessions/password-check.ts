import { Injectable } from '@nestjs/common';
import { refuse } from '../../domain/refusal.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { LockOut } from './lock-out.js';
import { Passwords } from './passwords.js';

/** What judging a password needs; `active` is false where person or organisation may not sign in. */
export interface Account {
  id: string;
  username: string;
  name: string;
  organisationId: string;
  countyCode: string;
  active: boolean;
  passwordHash: string;
}

const COLUMNS = `u.id, u.username, u.name, u.organisation_id as "organisationId", u.county_code as "countyCode",
  u.status = 'ACTIVE' and o.status = 'ACTIVE' as active, u.password_hash as "passwordHash"
  from user_account u join organisation o on o.id = u.organisation_id`;
const BY_NAME = statement<Account>('account_by_name', `select ${COLUMNS} where u.username = $1`);
const BY_ID = statement<Account>('account_by_id', `select ${COLUMNS} where u.id = $1`);

/** User names are told apart without regard to case. */
const usernameOf = (typed: string): string => typed.normalize('NFKC').toLowerCase();

/**
 * Whether a password is right; every wrong one counts towards the lock-out. Not inside of `Door.write`: the count
 * stays when the write is refused, and a connection that waits for a second one can wait for ever.
 */
@Injectable()
export class PasswordCheck {
  constructor(private readonly database: Database, private readonly lockOut: LockOut, private readonly passwords: Passwords) {}

  /** Of whoever signs or confirms a batch; `address` is where he calls from. Throws ACCOUNT_LOCKED. */
  async right(userId: string, password: string, address: string): Promise<boolean> {
    return (await this.known(userId, password, address)) !== null;
  }

  /** The account as it was when the password was right; null where it was wrong. Throws ACCOUNT_LOCKED. */
  async known(userId: string, password: string, address: string): Promise<Account | null> {
    const [account] = await this.database.run(BY_ID, [userId]);
    if (!account) throw refuse('UNAUTHENTICATED');
    return (await this.judge(account, account.username, password, address)) ? account : null;
  }

  async account(typed: string): Promise<Account | null> {
    const [account] = await this.database.run(BY_NAME, [usernameOf(typed)]);
    return account ?? null;
  }

  /** Null where there is none, or it may not come in. */
  async activeAccount(userId: string): Promise<Account | null> {
    const [account] = await this.database.run(BY_ID, [userId]);
    return account?.active ? account : null;
  }

  /** Whether someone may come in under this name; a name without an account takes as long. Throws ACCOUNT_LOCKED. */
  maySignIn(account: Account | null, typed: string, password: string, address: string): Promise<boolean> {
    return this.judge(account, usernameOf(typed), password, address);
  }

  private async judge(account: Account | null, username: string, password: string, address: string): Promise<boolean> {
    await this.lockOut.refuseLocked(username, address);
    const right = (await this.passwords.matches(password, account?.passwordHash ?? null)) && account?.active === true;
    await (right ? this.lockOut.right(username, address) : this.lockOut.wrong(username, address));
    return right;
  }
}
