/**
 * Who sees what of a comparison (contract §2, §6). The county and the city see all of theirs; a town its own runs, and of
 * the published ones its own rows; an enterprise its own rows of the published ones. Nothing else is even counted.
 */
import type { Reach } from '../domain/permission.js';
import type { Requested } from '../platform/http/requested.js';

type Seen = (value: string, organisationId: string) => string;

const PUBLISHED = `c.state = 'PUBLISHED'`;
const UNUSED = (organisationId: string): string => `${organisationId}::uuid is not null`;

/** The comparison itself; `c` is its alias. */
export const SEEN_BY: Readonly<Record<Reach['column'], Seen>> = {
  city_code: (value, own) => `c.city_code = ${value} and ${UNUSED(own)}`,
  county_code: (value, own) => `c.county_code = ${value} and ${UNUSED(own)}`,
  town_code: (value, own) => `(c.organisation_id = ${own}::uuid or (${PUBLISHED} and (c.area_code = ${value} or c.area_code = left(${value}, 6))))`,
  enterprise_id: (value, own) => `${PUBLISHED} and ${UNUSED(own)}
    and exists (select from comparison_enterprise e where e.comparison_id = c.id and e.enterprise_id = ${value}::uuid)`,
};

/** What a caller sees of the parts of a comparison that he was found to see: all, or the rows of one column's value. */
export type Portion = { column: 'town_code' | 'enterprise_id'; value: string } | null;

export function portionOf({ reach, caller }: Pick<Requested, 'reach' | 'caller'>, comparison: { organisationId: string }): Portion {
  if (seesWhole(reach) || comparison.organisationId === caller.organisation.id) return null;
  return { column: reach.column === 'town_code' ? 'town_code' : 'enterprise_id', value: reach.value };
}

/** The papers are about everybody: for the county and above, and for whoever made the run. */
export const seesWhole = (reach: Reach): boolean => reach.column === 'county_code' || reach.column === 'city_code';
