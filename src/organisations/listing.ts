import { Injectable } from '@nestjs/common';
import type { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { adHoc } from '../platform/database/statement.js';
import { Cursors, filterHashOf, pageOf } from '../platform/http/cursor.js';
import { isId } from '../platform/http/fields.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { totalOf } from '../platform/http/total.js';
import type { Counted } from '../platform/http/total.js';
import { refuse } from '../domain/refusal.js';

export interface Listed {
  select: string;
  from: string;
  /** The alias whose `id` orders the list: it never changes, so a row comes exactly once while others write. */
  alias: string;
  where: Conditions;
}

export type { Counted };

/** Lists in the order of ids (contract §1, lists). */
@Injectable()
export class Listing {
  constructor(private readonly database: Database, private readonly cursors: Cursors) {}

  async page<R extends { id: string }, V>(listed: Listed, query: PageQuery, view: (row: R) => V): Promise<Counted<V>> {
    const filters = filterHashOf(query);
    const { select, from, alias, where } = listed;
    const total = await totalOf(this.database, query, `select 1 from ${from} where ${where.text}`, where.values);
    if (query.cursor !== undefined) where.and((slot) => `${alias}.id > ${slot}`, this.after(query.cursor, filters));
    const rows = await this.database.run(
      adHoc<R>(`select ${select} from ${from} where ${where.text} order by ${alias}.id limit ${query.limit + 1}`), where.values);
    const page = pageOf(rows, query.limit, (last) => this.cursors.seal([last.id], filters));
    return { items: page.items.map(view), nextCursor: page.nextCursor, ...total };
  }

  private after(cursor: string, filters: string): string {
    const [id] = this.cursors.open(cursor, filters);
    if (!isId(id)) throw refuse('CURSOR_INVALID', {}, 'cursor');
    return id;
  }
}
