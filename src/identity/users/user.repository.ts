import { Injectable } from '@nestjs/common';
import type { Organisation } from '../../domain/permission.js';
import { columnsOf, rowOf, selection } from '../../platform/database/columns.js';
import { statement } from '../../platform/database/statement.js';
import type { Statement } from '../../platform/database/statement.js';
import type { Writing } from '../../platform/ledger/door.js';
import { organisationJson } from '../employer.js';
import type { UserReach } from './user.reader.js';
import { UserEntity } from './user.entity.js';
import type { User } from './user.entity.js';

export type LockedUser = User & { organisation: Organisation };

const COLUMNS = columnsOf(UserEntity).map(([, column]) => column);
const ROW = `${selection(UserEntity, 'u')}, ${organisationJson('o')} as organisation`;

/**
 * With the person the county's administrators, all in the order of ids: of two who take the role from one another
 * the second finds himself the last.
 */
const lockBy = (column: UserReach['column']): Statement<LockedUser> => statement(`user_lock_${column}`, `
  select ${ROW} from user_account u join organisation o on o.id = u.organisation_id
  where u.${column} = $2 and (u.id = $1 or (u.status = 'ACTIVE' and 'ADMINISTRATOR' = any(u.roles)))
  order by u.id for no key update of u`);

const LOCK: Record<UserReach['column'], Statement<LockedUser>> = { county_code: lockBy('county_code'), organisation_id: lockBy('organisation_id') };

const LOCK_SELF = statement<User>('user_lock_self', `
  select ${selection(UserEntity, 'u')} from user_account u where u.id = $1 and u.status = 'ACTIVE' and u.password_hash = $2 for no key update`);

const NAMED = statement<{ id: string }>('user_named', `select id from user_account where username = $1`);

const INSERT = statement<{ id: string }>('user_insert', `
  insert into user_account (${COLUMNS.join(', ')}, password_hash)
  select ${COLUMNS.map((column) => `r.${column}`).join(', ')}, $2 from json_populate_recordset(null::user_account, $1::json) r
  on conflict on constraint user_account_username do nothing returning id`);

const UPDATE = statement('user_update', `
  update user_account u set ${COLUMNS.filter((column) => column !== 'id').map((column) => `${column} = r.${column}`).join(', ')}
  from json_populate_recordset(null::user_account, $1::json) r where u.id = r.id`);

/** Two installations at once wait for each other. */
const HOLD_ALL: Statement = { name: '', text: 'lock table user_account in share row exclusive mode' };
const ADMINISTRATORS = statement<{ id: string }>('user_administrators', `
  select id from user_account where 'ADMINISTRATOR' = any(roles) limit 1`);

const SET_PASSWORD = statement('user_set_password', `update user_account set password_hash = $2 where id = $1`);

/** The only writer of people. */
@Injectable()
export class UserRepository {
  /** The person, and the other active administrators of the county. null outside the reach. */
  async lock(writing: Writing, reach: UserReach, id: string): Promise<{ user: LockedUser; otherAdministrators: LockedUser[] } | null> {
    const rows = await writing.run(LOCK[reach.column], [id, reach.value]);
    const user = rows.find((row) => row.id === id);
    return user ? { user, otherAdministrators: rows.filter((row) => row.id !== id) } : null;
  }

  /** null where the person, or the password, is another by now. */
  async lockSelf(writing: Writing, { id, passwordHash }: Pick<UserEntity, 'id' | 'passwordHash'>): Promise<User | null> {
    const [user] = await writing.run(LOCK_SELF, [id, passwordHash]);
    return user ?? null;
  }

  async isTaken(writing: Writing, username: string): Promise<boolean> {
    return (await writing.run(NAMED, [username])).length > 0;
  }

  /** Whether anybody administers or ever did; until the commit nobody else becomes the first. */
  async someAdministrator(writing: Writing): Promise<boolean> {
    await writing.run(HOLD_ALL);
    return (await writing.run(ADMINISTRATORS)).length > 0;
  }

  /** False where somebody took the name at the same moment. */
  async insert(writing: Writing, user: User, passwordHash: string): Promise<boolean> {
    return (await writing.run(INSERT, [JSON.stringify([rowOf(UserEntity, user)]), passwordHash])).length > 0;
  }

  update(writing: Writing, user: User): void {
    writing.later(UPDATE, [JSON.stringify([rowOf(UserEntity, user)])]);
  }

  setPassword(writing: Writing, id: string, passwordHash: string): void {
    writing.later(SET_PASSWORD, [id, passwordHash]);
  }
}
