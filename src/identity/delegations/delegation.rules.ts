/** Whom one may send as a deputy, and for how long (contract §2). */
import { addDays, isDay, startOfDayInstant } from '../../domain/deadline.js';
import type { Organisation, Role } from '../../domain/permission.js';
import type { Reason } from '../../domain/refusal.js';

const DAYS_MAX = 90;
const DAY_MS = 24 * 3_600_000;

/** Inspecting and supervising may be taken on along one line of authorities: town, county, city. The rest stays in the house. */
export function mayDeputise(role: Role, from: Organisation, to: Organisation): boolean {
  if (from.id === to.id) return true;
  const authorities = from.kind !== 'ENTERPRISE' && to.kind !== 'ENTERPRISE';
  const line = from.areaCode.startsWith(to.areaCode) || to.areaCode.startsWith(from.areaCode);
  return authorities && line && (role === 'INSPECTOR' || role === 'SUPERVISOR');
}

/** A day stands for all of it: from its beginning, until its end (contract §1: both ends are included). */
export function periodOf(from: string, until: string, zone: string): { fromAt: string; untilAt: string } {
  return {
    fromAt: isDay(from) ? startOfDayInstant(from, zone) : from,
    untilAt: isDay(until) ? startOfDayInstant(addDays(until, 1), zone) : until,
  };
}

const broken = (why: string, path: string): Reason => ({ code: 'RULE_BROKEN', params: { why }, path });

/** Instants; `now` on the ledger's calendar. */
export function periodFaults(from: string, until: string, now: string): Reason[] {
  if (from >= until) return [{ code: 'RANGE_UPSIDE_DOWN', path: 'until' }];
  if (until <= now) return [broken('委托的结束时间已过', 'until')];
  return Date.parse(until) - Date.parse(from) > DAYS_MAX * DAY_MS ? [broken(`委托最长 ${DAYS_MAX} 天`, 'until')] : [];
}
