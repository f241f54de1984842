import { Injectable } from '@nestjs/common';
import type { Caller, Organisation } from '../../domain/permission.js';
import { Listing } from '../../organisations/listing.js';
import type { Counted } from '../../organisations/listing.js';
import { Calendar } from '../../platform/clock/calendar.js';
import { selection } from '../../platform/database/columns.js';
import { Conditions } from '../../platform/database/conditions.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { organisationJson } from '../employer.js';
import type { DelegationQuery } from './delegation.dto.js';
import { DelegationEntity } from './delegation.entity.js';
import { delegationView } from './delegation.view.js';
import type { DelegationView } from './delegation.view.js';

/** Administrator and auditor see those of the county, everybody else those he gave or received. */
export type DelegationReach = { column: 'county_code'; value: string } | { column: 'person'; value: string };

export function delegationReachOf({ id, mandates }: Caller): DelegationReach {
  const office = mandates.find(({ role }) => role === 'ADMINISTRATOR' || role === 'AUDITOR');
  return office ? { column: 'county_code', value: office.organisation.countyCode } : { column: 'person', value: id };
}

const inReach = (reach: DelegationReach, row: Pick<DelegationEntity, 'countyCode' | 'fromUserId' | 'toUserId'>): boolean =>
  reach.column === 'county_code' ? row.countyCode === reach.value : [row.fromUserId, row.toUserId].includes(reach.value);

export type DelegationRow = DelegationEntity & { fromName: string; toName: string; organisation: Organisation };

const SELECT = `${selection(DelegationEntity, 'd')}, f.name as "fromName", t.name as "toName", ${organisationJson('o')} as organisation`;
const FROM = `delegation d join user_account f on f.id = d.from_user_id join user_account t on t.id = d.to_user_id
  join organisation o on o.id = d.organisation_id`;

const ONE = statement<DelegationRow>('delegation_one', `select ${SELECT} from ${FROM} where d.id = $1`);

const REACHED_BY: Readonly<Record<DelegationReach['column'], (slot: string) => string>> = {
  county_code: (slot) => `d.county_code = ${slot}`, person: (slot) => `${slot}::uuid in (d.from_user_id, d.to_user_id)`,
};
const IN_FORCE = (slot: string): string => `d.ended_at is null and d.from_at <= ${slot}::timestamptz and d.until_at > ${slot}::timestamptz`;

@Injectable()
export class DelegationReader {
  constructor(private readonly database: Database, private readonly listing: Listing, private readonly calendar: Calendar) {}

  async one(reach: DelegationReach, id: string): Promise<DelegationRow | null> {
    const [row] = await this.database.run(ONE, [id]);
    return row && inReach(reach, row) ? row : null;
  }

  page(reach: DelegationReach, query: DelegationQuery): Promise<Counted<DelegationView>> {
    const at = this.calendar.now();
    const where = new Conditions().and(REACHED_BY[reach.column], reach.value);
    if (query.inForce !== undefined) where.and((slot) => `${query.inForce ? '' : 'not '}(${IN_FORCE(slot)})`, at);
    return this.listing.page<DelegationRow, DelegationView>({ select: SELECT, from: FROM, alias: 'd', where }, query, (row) => delegationView(row, at));
  }
}
