import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { readUpload } from '../platform/http/upload.js';
import { openWorkbook } from '../platform/sheets/open.js';
import type { Cell, Sheet, SheetRow } from '../platform/sheets/sheet.js';
import { FileStore } from '../platform/storage/store.js';
import type { TypedList } from './list.service.js';
import { INSPECTIONS_MAX, LIST_MAX_ROWS } from './run.state.js';

/** Columns by the names that lists on paper give them; the first name is the one that is asked for. */
const ROW_COLUMNS: Record<string, readonly string[]> = {
  externalRef: ['编号', '序号', '隐患编号'], enterpriseName: ['企业名称', '企业', '单位名称', '被检查单位'], creditCode: ['统一社会信用代码', '信用代码'], town: ['所在镇', '镇', '乡镇', '属地'],
  sector: ['行业', '行业类别', '行业领域'], level: ['等级', '隐患等级', '隐患级别', '级别'], description: ['隐患内容', '隐患描述', '问题描述', '存在问题', '重大隐患明细'],
  location: ['部位', '位置', '隐患部位', '场所'], basisClause: ['判定依据', '依据', '依据条款'], foundOn: ['发现日期', '检查日期', '排查日期'], status: ['状态', '整改状态', '整改情况'],
  closedOn: ['销号日期', '整改完成日期'], inspectors: ['检查人员', '检查人', '排查人员'],
};
const REQUIRED = ['externalRef', 'enterpriseName', 'town', 'sector', 'level', 'description', 'foundOn', 'status'];
const VISIT_COLUMNS: Record<string, readonly string[]> = { enterpriseName: ROW_COLUMNS.enterpriseName ?? [], creditCode: ROW_COLUMNS.creditCode ?? [], inspectedOn: ['检查日期', '日期'] };
const VISIT_SHEET = '检查记录';
/** Titles may stand above the names of the columns. */
const HEAD_WITHIN_ROWS = 20;
const DAYS = ['foundOn', 'closedOn', 'inspectedOn'];

type Columns = Map<number, string>;
interface Table { rows: object[]; places: string[] }

/** A list as an XLSX (or CSV) file: opened safely, its columns found by their names. */
@Injectable()
export class ListSheets {
  constructor(private readonly store: FileStore) {}

  async read(request: Request, response: Response): Promise<TypedList> {
    const { fields, file } = await readUpload(request, response, this.store);
    if (!file) throw refuse('REQUIRED', undefined, 'file');
    try {
      judge(Object.keys(fields).map((path) => ({ code: 'UNKNOWN_FIELD', path })));
      return await this.store.inspect(file.kept, async (bytes) => {
        const { sheets } = await openWorkbook(bytes);
        const visits = sheets.find(({ name }) => name.trim() === VISIT_SHEET);
        const list = sheets.find((sheet) => sheet !== visits && !sheet.hidden) ?? sheets[0];
        if (!list) throw refuse('SHEET_EMPTY');
        const rows = await tableOf(list, ROW_COLUMNS, REQUIRED, LIST_MAX_ROWS);
        const inspections = visits && await tableOf(visits, VISIT_COLUMNS, ['enterpriseName', 'inspectedOn'], INSPECTIONS_MAX);
        return { rows: rows.rows, ...(inspections && { inspections: inspections.rows }), places: { rows: rows.places, inspections: inspections?.places ?? [] } };
      });
    } finally {
      await this.store.discard(file.kept);
    }
  }
}

async function tableOf(sheet: Sheet, names: Record<string, readonly string[]>, required: readonly string[], max: number): Promise<Table> {
  let columns: Columns | null = null;
  const table: Table = { rows: [], places: [] };
  for await (const row of sheet.rows()) {
    if (!columns) {
      columns = headOf(row, names);
      if (!columns && row.number > HEAD_WITHIN_ROWS) break;
      continue;
    }
    const read = rowOf(row, columns);
    if (Object.values(read).every((value) => value === null)) continue;
    table.rows.push(read);
    table.places.push(`${sheet.name}第${row.number}行`);
    if (table.rows.length > max) throw refuse('WRONG_COUNT', { min: 1, max }, sheet.name);
  }
  const found = [...(columns?.values() ?? [])];
  judge(required.filter((name) => !found.includes(name)).map((name): Reason => ({ code: 'LIST_COLUMN_MISSING', path: sheet.name, params: { column: names[name]?.[0] ?? name } })));
  return table;
}

/** The row in which most cells are names of columns; null where this is none. */
function headOf({ cells }: SheetRow, names: Record<string, readonly string[]>): Columns | null {
  const columns: Columns = new Map();
  for (const [at, cell] of cells.entries()) {
    const said = String(cell?.value ?? '').normalize('NFKC').replace(/\s|[（(].*?[)）]/g, '');
    const [name] = Object.entries(names).find(([field, known]) => known.includes(said) && ![...columns.values()].includes(field)) ?? [];
    if (name !== undefined) columns.set(at, name);
  }
  return columns.size >= 2 ? columns : null;
}

function rowOf({ cells }: SheetRow, columns: Columns): Record<string, unknown> {
  return Object.fromEntries([...columns].map(([at, name]): [string, unknown] => {
    const text = textOf(cells[at]);
    if (name === 'inspectors') return [name, text === null ? [] : text.split(/[、,，;；\s]+/).filter(Boolean)];
    return [name, text !== null && DAYS.includes(name) ? dayOf(text) : text];
  }));
}

const textOf = (cell: Cell | undefined): string | null => (cell === undefined ? null : String(cell.value).trim() || null);

/** 2026-11-05, 2026/11/5, 2026.11.5, 2026年11月5日; anything else stays as it is, and is told as no day. */
function dayOf(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/.exec(text.normalize('NFKC')) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
