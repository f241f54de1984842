import { Injectable } from '@nestjs/common';
import { selection } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { Cursors, filterHashOf, pageOf } from '../platform/http/cursor.js';
import type { Page } from '../platform/http/cursor.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { DigestEntity } from './digest.entity.js';
import { digestView, parkedDigestView } from './digest.view.js';
import type { DigestView, ParkedDigestView } from './digest.view.js';

const MINE = statement<DigestEntity>('digest_mine', `
  select ${selection(DigestEntity, 'd')} from digest d where d.user_id = $1 and d.id < $2 order by d.id desc limit $3`);
const PARKED = statement<DigestEntity>('digest_parked', `
  select ${selection(DigestEntity, 'd')} from digest d where d.county_code = $1 and d.email_state = 'PARKED' and d.id < $2 order by d.id desc limit $3`);


const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Digests, the newest first. */
@Injectable()
export class DigestReader {
  constructor(private readonly database: Database, private readonly cursors: Cursors) {}

  mine(userId: string, query: PageQuery): Promise<Page<DigestView>> {
    return this.page(query, `mine ${userId}`, digestView, (before) => this.database.run(MINE, [userId, before, query.limit + 1]));
  }

  parked(countyCode: string, query: PageQuery): Promise<Page<ParkedDigestView>> {
    return this.page(query, `parked ${countyCode}`, parkedDigestView, (before) => this.database.run(PARKED, [countyCode, before, query.limit + 1]));
  }

  private async page<V>(query: PageQuery, list: string, view: (row: DigestEntity) => V, read: (before: string) => Promise<DigestEntity[]>): Promise<Page<V>> {
    const filters = filterHashOf({ list });
    const [before] = query.cursor === undefined ? [LAST_ID] : (this.cursors.open(query.cursor, filters) as string[]);
    const page = pageOf(await read(before ?? LAST_ID), query.limit, (last) => this.cursors.seal([last.id], filters));
    return { items: page.items.map(view), nextCursor: page.nextCursor };
  }
}
