/** Whom one may send as a deputy, and for how long (contract §2). */
import type { Organisation, Role } from '../../domain/permission.js';
import type { Reason } from '../../domain/refusal.js';

const DAYS_MAX = 90;
const DAY_MS = 24 * 3_600_000;

/** Work in the field may be taken on between the county bureau and its town centres; the rest stays in the house. */
export function mayDeputise(role: Role, from: Organisation, to: Organisation): boolean {
  if (from.id === to.id) return true;
  const kinds = [from.kind, to.kind];
  const line = kinds.includes('COUNTY_BUREAU') && kinds.includes('TOWN_CENTRE') && from.countyCode === to.countyCode;
  return line && (role === 'INSPECTOR' || role === 'SUPERVISOR');
}

const broken = (why: string, path: string): Reason => ({ code: 'RULE_BROKEN', params: { why }, path });

/** Instants; `now` on the ledger's calendar. */
export function periodFaults(from: string, until: string, now: string): Reason[] {
  if (from >= until) return [{ code: 'RANGE_UPSIDE_DOWN', path: 'until' }];
  if (until <= now) return [broken('委托的结束时间已过', 'until')];
  return Date.parse(until) - Date.parse(from) > DAYS_MAX * DAY_MS ? [broken(`委托最长 ${DAYS_MAX} 天`, 'until')] : [];
}
