import { Injectable } from '@nestjs/common';
import type { Organisation } from '../../domain/permission.js';
import { Listing } from '../../organisations/listing.js';
import type { Counted } from '../../organisations/listing.js';
import { selection } from '../../platform/database/columns.js';
import { Conditions } from '../../platform/database/conditions.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Statement } from '../../platform/database/statement.js';
import { organisationJson } from '../employer.js';
import { UserEntity } from './user.entity.js';
import type { User } from './user.entity.js';
import type { UserQuery } from './user.dto.js';
import { userView } from './user.view.js';
import type { UserView } from './user.view.js';

/** Whose people one sees: an administrator the county's, a principal the firm's. */
export interface UserReach { column: 'county_code' | 'organisation_id'; value: string }

export const userReachOf = (organisation: Organisation): UserReach =>
  organisation.kind === 'ENTERPRISE' ? { column: 'organisation_id', value: organisation.id } : { column: 'county_code', value: organisation.countyCode };

export type UserRow = User & { organisation: Organisation };

const SELECT = `${selection(UserEntity, 'u')}, ${organisationJson('o')} as organisation`;
const FROM = 'user_account u join organisation o on o.id = u.organisation_id';

const oneBy = (column: UserReach['column']): Statement<UserRow> => statement(`user_one_${column}`, `
  select ${SELECT} from ${FROM} where u.${column} = $1 and u.id = $2`);
const ONE: Record<UserReach['column'], Statement<UserRow>> = { county_code: oneBy('county_code'), organisation_id: oneBy('organisation_id') };

@Injectable()
export class UserReader {
  constructor(private readonly database: Database, private readonly listing: Listing) {}

  async one(reach: UserReach, id: string): Promise<UserRow | null> {
    const [row] = await this.database.run(ONE[reach.column], [reach.value, id]);
    return row ?? null;
  }

  page(reach: UserReach, query: UserQuery): Promise<Counted<UserView>> {
    const where = new Conditions()
      .and((slot) => `u.${reach.column} = ${slot}`, reach.value)
      .and((slot) => `u.organisation_id = any(${slot}::uuid[])`, query.organisationId)
      .and((slot) => `u.status = any(${slot}::text[])`, query.status)
      .and((slot) => `u.roles && ${slot}::text[]`, query.role);
    return this.listing.page<UserRow, UserView>({ select: SELECT, from: FROM, alias: 'u', where }, query, userView);
  }
}
