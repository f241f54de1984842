import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { Reach } from '../domain/permission.js';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import type { Requested } from '../platform/http/requested.js';
import type { Writing } from '../platform/ledger/door.js';
import type { AreaEntity } from './area.entity.js';
import { placed, placementFaults } from './area.placement.js';
import { AreaRepository } from './area.repository.js';
import { enterpriseRow } from './enterprise.reader.js';
import type { EnterpriseRow } from './enterprise.reader.js';
import { begun } from './organisation.history.js';
import { OrganisationRepository } from './organisation.repository.js';

/** `enterprise {name, address, areaCode}` of a registration (contract §3). */
export interface ProvisionalAsked {
  name: string;
  address?: string | null;
  areaCode: string;
}

const PATH = 'enterprise.areaCode';

/** An enterprise that an authority could only name: registered now, merged by the administrator later. */
@Injectable()
export class ProvisionalEnterprises {
  constructor(private readonly organisations: OrganisationRepository, private readonly areas: AreaRepository) {}

  /** Finds the one of that name in that town, or what it was merged into, or makes it with its fact. Whether the caller may is the caller's rule. */
  async provisional(writing: Writing, requested: Requested, asked: ProvisionalAsked): Promise<EnterpriseRow> {
    const area = await this.areas.hold(writing, asked.areaCode);
    judge(faults(area, requested));
    if (!area) throw refuse('AREA_UNKNOWN', {}, PATH);
    const { name, address = null } = asked;
    const known = await this.organisations.provisionalNamed(writing, requested.reach, area.code, name);
    if (known) return enterpriseRow(known);
    const row = begun(writing, { id: newId(), kind: 'ENTERPRISE', name, address, provisional: true, ...placed(area) });
    await this.organisations.insert(writing, row);
    return enterpriseRow(row);
  }
}

/** Only where the caller looks: a town cannot plant an enterprise in its neighbour. */
export function faults(area: AreaEntity | undefined, { reach, caller }: Pick<Requested, 'reach' | 'caller'>): Reason[] {
  return placementFaults('ENTERPRISE', area && inReach(area, reach) ? area : undefined, caller.organisation.countyCode, PATH);
}

function inReach(area: AreaEntity, { column, value }: Reach): boolean {
  switch (column) {
    case 'town_code': return area.code === value;
    case 'county_code': return area.countyCode === value;
    case 'city_code': return area.cityCode === value;
    case 'enterprise_id': return false;
  }
}
