/** Which column of the table a field of the API is, for what the rules say of it. */
import { COLUMN_NAMES } from '../columns.js';
import type { Column } from '../columns.js';

const FIELDS: readonly [begins: string, column: Column][] = [
  ['enterpriseCreditCode', 'creditCode'], ['enterpriseId', 'creditCode'], ['enterprise.areaCode', 'town'], ['enterprise.address', 'address'], ['enterprise', 'enterpriseName'],
  ['enteredByProxy', 'source'], ['foundBy', 'foundBy'], ['owner.phone', 'ownerPhone'], ['owner.post', 'ownerPost'], ['owner.department', 'ownerDepartment'], ['owner', 'ownerName'],
  ['responsibility.unit', 'unit'], ['responsibility.person', 'person'], ['responsibility', 'unit'], ['funds.source', 'fundsSource'], ['funds.zeroReason', 'fundsZeroReason'], ['funds', 'fundsYuan'],
  ['contingencyPlan', 'contingencyPlan'], ['schedule', 'deadline'],
];

export function columnOfPath(path: string): Column | null {
  if ((COLUMN_NAMES as string[]).includes(path)) return path as Column;
  if (/^foundBy\[\d+\]\.post/.test(path)) return 'foundByPost';
  if (/^foundBy\[\d+\]\.organisation/.test(path)) return 'foundByOrganisation';
  return FIELDS.find(([begins]) => path.startsWith(begins))?.[1] ?? null;
}
