import { Injectable } from '@nestjs/common';
import { Calendar } from '../../platform/clock/calendar.js';
import type { Column } from '../columns.js';
import { hazardRows } from './inspection.js';
import type { Inspected } from './inspection.js';
import type { ImportJobEntity, ImportRowEntity } from './import.entity.js';
import { ImportReader } from './import.reader.js';
import { keyOf, readRow } from './reading.js';
import type { Reading } from './reading.js';
import type { Sayings } from './sayings.js';

/** Rows of one transaction (house, Flow: import by slices). */
export const SLICE_ROWS = 1_000;
const RESULTS_PER_READ = 1_000;

/** A row of the file and its place among all rows of hazards; `twin`: a new one that an earlier row spoke of. */
export interface Placed { position: number; reading: Reading; twin: { row: number; sheet: string; same: boolean } | null }
export interface SliceOfRows { from: number; rows: Placed[] }

/** The rows of a file, slice by slice, from where the job stands. */
@Injectable()
export class ImportRows {
  constructor(private readonly reader: ImportReader, private readonly calendar: Calendar) {}

  /** All rows are read again after a restart, to know what those that are done said; they are not given out. */
  async *slices({ workbook, tables }: Inspected, job: ImportJobEntity, sayings: Sayings): AsyncGenerator<SliceOfRows> {
    const context = { epoch: workbook.epoch, codeSet: job.codeSet, today: this.calendar.today() };
    const results = new Results(this.reader, job.id);
    const twins = new Twins();
    let rows: Placed[] = [];
    let position = 0;
    for (const table of tables) {
      for await (const row of hazardRows(table)) {
        position += 1;
        const reading = readRow(table.sheet.name, row, table.header, context);
        const placed: Placed = { position, reading, twin: twins.of(reading) };
        if (position <= job.position) {
          recall(reading, await results.at(position), sayings);
          continue;
        }
        rows.push(placed);
        if (rows.length < SLICE_ROWS) continue;
        yield { from: position - rows.length, rows };
        rows = [];
      }
    }
    if (rows.length > 0) yield { from: position - rows.length, rows };
  }
}

function recall(reading: Reading, result: ImportRowEntity | undefined, sayings: Sayings): void {
  if (!result || result.hazardId === null || (result.outcome !== 'CHANGED' && result.outcome !== 'SAME')) return;
  sayings.add(result.hazardId, reading, result.changes.map(({ column }) => column as Column));
  sayings.settle();
}

/** New rows by what they are known by: the same once more is one, something else under the same number is none. */
class Twins {
  private readonly seen = new Map<string, { sheet: string; row: number; said: string }>();

  of(reading: Reading): Placed['twin'] {
    if (reading.said.ledgerNo !== undefined || reading.hidden) return null;
    const { key } = keyOf(reading);
    const said = JSON.stringify(reading.said);
    const before = this.seen.get(key);
    if (before) return { sheet: before.sheet, row: before.row, same: before.said === said };
    this.seen.set(key, { sheet: reading.sheet, row: reading.row, said });
    return null;
  }
}

/** What became of the rows that are done, in their order. */
class Results {
  private read: ImportRowEntity[] = [];
  private next = 0;

  constructor(private readonly reader: ImportReader, private readonly importId: string) {}

  async at(position: number): Promise<ImportRowEntity | undefined> {
    if (this.next >= this.read.length) {
      this.read = (await this.reader.rows(this.importId, position - 1, RESULTS_PER_READ)).slice(0, RESULTS_PER_READ);
      this.next = 0;
    }
    const found = this.read[this.next];
    if (found?.position !== position) return undefined;
    this.next += 1;
    return found;
  }
}
