import { missingParts } from '../domain/hazard.js';
import type { Hazard, Supervision } from '../domain/hazard.js';
import { labelOf } from '../domain/labels.js';
import type { Caller } from '../domain/permission.js';
import type { FieldSeal } from '../platform/sealing/field-seal.js';
import { overdueOf, ownerFor, seesPhones, sourceSeenBy } from './hazard.view.js';
import { Coded } from '../platform/http/coded.js';

export type FoundRow = Pick<Hazard,
  'id' | 'ledgerNo' | 'version' | 'status' | 'pendingLevel' | 'enterpriseId' | 'enterpriseName' | 'cityCode' | 'countyCode' | 'townCode' | 'level' |
  'source' | 'finderLevel' | 'sector' | 'category' | 'description' | 'location' | 'basisClause' | 'foundOn' | 'deadline' | 'originalDeadline' | 'owner' |
  'supervision' | 'operationsSuspended' | 'fiveInPlace' | 'repeatOf' | 'duplicateOf' | 'externalRef' | 'registeredByOrganisationId' |
  'createdAt' | 'updatedAt' | 'closedAt' | 'stepDueOn'> & { extensionPending: boolean };

class ListedOwner {
  /** 姓名 @example "示例责任人乙" */
  name: string;
  /** 职务 @example "车间主任" */
  post: string | null;
  /** 部门 @example "铸造车间" */
  department: string | null;
  /** 电话；对无关人员打码 @example "138****5678" */
  phone: string | null;
}

class ListedOverdue {
  /** 种类 @example "RECTIFICATION" */
  @Coded('overdueKind')
  kind: string;
  /** 种类名称 @example "整改逾期" */
  kindLabel: string | null;
  /** 自哪一天起 @example "2026-11-21" */
  since: string;
  /** 逾期天数 @example 2 */
  days: number;
}

class ListedSupervision {
  /** 督办层级 @example "COUNTY" */
  @Coded('approver')
  level: string;
  /** 督办层级名称 @example "县级" */
  levelLabel: string | null;
  /** 督办单位 @example "县应急管理局" */
  unit: string;
  /** 督办文号 @example "泽应急督〔2026〕1 号" */
  noticeNo: string;
  /** 督办期限 @example "2026-12-31" */
  deadline: string;
  /** 挂牌时间 @example "2026-11-22T06:50:00.000Z" */
  listedAt: string;
}

class ListedFiveInPlace {
  /** 五项是否齐全 @example false */
  complete: boolean;
  /** 缺哪几项 @example ["funds"] */
  missing: string[];
}

/** 列表中的一条隐患；全文见 GET /hazards/{id}。 */
export class HazardListItem {
  /** 编号 @example "019a9f00-0000-7000-8000-000000000201" */
  id: string;
  /** 台账编号 @example "140525100-2026-000123" */
  ledgerNo: string;
  /** 版本 @example 3 */
  version: number;
  /** 状态 @example "RECTIFYING" */
  @Coded('status')
  status: string;
  /** 状态名称 @example "整改中" */
  statusLabel: string | null;
  /** 待哪一级办理 @example null */
  @Coded('approver')
  pendingLevel: string | null;
  /** 待办层级名称 @example null */
  pendingLevelLabel: string | null;
  /** 企业编号 @example "019a9f00-0000-7000-8000-000000000101" */
  enterpriseId: string;
  /** 企业名称 @example "示例甲铸造有限公司" */
  enterpriseName: string;
  /** 所在镇 @example "140525100" */
  areaCode: string;
  /** 等级 @example "MAJOR" */
  @Coded('level')
  level: string;
  /** 等级名称 @example "重大" */
  levelLabel: string | null;
  /** 来源 @example "ENTERPRISE_SELF_CHECK" */
  @Coded('source')
  source: string;
  /** 来源名称 @example "企业自查" */
  sourceLabel: string | null;
  /** 行业领域 @example "METALLURGY" */
  @Coded('sector')
  sector: string;
  /** 行业领域名称 @example "冶金" */
  sectorLabel: string | null;
  /** 类别 @example "EQUIPMENT" */
  @Coded('category')
  category: string;
  /** 类别名称 @example "物的不安全状态" */
  categoryLabel: string | null;
  /** 描述 @example "2号中频炉冷却水未设置进出水流量差监测报警装置" */
  description: string;
  /** 部位 @example "铸造车间2号炉" */
  location: string | null;
  /** 判定条款 @example "GM-2023-05-05" */
  basisClause: string | null;
  /** 发现日期 @example "2026-11-20" */
  foundOn: string;
  /** 整改期限 @example "2027-01-15" */
  deadline: string | null;
  /** 最初的整改期限 @example "2027-01-15" */
  originalDeadline: string | null;
  /** 整改责任人 */
  owner: ListedOwner | null;
  /** 逾期；未逾期为 null */
  overdue: ListedOverdue | null;
  /** 挂牌督办；未挂牌为 null */
  supervision: ListedSupervision | null;
  /** 是否停产 @example false */
  operationsSuspended: boolean;
  /** 五到位 */
  fiveInPlace: ListedFiveInPlace;
  /** 是否有待决定的延期申请 @example false */
  extensionPending: boolean;
  /** 重复出现的前一条 @example null */
  repeatOf: string | null;
  /** 作废时指明的同一隐患 @example null */
  duplicateOf: string | null;
  /** 本单位自己的编号；他人的不显示 @example "EHS-2026-0001" */
  externalRef: string | null;
  /** 登记时间 @example "2026-11-22T06:50:00.000Z" */
  createdAt: string;
  /** 更新时间 @example "2026-11-22T06:50:00.000Z" */
  updatedAt: string;
  /** 销号时间 @example null */
  closedAt: string | null;
}

class HazardCount {
  /** 镇 @example "140525100" */
  areaCode?: string;
  /** 等级 @example "MAJOR" */
  @Coded('level', { optional: true })
  level?: string;
  /** 等级名称 @example "重大" */
  levelLabel?: string | null;
  /** 状态 @example "RECTIFYING" */
  @Coded('status', { optional: true })
  status?: string;
  /** 状态名称 @example "整改中" */
  statusLabel?: string | null;
  /** 来源 @example "TOWN_INSPECTION" */
  @Coded('source', { optional: true })
  source?: string;
  /** 来源名称 @example "镇级检查" */
  sourceLabel?: string | null;
  /** 行业领域 @example "METALLURGY" */
  @Coded('sector', { optional: true })
  sector?: string;
  /** 行业领域名称 @example "冶金" */
  sectorLabel?: string | null;
  /** 条数 @example 12 */
  count: number;
}

/** 统计：每组含所要求的分组代码及其名称。 */
export class HazardSummary {
  /** 各组 */
  items: HazardCount[];
}

export interface Seeing { caller: Caller; seal: FieldSeal; today: string }

/** A row as this caller sees it: the same rules as the whole hazard. */
export function listItem(seeing: Seeing, row: FoundRow): HazardListItem {
  const { caller, today } = seeing;
  const source = sourceSeenBy(caller, row);
  const missing = missingParts(row.fiveInPlace);
  return {
    id: row.id, ledgerNo: row.ledgerNo, version: row.version,
    status: row.status, statusLabel: labelOf('status', row.status),
    pendingLevel: row.pendingLevel, pendingLevelLabel: labelOf('approver', row.pendingLevel),
    enterpriseId: row.enterpriseId, enterpriseName: row.enterpriseName, areaCode: row.townCode,
    level: row.level, levelLabel: labelOf('level', row.level),
    source, sourceLabel: labelOf('source', source),
    sector: row.sector, sectorLabel: labelOf('sector', row.sector),
    category: row.category, categoryLabel: labelOf('category', row.category),
    description: row.description, location: row.location, basisClause: row.basisClause,
    foundOn: row.foundOn, deadline: row.deadline, originalDeadline: row.originalDeadline,
    owner: ownerFor(seeing, seesPhones(caller, row), row.owner),
    overdue: overdueOf(row, today), supervision: row.supervision && supervisionItem(row.supervision),
    operationsSuspended: row.operationsSuspended, fiveInPlace: { complete: missing.length === 0, missing }, extensionPending: row.extensionPending,
    repeatOf: row.repeatOf, duplicateOf: row.duplicateOf,
    externalRef: caller.organisation.id === row.registeredByOrganisationId ? row.externalRef : null,
    createdAt: row.createdAt, updatedAt: row.updatedAt, closedAt: row.closedAt,
  };
}

const supervisionItem = ({ level, unit, noticeNo, deadline, listedAt }: Supervision): ListedSupervision =>
  ({ level, levelLabel: labelOf('approver', level), unit, noticeNo, deadline, listedAt });
