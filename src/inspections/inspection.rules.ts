/** What may be recorded as an inspection. Pure. */
import { levelOf } from '../domain/permission.js';
import type { AuthorityLevel, OrganisationKind } from '../domain/permission.js';
import type { Reason } from '../domain/refusal.js';

export const INSPECTION_MODES = ['ROUTINE', 'SPECIAL', 'UNANNOUNCED', 'FOLLOW_UP', 'JOINT', 'SELF_CHECK'] as const;
export type InspectionMode = (typeof INSPECTION_MODES)[number];
export const INSPECTION_LEVELS = ['ENTERPRISE', 'TOWN', 'COUNTY', 'CITY'] as const;
export type InspectionLevel = 'ENTERPRISE' | AuthorityLevel;
/** 谁检查、谁签名、谁负责 */
export interface Inspector { name: string; post: string | null; organisation: string | null }

export const inspectionLevelOf = (kind: OrganisationKind): InspectionLevel => levelOf(kind) ?? 'ENTERPRISE';
/** What it is where nobody says: a firm checks itself, an authority comes round. */
export const usualMode = (kind: OrganisationKind): InspectionMode => (kind === 'ENTERPRISE' ? 'SELF_CHECK' : 'ROUTINE');

interface Asked { mode: InspectionMode; inspectedOn: string; kind: OrganisationKind; today: string; enterprise: { status: string } | null }

export function inspectionFaults({ mode, inspectedOn, kind, today, enterprise }: Asked): Reason[] {
  const faults: Reason[] = [];
  if (!enterprise) faults.push({ code: 'ENTERPRISE_UNKNOWN', path: 'enterpriseId' });
  if (enterprise?.status === 'CEASED') faults.push({ code: 'ENTERPRISE_CEASED', path: 'enterpriseId' });
  if (inspectedOn > today) faults.push({ code: 'DAY_IN_FUTURE', path: 'inspectedOn', params: { today } });
  if ((mode === 'SELF_CHECK') !== (kind === 'ENTERPRISE')) faults.push({ code: 'INSPECTION_MODE_NOT_YOURS', path: 'mode' });
  return faults;
}
