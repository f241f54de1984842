import { Injectable } from '@nestjs/common';
import { Connector } from './connector.js';
import type { Reaching } from './connector.js';
import type { Failed } from './teller.js';
import { at } from './template.js';
import type { Values } from './template.js';

/** More than any desk holds; beyond it the list counts as not read. */
const PAGES_MAX = 100;
const TOO_LONG: Failed = { kind: 'RETRY', code: 'LIST_TOO_LONG', reason: 'OA 的待办列表过长，未能读完' };
const UNREADABLE: Failed = { kind: 'RETRY', code: 'LIST_UNREADABLE', reason: 'OA 的待办列表不合约定' };

/** What an OA says is open on a desk there, page by page. */
@Injectable()
export class Lists {
  constructor(private readonly connector: Connector) {}

  /** The ids on the desk, one as often as it stands there. `only`: nothing but this one. */
  async of(reaching: Reaching, values: Values, only?: string): Promise<string[] | Failed> {
    const { list } = reaching.profile;
    if (!list) return [];
    const call = only !== undefined && list.find ? list.find : list.call;
    const ids: string[] = [];
    const pages = new Set<string>();
    for (let page = list.pages?.first ?? 1; pages.size < PAGES_MAX; page += 1) {
      const meaning = await this.connector.call(reaching, call, { ...values, page });
      if (meaning.kind === 'RETRY' || meaning.kind === 'PARK') return meaning;
      const items = 'said' in meaning ? at(meaning.said, list.items) : null;
      if (!Array.isArray(items)) return UNREADABLE;
      const mark = JSON.stringify(items);
      // A build that knows no pages answers the same again.
      if (pages.has(mark)) return wanted(ids, only);
      pages.add(mark);
      ids.push(...items.flatMap((item) => (typeof at(item, list.id) === 'string' ? [at(item, list.id) as string] : [])));
      if (!list.pages || items.length < list.pages.size) return wanted(ids, only);
    }
    return TOO_LONG;
  }
}

const wanted = (ids: string[], only: string | undefined): string[] => (only === undefined ? ids : ids.filter((id) => id === only));
