import { PAGE_LIMIT_MAX } from '../platform/http/limits.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { QueryWhole } from '../platform/http/query-fields.js';

/** 办理经过 */
export class TimelineQuery extends PageQuery {
  /** 每页条数；一条隐患的经过多在一页之内 */
  @QueryWhole(1, PAGE_LIMIT_MAX)
  override limit: number = PAGE_LIMIT_MAX;
}
