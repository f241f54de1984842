/** What the rows of one file say of one hazard must fit together: otherwise the last of them would win, and nobody would see it. Pure. */
import { COLUMN_NAMES } from '../columns.js';
import type { Column } from '../columns.js';
import { tidied } from './reading.js';
import type { Reading, RowReason } from './reading.js';

type Said = Reading['said'];
/** `said` only of rows that change something: of the others it is what the ledger says. */
interface Saying { sheet: string; row: number; columns: ReadonlySet<Column>; edit: { said: Said; changed: ReadonlySet<Column> } | null }

export class Sayings {
  private readonly kept = new Map<string, Saying[]>();
  private readonly tentative = new Map<string, Saying[]>();
  /** Most rows of a file fill the same columns. */
  private readonly sets = new Map<string, ReadonlySet<Column>>();

  /** A slice begins, or begins again: what it said before it failed was not done. */
  begin(): void {
    this.tentative.clear();
  }

  /** What the slice said is done. */
  settle(): void {
    for (const [hazardId, sayings] of this.tentative) this.kept.set(hazardId, [...(this.kept.get(hazardId) ?? []), ...sayings]);
    this.tentative.clear();
  }

  add(hazardId: string, { sheet, row, said }: Reading, changed: readonly Column[]): void {
    const saying = { sheet, row, columns: this.columnsOf(said), edit: changed.length > 0 ? { said, changed: new Set(changed) } : null };
    this.tentative.set(hazardId, [...(this.tentative.get(hazardId) ?? []), saying]);
  }

  /** Where an earlier row says otherwise, and one of the two changes the ledger. */
  contradictions(hazardId: string, reading: Reading, changed: readonly Column[]): RowReason[] {
    const changing = new Set(changed);
    const reasons = new Map<Column, RowReason>();
    for (const before of this.of(hazardId)) {
      for (const column of COLUMN_NAMES) {
        const to = reading.said[column];
        if (to === undefined || !before.columns.has(column) || reasons.has(column)) continue;
        const otherwise = before.edit ? (changing.has(column) || before.edit.changed.has(column)) && !same(before.edit.said[column], to) : changing.has(column);
        if (otherwise) reasons.set(column, { code: 'ROW_CONTRADICTS', path: column, params: { row: placeOf(before, reading) } });
      }
    }
    return [...reasons.values()];
  }

  /** Where everything that the row changes was changed to the same by an earlier one. */
  repeats(hazardId: string, reading: Reading, changed: readonly Column[]): string | null {
    const before = this.of(hazardId).filter(({ edit }) => edit !== null);
    const has = (column: Column): Saying | undefined => before.find(({ edit }) => edit?.changed.has(column) && same(edit.said[column], reading.said[column]));
    if (changed.length === 0 || !changed.every(has)) return null;
    const [first] = before;
    return first ? placeOf(first, reading) : null;
  }

  private of(hazardId: string): Saying[] {
    return [...(this.kept.get(hazardId) ?? []), ...(this.tentative.get(hazardId) ?? [])];
  }

  private columnsOf(said: Said): ReadonlySet<Column> {
    const columns = (Object.keys(said) as Column[]).sort();
    const key = columns.join();
    const known = this.sets.get(key) ?? new Set(columns);
    this.sets.set(key, known);
    return known;
  }
}

export const placeOf = ({ row, sheet }: { row: number; sheet: string }, reading: Pick<Reading, 'sheet'>): string =>
  (sheet === reading.sheet ? `第 ${row} 行` : `工作表“${sheet}”第 ${row} 行`);
const same = (one: string | undefined, other: string | undefined): boolean => tidied(one ?? '') === tidied(other ?? '');
