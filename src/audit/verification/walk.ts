import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { AnchorsFile } from '../anchors.file.js';
import { anchorBefore, lastPosition } from '../seal.reader.js';
import { Broken } from './break.js';
import type { Break } from './break.js';
import { ChainCheck } from './chain.check.js';
import { allChains, chainsOf, changedSince } from './chain.reader.js';
import { checkAllHeads, checkHeadsOf } from './head.check.js';
import { checkSeals } from './seal.check.js';

export interface Walked {
  intact: boolean;
  /** Facts looked at. */
  checked: number;
  brokenAt: Break | null;
  /** The last event at the beginning of the walk. */
  toPosition: number;
}

/** Walks over the history and says whether it holds together, or where it first does not. Never writes. */
@Injectable()
export class Walk {
  constructor(private readonly database: Database, private readonly file: AnchorsFile) {}

  /** Everything. */
  async whole(): Promise<Walked> {
    const check = new ChainCheck();
    return this.walked(check, async (toPosition, file) => {
      for await (const rows of allChains(this.database)) rows.forEach((row) => check.take(row));
      await checkAllHeads(this.database);
      await checkSeals(this.database, null, toPosition, file);
    });
  }

  /** The objects that changed after this position, and the seals since. */
  async newer(thanPosition: number): Promise<Walked> {
    const check = new ChainCheck();
    return this.walked(check, async (toPosition, file) => {
      for await (const ids of changedSince(this.database, thanPosition)) await this.objects(check, ids);
      await checkSeals(this.database, await anchorBefore(this.database, thanPosition), toPosition, file);
    });
  }

  /** The facts of one object. */
  async one(objectId: string): Promise<Walked> {
    const check = new ChainCheck();
    return this.walked(check, () => this.objects(check, [objectId]));
  }

  private async objects(check: ChainCheck, ids: readonly string[]): Promise<void> {
    (await chainsOf(this.database, ids)).forEach((row) => check.take(row));
    await checkHeadsOf(this.database, ids);
  }

  /** The file first, then the database: an anchor is committed before its line is written, so none seems removed. */
  private async walked(check: ChainCheck, walk: (toPosition: number, file: Map<number, string[]>) => Promise<void>): Promise<Walked> {
    const file = await this.file.lines();
    const toPosition = await lastPosition(this.database);
    try {
      await walk(toPosition, file);
      return { intact: true, checked: check.checked, brokenAt: null, toPosition };
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      return { intact: false, checked: check.checked, brokenAt: error.at, toPosition };
    }
  }
}
