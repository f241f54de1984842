/**
 * What can never be the same hazard, whatever the words (another enterprise is never asked here): another number, floor or
 * side, another day of a job, two lines of one list of one visit. Lesser contradictions only keep a pair from AUTO.
 */
import type { Likeness } from './likeness.js';

export type Conflict = 'NUMBER' | 'EVENT' | 'VISIT';
export const CONFLICT_REASONS: Readonly<Record<Conflict, string>> = {
  NUMBER: '设备编号、楼层或方位不同',
  EVENT: '作业日期不同',
  VISIT: '同一来源同一天分列的两条',
};
export function conflictOf({ numbers, event, oneList }: Likeness): Conflict | null {
  if (numbers === 'CONFLICT') return 'NUMBER';
  if (event === 'CONFLICT') return 'EVENT';
  return oneList ? 'VISIT' : null;
}
