import { CATEGORIES, HAZARD_LEVELS, SECTORS, SOURCES, STATUSES } from '../domain/hazard.js';
import type { Category, HazardLevel, Sector, Source, Status } from '../domain/hazard.js';
import { LABELS } from '../domain/labels.js';
import { AUTHORITY_LEVELS } from '../domain/permission.js';
import type { AuthorityLevel } from '../domain/permission.js';
import { Day, Instant, OneOf, Text } from '../platform/http/fields.js';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../platform/http/limits.js';
import { QueryAreas, QueryCodes, QueryFlag, QueryIds, QueryList, QueryTexts, QueryWhole } from '../platform/http/query-fields.js';

export const OVERDUE_KINDS = Object.keys(LABELS.overdueKind);
/** `updatedSince` has an order of its own. */
export const PUBLIC_SORTS = ['deadline', '-foundOn', '-updatedAt', 'ledgerNo'] as const;
export const SUMMARY_KEYS = ['areaCode', 'level', 'status', 'source', 'sector'] as const;
export type SummaryKey = (typeof SUMMARY_KEYS)[number];

/** 隐患的筛选条件：同一条件重复给出为“任一”，不同条件为“并且”。 */
export class HazardFilters {
  /** 区划代码（前缀）：市 4 位、县 6 位、镇 9 位 @example ["140525100"] */
  @QueryAreas() areaCode?: string[];
  /** 企业编号 */
  @QueryIds() enterpriseId?: string[];
  /** 等级 @example ["MAJOR"] */
  @QueryList(HAZARD_LEVELS) level?: HazardLevel[];
  /** 状态；已作废的只在此处指明 VOIDED 或使用 updatedSince 时列出 @example ["RECTIFYING"] */
  @QueryList(STATUSES) status?: Status[];
  /** 来源 */
  @QueryList(SOURCES) source?: Source[];
  /** 行业领域 */
  @QueryList(SECTORS) sector?: Sector[];
  /** 类别 */
  @QueryList(CATEGORIES) category?: Category[];
  /** 是否逾期：整改、督办、签字、确认、验收中任一期限已过 @example true */
  @QueryFlag() overdue?: boolean;
  /** 逾期的种类：该种期限已过。报表（RETURN）和任务（TASK）的期限不属于隐患，没有隐患因此逾期 */
  @QueryList(OVERDUE_KINDS) overdueKind?: string[];
  /** 是否挂牌督办 */
  @QueryFlag() supervised?: boolean;
  /** 整改期限不早于 @example "2026-11-01" */
  @Day({ optional: true }) deadlineFrom?: string;
  /** 整改期限不晚于 @example "2026-11-30" */
  @Day({ optional: true }) deadlineTo?: string;
  /** 发现日期不早于 @example "2026-11-01" */
  @Day({ optional: true }) foundFrom?: string;
  /** 发现日期不晚于 @example "2026-11-30" */
  @Day({ optional: true }) foundTo?: string;
  /** 销号日期（县的日历日）不早于 @example "2026-11-01" */
  @Day({ optional: true }) closedFrom?: string;
  /** 销号日期（县的日历日）不晚于 @example "2026-11-30" */
  @Day({ optional: true }) closedTo?: string;
  /** 整改责任人姓名（全名） */
  @QueryTexts(1, 50) ownerName?: string[];
  /** 判定条款代码 @example ["GM-2023-05-05"] */
  @QueryTexts(1, 40) basisClause?: string[];
  /** 专项行动编号 */
  @QueryIds() campaignId?: string[];
  /** 检查编号 */
  @QueryIds() inspectionId?: string[];
  /** 本单位自己的编号（externalRef） */
  @QueryTexts(1, 100) externalRef?: string[];
  /** 待哪一级办理 @example ["TOWN"] */
  @QueryList(AUTHORITY_LEVELS) pendingLevel?: AuthorityLevel[];
  /** 描述、部位、判定依据中的任意一段文字，2–50 个字符；不分全角半角和大小写 @example "冷却水" */
  @Text(1, 100, { optional: true }) q?: string;
}

/** 隐患列表 */
export class HazardQuery extends HazardFilters {
  /** 每页条数 */
  @QueryWhole(1, PAGE_LIMIT_MAX) limit: number = PAGE_LIMIT_DEFAULT;
  /** 上一页答复中的 nextCursor；须与当时相同的筛选条件一起使用 */
  @Text(1, 1_000, { optional: true }) cursor?: string;
  /** 排序：期限（无期限的在最后）、发现日期（新的在前，默认）、更新时间（新的在前）、台账编号 @example "deadline" */
  @OneOf(PUBLIC_SORTS, { optional: true }) sort?: (typeof PUBLIC_SORTS)[number];
  /** 同时给出总数：不超过 10,000 时准确（total），超过时给出 totalIsAtLeast */
  @QueryFlag() count?: boolean;
  /** 此时刻以来有变化的（含作废的），按更新时间从早到晚；下次以首页答复中的 syncedTo 为起点 @example "2026-11-22T06:50:00Z" */
  @Instant({ optional: true }) updatedSince?: string;
}

/** 隐患统计 */
export class SummaryQuery extends HazardFilters {
  /** 分组：areaCode（镇）、level、status、source、sector，可重复或以逗号分隔 @example ["areaCode", "level", "status"] */
  @QueryCodes(SUMMARY_KEYS) groupBy: SummaryKey[];
}
