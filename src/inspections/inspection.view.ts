import { labelOf } from '../domain/labels.js';
import type { InspectionEntity } from './inspection.entity.js';
import type { InspectionLevel, InspectionMode } from './inspection.rules.js';

export class InspectorView {
  /** @example "示例检查员甲" */
  name: string;
  /** @example "安全监察员" */
  post: string | null;
  /** @example "南村镇应急管理中心" */
  organisation: string | null;
}

/** 一次检查 */
export class InspectionView {
  id: string;
  /** @example 1 */
  version: number;
  enterpriseId: string;
  /** @example "示例甲铸造有限公司" */
  enterpriseName: string;
  /** 企业所在镇 @example "140525100" */
  areaCode: string;
  /** 哪一级检查的 @example "TOWN" */
  level: InspectionLevel;
  /** @example "镇级" */
  levelLabel: string;
  /** @example "UNANNOUNCED" */
  mode: InspectionMode;
  /** @example "四不两直" */
  modeLabel: string;
  /** @example "2026-11-12" */
  inspectedOn: string;
  inspectors: InspectorView[];
  /** @example "熔炼车间" */
  place: string | null;
  /** @example null */
  note: string | null;
  /** 检查单位 @example "南村镇应急管理中心" */
  organisation: string;
  organisationId: string;
  /** 登记人 @example "示例检查员甲" */
  recordedBy: string;
  recordedAt: string;
  /** 已作废的时间；作废的检查不作比对的依据 @example null */
  voidedAt: string | null;
  /** @example null */
  voidedBy: string | null;
  /** @example null */
  voidReason: string | null;
}

/** With the enterprise as it is called and stands now. */
export type InspectionRow = InspectionEntity & { enterpriseNow: string; enterpriseName: string; areaCode: string };

export function inspectionView(row: InspectionRow): InspectionView {
  return {
    id: row.id, version: row.version, enterpriseId: row.enterpriseNow, enterpriseName: row.enterpriseName, areaCode: row.areaCode,
    level: row.level, levelLabel: labelOf('approver', row.level), mode: row.mode, modeLabel: labelOf('inspectionMode', row.mode), inspectedOn: row.inspectedOn,
    inspectors: row.inspectors, place: row.place, note: row.note, organisation: row.organisationName, organisationId: row.organisationId,
    recordedBy: row.recordedByName, recordedAt: row.recordedAt, voidedAt: row.voidedAt, voidedBy: row.voidedByName, voidReason: row.voidReason,
  };
}
