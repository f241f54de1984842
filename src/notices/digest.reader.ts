import { Injectable } from '@nestjs/common';
import { selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { adHoc } from '../platform/database/statement.js';
import { Cursors, filterHashOf, pageOf } from '../platform/http/cursor.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { totalOf } from '../platform/http/total.js';
import type { Counted } from '../platform/http/total.js';
import { DigestEntity } from './digest.entity.js';
import { digestView, parkedDigestView } from './digest.view.js';
import type { DigestView, ParkedDigestView } from './digest.view.js';

/** Digests, the newest first. */
@Injectable()
export class DigestReader {
  constructor(private readonly database: Database, private readonly cursors: Cursors) {}

  mine(userId: string, query: PageQuery): Promise<Counted<DigestView>> {
    return this.page(query, new Conditions().and((slot) => `d.user_id = ${slot}`, userId), `mine ${userId}`, digestView);
  }

  parked(countyCode: string, query: PageQuery): Promise<Counted<ParkedDigestView>> {
    return this.page(query, new Conditions().and((slot) => `d.county_code = ${slot} and d.email_state = 'PARKED'`, countyCode), `parked ${countyCode}`, parkedDigestView);
  }

  private async page<V>(query: PageQuery, where: Conditions, list: string, view: (row: DigestEntity) => V): Promise<Counted<V>> {
    const filters = filterHashOf({ list });
    const total = await totalOf(this.database, query, `select 1 from digest d where ${where.text}`, where.values);
    if (query.cursor !== undefined) where.and((slot) => `d.id < ${slot}`, this.cursors.open(query.cursor, filters)[0]);
    const rows = await this.database.run(
      adHoc<DigestEntity>(`select ${selection(DigestEntity, 'd')} from digest d where ${where.text} order by d.id desc limit ${query.limit + 1}`), where.values);
    const page = pageOf(rows, query.limit, (last) => this.cursors.seal([last.id], filters));
    return { items: page.items.map(view), nextCursor: page.nextCursor, ...total };
  }
}
