import { SECTORS } from '../domain/hazard.js';
import type { Sector } from '../domain/hazard.js';
import { Text } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { QueryList } from '../platform/http/query-fields.js';

export class ClauseQuery extends PageQuery {
  /**
   * 适用行业，可重复
   * @example ["METALLURGY"]
   */
  @QueryList(SECTORS)
  sector?: Sector[];

  /**
   * 条款代码、条次、行业名称或正文中的文字
   * @example "有限空间"
   */
  @Text(1, 50, { optional: true })
  q?: string;
}
