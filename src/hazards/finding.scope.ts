import type { Reach } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';

/** One equality, or none to find anything by: what of the caller's reach the area filter leaves. */
export type Scope = Reach;

/** Codes are prefixes of each other (contract §2): 1405 the city, 140525 the county, 140525100 南村镇. */
const COLUMN_OF_LENGTH: Readonly<Record<number, Scope['column']>> = { 4: 'city_code', 6: 'county_code', 9: 'town_code' };
const COUNTY_DIGITS = 6;

/** The reach, narrowed to the areas asked for. Empty: nothing is asked for that the caller can see. */
export function scopesOf(reach: Reach, areaCodes: readonly string[] | undefined): Scope[] {
  if (!areaCodes || reach.column === 'enterprise_id') return [reach];
  const narrowed = areaCodes.flatMap((code) => narrow(reach, code));
  const widestFirst = [...new Map(narrowed.map((scope) => [scope.value, scope])).values()].sort((a, b) => a.value.length - b.value.length);
  return widestFirst.filter((scope, at) => !widestFirst.slice(0, at).some((wider) => scope.value.startsWith(wider.value)));
}

function narrow(reach: Reach, code: string): Scope[] {
  if (reach.value.startsWith(code)) return [reach];
  if (!code.startsWith(reach.value)) return [];
  const column = COLUMN_OF_LENGTH[code.length];
  // 14052510 would be ten towns and no area.
  if (!column) throw refuse('WRONG_FORMAT', { expected: '1405 / 140525 / 140525100' }, 'areaCode');
  return [{ column, value: code }];
}

/** The counties a scope lies in, so that indexes by county serve towns too; null where only the database knows. */
export const countyOf = ({ column, value }: Scope): string | null =>
  column === 'county_code' || column === 'town_code' ? value.slice(0, COUNTY_DIGITS) : null;
