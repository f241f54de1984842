/** `count=true` of a list (contract §1, lists): `total` is exact to here, then `totalIsAtLeast`. */
import { adHoc } from '../database/statement.js';
import type { Statement } from '../database/statement.js';
import type { Page } from './cursor.js';
import { TOTAL_EXACT_TO } from './limits.js';

export interface Total {
  total?: number;
  totalIsAtLeast?: number;
}

export type Counted<T> = Page<T> & Total;

/** `Database`, or a reading of it that is given only so long. */
interface Runs {
  run: <R extends object>(asked: Statement<R>, values: readonly unknown[]) => Promise<R[]>;
}

export const told = (count: number): Total => (count > TOTAL_EXACT_TO ? { totalIsAtLeast: TOTAL_EXACT_TO } : { total: count });

/** `rows`: the SELECT of all rows under the filters, wherever the cursor stands. Nothing where it is not asked for. */
export async function totalOf(runs: Runs, asked: { count?: boolean }, rows: string, values: readonly unknown[]): Promise<Total> {
  if (!asked.count) return {};
  const [row] = await runs.run(adHoc<{ count: number }>(`select count(*)::int as count from (${rows} limit ${TOTAL_EXACT_TO + 1}) counted`), values);
  return told(row?.count ?? 0);
}
