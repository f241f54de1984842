import { Injectable } from '@nestjs/common';
import { refuse } from '../domain/refusal.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { Cursors, pageOf } from '../platform/http/cursor.js';
import { totalOf } from '../platform/http/total.js';
import type { Counted } from '../platform/http/total.js';
import type { TimelineQuery } from './timeline.dto.js';

interface FactRow { version: number; body: string; hash: string }

/** Facts are kept by object and version: a page is read as it lies. */
const PAGE = statement<FactRow>('hazard_timeline', `
  select version, body, hash from fact where object_id = $1 and version > $2 order by version limit $3::int`);

/** The facts of one hazard, oldest first (contract §3, timeline; §1, lists). */
@Injectable()
export class TimelineReader {
  constructor(private readonly database: Database, private readonly cursors: Cursors) {}

  async page(hazardId: string, query: TimelineQuery): Promise<Counted<FactRow>> {
    const { limit, cursor } = query;
    const after = cursor === undefined ? 0 : this.versionOf(cursor, hazardId);
    const rows = await this.database.run(PAGE, [hazardId, after, limit + 1]);
    const total = await totalOf(this.database, query, 'select 1 from fact where object_id = $1', [hazardId]);
    return { ...pageOf(rows, limit, (last) => this.cursors.seal([last.version], hazardId)), ...total };
  }

  private versionOf(cursor: string, hazardId: string): number {
    const [version] = this.cursors.open(cursor, hazardId);
    if (!Number.isInteger(version)) throw refuse('CURSOR_INVALID', {}, 'cursor');
    return version as number;
  }
}
