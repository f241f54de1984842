/** Cursors: opaque to the partner, sealed, and bound to the filters they were made under (contract §1, lists). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { refuse } from '../../domain/refusal.js';
import { ok } from './answer.js';
import type { Answer } from './answer.js';
import { HTTP_OPTIONS } from './options.js';
import type { HttpOptions } from './options.js';
import type { PageQuery } from './page.dto.js';
import type { Requested } from './requested.js';
import { told } from './total.js';
import type { Counted } from './total.js';

const SEAL_BYTES = 16;

/** A filter as a query DTO holds it. */
type Filter = string | number | boolean | null | undefined | (string | number)[];

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

@Injectable()
export class Cursors {
  constructor(@Inject(HTTP_OPTIONS) private readonly options: Pick<HttpOptions, 'cursorSecret'>) {}

  seal(position: readonly unknown[], filterHash: string): string {
    const text = JSON.stringify(position);
    return Buffer.concat([this.sealOf(text, filterHash), Buffer.from(text)]).toString('base64url');
  }

  /** The position; refuses a cursor that is not ours, was changed, or belongs to other filters. */
  open(cursor: string, filterHash: string): unknown[] {
    const bytes = Buffer.from(cursor, 'base64url');
    const text = bytes.subarray(SEAL_BYTES).toString();
    const seal = bytes.subarray(0, SEAL_BYTES);
    if (seal.length !== SEAL_BYTES || !timingSafeEqual(seal, this.sealOf(text, filterHash))) throw refuse('CURSOR_INVALID', {}, 'cursor');
    return JSON.parse(text) as unknown[];
  }

  /**
   * A page of a list that is held whole, in the order of `keyOf`, which must grow: also where the row of the cursor has gone meanwhile,
   * the others come exactly once. `bound`: what else the cursor is bound to, such as the object whose list it is.
   */
  pageOfAll<T>(all: readonly T[], query: PageQuery, keyOf: (one: T) => string | number, bound: object = {}): Counted<T> {
    const filters = filterHashOf({ ...query, ...bound });
    const [after] = query.cursor === undefined ? [] : (this.open(query.cursor, filters) as (string | number)[]);
    const rows = after === undefined ? all : all.filter((one) => keyOf(one) > after);
    return { ...pageOf(rows, query.limit, (last) => this.seal([keyOf(last)], filters)), ...(query.count ? told(all.length) : {}) };
  }

  private sealOf(text: string, filterHash: string): Buffer {
    return createHmac('sha256', this.options.cursorSecret).update(`${filterHash}\n${text}`).digest().subarray(0, SEAL_BYTES);
  }
}

/** What a cursor is bound to: the filters and the sort, not the page size nor the cursor itself. */
export function filterHashOf(query: object): string {
  const { limit: _limit, cursor: _cursor, count: _count, ...filters } = query as Record<string, unknown>;
  return createHash('sha256').update(canonicalize(filters) ?? '').digest('base64url');
}

/** Of `limit + 1` rows read: the page, and the cursor after its last row where there is another. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** The page as an answer, with `Link: rel="next"`: the same query with the next cursor. */
export function pageAnswer<T extends Page<unknown>>(page: T, requested: Pick<Requested, 'path'>, query: object): Answer<T> {
  if (page.nextCursor === null) return ok(page);
  const link = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, cursor: page.nextCursor })) {
    for (const one of [value as Filter].flat()) if (one !== undefined && one !== null) link.append(name, String(one));
  }
  return ok(page, { Link: `<${requested.path}?${link.toString()}>; rel="next"` });
}
