import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../platform/http/limits.js';
import { QueryWhole } from '../platform/http/query-fields.js';

/** Beyond any ledger, and within what a number says exactly. */
const POSITION_MAX = 1_000_000_000_000;

export class EventsQuery {
  /** 已读到的位置：从它之后读起；不填从头读起 */
  @QueryWhole(0, POSITION_MAX)
  after: number = 0;

  /** 每次条数 */
  @QueryWhole(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;
}
