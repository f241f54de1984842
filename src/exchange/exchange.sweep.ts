import { Injectable, Logger } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Daily } from '../platform/jobs/scheduled.js';
import { FileStore } from '../platform/storage/store.js';
import { ExportReader } from './exports/export.reader.js';
import { ExportRepository } from './exports/export.repository.js';
import { ImportReader } from './imports/import.reader.js';
import { ImportRepository } from './imports/import.repository.js';

const AT_ONCE = 200;
/** Longer than any file is kept: what is older was left by a process that died between file and row. */
const LEFT_AFTER_MS = 40 * 86_400_000;
const OURS = /^\d{4,6}\/(imports|exports)\//;

/** Files of imports and exports hold personal data: they go when their time is over, the rows that tell of them stay. */
@Daily('exchange-sweep')
@Injectable()
export class ExchangeSweep {
  private readonly logger = new Logger(ExchangeSweep.name);

  constructor(
    private readonly imports: ImportReader,
    private readonly importing: ImportRepository,
    private readonly exports: ExportReader,
    private readonly exporting: ExportRepository,
    private readonly store: FileStore,
    private readonly wall: Wall,
  ) {}

  /** How many files were removed. */
  async run(): Promise<number> {
    let removed = 0;
    const now = this.wall.now();
    for (;;) {
      const [imports, exports] = [await this.imports.expired(now, AT_ONCE), await this.exports.expired(now, AT_ONCE)];
      if (imports.length + exports.length === 0) break;
      for (const { id, storageKey, workbookKey } of imports) {
        removed += await this.remove([storageKey, workbookKey]);
        await this.importing.filesGone(id);
      }
      for (const { id, storageKey } of exports) {
        removed += await this.remove([storageKey]);
        await this.exporting.filesGone(id);
      }
    }
    for await (const key of this.store.keysBefore(this.wall.nowMs() - LEFT_AFTER_MS)) if (OURS.test(key)) removed += await this.remove([key]);
    if (removed > 0) this.logger.log(`${removed} files of imports and exports were removed`);
    return removed;
  }

  private async remove(keys: readonly (string | null)[]): Promise<number> {
    const there = keys.filter((key): key is string => key !== null);
    for (const key of there) await this.store.remove(key);
    return there.length;
  }
}
