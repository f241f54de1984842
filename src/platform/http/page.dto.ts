import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from './limits.js';
import { Text } from './fields.js';
import { QueryWhole } from './query-fields.js';

/** 分页：各列表的查询参数都含有这两项。 */
export class PageQuery {
  /** 每页条数 */
  @QueryWhole(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;

  /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */
  @Text(1, 1_000, { optional: true })
  cursor?: string;
}
