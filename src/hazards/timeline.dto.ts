import { Text } from '../platform/http/fields.js';
import { PAGE_LIMIT_MAX } from '../platform/http/limits.js';
import { QueryWhole } from '../platform/http/query-fields.js';

/** 办理经过 */
export class TimelineQuery {
  /** 每页条数；一条隐患的经过多在一页之内 */
  @QueryWhole(1, PAGE_LIMIT_MAX) limit: number = PAGE_LIMIT_MAX;
  /** 上一页答复中的 nextCursor */
  @Text(1, 1_000, { optional: true }) cursor?: string;
}
