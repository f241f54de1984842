/** How high a row has to be for its wrapped texts: programs that only print do not work it out themselves. Pure. */
import type { RowOut } from './sheet-xml.js';

const WIDTH_DEFAULT = 9;
const SIZE_DEFAULT = 11;
const LINE_PER_POINT = 1.36;
const PADDING_POINTS = 5;
/** As much as Excel takes. */
const HEIGHT_MAX = 409;

/** null where one line is enough. Widths are in characters of the default font, a Chinese one being two. */
export function heightOf(cells: RowOut['cells'], widths: readonly (number | undefined)[]): number | null {
  let highest = 0;
  let wraps = false;
  for (const [at, cell] of cells.entries()) {
    if (typeof cell !== 'object' || cell === null || !cell.style?.wrap || typeof cell.value !== 'string' || (cell.down ?? 1) > 1) continue;
    const { size = SIZE_DEFAULT } = cell.style;
    let width = 0;
    for (let column = at; column < at + (cell.across ?? 1); column += 1) width += widths[column] ?? WIDTH_DEFAULT;
    const lines = linesOf(cell.value, Math.max(2, (width - 1) * (SIZE_DEFAULT / size)));
    wraps ||= lines > 1;
    highest = Math.max(highest, lines * size * LINE_PER_POINT);
  }
  return wraps ? Math.min(HEIGHT_MAX, Math.ceil(highest + PADDING_POINTS)) : null;
}

function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split('\n')) {
    let used = 0;
    for (let at = 0; at < line.length; at += 1) used += line.charCodeAt(at) > 0xff ? 2 : 1;
    lines += Math.max(1, Math.ceil(used / width));
  }
  return lines;
}
