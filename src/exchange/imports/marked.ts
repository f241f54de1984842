import { PassThrough } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { labelOf } from '../../domain/labels.js';
import { Calendar } from '../../platform/clock/calendar.js';
import { serialOfDay } from '../../platform/sheets/sheet.js';
import type { Cell, Sheet, SheetRow } from '../../platform/sheets/sheet.js';
import { asTyped } from '../../platform/sheets/neutral.js';
import type { CellOut, Choice, RowOut, SheetOut } from '../../platform/sheets/sheet-xml.js';
import type { Style } from '../../platform/sheets/style-table.js';
import { writeWorkbook } from '../../platform/sheets/workbook-writer.js';
import { FileStore } from '../../platform/storage/store.js';
import type { Column } from '../columns.js';
import { choicesFor } from '../choices.js';
import type { Header } from './header.js';
import type { Inspected, Table } from './inspection.js';
import type { ImportJobEntity, ImportRowEntity } from './import.entity.js';
import { ImportReader } from './import.reader.js';

const RESULTS_PER_READ = 1_000;
const RESULT_HEAD = '导入结果';
const CELL: Style = { border: 'thin', wrap: true, size: 10 };
const HEAD: Style = { bold: true, fill: 'D9E1F2', border: 'thin', wrap: true, align: 'center', size: 10 };
const TITLE: Style = { bold: true, size: 14, align: 'center' };
const WRONG: Style = { ...CELL, fill: 'FFC7CE', color: '9C0006' };
const CHANGED: Style = { ...CELL, fill: 'FFEB9C' };
const DAY: Style = { ...CELL, format: 'yyyy-mm-dd', align: 'center' };
const OUTCOME: Record<ImportRowEntity['outcome'], Style> = {
  CREATED: { ...CELL, fill: 'C6EFCE' }, CHANGED, SAME: { ...CELL, color: '7F7F7F' }, REFUSED: WRONG,
};
const WIDTH_DEFAULT = 12;

/** The file as it was sent, cell by cell, with what became of each row: what was refused is red and says why. */
@Injectable()
export class MarkedWorkbook {
  constructor(private readonly reader: ImportReader, private readonly store: FileStore, private readonly calendar: Calendar) {}

  /** Where it was put. */
  async made(job: ImportJobEntity, { workbook, tables }: Inspected): Promise<string> {
    const results = new Results(this.reader, job.id);
    const sheets = workbook.sheets.map((sheet) => {
      const table = tables.find((one) => one.sheet === sheet);
      return table ? markedSheet(table, results, workbook.kind) : plainSheet(sheet);
    });
    const pass = new PassThrough();
    const receiving = this.store.receive(pass);
    receiving.catch(() => undefined);
    await writeWorkbook(pass, sheets, { title: job.fileName, creator: job.callerName, createdAt: this.calendar.now() });
    const key = `${job.countyCode}/imports/${newId()}`;
    await this.store.put(await receiving, key);
    return key;
  }

  async removed(key: string | null): Promise<void> {
    if (key) await this.store.remove(key);
  }
}

/** Results in the order of the file, read while it is written. */
class Results {
  private read: ImportRowEntity[] = [];
  private at = 0;
  private position = 0;

  constructor(private readonly reader: ImportReader, private readonly importId: string) {}

  async of(sheet: string, row: number): Promise<ImportRowEntity | null> {
    if (this.at >= this.read.length) {
      this.read = await this.reader.rows(this.importId, this.position, RESULTS_PER_READ);
      this.at = 0;
    }
    const next = this.read[this.at];
    if (!next || next.sheet !== sheet || next.rowNumber !== row) return null;
    this.at += 1;
    this.position = next.position;
    return next;
  }
}

function markedSheet({ sheet, header }: Table, results: Results, kind: 'XLSX' | 'CSV'): SheetOut {
  const last = Math.max(header.texts[0]?.length ?? 0, ...header.columns.values());
  const widths = Array.from({ length: last }, (_, at) => sheet.widths.get(at) ?? (kind === 'CSV' ? WIDTH_DEFAULT + 4 : WIDTH_DEFAULT));
  return {
    name: sheet.name, landscape: true, widths: [...widths, 46], titleRows: [header.row, header.row], frozen: { rows: header.row }, footer: '第 &P 页，共 &N 页',
    choices: choicesBelow(header), rows: markedRows(sheet, header, last, results),
  };
}

const CHOICE_ROWS = 100_000;
const choicesBelow = (header: Header): Choice[] =>
  [...header.columns].flatMap(([column, at]) => choicesFor(column, at, header.row + 1, header.row + CHOICE_ROWS));

async function* markedRows(sheet: Sheet, header: Header, last: number, results: Results): AsyncGenerator<RowOut> {
  const spans = new Spans(sheet);
  for await (const row of sheet.rows()) {
    const result = row.number > header.row ? await results.of(sheet.name, row.number) : null;
    const cells = Array.from({ length: last + 1 }, (_, at) => spans.cell(row, at, styleOf(row, header, at)));
    if (result) mark(cells, result, header, last);
    else if (row.number === header.row) cells[last] = { value: RESULT_HEAD, style: HEAD };
    yield { number: row.number, hidden: row.hidden, cells };
  }
}

const styleOf = ({ number }: SheetRow, header: Header, at: number): Style | undefined =>
  number < header.row ? TITLE : number === header.row ? HEAD : at < (header.texts[0]?.length ?? 0) ? CELL : undefined;

/** Refused cells are red, with the reason beside them; the last column says what became of the row. */
function mark(cells: (CellOut | null)[], result: ImportRowEntity, { columns }: Header, last: number): void {
  const reasons = new Map<number, string[]>();
  for (const { column, message } of result.reasons) {
    const at = column === null ? undefined : columns.get(column as Column);
    if (at !== undefined) reasons.set(at, [...(reasons.get(at) ?? []), message]);
  }
  for (const [at, messages] of reasons) cells[at] = { value: null, ...cells[at], style: WRONG, comment: messages.join('\n') };
  for (const { column, from } of result.changes) {
    const at = columns.get(column as Column);
    if (at !== undefined) cells[at] = { value: null, ...cells[at], style: CHANGED, comment: `原为：${from ?? '空'}` };
  }
  const number = columns.get('ledgerNo');
  if (number !== undefined && result.ledgerNo !== null && result.outcome === 'CREATED') cells[number] = { value: result.ledgerNo, style: OUTCOME.CREATED };
  cells[last] = { value: saying(result), style: OUTCOME[result.outcome] };
}

function saying({ outcome, ledgerNo, reasons, changes, notes }: ImportRowEntity): string {
  const why = reasons.map(({ columnLabel, message }) => (columnLabel ? `${columnLabel}：${message}` : message));
  const what = changes.map(({ columnLabel }) => columnLabel);
  return [`${labelOf('importOutcome', outcome)}${ledgerNo && outcome !== 'REFUSED' ? ` ${ledgerNo}` : ''}`, ...why, ...(what.length > 0 ? [`修改了${what.join('、')}`] : []), ...notes].join('\n');
}

/** Merged cells are written once, with their span; a marked row would be hidden under one, and keeps its own cells. */
class Spans {
  private readonly wide = new Map<string, { across: number; down: number }>();

  constructor(sheet: Sheet) {
    for (const { top, left, bottom, right } of sheet.merges) this.wide.set(`${top} ${left}`, { across: right - left + 1, down: bottom - top + 1 });
  }

  cell({ number, cells }: SheetRow, at: number, style: Style | undefined): CellOut | null {
    const cell = cells[at];
    if (!cell) return style === CELL || style === HEAD ? { value: null, style } : null;
    const span = cell.merged ? undefined : this.wide.get(`${number} ${at}`);
    return { ...valueOut(cell, style), ...(cell.merged && { value: null }), ...span };
  }
}

function valueOut({ kind, value }: Cell, style: Style | undefined): CellOut {
  if (kind === 'DAY' && /^\d{4}-\d\d-\d\d$/.test(String(value))) return { value: serialOfDay(String(value)), style: style === CELL ? DAY : { ...style, format: 'yyyy-mm-dd' } };
  if (kind === 'NUMBER') return { value: Number(value), ...(style && { style }) };
  return { value: kind === 'FLAG' ? (value ? '是' : '否') : asTyped(String(value)), ...(style && { style }) };
}

const plainSheet = (sheet: Sheet): SheetOut => {
  const spans = new Spans(sheet);
  const widths = Array.from({ length: Math.max(0, ...sheet.widths.keys()) + 1 }, (_, at) => sheet.widths.get(at));
  return {
    name: sheet.name, hidden: sheet.hidden, widths,
    rows: (async function* (): AsyncGenerator<RowOut> {
      for await (const row of sheet.rows()) yield { number: row.number, hidden: row.hidden, cells: Array.from(row.cells, (_, at) => spans.cell(row, at, undefined)) };
    })(),
  };
};
