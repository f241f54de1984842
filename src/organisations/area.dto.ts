import { AREA_LEVELS } from '../domain/enterprise.js';
import type { AreaLevel } from '../domain/enterprise.js';
import { Day, Matching, OneOf, Text } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { QueryFlag, QueryList } from '../platform/http/query-fields.js';

export const AREA_CODE = /^\d{4}(\d{2}(\d{3})?)?$/;
export const AREA_CODE_FORM = '1405 / 140525 / 140525100';
/** Shown and filtered as prefixes (contract §2). */
export const AREA_PREFIX = /^\d{2,9}$/;
const NAME_MAX_CHARACTERS = 50;

export class AreaQuery extends PageQuery {
  /**
   * 级别，可重复
   * @example ["TOWN"]
   */
  @QueryList(AREA_LEVELS)
  level?: AreaLevel[];

  /**
   * true 只列现行区划，false 只列已撤销的
   * @example true
   */
  @QueryFlag()
  current?: boolean;
}

export class NewAreaDto {
  /**
   * 区划代码：市 4 位、县 6 位、镇 9 位，以上级代码开头
   * @example "140525116"
   */
  @Matching(AREA_CODE, AREA_CODE_FORM)
  code: string;

  /**
   * 名称
   * @example "示例镇"
   */
  @Text(1, NAME_MAX_CHARACTERS)
  name: string;

  /**
   * 级别，与代码的位数一致，可不填；县管理员只能新设镇
   * @example "TOWN"
   */
  @OneOf(AREA_LEVELS, { optional: true })
  level?: AreaLevel;

  /**
   * 上级区划代码，可不填：即代码的前几位；市级没有上级
   * @example "140525"
   */
  @Matching(AREA_CODE, AREA_CODE_FORM, { optional: true, nullable: true })
  parentCode?: string | null;

  /**
   * 启用日期；不填为今天
   * @example "2026-01-01"
   */
  @Day({ optional: true })
  validFrom?: string;
}

export class MergeAreaDto {
  /**
   * 承接的区划代码（同县的现行镇）
   * @example "140525114"
   */
  @Matching(AREA_CODE, AREA_CODE_FORM, { optional: true })
  successorCode?: string;

  /**
   * 同 successorCode，二者填一
   * @example "140525114"
   */
  @Matching(AREA_CODE, AREA_CODE_FORM, { optional: true })
  intoCode?: string;

  /**
   * 撤销日期，不晚于今天；不填为今天
   * @example "2026-03-31"
   */
  @Day({ optional: true })
  on?: string;
}
