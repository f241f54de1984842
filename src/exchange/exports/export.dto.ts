import { HazardFilters } from '../../hazards/finding.dto.js';
import { OneOf } from '../../platform/http/fields.js';
import { Part } from '../../platform/http/parts.js';
import { EXPORT_KINDS } from './export.entity.js';
import type { ExportKind } from './export.entity.js';

/** 导出：哪一种表，哪些隐患。 */
export class ExportAsked {
  /** 表的种类：ENTERPRISE_LEDGER 一企一台账、THREE_LISTS 三清单（问题、整改、责任）、MAJOR_DETAIL 重大隐患明细 @example "THREE_LISTS" */
  @OneOf(EXPORT_KINDS) kind: ExportKind;
  /** 筛选条件，与 GET /hazards 相同；不写则为范围内的全部（不含已作废） */
  @Part(() => HazardFilters, { optional: true }) filters?: HazardFilters;
}

export const EXPORT_EXAMPLES: Record<string, ExportAsked> = {
  '三清单，本镇未销号的（nancun.inspector）': { kind: 'THREE_LISTS', filters: { status: ['REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING'] } },
  '重大隐患明细（county.supervisor）': { kind: 'MAJOR_DETAIL' },
  '一企一台账（example1.principal）': { kind: 'ENTERPRISE_LEDGER' },
};
