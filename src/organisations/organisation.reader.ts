import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { Listing } from './listing.js';
import type { Counted } from './listing.js';
import type { OrganisationQuery } from './organisation.dto.js';
import { REACHED_BY, ROW } from './organisation.repository.js';
import type { OrganisationRow } from './organisation.repository.js';
import { organisationView } from './organisation.view.js';
import type { OrganisationView } from './organisation.view.js';

const oneBy = (column: Reach['column']): Statement<OrganisationRow> => statement(`organisation_one_${column}`, `
  select ${ROW} from organisation o where o.id = $1 and ${REACHED_BY[column]} = $2`);

const ONE: Record<Reach['column'], Statement<OrganisationRow>> = {
  enterprise_id: oneBy('enterprise_id'), town_code: oneBy('town_code'), county_code: oneBy('county_code'), city_code: oneBy('city_code'),
};

/** Everything asked of organisations, enterprises among them. */
export function reached(reach: Reach): Conditions {
  return new Conditions().and((slot) => `${REACHED_BY[reach.column]} = ${slot}`, reach.value);
}

/** Any part of the name or of a short name. */
export const named = (slot: string): string => `(strpos(o.name, ${slot}) > 0 or exists (select from unnest(o.short_names) s where strpos(s, ${slot}) > 0))`;

@Injectable()
export class OrganisationReader {
  constructor(private readonly database: Database, private readonly listing: Listing) {}

  list(reach: Reach, query: OrganisationQuery): Promise<Counted<OrganisationView>> {
    const where = reached(reach)
      .and((slot) => `o.kind = any(${slot}::text[])`, query.kind)
      .and((slot) => `starts_with(o.area_code, ${slot})`, query.areaCode)
      .and((slot) => `o.status = any(${slot}::text[])`, query.status)
      .and(named, query.q);
    return this.listing.page<OrganisationRow, OrganisationView>({ select: ROW, from: 'organisation o', alias: 'o', where }, query, organisationView);
  }

  async one(reach: Reach, id: string): Promise<OrganisationRow> {
    const [row] = await this.database.run(ONE[reach.column], [id, reach.value]);
    if (!row) throw refuse('NOT_FOUND');
    return row;
  }
}
