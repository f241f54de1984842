/** What a file holds, looked at before anything is done with it: which sheets have hazards, and whether they are too many. */
import { refuse } from '../../domain/refusal.js';
import { IMPORT_MAX_ROWS } from '../../platform/http/limits.js';
import { openWorkbook } from '../../platform/sheets/open.js';
import type { Bytes } from '../../platform/media/bytes.js';
import type { Sheet, SheetRow, Workbook } from '../../platform/sheets/sheet.js';
import { HEADER_WITHIN_ROWS, headerIn, isHeadAgain, isRemark, textOf } from './header.js';
import type { Header } from './header.js';
import type { SheetFound } from './import.entity.js';
import { COLUMNS } from '../columns.js';

export interface Table { sheet: Sheet; header: Header }
export interface Inspected { workbook: Workbook; tables: Table[]; warnings: string[] }

/** Refuses by the catalogue what cannot be imported at all. `limit`: of hazards in a file. */
export async function inspected(bytes: Bytes, limit = IMPORT_MAX_ROWS): Promise<Inspected> {
  const workbook = await openWorkbook(bytes);
  const tables: Table[] = [];
  const warnings: string[] = [];
  for (const sheet of workbook.sheets) {
    const header = headerIn(await firstRows(sheet));
    if (!header) continue;
    if (sheet.hidden) warnings.push(`工作表“${sheet.name}”是隐藏的，未导入`);
    else tables.push({ sheet, header });
  }
  if (tables.length === 0) throw refuse('HEADER_NOT_FOUND', { rows: HEADER_WITHIN_ROWS });
  if (tables.reduce((sum, { sheet }) => sum + sheet.rowTags, 0) > limit) await refuseTooMany(tables, limit);
  for (const { sheet, header } of tables) warnings.push(...warningsOf(sheet, header, tables.length > 1));
  return { workbook, tables, warnings };
}

/** The rows of hazards, below the head, without heads that come again, titles and remarks. */
export async function* hazardRows({ sheet, header }: Table): AsyncGenerator<SheetRow> {
  for await (const row of sheet.rows()) {
    if (row.number > header.row && !isHeadAgain(header, row) && !isRemark(header, row)) yield row;
  }
}

export const foundIn = ({ sheet, header }: Table): SheetFound => ({
  name: sheet.name, headRow: header.row, ignored: header.ignored, columns: [...header.columns.keys()].map((column) => COLUMNS[column].title),
});

async function firstRows(sheet: Sheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows()) {
    if (row.number > HEADER_WITHIN_ROWS) break;
    rows.push(row);
  }
  return rows;
}

/**
 * Rows that are only formatted have tags too: where there are many, they are counted one by one. A hazard that stands on another sheet
 * under the same 台账编号 is one hazard: 三清单 says of each what the problem is, what is done, and who answers for it.
 */
async function refuseTooMany(tables: readonly Table[], limit: number): Promise<void> {
  const named = new Set<string>();
  let [rows, hazards] = [0, 0];
  const last = tables.at(-1);
  for (const table of tables) {
    const at = table.header.columns.get('ledgerNo');
    const here: string[] = [];
    for await (const row of hazardRows(table)) {
      const number = at === undefined ? '' : textOf(row.cells[at]);
      rows += 1;
      if (!named.has(number)) hazards += 1;
      if (hazards > limit || rows > limit * SHEETS_OF_ONE_PAPER) throw refuse('SHEET_TOO_LARGE', { what: '隐患行数', limit });
      if (number !== '' && table !== last) here.push(ownText(number));
    }
    for (const number of here) named.add(number);
  }
}
/** A part of a text keeps the whole of it in memory: of a number, the piece of the file that it was read with. */
const ownText = (text: string): string => Buffer.from(text).toString();
/** 三清单; more rows than that of the hazards there may be would only be work. */
const SHEETS_OF_ONE_PAPER = 3;

function warningsOf({ name, hiddenColumns }: Sheet, { columns, ignored }: Header, several: boolean): string[] {
  const where = several ? `工作表“${name}”：` : '';
  const hidden = [...columns].filter(([, at]) => hiddenColumns.includes(at)).map(([column]) => COLUMNS[column].title);
  return [
    ...(ignored.length > 0 ? [`${where}不认识的列，未导入：${ignored.slice(0, 20).join('、')}`] : []),
    ...(hidden.length > 0 ? [`${where}隐藏的列也已导入：${hidden.join('、')}`] : []),
  ];
}
