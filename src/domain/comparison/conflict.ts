/** What can never be the same hazard, whatever the words: another enterprise (never asked here), number, floor, side or day of a job. */
import type { Likeness } from './likeness.js';

export type Conflict = 'NUMBER' | 'EVENT';
export const CONFLICT_REASONS: Readonly<Record<Conflict, string>> = {
  NUMBER: '设备编号、楼层或方位不同',
  EVENT: '作业日期不同',
};

export function conflictOf({ numbers, event }: Likeness): Conflict | null {
  if (numbers === 'CONFLICT') return 'NUMBER';
  return event === 'CONFLICT' ? 'EVENT' : null;
}
