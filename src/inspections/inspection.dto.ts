import { FoundByDto } from '../hazards/hazard.dto.js';
import { CreditCode, Day, Id, OneOf, Text } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { ListOf } from '../platform/http/parts.js';
import { QueryAreas, QueryFlag, QueryIds, QueryList } from '../platform/http/query-fields.js';
import { INSPECTION_LEVELS, INSPECTION_MODES } from './inspection.rules.js';
import type { InspectionLevel, InspectionMode } from './inspection.rules.js';

/** 一次检查：谁、哪一天、查了哪家企业。企业以 enterpriseId、enterpriseCreditCode 之一指明。 */
export class NewInspectionDto {
  /** 企业编号 */
  @Id({ optional: true }) enterpriseId?: string;
  /** 统一社会信用代码 @example "91140525XXXX00019C" */
  @CreditCode({ optional: true }) enterpriseCreditCode?: string;
  /** 检查日期，不晚于今天 @example "2026-11-12" */
  @Day() inspectedOn: string;
  /** 检查人员，1–10 人：谁检查、谁签名、谁负责 */
  @ListOf(() => FoundByDto, 1, 10) inspectors: FoundByDto[];
  /** 方式：日常、专项、四不两直（UNANNOUNCED）、复查、联合；企业只填自查（SELF_CHECK）。不填：企业为自查，部门为日常 @example "UNANNOUNCED" */
  @OneOf(INSPECTION_MODES, { optional: true }) mode?: InspectionMode;
  /** 检查的部位 @example "熔炼车间" */
  @Text(1, 200, { optional: true, nullable: true }) place?: string | null;
  /** 备注 @example "未发现重大隐患" */
  @Text(1, 1000, { optional: true, nullable: true }) note?: string | null;
}

export class VoidInspectionDto {
  /** 作废的理由 @example "日期登记有误" */
  @Text(1, 500) reason: string;
}

export class InspectionQuery extends PageQuery {
  /** 区划代码（前缀） @example ["140525100"] */
  @QueryAreas() areaCode?: string[];
  /** 企业编号 */
  @QueryIds() enterpriseId?: string[];
  /** 哪一级检查的 @example ["TOWN"] */
  @QueryList(INSPECTION_LEVELS) level?: InspectionLevel[];
  /** 方式 @example ["UNANNOUNCED"] */
  @QueryList(INSPECTION_MODES) mode?: InspectionMode[];
  /** 检查日期不早于 @example "2026-11-01" */
  @Day({ optional: true }) inspectedFrom?: string;
  /** 检查日期不晚于 @example "2026-11-30" */
  @Day({ optional: true }) inspectedTo?: string;
  /** 只看已作废的（true）或未作废的（false） @example false */
  @QueryFlag() voided?: boolean;
}
