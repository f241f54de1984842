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
  const tables = await Promise.all(shown.map((sheet) => tableIn(sheet, ROW_COLUMNS, REQUIRED)));
  const whole = tables.filter(({ missing }) => missing.length === 0);
  // a list of hazards may call itself 检查台账 too
  const visits = tables.find(({ sheet, missing }) => VISIT_SHEET.test(sheet.name) && missing.length > 0)?.sheet;
  const others = tables.filter(({ sheet }) => sheet !== visits);
  const nearest = others.toSorted((one, other) => one.missing.length - other.missing.length)[0];
  if (!nearest && !visits) throw refuse('SHEET_EMPTY');
  judge(whole.length > 0 || !nearest || (visits && nearest.columns.size === 0) ? [] : faultsOf(nearest));
  const { places, ...list } = await rowsOf(whole, LIST_MAX_ROWS, epoch, today);
  if (!visits) return { ...list, places: { rows: places, inspections: [] } };
  const table = await tableIn(visits, VISIT_COLUMNS, VISITS_REQUIRED);
  judge(faultsOf(table));
  const inspections = await rowsOf([table], INSPECTIONS_MAX, epoch, today);
  return { ...list, inspections: inspections.rows, places: { rows: places, inspections: inspections.places } };
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

interface Rows { rows: Record<string, unknown>[]; places: string[]; numbered: number[] }

async function rowsOf(tables: readonly Table[], max: number, epoch: Workbook['epoch'], today: string): Promise<Rows> {
  const list: Rows = { rows: [], places: [], numbered: [] };
  for (const { sheet, names, head, columns } of tables) {
    for await (const row of sheet.rows()) {
      if (row.number <= head || isNoRow(row, columns) || columnsIn(row, names).size === columns.size) continue;
      const said = rowOf(row, columns, epoch, today);
      if (goesOn(row, columns)) {
        findersToo(list.rows.at(-1), said);
        continue;
      }
      if (isOfTheOneAbove(row, columns, 'externalRef') && said['externalRef'] !== null) list.numbered.push(list.rows.length);
      list.rows.push(said);
      list.places.push(`${sheet.name}第${row.number}行`);
      if (list.rows.length > max) throw refuse('WRONG_COUNT', { min: 1, max }, sheet.name);
    }
  }
  numberApart(list);
  return list;
}

const isOfTheOneAbove = ({ cells }: SheetRow, columns: Columns, name: string): boolean => [...columns].some(([at, one]) => one === name && cells[at]?.merged === 'DOWN');

/** The hazard above, written over several rows: one for each who found it. */
const goesOn = (row: SheetRow, columns: Columns): boolean => isOfTheOneAbove(row, columns, 'externalRef')
  && [...columns].every(([at, name]) => name === 'inspectors' || row.cells[at]?.merged === 'DOWN' || textOf(row.cells[at]) === null);

function findersToo(above: Record<string, unknown> | undefined, { inspectors }: Record<string, unknown>): void {
  if (above && Array.isArray(inspectors)) above['inspectors'] = [...new Set([...above['inspectors'] as string[], ...inspectors as string[]])];
}

/** One number over several hazards: 3, 3-2, 3-3, without those that somebody typed. */
function numberApart({ rows, numbered }: Rows): void {
  const taken = new Set(rows.map(({ externalRef }) => externalRef));
  for (const at of numbered) {
    const row = rows[at] ?? {};
    const ref = String(row['externalRef']);
    let next = 2;
    while (taken.has(`${ref}-${next}`)) next += 1;
    row['externalRef'] = `${ref}-${next}`;
    taken.add(row['externalRef']);
  }
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
