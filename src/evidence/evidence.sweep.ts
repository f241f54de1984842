import { Injectable, Logger } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Daily } from '../platform/jobs/scheduled.js';
import { FileStore } from '../platform/storage/store.js';
import { EvidenceReader } from './evidence.reader.js';

/** An upload takes minutes at most; after a day nothing can still want the file. */
const LEFT_AFTER_MS = 86_400_000;
const FILES_PER_LOOK = 500;
/** `<county>/<hazard>/<evidence>`: what other features keep in the store is theirs to sweep. */
const KEY = /^\d+\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** House, Files: removes what a crash left: files a day old without a row. */
@Daily('evidence-sweep')
@Injectable()
export class EvidenceSweep {
  private readonly logger = new Logger(EvidenceSweep.name);

  constructor(private readonly store: FileStore, private readonly reader: EvidenceReader, private readonly wall: Wall) {}

  /** How many files were removed. Any number of processes may run it at once. */
  async run(): Promise<number> {
    const beforeMs = this.wall.nowMs() - LEFT_AFTER_MS;
    let removed = await this.store.discardReceivedBefore(beforeMs);
    let keys: string[] = [];
    for await (const key of this.store.keysBefore(beforeMs)) {
      keys.push(key);
      if (keys.length < FILES_PER_LOOK) continue;
      removed += await this.removeUnknown(keys);
      keys = [];
    }
    removed += await this.removeUnknown(keys);
    if (removed > 0) this.logger.warn(`${removed} files without a row were removed`);
    return removed;
  }

  /** Keys that are not of our making are left alone. */
  private async removeUnknown(keys: readonly string[]): Promise<number> {
    const byId = new Map(keys.flatMap((key) => { const [, id] = KEY.exec(key) ?? []; return id === undefined ? [] : [[id, key] as const]; }));
    if (byId.size === 0) return 0;
    const known = await this.reader.known([...byId.keys()]);
    const unknown = [...byId].filter(([id]) => !known.has(id));
    for (const [, key] of unknown) await this.store.remove(key);
    return unknown.length;
  }
}
