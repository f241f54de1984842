import { levelOf } from '../domain/permission.js';
import type { OrganisationKind } from '../domain/permission.js';
import type { Reason } from '../domain/refusal.js';
import type { AreaEntity } from './area.entity.js';
import type { OrganisationEntity } from './organisation.entity.js';

/** Why an organisation of this kind cannot be put there; an area of another county is as unknown as none. */
export function placementFaults(kind: OrganisationKind, area: AreaEntity | undefined, countyCode: string, path = 'areaCode'): Reason[] {
  if (!area || area.countyCode !== countyCode) return [{ code: 'AREA_UNKNOWN', path }];
  if (area.validTo) return [{ code: 'AREA_CLOSED', path }];
  const level = levelOf(kind) ?? 'TOWN';
  if (area.level === level) return [];
  return level === 'TOWN' ? [{ code: 'AREA_NOT_TOWN', path }] : [{ code: 'RULE_BROKEN', params: { why: '单位类别与区划级别不符' }, path }];
}

/** Where an organisation stands: the codes that scope is an equality on (house, hard parts). */
export const placed = (area: AreaEntity): Pick<OrganisationEntity, 'areaCode' | 'cityCode' | 'countyCode' | 'townCode'> =>
  ({ areaCode: area.code, cityCode: area.cityCode, countyCode: area.countyCode, townCode: area.level === 'TOWN' ? area.code : null });
