/** Drop-downs and hints of a column, for our template and for files that go back. */
import type { Choice } from '../platform/sheets/sheet-xml.js';
import { COLUMNS } from './columns.js';
import type { Column } from './columns.js';
import { wordsOf } from './words.js';

export function choicesFor(column: Column, at: number, from: number, to: number): Choice[] {
  const { choices, title, hint } = COLUMNS[column];
  const list = choices ? wordsOf(choices) : undefined;
  if (!list && hint === '') return [];
  // Words we also understand, and codes of other systems, may be typed over the list.
  return [{ column: at, from, to, title, hint: hint === '' ? title : hint, ...(list && { list, open: true }) }];
}
