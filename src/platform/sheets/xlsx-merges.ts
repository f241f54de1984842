/** What stands behind the rows of a sheet, or in front of them, and is needed before them: merged cells, columns. */
import type { Readable } from 'node:stream';
import { refuse } from '../../domain/refusal.js';
import { areaOf, SHEET_LIMITS } from './sheet.js';
import type { Area, SheetAbout } from './sheet.js';

/** In text `<` is written `&lt;`: these can only be tags. */
const TAG = /<(?:\w+:)?(mergeCell|col|row)(?=[\s>])([^<>]*)>/g;
const LONGEST_TAG = 500;

/** Looks through the part without reading it: the rows are read afterwards, with what is found here. */
export async function aroundRows(content: Readable): Promise<Pick<SheetAbout, 'merges' | 'hiddenColumns' | 'widths' | 'rowTags'>> {
  const merges: Area[] = [];
  const hiddenColumns: number[] = [];
  const widths = new Map<number, number>();
  let rowTags = 0;
  let rest = '';
  for await (const piece of content as AsyncIterable<Buffer>) {
    const text = rest + piece.toString('latin1');
    let end = 0;
    for (const match of text.matchAll(TAG)) {
      end = match.index + match[0].length;
      const [, name, said = ''] = match;
      if (name === 'row') rowTags += 1;
      else if (name === 'mergeCell') merges.push(...areasIn(said));
      else columnsIn(said, hiddenColumns, widths);
      if (merges.length > SHEET_LIMITS.merges) throw refuse('SHEET_TOO_LARGE', { what: '合并单元格', limit: SHEET_LIMITS.merges });
    }
    rest = text.slice(Math.max(end, text.length - LONGEST_TAG));
  }
  return { merges: merges.filter(spans), hiddenColumns, widths, rowTags };
}

const valueOf = (said: string, name: string): string | undefined => new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(said)?.[1];

function areasIn(said: string): Area[] {
  const area = areaOf(valueOf(said, 'ref') ?? '');
  return area && area.right < SHEET_LIMITS.columns ? [area] : [];
}

const spans = ({ top, left, bottom, right }: Area): boolean => top !== bottom || left !== right;

function columnsIn(said: string, hidden: number[], widths: Map<number, number>): void {
  const [min, max] = [Number(valueOf(said, 'min')), Math.min(Number(valueOf(said, 'max')), SHEET_LIMITS.columns)];
  const width = Number(valueOf(said, 'width'));
  for (let column = min; column >= 1 && column <= max; column += 1) {
    if (/^(1|true)$/.test(valueOf(said, 'hidden') ?? '')) hidden.push(column - 1);
    if (width > 0) widths.set(column - 1, width);
  }
}

/** Merged cells as one meets them going down: a column's cell shows what stands in the first of them. */
export class MergesDown<T> {
  private readonly byRow = new Map<number, Area[]>();
  private standing: { area: Area; value: T | undefined }[] = [];

  constructor(merges: readonly Area[]) {
    for (const area of merges) this.byRow.set(area.top, [...(this.byRow.get(area.top) ?? []), area]);
  }

  /** Fills a row; rows in which an area begins and that are empty need not be told. `shown` makes the copy that is shown. */
  fill(row: number, cells: (T | undefined)[], shown: (value: T, way: 'ACROSS' | 'DOWN') => T): void {
    this.standing = this.standing.filter(({ area }) => area.bottom >= row);
    for (const area of this.byRow.get(row) ?? []) this.standing.push({ area, value: cells[area.left] });
    for (const { area, value } of this.standing) {
      if (value === undefined || area.top > row) continue;
      for (let column = area.left; column <= area.right; column += 1) {
        if (row !== area.top || column !== area.left) cells[column] = shown(value, row === area.top ? 'ACROSS' : 'DOWN');
      }
    }
  }
}
