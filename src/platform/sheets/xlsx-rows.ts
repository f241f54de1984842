/** The rows of one sheet of an XLSX file, as they come (ECMA-376 §18.3). */
import type { Readable } from 'node:stream';
import { refuse } from '../../domain/refusal.js';
import { momentOfSerial, placeOf, SHEET_LIMITS } from './sheet.js';
import type { Area, Cell, Epoch, SheetRow } from './sheet.js';
import { MergesDown } from './xlsx-merges.js';
import { readXml } from './xml.js';
import type { XmlHandler } from './xml.js';

/** What cells refer to. */
export interface Context { shared: readonly string[]; dayStyles: readonly boolean[]; epoch: Epoch; merges: readonly Area[] }

export async function* rowsOf(content: Readable, context: Context): AsyncGenerator<SheetRow> {
  const reading = new RowReading(context);
  const merges = new MergesDown<Cell>(context.merges);
  let count = 0;
  for await (const row of readXml(content, reading.handler, () => reading.taken())) {
    merges.fill(row.number, row.cells, (cell, way) => ({ ...cell, merged: way }));
    if (!row.cells.some(Boolean)) continue;
    count += 1;
    if (count > SHEET_LIMITS.rows) throw refuse('SHEET_TOO_LARGE', { what: '行', limit: SHEET_LIMITS.rows });
    yield row;
  }
}

class RowReading {
  private found: SheetRow[] = [];
  private row: SheetRow | null = null;
  private previous = 0;
  private column = -1;
  private type = '';
  private style = 0;
  private formula = false;
  private value = '';
  private hasValue = false;
  /** What the text is part of: `v`, `t`; phonetic hints (`rPh`) are not what is shown. */
  private within = '';
  private phonetic = 0;

  constructor(private readonly context: Context) {}

  taken(): SheetRow[] {
    const found = this.found;
    this.found = [];
    return found;
  }

  readonly handler: XmlHandler = {
    open: (name, attributes) => {
      switch (name) {
        case 'row': return this.beginRow(attributes);
        case 'c': return this.beginCell(attributes);
        case 'f': this.formula = true; return;
        case 'rPh': this.phonetic += 1; return;
        case 'v': case 't': this.within = name; return;
      }
    },
    text: (text) => {
      if (this.within === '' || this.phonetic > 0 || !this.row) return;
      this.hasValue = true;
      this.value += text;
      if (this.value.length > SHEET_LIMITS.cellCharacters) throw refuse('SHEET_TOO_LARGE', { what: '单元格字符', limit: SHEET_LIMITS.cellCharacters });
    },
    close: (name) => {
      if (name === 'v' || name === 't') this.within = '';
      else if (name === 'rPh') this.phonetic -= 1;
      else if (name === 'c') this.endCell();
      else if (name === 'row' && this.row) {
        this.found.push(this.row);
        this.row = null;
      }
    },
  };

  /** Rows and cells without a number of their own follow the one before. */
  private beginRow({ r, hidden }: Record<string, string>): void {
    const number = r === undefined ? this.previous + 1 : Number(r);
    if (!Number.isInteger(number) || number <= this.previous) throw refuse('SHEET_DAMAGED');
    this.previous = number;
    this.row = { number, hidden: hidden === '1' || hidden === 'true', cells: [] };
    this.column = -1;
  }

  private beginCell({ r, t = 'n', s = '0' }: Record<string, string>): void {
    const place = r === undefined ? { column: this.column + 1 } : placeOf(r);
    if (!place) throw refuse('SHEET_DAMAGED');
    this.column = place.column;
    [this.type, this.style, this.formula, this.value, this.hasValue] = [t, Number(s), false, '', false];
  }

  private endCell(): void {
    if (!this.row || (!this.hasValue && !this.formula)) return;
    const cell = this.cell();
    if (cell === undefined) return;
    if (this.column >= SHEET_LIMITS.columns) throw refuse('SHEET_TOO_LARGE', { what: '列', limit: SHEET_LIMITS.columns });
    this.row.cells[this.column] = cell;
  }

  private cell(): Cell | undefined {
    const { type, value, formula } = this;
    const made = (kind: Cell['kind'], of: Cell['value']): Cell => ({ kind, value: of, formula, merged: false });
    if (!this.hasValue) return made('TEXT', '');
    switch (type) {
      case 's': {
        const shared = this.context.shared[Number(value)];
        if (shared === undefined) throw refuse('SHEET_DAMAGED');
        return shared === '' && !formula ? undefined : made('TEXT', shared);
      }
      case 'b': return made('FLAG', value === '1' || value === 'true');
      case 'e': return made('ERROR', value);
      case 'd': return made('DAY', value.replace('T', ' ').replace(/( 00:00)?(:\d\d)?(\.\d+)?Z?$/, ''));
      case 'n': return this.number(made);
      default: return made('TEXT', unescaped(value));
    }
  }

  private number(made: (kind: Cell['kind'], of: Cell['value']) => Cell): Cell | undefined {
    const text = this.value.trim();
    if (text === '') return undefined;
    const number = Number(text);
    if (!Number.isFinite(number)) throw refuse('SHEET_DAMAGED');
    const moment = this.context.dayStyles[this.style] ? momentOfSerial(number, this.context.epoch) : null;
    return moment === null ? made('NUMBER', number) : made('DAY', moment);
  }
}

/** `_x000D_` stands for a character that XML cannot carry (ECMA-376 §22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
