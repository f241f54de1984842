import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from './limits.js';
import { Text } from './fields.js';
import { QueryFlag, QueryWhole } from './query-fields.js';

/** 分页：各列表的查询参数都含有这三项。 */
export class PageQuery {
  /** 每页条数 */
  @QueryWhole(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;

  /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */
  @Text(1, 1_000, { optional: true })
  cursor?: string;

  /**
   * true 时答复总数 total；超过 10,000 时为 totalIsAtLeast
   * @example false
   */
  @QueryFlag()
  count?: boolean;
}
