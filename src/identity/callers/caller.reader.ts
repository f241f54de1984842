import { Injectable } from '@nestjs/common';
import { holdsAny } from '../../domain/permission.js';
import type { Caller, KeyScope, Mandate, Organisation, Role } from '../../domain/permission.js';
import { Calendar } from '../../platform/clock/calendar.js';
import { Wall } from '../../platform/clock/wall.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { organisationJson } from '../employer.js';
import type { Claims } from './tokens.js';

/** A person with a session: signing out and changing the password need to know which one. */
export interface SignedIn extends Caller { readonly sessionId: string }

interface PersonRow {
  id: string;
  name: string;
  roles: Role[];
  passwordTemporary: boolean;
  organisation: Organisation;
  deputised: { role: Role; giver: { id: string; name: string }; giverRoles: Role[]; organisation: Organisation }[];
}

/** The roles that others gave him for a while, by the ledger's calendar. */
const deputised = (at: string): string => `
    coalesce((
      select json_agg(json_build_object('role', d.role, 'giver', json_build_object('id', g.id, 'name', g.name), 'giverRoles', g.roles,
        'organisation', ${organisationJson('p')}) order by d.id)
      from delegation d
      join user_account g on g.id = d.from_user_id and g.status = 'ACTIVE'
      join organisation p on p.id = g.organisation_id and p.status = 'ACTIVE'
      where d.to_user_id = u.id and d.ended_at is null and d.from_at <= ${at}::timestamptz and d.until_at > ${at}::timestamptz
    ), '[]') as deputised`;

/** Somebody for whom work was put down: no session need be open when it is done. */
const STANDING_PERSON = statement<PersonRow>('caller_standing_person', `
  select u.id, u.name, u.roles, ${organisationJson('o')} as organisation, ${deputised('$2')}
  from user_account u join organisation o on o.id = u.organisation_id and o.status = 'ACTIVE'
  where u.id = $1 and u.status = 'ACTIVE'`);

/** Sessions keep real time; delegations are decisions of the ledger and keep its calendar. */
const PERSON = statement<PersonRow>('caller_person', `
  select u.id, u.name, u.roles, u.password_temporary as "passwordTemporary", ${organisationJson('o')} as organisation,
    ${deputised('$4')}
  from session s
  join user_account u on u.id = s.user_id and u.status = 'ACTIVE'
  join organisation o on o.id = u.organisation_id and o.status = 'ACTIVE'
  where s.id = $2 and s.user_id = $1 and s.ended_at is null and s.expires_at > $3::timestamptz`);

interface KeyRow { id: string; name: string; scopes: KeyScope[]; organisation: Organisation }
/** A key, and the address ranges it may be used from (security S06); none listed: from anywhere. */
export interface Key extends Caller { readonly addresses: readonly string[] }

/** After a rotation the secret before it is good for a while (security S06). */
const KEY = statement<KeyRow & { addresses: string[] }>('caller_key', `
  select k.id, k.name, k.scopes, k.addresses, ${organisationJson('o')} as organisation
  from api_key k join organisation o on o.id = k.organisation_id and o.status = 'ACTIVE'
  where (k.secret_hash = $1 or (k.previous_secret_hash = $1 and k.previous_until > $2::timestamptz))
    and k.revoked_at is null and k.expires_on >= $3::date`);

const STANDING_KEY = statement<KeyRow>('caller_standing_key', `
  select k.id, k.name, k.scopes, ${organisationJson('o')} as organisation
  from api_key k join organisation o on o.id = k.organisation_id and o.status = 'ACTIVE'
  where k.id = $1 and k.revoked_at is null and k.expires_on >= $2::date`);

@Injectable()
export class CallerReader {
  constructor(private readonly database: Database, private readonly wall: Wall, private readonly calendar: Calendar) {}

  async person({ userId, sessionId }: Claims): Promise<SignedIn | null> {
    const [row] = await this.database.run(PERSON, [userId, sessionId, this.wall.now(), this.calendar.now()]);
    if (!row) return null;
    const { id, name, organisation, passwordTemporary } = row;
    return { kind: 'PERSON', id, name, organisation, mandates: mandatesOf(row), scopes: [], sessionId, ...(passwordTemporary && { passwordTemporary }) };
  }

  /** Whoever put work down, with the rights of this moment; null where he or his key is no more. */
  async standing(kind: 'PERSON' | 'KEY', id: string): Promise<Caller | null> {
    if (kind === 'KEY') {
      const [key] = await this.database.run(STANDING_KEY, [id, this.calendar.dayOf(this.wall.now())]);
      return key ? { kind, mandates: [], ...key } : null;
    }
    const [row] = await this.database.run(STANDING_PERSON, [id, this.calendar.now()]);
    return row ? { kind, id: row.id, name: row.name, organisation: row.organisation, mandates: mandatesOf(row), scopes: [] } : null;
  }

  async key(secretHash: string): Promise<Key | null> {
    const now = this.wall.now();
    const [row] = await this.database.run(KEY, [secretHash, now, this.calendar.dayOf(now)]);
    return row ? { kind: 'KEY', mandates: [], ...row } : null;
  }
}

/** One's own roles, and those of people who sent one and still hold them (contract §2). */
export function mandatesOf({ roles, organisation, deputised }: Pick<PersonRow, 'roles' | 'organisation' | 'deputised'>): Mandate[] {
  const own = roles.map((role) => ({ role, organisation, onBehalfOf: null }));
  const others = deputised
    .filter(({ role, giverRoles }) => holdsAny(giverRoles, role))
    .map(({ role, giver, organisation: from }) => ({ role, organisation: from, onBehalfOf: giver }));
  return [...own, ...others];
}
