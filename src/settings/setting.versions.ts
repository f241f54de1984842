import type { SettingName, SettingValues } from '../domain/settings.js';
import { DEFAULTS } from './setting.defaults.js';

/** `effectiveFrom` null: from the beginning, which is version 0, the one nobody wrote. */
export interface SettingVersion<N extends SettingName = SettingName> {
  name: N;
  version: number;
  effectiveFrom: string | null;
  value: SettingValues[N];
  createdAt: string | null;
  createdBy: { id: string; name: string } | null;
}

export const versionZero = <N extends SettingName>(name: N): SettingVersion<N> =>
  ({ name, version: 0, effectiveFrom: null, value: DEFAULTS[name], createdAt: null, createdBy: null });

const beginMs = (one: SettingVersion): number => (one.effectiveFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(one.effectiveFrom));

/** Of those that have begun, the one that began last; of two that begin together, the newer. `versions` may be in any order. */
export function inForce<V extends SettingVersion>(versions: readonly [V, ...V[]], at: string): V {
  if (versions.length === 1) return versions[0]; // version 0 alone
  const atMs = Date.parse(at);
  const begun = versions.filter((one) => beginMs(one) <= atMs);
  return begun.reduce((best, one) => {
    const later = beginMs(one) - beginMs(best);
    return later > 0 || (later === 0 && one.version > best.version) ? one : best;
  }, begun[0] ?? versions[0]);
}
