import { Injectable } from '@nestjs/common';
import type { Organisation, Role } from '../../domain/permission.js';
import { selection } from '../../platform/database/columns.js';
import { Database } from '../../platform/database/database.js';
import { adHoc, statement } from '../../platform/database/statement.js';
import type { Statement } from '../../platform/database/statement.js';
import { organisationJson } from '../employer.js';
import { UserEntity } from './user.entity.js';
import type { User, UserStatus } from './user.entity.js';

/** Whose people one sees: an administrator the county's, a principal the firm's. */
export interface UserReach { column: 'county_code' | 'organisation_id'; value: string }

export const userReachOf = (organisation: Organisation): UserReach =>
  organisation.kind === 'ENTERPRISE' ? { column: 'organisation_id', value: organisation.id } : { column: 'county_code', value: organisation.countyCode };

export type UserRow = User & { organisation: Organisation };

export interface UserFilter { organisationId?: string[]; status?: UserStatus[]; role?: Role[]; after?: string; limit: number }

const ROWS = `select ${selection(UserEntity, 'u')}, ${organisationJson('o')} as organisation
  from user_account u join organisation o on o.id = u.organisation_id`;

const oneBy = (column: UserReach['column']): Statement<UserRow> => statement(`user_one_${column}`, `${ROWS} where u.${column} = $1 and u.id = $2`);
const ONE: Record<UserReach['column'], Statement<UserRow>> = { county_code: oneBy('county_code'), organisation_id: oneBy('organisation_id') };

const pageBy = (column: UserReach['column']): Statement<UserRow> => adHoc<UserRow>(`${ROWS}
  where u.${column} = $1 and ($2::uuid is null or u.id > $2::uuid) and ($3::uuid[] is null or u.organisation_id = any($3::uuid[]))
    and ($4::text[] is null or u.status = any($4::text[])) and ($5::text[] is null or u.roles && $5::text[])
  order by u.id limit $6`);

@Injectable()
export class UserReader {
  constructor(private readonly database: Database) {}

  async one(reach: UserReach, id: string): Promise<UserRow | null> {
    const [row] = await this.database.run(ONE[reach.column], [reach.value, id]);
    return row ?? null;
  }

  /** One row more than the limit, where there is one. */
  page(reach: UserReach, { organisationId, status, role, after, limit }: UserFilter): Promise<UserRow[]> {
    const filters = [after, organisationId, status, role].map((value) => value ?? null);
    return this.database.run(pageBy(reach.column), [reach.value, ...filters, limit + 1]);
  }
}
