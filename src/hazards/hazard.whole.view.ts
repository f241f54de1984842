import { ApiProperty } from '@nestjs/swagger';
import type * as noun from '../domain/hazard.js';
import type { AuthorityLevel } from '../domain/permission.js';
import * as shape from './hazard.shape.view.js';
import { Coded } from '../platform/http/coded.js';

class LevelChangeView {
  /** 等级 */
  level: noun.HazardLevel;
  /** 等级名称 */
  levelLabel: string;
  /** 时刻（UTC） */
  at: string;
  /** 办理人 */
  by: string;
  /** 理由 */
  reason: string;
}
class RegistrantView {
  /** 姓名 */
  name: string;
  /** 单位编号 */
  organisationId: string;
}
class InformedView {
  /** 日期 */
  day: string;
  /** 方式 */
  how: string;
  /** 佐证编号 */
  evidenceId: string | null;
}
class AssessedView {
  /** 日期 */
  day: string;
  /** 能否保证安全生产 */
  safeToOperate: boolean;
  /** 意见 */
  opinion: string;
  /** 评估人 */
  by: string;
}
class RefusalView {
  /** 记录人 */
  by: shape.PersonView;
  /** 时刻（UTC） */
  at: string;
  /** 理由 */
  reason: string;
  /** 见证人 */
  witness: string;
}
class TakeOverView {
  /** 接管级别 */
  level: AuthorityLevel;
  /** 其名称 */
  levelLabel: string;
  /** 接管人 */
  by: shape.PersonView;
  /** 时刻（UTC） */
  at: string;
}

/** 一条隐患 */
export class HazardView {
  /** 编号（UUID v7） */
  id: string;
  /** 台账编号：镇代码-年份-序号，永不重复 @example "140525100-2026-000001" */
  ledgerNo: string;
  /** 版本号，也是最近一条记录的序号；用于 If-Match */
  version: number;
  /** 状态 */
  status: noun.Status;
  /** 状态名称 @example "待签字" */
  statusLabel: string;
  /** 等待哪一级确认或验收 */
  pendingLevel: AuthorityLevel | null;
  /** 等待级别名称 */
  pendingLevelLabel: string | null;
  /** 企业编号 */
  enterpriseId: string;
  /** 企业名称 */
  enterpriseName: string;
  /** 所在镇区划代码 */
  areaCode: string;
  /** 等级 */
  level: noun.HazardLevel;
  /** 等级名称 */
  levelLabel: string;
  /** 等级的历次认定 */
  levelHistory: LevelChangeView[];
  /** 来源 */
  source: noun.Source;
  /** 来源名称 */
  sourceLabel: string;
  /** 是否代报 */
  enteredByProxy: boolean;
  /** 发现级别 */
  finderLevel: noun.FinderLevel;
  /** 发现级别名称 */
  finderLevelLabel: string;
  /** 行业领域 */
  sector: noun.Sector;
  /** 行业领域名称 */
  sectorLabel: string;
  /** 类别 */
  category: noun.Category;
  /** 类别名称 */
  categoryLabel: string;
  /** 隐患描述 */
  description: string;
  /** 隐患部位 */
  location: string | null;
  /** 判定条款 */
  basisClause: string | null;
  /** 判定依据说明 */
  basisNote: string | null;
  /** 发现日期 */
  foundOn: string;
  /** 检查人员 */
  foundBy: shape.FoundByView[];
  /** 登记人 */
  registeredBy: RegistrantView;
  /** 整改责任人 */
  owner: shape.OwnerView | null;
  /** 整改期限（当天 24 时止，县所在时区） */
  deadline: string | null;
  /** 最初的整改期限 */
  originalDeadline: string | null;
  /** 逾期 */
  overdue: shape.OverdueView | null;
  /** 督办人员 */
  supervisingOfficer: string | null;
  /** 防范措施 */
  interimMeasures: string | null;
  /** 是否停产 */
  operationsSuspended: boolean;
  /** 所属检查 */
  inspectionId: string | null;
  /** 所属专项行动 */
  campaignIds: string[];
  /** 登记单位自己的编号（仅该单位可见） */
  externalRef: string | null;
  /** 五到位 */
  fiveInPlace: shape.FiveInPlaceView;
  /** 七溯源一分析 */
  causeAnalysis: shape.CauseAnalysisView | null;
  /** 双报告：向职工大会（职代会）或从业人员通报 */
  workersInformed: InformedView[];
  /** 定期安全评估 */
  assessments: AssessedView[];
  /** 主要负责人签字（现行有效的） */
  signature: shape.SignatureView | null;
  /** 更正后尚待重新签字 */
  signatureOwed: boolean;
  /** 拒签记录 */
  refusal: RefusalView | null;
  /** 提级接管 */
  takenOver: TakeOverView | null;
  /** 现行有效的确认 */
  confirmations: shape.ConfirmationView[];
  /** 验收申请 */
  submission: shape.SubmissionView | null;
  /** 现行有效的验收 */
  acceptances: shape.AcceptanceView[];
  /** 确认和验收的层级 */
  route: shape.RouteView;
  /** 延期 */
  extensions: shape.ExtensionView[];
  /** 挂牌督办 */
  supervision: shape.SupervisionView | null;
  /** 停产停业整顿 */
  suspension: shape.SuspensionView | null;
  /** 核查 */
  verifications: shape.VerificationView[];
  /** 发现单位（同一隐患可有多个） */
  finders: shape.FinderView[];
  /** 重复出现的前一条 */
  repeatOf: string | null;
  /** 作废时并入的那一条 */
  duplicateOf: string | null;
  /** 是否关闭取缔办结（不计入已整改） */
  terminated: boolean;
  /** 您现在可以办理的事项 */
  @Coded('move', { many: true })
  allowedMoves: string[];
  /** 本次修改使已有的签字、确认失效（仅修改时） */
  lapsed?: boolean;
  /** 登记时刻（UTC） */
  createdAt: string;
  /** 更新时刻（UTC） */
  updatedAt: string;
  /** 销号时刻（UTC） */
  closedAt: string | null;
}

export class TimelineActorView {
  /** 姓名 */
  name: string;
  /** 单位 */
  organisation: string;
  /** 角色 */
  role: string;
  /** 角色名称 */
  roleLabel: string | null;
}
export class TimelineItemView {
  /** 时刻（UTC） */
  at: string;
  /** 办理后的版本 */
  version: number;
  /** 办理人 */
  actor: TimelineActorView;
  /** 委托人（受托办理时） */
  onBehalfOf?: { name: string };
  /** 来源地址（企业只见本单位的） */
  address: string | null;
  /** 事项 */
  @Coded('move')
  move: string;
  /** 事项名称 */
  moveLabel: string | null;
  /** 之前的状态 */
  @Coded('status')
  from: string | null;
  /** 之前的状态名称 */
  fromLabel: string | null;
  /** 之后的状态 */
  @Coded('status')
  to: string | null;
  /** 之后的状态名称 */
  toLabel: string | null;
  /** 意见或理由 */
  opinion: string | null;
  /** 所对应内容的 SHA-256 */
  contentHash: string | null;
  /** 本条记录的 SHA-256，与前一条相连 */
  hash: string;
}
export class BatchResultView {
  /** 第几行（从 0 起） */
  index: number;
  /** 该行的结果，同 HTTP 状态码 */
  status: number;
  /** 隐患编号 */
  id?: string;
  /** 台账编号 */
  ledgerNo?: string;
  /** 版本号 */
  version?: number;
  /** 退回原因（problem 文档） */
  @ApiProperty({ type: 'object', allOf: [{ $ref: '#/components/schemas/Problem' }], required: false } as never)
  problem?: object;
}
export class BatchView {
  /** 逐行结果，次序同请求 */
  results: BatchResultView[];
}
