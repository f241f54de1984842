import { Writable } from 'node:stream';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Calendar } from '../../platform/clock/calendar.js';
import type { Answer } from '../../platform/http/answer.js';
import { downloadAnswer } from '../../platform/http/download.js';
import type { Requested } from '../../platform/http/requested.js';
import type { CellOut, Choice, RowOut, SheetOut } from '../../platform/sheets/sheet-xml.js';
import type { Style } from '../../platform/sheets/style-table.js';
import { writeWorkbook } from '../../platform/sheets/workbook-writer.js';
import { choicesFor } from '../choices.js';
import { COLUMN_NAMES, COLUMNS } from '../columns.js';
import type { Column } from '../columns.js';
import { wordsOf } from '../words.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE_NAME = '隐患登记模板.xlsx';
const HEAD_ROW = 3;
/** Rows that are prepared for typing; more may follow. */
const PREPARED_ROWS = 500;

const TITLE: Style = { bold: true, size: 18, align: 'center', font: '黑体' };
const REMARK: Style = { size: 10, color: '595959', align: 'left', wrap: true };
const HEAD: Style = { bold: true, size: 10, fill: 'D9E1F2', border: 'thin', align: 'center', wrap: true };
const NEEDED: Style = { ...HEAD, fill: 'FCE4D6' };
const FIELD: Style = { size: 10, border: 'thin', wrap: true, format: '@' };
const FIELD_DAY: Style = { ...FIELD, format: 'yyyy-mm-dd', align: 'center' };
const FIELD_MONEY: Style = { ...FIELD, format: '0.00', align: 'right' };
const SAID: Style = { size: 10, border: 'thin', wrap: true, vertical: 'top' };
const SAID_CENTRE: Style = { ...SAID, align: 'center', vertical: 'center' };

/** 登记模板: made from the same table of columns that imports are read by. */
@Injectable()
export class Template {
  constructor(private readonly calendar: Calendar) {}

  async answer({ caller }: Requested): Promise<Answer> {
    const ofFirm = caller.organisation.kind === 'ENTERPRISE';
    const columns = COLUMN_NAMES.filter((column) => !ofFirm || !['town', 'address'].includes(column));
    const pieces: Buffer[] = [];
    const sink = new Writable({ write: (piece: Buffer, _encoding, next) => { pieces.push(piece); next(); } });
    await writeWorkbook(sink, [registration(columns), explanation(columns)], { title: '隐患登记模板', creator: '隐患台账', createdAt: this.calendar.now() });
    const content = Buffer.concat(pieces);
    const download = { fileName: FILE_NAME, mediaType: XLSX, sizeBytes: content.length, etag: '"template-1"' };
    return downloadAnswer(download, { first: 0, last: content.length - 1, whole: true }, Readable.from([content]));
  }
}

function registration(columns: readonly Column[]): SheetOut {
  return {
    name: '隐患登记', landscape: true, widths: columns.map((column) => COLUMNS[column].width), titleRows: [HEAD_ROW, HEAD_ROW], frozen: { rows: HEAD_ROW },
    footer: '第 &P 页，共 &N 页', choices: columns.flatMap((column, at): Choice[] => choicesFor(column, at, HEAD_ROW + 1, HEAD_ROW + PREPARED_ROWS)),
    rows: registrationRows(columns),
  };
}

const TITLE_SPAN = 14;
function* registrationRows(columns: readonly Column[]): Generator<RowOut> {
  yield { height: 32, cells: [{ value: '事故隐患登记表', style: TITLE, across: TITLE_SPAN }] };
  yield { height: 32, cells: [{ value: '橙色列必填；每行一条隐患，不要改动列名。各列的写法见“填写说明”。台账中已有的隐患按“台账编号”或“统一社会信用代码＋自编号”认出，只修改填写了的内容，空单元格不清除已有内容。', style: REMARK, across: TITLE_SPAN }] };
  yield { height: 30, cells: columns.map((column): CellOut => ({ value: COLUMNS[column].title, style: COLUMNS[column].required ? NEEDED : HEAD })) };
  for (let row = 0; row < PREPARED_ROWS; row += 1) yield { cells: columns.map((column): CellOut => ({ value: null, style: fieldStyle(column) })) };
}

const fieldStyle = (column: Column): Style => (column === 'foundOn' || column === 'deadline' ? FIELD_DAY : column === 'fundsYuan' ? FIELD_MONEY : FIELD);

function explanation(columns: readonly Column[]): SheetOut {
  return { name: '填写说明', landscape: true, widths: [20, 10, 62, 46, 40], titleRows: [2, 2], frozen: { rows: 2 }, footer: '第 &P 页，共 &N 页', rows: explanationRows(columns) };
}

function* explanationRows(columns: readonly Column[]): Generator<RowOut> {
  yield { height: 32, cells: [{ value: '填写说明', style: TITLE, across: 5 }] };
  yield { height: 24, cells: ['列', '是否必填', '怎样填写', '可以填写的内容', '示例'].map((value) => ({ value, style: HEAD })) };
  for (const column of columns) {
    const { title, hint, example, choices, required } = COLUMNS[column];
    yield {
      height: Math.max(20, Math.ceil(Math.max(hint.length / 30, (choices ? wordsOf(choices).join('、').length : 0) / 22)) * 15 + 5),
      cells: [
        { value: title, style: { ...SAID, bold: true, vertical: 'center' } }, { value: required ? '必填' : '', style: SAID_CENTRE },
        { value: hint, style: SAID }, { value: choices ? wordsOf(choices).join('、') : '', style: SAID }, { value: example, style: SAID },
      ],
    };
  }
}
