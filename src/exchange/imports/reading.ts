/** One row as it was typed: every value tidied and told apart, or said why it is not understood. Pure. */
import { compareDays } from '../../domain/deadline.js';
import type { Day } from '../../domain/deadline.js';
import type { Reason } from '../../domain/refusal.js';
import { asTyped } from '../../platform/sheets/neutral.js';
import type { Cell, Epoch, SheetRow } from '../../platform/sheets/sheet.js';
import { COLUMN_NAMES, COLUMNS } from '../columns.js';
import type { Column } from '../columns.js';
import { dayFrom } from '../../platform/sheets/days.js';
import { codeOf, levelOf, wordsOf } from '../words.js';
import type { CodeSet } from '../words.js';
import type { Header } from './header.js';

/** A reason's path is the column it is about. */
export type RowReason = Reason & { path: Column | '' };

export interface Reading {
  sheet: string;
  row: number;
  hidden: boolean;
  /** By column, never empty: a blank cell says nothing. Codes, days, `true` and `false`, amounts as `12000.00`. */
  said: Partial<Record<Column, string>>;
  reasons: RowReason[];
  /** Cells whose formula was taken by its result. */
  formulas: Column[];
}

export interface ReadingContext { epoch: Epoch; codeSet: CodeSet | null; today: Day }

const DAYS: ReadonlySet<Column> = new Set<Column>(['foundOn', 'deadline']);
/** Codes, numbers and names of codes: full-width letters and digits mean the half-width ones. Texts are left as written. */
const IN_HALF_WIDTH: ReadonlySet<Column> = new Set<Column>(['ledgerNo', 'externalRef', 'creditCode', 'basisClause', 'ownerPhone', 'fundsYuan']);
const BLANKS = /^[\s\u3000\u00a0\u200b\ufeff]+|[\s\u3000\u00a0\u200b\ufeff]+$/g;

export const tidied = (text: string): string => text.replace(/\r\n?/g, '\n').replace(BLANKS, '');

export function readRow(sheet: string, { number, hidden, cells }: SheetRow, header: Header, context: ReadingContext): Reading {
  const reading: Reading = { sheet, row: number, hidden, said: {}, reasons: [], formulas: [] };
  for (const column of COLUMN_NAMES) {
    const at = header.columns.get(column);
    const cell = at === undefined ? undefined : cells[at];
    if (cell) take(reading, column, cell, header, context);
  }
  days(reading, header, cells, context);
  return reading;
}

function take(reading: Reading, column: Column, cell: Cell, header: Header, { codeSet }: ReadingContext): void {
  const refuse = (code: Reason['code'], params?: Reason['params']) => reading.reasons.push({ code, path: column, ...(params && { params }) });
  if (cell.kind === 'ERROR') return void refuse('CELL_ERROR', { value: String(cell.value) });
  if (cell.formula && cell.value === '') return void refuse('FORMULA_WITHOUT_RESULT');
  const text = shown(column, cell);
  if (text === '' || DAYS.has(column)) return;
  if (cell.formula) reading.formulas.push(column);
  if (column === 'level') {
    const read = levelOf(text, codeSet);
    if ('level' in read) reading.said.level = read.level;
    else refuse('unnamedSet' in read ? 'CODE_SET_NEEDED' : 'WRONG_CODE', 'unnamedSet' in read ? { value: text } : { allowed: wordsOf('level').join('、') });
    return;
  }
  const { choices } = COLUMNS[column];
  const code = choices ? codeOf(choices, text) : text;
  if (code === null) return void refuse('WRONG_CODE', { allowed: wordsOf(choices ?? 'yesNo').join('、') });
  const amount = column === 'fundsYuan' ? amountIn(code, header.fundsInTenThousands) : code;
  if (amount === null) return void refuse('WRONG_MONEY');
  reading.said[column] = amount;
}

/** A number typed into a column of texts is its digits; a flag is its word. */
function shown(column: Column, { kind, value }: Cell): string {
  if (kind === 'FLAG') return value ? 'true' : 'false';
  const text = tidied(asTyped(String(value)));
  const half = IN_HALF_WIDTH.has(column) ? text.normalize('NFKC').trim() : text;
  if (column === 'creditCode') return half.toUpperCase().replace(/\s/g, '');
  return column === 'ownerPhone' ? half.replace(/[\s()]/g, '').replace(/—|–/g, '-') : half;
}

/** Both days together: one without a year stands beside the other. */
function days(reading: Reading, { columns }: Header, cells: SheetRow['cells'], { epoch, today }: ReadingContext): void {
  const read = (column: 'foundOn' | 'deadline', by: Day, looking: 'BACK' | 'AHEAD'): void => {
    const at = columns.get(column);
    const cell = at === undefined ? undefined : cells[at];
    if (!cell || cell.kind === 'ERROR' || tidied(String(cell.value)) === '') return;
    const day = dayFrom({ kind: cell.kind, value: typeof cell.value === 'string' ? tidied(asTyped(cell.value)) : cell.value }, epoch, { by, looking });
    if (day === null) reading.reasons.push({ code: 'DAY_NOT_UNDERSTOOD', path: column, params: { value: String(cell.value).slice(0, 40) } });
    else reading.said[column] = day;
    if (cell.formula && day !== null) reading.formulas.push(column);
  };
  read('foundOn', today, 'BACK');
  const { foundOn } = reading.said;
  read('deadline', foundOn !== undefined && compareDays(foundOn, today) <= 0 ? foundOn : today, 'AHEAD');
}

const AMOUNT = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万)?元?$/;

/** Decimal digits are moved, never multiplied: 1.2 万元 is 12000.00. null where it is no amount in yuan and cents. */
export function amountIn(text: string, inTenThousands: boolean): string | null {
  const [, whole = '', decimals = '', ten = ''] = AMOUNT.exec(text.replace(/[¥￥\s]/g, '')) ?? [];
  if (whole === '') return null;
  const places = inTenThousands || ten !== '' ? 4 : 0;
  const digits = whole.replace(/,/g, '') + decimals.padEnd(places, '0').slice(0, places);
  const rest = decimals.slice(places).replace(/0+$/, '');
  if (rest.length > 2) return null;
  return `${digits.replace(/^0+(?=\d)/, '')}.${rest.padEnd(2, '0')}`;
}

/** What one row is known by within its file: the firm and its own number, or what it says where there is none. */
export function keyOf({ said }: Reading): { key: string; byContent: boolean } {
  const firm = said.creditCode ?? said.enterpriseName?.normalize('NFKC') ?? '';
  return said.externalRef === undefined
    ? { key: JSON.stringify([firm, said.description ?? '', said.foundOn ?? '', said.location ?? '']), byContent: true }
    : { key: JSON.stringify([firm, said.externalRef]), byContent: false };
}
