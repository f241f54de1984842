import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { Calendar } from '../platform/clock/calendar.js';
import { readUpload } from '../platform/http/upload.js';
import { dayFrom } from '../platform/sheets/days.js';
import { openWorkbook } from '../platform/sheets/open.js';
import type { Cell, Sheet, SheetRow, Workbook } from '../platform/sheets/sheet.js';
import { FileStore } from '../platform/storage/store.js';
import { columnTitle, DAYS, NOTHING, REMARK, REQUIRED, ROW_COLUMNS, VISIT_COLUMNS, VISIT_SHEET, VISITS_REQUIRED } from './list.columns.js';
import type { TypedList } from './list.service.js';
import { INSPECTIONS_MAX, LIST_MAX_ROWS } from './run.state.js';

/** Titles, the unit and the date may stand above the names of the columns. */
const HEAD_WITHIN_ROWS = 20;

/** A list as an XLSX or CSV file: opened safely, its tables and columns found by their names. */
@Injectable()
export class ListSheets {
  constructor(private readonly store: FileStore, private readonly calendar: Calendar) {}

  async read(request: Request, response: Response): Promise<TypedList> {
    const { fields, file } = await readUpload(request, response, this.store);
    if (!file) throw refuse('REQUIRED', undefined, 'file');
    try {
      judge(Object.keys(fields).map((path) => ({ code: 'UNKNOWN_FIELD', path })));
      return await this.store.inspect(file.kept, async (bytes) => typedIn(await openWorkbook(bytes), this.calendar.today()));
    } finally {
      await this.store.discard(file.kept);
    }
  }
}

/** Every sheet that is a list, one after the other, and the one of the inspections; sheets of other things are left alone. */
export async function typedIn({ sheets, epoch }: Pick<Workbook, 'sheets' | 'epoch'>, today: string): Promise<TypedList> {
  const shown = sheets.filter(({ hidden }) => !hidden);
  const visits = shown.find(({ name }) => VISIT_SHEET.test(name));
  const tables = await Promise.all(shown.filter((sheet) => sheet !== visits).map((sheet) => tableIn(sheet, ROW_COLUMNS, REQUIRED)));
  const whole = tables.filter(({ missing }) => missing.length === 0);
  const nearest = tables.toSorted((one, other) => one.missing.length - other.missing.length)[0];
  if (!nearest) throw refuse('SHEET_EMPTY');
  judge(whole.length > 0 ? [] : faultsOf(nearest));
  const rows = await rowsOf(whole, LIST_MAX_ROWS, epoch, today);
  if (!visits) return { rows: rows.rows, places: { rows: rows.places, inspections: [] } };
  const table = await tableIn(visits, VISIT_COLUMNS, VISITS_REQUIRED);
  judge(faultsOf(table));
  const inspections = await rowsOf([table], INSPECTIONS_MAX, epoch, today);
  return { rows: rows.rows, inspections: inspections.rows, places: { rows: rows.places, inspections: inspections.places } };
}

type Columns = Map<number, string>;
interface Table { sheet: Sheet; names: Readonly<Record<string, readonly string[]>>; head: number; columns: Columns; missing: string[] }

const faultsOf = ({ sheet, missing }: Table): Reason[] => missing.map((name) => ({ code: 'LIST_COLUMN_MISSING', path: sheet.name, params: { column: columnTitle(name) } }));

/** The row in which most cells are names of columns is the head; of a head of two rows that is the lower one. */
async function tableIn(sheet: Sheet, names: Table['names'], required: readonly string[]): Promise<Table> {
  const table: Table = { sheet, names, head: 0, columns: new Map(), missing: [...required] };
  for await (const row of sheet.rows()) {
    if (row.number > HEAD_WITHIN_ROWS) break;
    const columns = columnsIn(row, names);
    if (columns.size < 2 || columns.size <= table.columns.size) continue;
    Object.assign(table, { head: row.number, columns, missing: required.filter((name) => ![...columns.values()].includes(name)) });
  }
  return table;
}

function columnsIn({ cells }: SheetRow, names: Table['names']): Columns {
  const columns: Columns = new Map();
  for (const [at, cell] of cells.entries()) {
    const said = String(cell?.value ?? '').normalize('NFKC').replace(/\s|[(].*?[)]|[*:]/g, '');
    const [name] = Object.entries(names).find(([field, known]) => known.includes(said) && ![...columns.values()].includes(field)) ?? [];
    if (name !== undefined) columns.set(at, name);
  }
  return columns;
}

async function rowsOf(tables: readonly Table[], max: number, epoch: Workbook['epoch'], today: string): Promise<{ rows: object[]; places: string[] }> {
  const [rows, places]: [object[], string[]] = [[], []];
  for (const { sheet, names, head, columns } of tables) {
    for await (const row of sheet.rows()) {
      if (row.number <= head || isNoRow(row, columns) || columnsIn(row, names).size === columns.size) continue;
      rows.push(rowOf(row, columns, epoch, today));
      places.push(`${sheet.name}第${row.number}行`);
      if (rows.length > max) throw refuse('WRONG_COUNT', { min: 1, max }, sheet.name);
    }
  }
  return { rows, places };
}

/** Blank, or a heading, a sum, a remark or a signature: begins like one, and has neither a level nor a state nor a day. */
function isNoRow({ cells }: SheetRow, columns: Columns): boolean {
  const own = [...columns].filter(([at]) => textOf(cells[at]) !== null).map(([, name]) => name);
  const first = cells.find((cell) => textOf(cell) !== null);
  const begins = REMARK.test(textOf(first) ?? '') || cells.some((cell) => cell?.merged === 'ACROSS' && cell.value === first?.value);
  return own.length === 0 || (begins && !own.some((name) => RATED.includes(name)));
}
const RATED: readonly string[] = ['level', 'status', ...DAYS];

function rowOf({ cells }: SheetRow, columns: Columns, epoch: Workbook['epoch'], today: string): Record<string, unknown> {
  return Object.fromEntries([...columns].map(([at, name]): [string, unknown] => {
    const cell = cells[at];
    const text = textOf(cell);
    if (name === 'inspectors') return [name, text === null ? [] : text.split(/[、,，;；\s]+/).filter(Boolean)];
    // 11月5日 is the last one there was; what is no day stays as it is, and is told as none
    return [name, cell && text !== null && DAYS.includes(name) ? dayFrom(cell, epoch, { by: today, looking: 'BACK' }) ?? text : text];
  }));
}

/** What stands in a cell; what only shows there, because cells to its left are merged into it, does not. */
function textOf(cell: Cell | undefined): string | null {
  if (cell === undefined || cell.merged === 'ACROSS') return null;
  const text = String(cell.value).trim();
  return text === '' || NOTHING.test(text) ? null : text;
}
