import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { judge, refuse } from '../domain/refusal.js';
import { readUpload } from '../platform/http/upload.js';
import { openWorkbook } from '../platform/sheets/open.js';
import type { Sheet, SheetRow } from '../platform/sheets/sheet.js';
import { FileStore } from '../platform/storage/store.js';
import { PERSONS_MAX } from './channel.dto.js';

/** Columns by the names that people give them; the first is the one of the template. */
const COLUMNS = {
  username: ['用户名', '账号', '登录名', '台账用户名'],
  name: ['姓名', '人员姓名'],
  externalId: ['OA编号', 'OA登录名', 'OA账号', '工号', 'OA工号', '编号'],
} as const;
type Column = keyof typeof COLUMNS;
/** Titles may stand above the names of the columns. */
const HEAD_WITHIN_ROWS = 20;

export interface PersonRow { username: string; externalId: string; name?: string }
/** `places`: where each stands in the file, for the reasons. */
export interface PersonSheet { rows: PersonRow[]; places: string[] }

/** The person map as a table that somebody filled in (XLSX or CSV): whoever has no number in the OA is left out. */
@Injectable()
export class PersonSheets {
  constructor(private readonly store: FileStore) {}

  async read(request: Request, response: Response): Promise<PersonSheet> {
    const { fields, file } = await readUpload(request, response, this.store);
    if (!file) throw refuse('REQUIRED', undefined, 'file');
    try {
      judge(Object.keys(fields).map((path) => ({ code: 'UNKNOWN_FIELD', path })));
      return await this.store.inspect(file.kept, async (bytes) => {
        const sheet = (await openWorkbook(bytes)).sheets.find(({ hidden }) => !hidden);
        if (!sheet) throw refuse('SHEET_EMPTY');
        return await tableOf(sheet);
      });
    } finally {
      await this.store.discard(file.kept);
    }
  }
}

async function tableOf(sheet: Sheet): Promise<PersonSheet> {
  let head: Map<Column, number> | null = null;
  const table: PersonSheet = { rows: [], places: [] };
  for await (const row of sheet.rows()) {
    if (!head) {
      head = headOf(row);
      if (!head && row.number > HEAD_WITHIN_ROWS) break;
      continue;
    }
    const [username, name, externalId] = (['username', 'name', 'externalId'] as const).map((column) => textAt(row, head?.get(column)));
    if (!externalId) continue;
    table.rows.push({ username: username ?? '', externalId, ...(name && { name }) });
    table.places.push(`第${row.number}行`);
    if (table.rows.length > PERSONS_MAX) throw refuse('WRONG_COUNT', { min: 0, max: PERSONS_MAX }, sheet.name);
  }
  judge((['username', 'externalId'] as const).filter((column) => !head?.has(column)).map((column) => ({ code: 'LIST_COLUMN_MISSING', path: sheet.name, params: { column: COLUMNS[column][0] } })));
  return table;
}

/** The row in which at least two cells are names of columns. */
function headOf({ cells }: SheetRow): Map<Column, number> | null {
  const head = new Map<Column, number>();
  for (const [at, cell] of cells.entries()) {
    const said = String(cell?.value ?? '').normalize('NFKC').replace(/\s|\(.*?\)/g, '');
    const [column] = Object.entries(COLUMNS).find(([, names]) => (names as readonly string[]).includes(said)) ?? [];
    if (column !== undefined && !head.has(column as Column)) head.set(column as Column, at);
  }
  return head.size >= 2 ? head : null;
}

/** A number typed as one (工号 1024) is the text of its digits; full-width signs are the others. */
const textAt = ({ cells }: SheetRow, at: number | undefined): string => {
  const value = at === undefined ? undefined : cells[at]?.value;
  return value === undefined ? '' : String(value).normalize('NFKC').trim();
};
