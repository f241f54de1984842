import { Injectable } from '@nestjs/common';
import type { Caller, Organisation } from '../../domain/permission.js';
import { selection } from '../../platform/database/columns.js';
import { Database } from '../../platform/database/database.js';
import { adHoc, statement } from '../../platform/database/statement.js';
import { organisationJson } from '../employer.js';
import { DelegationEntity } from './delegation.entity.js';

/** Administrator and auditor see those of the county, everybody else those he gave or received. */
export type DelegationReach = { column: 'county_code'; value: string } | { column: 'person'; value: string };

export function delegationReachOf({ id, mandates }: Caller): DelegationReach {
  const office = mandates.find(({ role }) => role === 'ADMINISTRATOR' || role === 'AUDITOR');
  return office ? { column: 'county_code', value: office.organisation.countyCode } : { column: 'person', value: id };
}

export const inReach = (reach: DelegationReach, row: Pick<DelegationEntity, 'countyCode' | 'fromUserId' | 'toUserId'>): boolean =>
  reach.column === 'county_code' ? row.countyCode === reach.value : [row.fromUserId, row.toUserId].includes(reach.value);

export type DelegationRow = DelegationEntity & { fromName: string; toName: string; organisation: Organisation };

const ROWS = `select ${selection(DelegationEntity, 'd')}, f.name as "fromName", t.name as "toName", ${organisationJson('o')} as organisation
  from delegation d join user_account f on f.id = d.from_user_id join user_account t on t.id = d.to_user_id
  join organisation o on o.id = d.organisation_id`;

const ONE = statement<DelegationRow>('delegation_one', `${ROWS} where d.id = $1`);

const pageBy = (reached: string) => adHoc<DelegationRow>(`${ROWS} where ${reached} and ($2::uuid is null or d.id > $2::uuid)
  and ($3::boolean is null or $3::boolean = (d.ended_at is null and d.from_at <= $4::timestamptz and d.until_at > $4::timestamptz))
  order by d.id limit $5`);
const PAGE = { county_code: pageBy('d.county_code = $1'), person: pageBy('$1::uuid in (d.from_user_id, d.to_user_id)') };

@Injectable()
export class DelegationReader {
  constructor(private readonly database: Database) {}

  /** One that was just written or found in reach. */
  async one(id: string): Promise<DelegationRow | null> {
    const [row] = await this.database.run(ONE, [id]);
    return row ?? null;
  }

  /** One row more than the limit, where there is one. `at` says what is in force. */
  page(reach: DelegationReach, filter: { inForce?: boolean; after?: string; limit: number }, at: string): Promise<DelegationRow[]> {
    return this.database.run(PAGE[reach.column], [reach.value, filter.after ?? null, filter.inForce ?? null, at, filter.limit + 1]);
  }
}
