/** Finds the head of a table below titles and merged cells, in one row or two. */
import type { Cell, SheetRow } from '../../platform/sheets/sheet.js';
import { columnNamed, isInTenThousands, isShownOnly } from '../columns.js';
import type { Column } from '../columns.js';

/** Titles, the unit, the date and remarks stand above; a head further down is none. */
export const HEADER_WITHIN_ROWS = 40;
/** So few columns may be a legend or a small table beside the real one. */
const COLUMNS_MIN = 3;

export interface Header {
  /** Row of the head; the lower one of two. */
  row: number;
  columns: Map<Column, number>;
  /** As they stand in the file. */
  heads: Map<Column, string>;
  ignored: string[];
  fundsInTenThousands: boolean;
  /** The text of each cell of the head, of one row or two: the same row further down is a head again. */
  texts: string[][];
}

export const textOf = (cell: Cell | undefined): string => (cell === undefined ? '' : String(cell.value).trim());

/** The best head among the first rows; null where none has enough of what a hazard needs. */
export function headerIn(rows: readonly SheetRow[]): Header | null {
  let best: Header | null = null;
  for (const [at, row] of rows.entries()) {
    const below = rows[at + 1];
    const double = below && below.number === row.number + 1 && hangsTogether(row, below) ? below : undefined;
    for (const candidate of [headOf(row), ...(double ? [headOf(double, row)] : [])]) {
      if (candidate && candidate.columns.size > (best?.columns.size ?? 0)) best = candidate;
    }
  }
  return best;
}

/** Cells of the upper row reach into the lower one: 整改责任人 over 姓名 and 电话, 序号 over both rows. */
const hangsTogether = (upper: SheetRow, lower: SheetRow): boolean => lower.cells.some((cell, column) => cell?.merged === 'DOWN' && textOf(cell) === textOf(upper.cells[column]));

function headOf(row: SheetRow, above?: SheetRow): Header | null {
  const found = new Map<Column, { at: number; rank: number; head: string }>();
  const ignored: string[] = [];
  row.cells.forEach((cell, at) => {
    const own = textOf(cell);
    const group = textOf(above?.cells[at]);
    const names = group === '' || group === own ? [own] : [group + own, own, group];
    const named = names.map(columnNamed).find((one) => one !== null);
    const head = own === '' ? group : own;
    if (!named) {
      if (head !== '' && !isShownOnly(head)) ignored.push(head);
      return;
    }
    const before = found.get(named.column);
    // Of two columns for one thing the more usual name counts; of equal ones the first, merged cells being one.
    if (before && before.rank <= named.rank) {
      if (head !== before.head) ignored.push(head);
      return;
    }
    if (before) ignored.push(before.head);
    found.set(named.column, { at, rank: named.rank, head: group !== '' && group !== own ? group + own : own });
  });
  const known = found.has('description') || found.has('ledgerNo');
  if (!known || found.size < COLUMNS_MIN) return null;
  return {
    row: row.number, columns: new Map([...found].map(([column, { at }]) => [column, at])), heads: new Map([...found].map(([column, { head }]) => [column, head])),
    ignored: [...new Set(ignored)], fundsInTenThousands: isInTenThousands(found.get('fundsYuan')?.head ?? ''), texts: [row, ...(above ? [above] : [])].map(({ cells }) => Array.from(cells, textOf)),
  };
}

/** The head again, as it stands on every printed page. */
export function isHeadAgain({ texts }: Header, { cells }: SheetRow): boolean {
  return texts.some((head) => {
    let repeated = 0;
    for (const [at, cell] of cells.entries()) {
      const text = textOf(cell);
      if (text === '') continue;
      if (text !== head[at]) return false; // a row of hazards: with its first cell
      repeated += 1;
    }
    return repeated >= COLUMNS_MIN;
  });
}

/** A title, a remark or a signature line: a text or two over most of the columns, or nothing in any that we know. */
export function isRemark({ columns }: Header, { cells }: SheetRow): boolean {
  const said = [...columns.values()].map((at) => cells[at]).filter((cell) => cell !== undefined);
  if (said.length === 0) return true;
  const [first] = said;
  const across = said.length >= 2 && said.filter(({ merged }) => merged === 'ACROSS').length >= said.length / 2;
  return across || (said.length === 1 && /^(备注|注|说明|填报单位|填报人|填表人|审核人|合计|总计|共计|第.{1,4}页)/.test(textOf(first)));
}
