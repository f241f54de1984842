/** One worksheet as XML (ECMA-376 §18.3), row by row while they come: nothing of it is kept but merges and comments. */
import type { ChartOut } from './chart-xml.js';
import { heightOf } from './row-height.js';
import { columnName, SHEET_LIMITS } from './sheet.js';
import { neutralised } from './neutral.js';
import { attribute, escaped } from './style-table.js';
import type { Style, StyleTable } from './style-table.js';

export interface CellOut {
  value: string | number | null;
  style?: Style;
  /** Shown beside the cell when the pointer is over it. */
  comment?: string;
  /** This cell and so many to the right of it and below it become one. */
  across?: number;
  down?: number;
}

export interface RowOut {
  /** By column; what stands alone is a value without a look. */
  cells: readonly (CellOut | string | number | null)[];
  /** Points; as high as its wrapped texts where nothing is said. */
  height?: number;
  hidden?: boolean;
  /** Where rows are left out: the first is 1, and none goes back. */
  number?: number;
  /** A new page begins below this row. */
  pageBreak?: boolean;
}

export interface Choice {
  /** Columns and rows it holds for, both ends included; rows from 1. */
  column: number;
  from: number;
  to: number;
  /** Words, or where they stand: `字典!$A$2:$A$9`. */
  list?: readonly string[];
  range?: string;
  /** Told when the cell is entered. */
  title?: string;
  hint?: string;
  /** Others may be typed too. */
  open?: boolean;
}

export interface SheetOut {
  name: string;
  widths?: readonly (number | undefined)[];
  hidden?: boolean;
  /** A4 across; upright otherwise. */
  landscape?: boolean;
  /** Rows that are repeated on each printed page. */
  titleRows?: readonly [from: number, to: number];
  /** So many rows stay in sight, and so many columns. */
  frozen?: { rows?: number; columns?: number };
  footer?: string;
  choices?: readonly Choice[];
  /** Buttons for filtering over these columns of this row. */
  filter?: { row: number; columns: number };
  /** Its numbers are cells of this sheet. */
  chart?: ChartOut;
  /** Whether rows are looked up among many styles is the caller's business. */
  rows: Iterable<RowOut> | AsyncIterable<RowOut>;
}

/** In the relations of a sheet that has a chart. */
export const CHART_RELATION = 'rId3';

export interface Comment { reference: string; row: number; column: number; text: string }

const PIECE_CHARACTERS = 32_768;
const POINTS_PER_MARGIN = { left: 0.4, right: 0.4, top: 0.55, bottom: 0.6, header: 0.3, footer: 0.3 };
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">';

export class SheetXml {
  readonly comments: Comment[] = [];
  private readonly merges: string[] = [];
  private readonly breaks: number[] = [];
  private number = 0;

  constructor(private readonly sheet: SheetOut, private readonly styles: StyleTable, private readonly commentsRelation: string) {}

  async *pieces(): AsyncGenerator<string> {
    let text = `${HEAD}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${this.view()}<sheetFormatPr defaultRowHeight="15"/>${this.columns()}<sheetData>`;
    for await (const row of this.sheet.rows) {
      text += this.row(row);
      if (text.length < PIECE_CHARACTERS) continue;
      yield text;
      text = '';
    }
    yield `${text}</sheetData>${this.behind()}</worksheet>`;
  }

  private row({ cells, height, hidden, number = this.number + 1, pageBreak }: RowOut): string {
    this.number = number;
    const needed = height ?? heightOf(cells, this.sheet.widths ?? []);
    let text = `<row r="${number}"${needed === null ? '' : ` ht="${needed}"`}${height === undefined ? '' : ' customHeight="1"'}${hidden ? ' hidden="1"' : ''}>`;
    for (let column = 0; column < cells.length; column += 1) {
      const cell = cells[column];
      if (cell !== null && cell !== undefined) text += typeof cell === 'object' ? this.cell(cell, column, number) : this.value(cell, 0, columnName(column) + number);
    }
    if (pageBreak) this.breaks.push(number);
    return `${text}</row>`;
  }

  private cell({ value, style, comment, across = 1, down = 1 }: CellOut, column: number, row: number): string {
    const reference = columnName(column) + row;
    if (across > 1 || down > 1) this.merges.push(`${reference}:${columnName(column + across - 1)}${row + down - 1}`);
    if (comment !== undefined) this.comments.push({ reference, row, column, text: comment });
    return this.value(value, this.styles.numberOf(style), reference);
  }

  private value(value: string | number | null, look: number, reference: string): string {
    const style = look === 0 ? '' : ` s="${look}"`;
    if (value === null || value === '') return `<c r="${reference}"${style}/>`;
    if (typeof value === 'number') return `<c r="${reference}"${style}><v>${value}</v></c>`;
    const text = escaped(neutralised(value).slice(0, SHEET_LIMITS.cellCharacters));
    return `<c r="${reference}"${style} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  }

  private view(): string {
    const { frozen: { rows = 0, columns = 0 } = {} } = this.sheet;
    if (rows === 0 && columns === 0) return '<sheetViews><sheetView workbookViewId="0"/></sheetViews>';
    const pane = rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight';
    const split = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
    return `<sheetViews><sheetView workbookViewId="0"><pane${split} topLeftCell="${columnName(columns)}${rows + 1}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews>`;
  }

  private columns(): string {
    const { widths = [] } = this.sheet;
    const columns = widths.map((width, at) => (width === undefined ? '' : `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)).join('');
    return columns === '' ? '' : `<cols>${columns}</cols>`;
  }

  /** In the order the standard demands. */
  private behind(): string {
    const { landscape, footer, choices = [], filter } = this.sheet;
    const m = POINTS_PER_MARGIN;
    return [
      filter && `<autoFilter ref="${filterArea(filter)}"/>`,
      this.merges.length > 0 && `<mergeCells count="${this.merges.length}">${this.merges.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>`,
      choices.length > 0 && `<dataValidations count="${choices.length}">${choices.map(choiceXml).join('')}</dataValidations>`,
      '<printOptions horizontalCentered="1"/>',
      `<pageMargins left="${m.left}" right="${m.right}" top="${m.top}" bottom="${m.bottom}" header="${m.header}" footer="${m.footer}"/>`,
      `<pageSetup paperSize="9" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
      footer && `<headerFooter><oddFooter>${escaped(footer)}</oddFooter></headerFooter>`,
      this.breaks.length > 0 && `<rowBreaks count="${this.breaks.length}" manualBreakCount="${this.breaks.length}">${this.breaks.map((row) => `<brk id="${row}" max="16383" man="1"/>`).join('')}</rowBreaks>`,
      this.sheet.chart && `<drawing r:id="${CHART_RELATION}"/>`,
      this.comments.length > 0 && `<legacyDrawing r:id="${this.commentsRelation}"/>`,
    ].filter(Boolean).join('');
  }
}

const filterArea = ({ row, columns }: { row: number; columns: number }): string => `A${row}:${columnName(columns - 1)}${row}`;

function choiceXml({ column, from, to, list, range, title, hint, open }: Choice): string {
  const name = columnName(column);
  const words = list ? `"${list.join(',')}"` : range;
  const said = hint === undefined ? '' : ` showInputMessage="1" promptTitle="${attribute((title ?? '').slice(0, 32))}" prompt="${attribute(hint.slice(0, 255))}"`;
  const type = words === undefined ? '' : ' type="list"';
  const error = words === undefined || open ? '' : ' showErrorMessage="1" errorTitle="请从列表中选择" error="所填内容不在下拉列表中"';
  return `<dataValidation${type} allowBlank="1"${said}${error} sqref="${name}${from}:${name}${to}">${words === undefined ? '' : `<formula1>${escaped(words)}</formula1>`}</dataValidation>`;
}
