import type { AuthorityLevel } from '../domain/permission.js';
import type * as noun from '../domain/hazard.js';
import { Coded } from '../platform/http/coded.js';

/** 办理人 */
export class PersonView {
  /** 人员编号 */
  id: string;
  /** 姓名 @example "示例甲" */
  name: string;
  /** 单位编号 */
  organisationId: string;
  /** 单位 @example "泽州县南村镇应急管理中心" */
  organisation: string;
}
export class OnBehalfOfView {
  /** 委托人编号 */
  id: string;
  /** 委托人姓名 */
  name: string;
}
/** 签字、确认、验收共有的部分：谁、何时、意见，以及所对应内容的 SHA-256 */
export class ActView {
  /** 办理人 */
  by: PersonView;
  /** 委托人（受托办理时） */
  onBehalfOf: OnBehalfOfView | null;
  /** 时刻（UTC） */
  at: string;
  /** 意见 */
  opinion: string | null;
  /** 所针对内容的 SHA-256：整改前内容一变即失效 */
  contentHash: string;
}
export class PaperView {
  /** 签字单佐证编号 */
  evidenceId: string;
  /** 纸面签字日期 */
  signedOn: string;
}
export class SignatureView extends ActView {
  /** 签字声明 */
  statement: string | null;
  /** 纸质签字 */
  paper: PaperView | null;
}
export class ConfirmationView extends ActView {
  /** 级别 */
  level: AuthorityLevel;
  /** 级别名称 */
  levelLabel: string;
}
export class AcceptanceView extends ActView {
  /** 级别 */
  level: noun.Approver;
  /** 级别名称 */
  levelLabel: string;
  /** 是否到现场验收 */
  checkedOnSite: boolean;
  /** 纸质签字 */
  paper: PaperView | null;
}
export class SubmissionView {
  /** 申请人 */
  by: PersonView;
  /** 委托人（受托办理时） */
  onBehalfOf: OnBehalfOfView | null;
  /** 时刻（UTC） */
  at: string;
  /** 整改完成情况 */
  summary: string;
  /** 整改完成日期 */
  completedOn: string;
  /** 实际投入资金（元） */
  fundsSpentYuan: string;
  /** 佐证编号 */
  evidenceIds: string[];
  /** 所申请内容的 SHA-256 */
  contentHash: string;
  /** 纸质签字 */
  paper: PaperView | null;
}
export class FoundByView {
  /** 姓名 */
  name: string;
  /** 职务 */
  post: string | null;
  /** 单位 */
  organisation: string | null;
}
export class OwnerView {
  /** 姓名 */
  name: string;
  /** 职务 */
  post: string | null;
  /** 电话；对无关人员打码 @example "138****5678" */
  phone: string | null;
  /** 部门 */
  department: string | null;
}
export class ResponsibilityView {
  /** 责任单位 */
  unit: string;
  /** 责任人 */
  person: string;
  /** 电话 */
  phone: string | null;
}
export class FundsView {
  /** 金额（元） */
  amountYuan: string;
  /** 来源 */
  source: string;
  /** 金额为零的理由 */
  zeroReason: string | null;
}
export class MilestoneView {
  /** 时间节点 */
  day: string;
  /** 节点要求 */
  goal: string;
}
export class ScheduleView {
  /** 期限（隐患的整改期限） */
  deadline: string | null;
  /** 节点 */
  milestones: MilestoneView[];
}
export class ContingencyPlanView {
  /** 预案要点 */
  summary: string;
  /** 预案文件 */
  evidenceId: string | null;
}
/** 五到位 */
export class FiveInPlaceView {
  /** 措施 */
  measures: string | null;
  /** 责任 */
  responsibility: ResponsibilityView | null;
  /** 资金 */
  funds: FundsView | null;
  /** 时限 */
  schedule: ScheduleView | null;
  /** 预案 */
  contingencyPlan: ContingencyPlanView | null;
  /** 五项是否齐全 */
  complete: boolean;
  /** 缺哪几项 */
  missing: string[];
}
/** 逾期：按日计算，不是状态 */
export class OverdueView {
  /** 类别 @example "RECTIFICATION" */
  @Coded('overdueKind')
  kind: string;
  /** 类别名称 */
  kindLabel: string | null;
  /** 自哪天起 @example "2026-11-21" */
  since: string;
  /** 天数 */
  days: number;
}
export class SupervisionView {
  /** 挂牌级别 */
  level: noun.Supervision['level'];
  /** 级别名称 */
  levelLabel: string;
  /** 督办单位 */
  unit: string;
  /** 文号 */
  noticeNo: string;
  /** 督办期限 */
  deadline: string;
  /** 挂牌时刻（UTC） */
  listedAt: string;
}
export class SuspensionView {
  /** 文号 */
  noticeNo: string;
  /** 起 @example "2026-11-20" */
  from: string;
  /** 止 @example "2026-12-20" */
  until: string | null;
  /** 理由 */
  reason: string | null;
}
export class ExtensionDecisionView {
  /** 决定人 */
  by: PersonView;
  /** 时刻（UTC） */
  at: string;
  /** 意见 */
  opinion: string | null;
  /** 原期限 @example "2026-12-10" */
  from: string;
}
export class ExtensionView {
  /** 延期申请编号 */
  id: string;
  /** 申请的期限 */
  deadline: string;
  /** 理由 */
  reason: string;
  /** 防范措施 */
  interimMeasures: string | null;
  /** 申请时刻（UTC） */
  requestedAt: string;
  /** 申请人 */
  requestedBy: PersonView;
  /** 是否逾期后才申请（只能由县级决定） */
  late: boolean;
  /** 状态 */
  state: 'PENDING' | 'APPROVED' | 'REFUSED' | 'LAPSED';
  /** 状态名称 */
  stateLabel: string;
  /** 决定 */
  decision: ExtensionDecisionView | null;
}
export class VerificationView {
  /** 核查人 */
  by: PersonView;
  /** 时刻（UTC） */
  at: string;
  /** 结论 */
  verdict: 'GENUINE' | 'NOT_GENUINE';
  /** 结论名称 */
  verdictLabel: string;
  /** 意见 */
  opinion: string;
  /** 新期限 */
  deadline: string | null;
}
export class FinderView {
  /** 单位编号 */
  organisationId: string;
  /** 单位 */
  organisation: string;
  /** 级别 */
  level: noun.FinderLevel;
  /** 级别名称 */
  levelLabel: string;
  /** 发现日期 */
  on: string;
  /** 当时的描述 */
  wording: string;
}
export class RouteView {
  /** 确认次序 */
  confirm: AuthorityLevel[];
  /** 其名称，次序相同 */
  confirmLabel: string[];
  /** 验收次序 */
  accept: noun.Approver[];
  /** 其名称，次序相同 */
  acceptLabel: string[];
  /** 所依据的设置版本 */
  settingVersion: number;
}
/** 七溯源一分析 */
export class CauseAnalysisView {
  /** 责任溯源 @example "炉长未按规定巡检冷却水" */
  responsibility?: string;
  /** 标准溯源 */
  standard?: string;
  /** 能力溯源 */
  capability?: string;
  /** 管理溯源 */
  management?: string;
  /** 制度溯源 */
  institution?: string;
  /** 考评溯源 */
  assessment?: string;
  /** 资源溯源 */
  resource?: string;
  /** 本质安全分析 */
  intrinsicSafety?: string;
}
