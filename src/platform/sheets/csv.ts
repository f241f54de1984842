/** A CSV file as a sheet: UTF-8 with or without its mark, or GB18030 as Chinese Excel saves it. */
import { setImmediate as breathe } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { refuse } from '../../domain/refusal.js';
import { SHEET_LIMITS } from './sheet.js';
import type { Cell, Sheet, SheetRow, Workbook } from './sheet.js';

const DELIMITERS = [',', '\t', ';'] as const;
/** Enough to see what separates the columns. */
const SAMPLE_CHARACTERS = 20_000;
const PIECE_CHARACTERS = 65_536;
const RECORD_CHARACTERS_MAX = SHEET_LIMITS.cellCharacters * SHEET_LIMITS.columns;
const QUOTE = '"';

/** Throws where the bytes are text in neither encoding. The file is small (20 MB): its text is held whole. */
export function openCsv(bytes: Buffer): Workbook {
  const text = textOf(bytes);
  const sheet: Sheet = { name: 'CSV', hidden: false, merges: [], hiddenColumns: [], widths: new Map(), rowTags: text.split('\n').length, rows: () => rowsOf(text) };
  return { kind: 'CSV', epoch: '1900', sheets: [sheet] };
}

/** GB18030 contains GBK and GB2312. What is valid UTF-8 beyond ASCII is hardly ever meant as GB18030. */
export function textOf(bytes: Buffer): string {
  if (bytes.includes(0)) throw refuse('SHEET_CHARSET_UNKNOWN');
  for (const charset of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw refuse('SHEET_CHARSET_UNKNOWN');
}

async function* rowsOf(text: string): AsyncGenerator<SheetRow> {
  let [number, count] = [0, 0];
  for await (const records of text.includes(QUOTE) ? recordsOf(text) : plainRecords(text)) {
    for (const record of records) {
      number += 1;
      if (record.length > SHEET_LIMITS.columns && record.slice(SHEET_LIMITS.columns).some((value) => value !== '')) {
        throw refuse('SHEET_TOO_LARGE', { what: '列', limit: SHEET_LIMITS.columns });
      }
      const cells = record.slice(0, SHEET_LIMITS.columns).map(cellOf);
      if (!cells.some(Boolean)) continue;
      count += 1;
      if (count > SHEET_LIMITS.rows) throw refuse('SHEET_TOO_LARGE', { what: '行', limit: SHEET_LIMITS.rows });
      yield { number, hidden: false, cells };
    }
  }
}

/** Where nothing is quoted a line is a record, and no sign has to be looked at for what it means: a tenth of the work. */
async function* plainRecords(text: string): AsyncGenerator<string[][]> {
  const delimiter = delimiterOf(text);
  const ends = /\r\n|\n|\r/g;
  for (let at = 0; at < text.length;) {
    const records: string[][] = [];
    for (const piece = at + PIECE_CHARACTERS; at < piece && at < text.length;) {
      ends.lastIndex = at;
      const end = ends.exec(text);
      const line = text.slice(at, end?.index ?? text.length);
      if (line.length > RECORD_CHARACTERS_MAX) throw refuse('SHEET_DAMAGED');
      records.push(line.split(delimiter));
      at = end ? ends.lastIndex : text.length;
    }
    yield records;
    await breathe();
  }
}

/** Piece by piece: one record at a time would cost a turn of the loop each, all at once would hold it up. */
async function* recordsOf(text: string): AsyncGenerator<string[][]> {
  const parser = parse({
    delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: false, record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: RECORD_CHARACTERS_MAX,
  });
  let fault: Error | null = null;
  parser.on('error', (error) => { fault = error; });
  const taken = (): string[][] => {
    const records: string[][] = [];
    for (let record = parser.read() as string[] | null; record !== null; record = parser.read() as string[] | null) records.push(record);
    return records;
  };
  try {
    for (let at = 0; at <= text.length; at += PIECE_CHARACTERS) {
      const last = at + PIECE_CHARACTERS > text.length;
      const written = new Promise<void>((resolve) => {
        const done = () => {
          parser.off('error', done);
          resolve();
        };
        parser.on('error', done);
        if (last) parser.end(text.slice(at), done);
        else parser.write(text.slice(at, at + PIECE_CHARACTERS), done);
      });
      yield taken();
      await Promise.race([written, breathe()]);
      yield taken();
      if (fault) throw refuse('SHEET_DAMAGED');
    }
    await breathe();
    yield taken();
    if (fault) throw refuse('SHEET_DAMAGED');
  } finally {
    parser.destroy();
  }
}

function cellOf(value: string): Cell | undefined {
  if (value.length > SHEET_LIMITS.cellCharacters) throw refuse('SHEET_TOO_LARGE', { what: '单元格字符', limit: SHEET_LIMITS.cellCharacters });
  return value === '' ? undefined : { kind: 'TEXT', value, formula: false, merged: false };
}

/** The sign that separates most, outside of quotes. */
function delimiterOf(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARACTERS).replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((sign) => sample.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
