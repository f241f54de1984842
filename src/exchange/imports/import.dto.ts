import { OneOf } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { QueryFlag, QueryList } from '../../platform/http/query-fields.js';
import { OUTCOMES } from './import.entity.js';
import type { Outcome } from './import.entity.js';
import { CODE_SETS } from '../words.js';
import type { CodeSet } from '../words.js';

/** 与文件一同上传的字段（multipart/form-data）；也可写在网址的查询参数里。 */
export class ImportAsked {
  /** 只检查、不登记；检查后可用 commit 提交 */
  @QueryFlag() dryRun?: boolean;
  /** 隐患等级用数字书写时，属于哪一套代码：LEVEL_0_1（0 一般、1 重大）、LEVEL_1_2（1 一般、2 重大） */
  @OneOf(CODE_SETS, { optional: true }) codeSet?: CodeSet;
}

/** 逐行结果 */
export class ImportRowsQuery extends PageQuery {
  /** 只列这些结果 */
  @QueryList(OUTCOMES) outcome?: Outcome[];
}
