/** A table as people keep it: sheets of rows of cells, wherever they were typed (XLSX or CSV). */
import type { Day } from '../../domain/deadline.js';

/** Days are counted from 1900 (Windows) or 1904 (old Macintosh); a file says which. */
export type Epoch = '1900' | '1904';

export type CellKind = 'TEXT' | 'NUMBER' | 'DAY' | 'FLAG' | 'ERROR';

/** What stands in a cell. A formula is never worked out here: its value is the one the program that saved it had. */
export interface Cell {
  kind: CellKind;
  /** `YYYY-MM-DD` for a day, with ` hh:mm` behind it where it has a time; the sign (`#REF!`) for an error. */
  value: string | number | boolean;
  formula: boolean;
  /** It shows here because cells are merged, and the value stands to the left of it or above. */
  merged: false | 'ACROSS' | 'DOWN';
}

/** Cells by column, the first being 0; a cell without a value is missing. */
export interface SheetRow {
  /** As the program shows it: the first row is 1. */
  number: number;
  hidden: boolean;
  cells: (Cell | undefined)[];
}

/** Both ends included; rows from 1, columns from 0. */
export interface Area { top: number; left: number; bottom: number; right: number }

export interface SheetAbout {
  name: string;
  hidden: boolean;
  merges: Area[];
  /** Columns that are hidden, and widths where the file names them. */
  hiddenColumns: number[];
  widths: Map<number, number>;
  /** Rows that the file names, those that are only formatted among them. */
  rowTags: number;
}

export interface Sheet extends SheetAbout {
  /** From the top, without rows that are empty. May be read more than once. */
  rows(): AsyncGenerator<SheetRow>;
}

export interface Workbook {
  kind: 'XLSX' | 'CSV';
  epoch: Epoch;
  sheets: Sheet[];
}

export const SHEET_LIMITS = {
  /** What is accepted at all; `archive` in `media/zip.ts` bounds what it unfolds to. */
  sheets: 50,
  columns: 200,
  /**
   * Rows that hold anything, in one sheet: as many as Excel has. 100,000 hazards with a heading for each firm stand in one (一企一台账);
   * how many of the rows may be hazards is the importer's business.
   */
  rows: 1_048_576,
  cellCharacters: 32_767,
  /** Texts that cells share, together. */
  sharedCharacters: 50_000_000,
  merges: 100_000,
  styles: 65_000,
} as const;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** 1899-12-30: since Lotus 1-2-3 took 1900 for a leap year, days from 1 March 1900 on count from there. */
const ORIGIN: Record<Epoch, number> = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
const FEIGNED_LEAP_DAY = 60;
const SERIAL_MAX = 2_958_465;

/** The day (and time) of a serial number; null where it is none. */
export function dayOfSerial(serial: number, epoch: Epoch): Day | null {
  const instant = instantOf(serial, epoch);
  return instant === null ? null : new Date(instant).toISOString().slice(0, 10);
}

/** With the time of day where there is one. */
export function momentOfSerial(serial: number, epoch: Epoch): string | null {
  const instant = instantOf(serial, epoch);
  if (instant === null) return null;
  const text = new Date(Math.round(instant / MINUTE_MS) * MINUTE_MS).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

function instantOf(serial: number, epoch: Epoch): number | null {
  if (!Number.isFinite(serial) || serial < 1 || serial > SERIAL_MAX) return null;
  const early = epoch === '1900' && serial < FEIGNED_LEAP_DAY ? 1 : 0;
  return ORIGIN[epoch] + (serial + early) * DAY_MS;
}

/** The serial of a day in the 1900 system: what a cell holds that shows a date. */
export const serialOfDay = (day: Day): number => (Date.parse(`${day}T00:00:00Z`) - ORIGIN['1900']) / DAY_MS;

/** A, B … Z, AA … for 0, 1 … */
export function columnName(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? columnName(before - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** `B7`: column 1, row 7; null where it is no reference. */
export function placeOf(reference: string): { column: number; row: number } | null {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (digits === '') return null;
  return { column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, row: Number(digits) };
}

export function areaOf(reference: string): Area | null {
  const [first = '', last = first] = reference.split(':');
  const [from, to] = [placeOf(first), placeOf(last)];
  if (!from || !to || to.row < from.row || to.column < from.column) return null;
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}
