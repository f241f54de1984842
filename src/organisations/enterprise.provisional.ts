import type { Reach } from '../domain/permission.js';
import type { Reason } from '../domain/refusal.js';
import type { Requested } from '../platform/http/requested.js';
import type { AreaEntity } from './area.entity.js';
import { placementFaults } from './area.placement.js';

/** `enterprise {name, address, areaCode}` of a registration (contract §3). */
export interface ProvisionalAsked {
  name: string;
  address?: string | null;
  areaCode: string;
}

/** Only where the caller looks: a town cannot plant an enterprise in its neighbour. */
export function provisionalFaults(area: AreaEntity | undefined, { reach, caller }: Pick<Requested, 'reach' | 'caller'>): Reason[] {
  const seen = area && inReach(area, reach) ? area : undefined;
  return placementFaults('ENTERPRISE', seen, caller.organisation.countyCode, 'enterprise.areaCode');
}

function inReach(area: AreaEntity, { column, value }: Reach): boolean {
  switch (column) {
    case 'town_code': return area.code === value;
    case 'county_code': return area.countyCode === value;
    case 'city_code': return area.cityCode === value;
    case 'enterprise_id': return false;
  }
}
