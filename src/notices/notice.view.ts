import { labelOf } from '../domain/labels.js';
import type { NoticeEntity } from './notice.entity.js';
import { Coded } from '../platform/http/coded.js';

/** 一条通知：只有编号、日期和状态，没有隐患的文字。 */
export class NoticeView {
  /** 通知编号 @example "019a9f00-0000-7000-8000-000000000501" */
  id: string;
  /** 类别 @example "OVERDUE" */
  @Coded('noticeKind')
  kind: string;
  /** 类别名称 @example "逾期通知" */
  kindLabel: string;
  /** 期限的种类；与期限无关的办理告知为 null @example "RECTIFICATION" */
  @Coded('deadlineKind')
  deadlineKind: string | null;
  /** 期限的种类名称 @example "整改期限" */
  deadlineKindLabel: string | null;
  /** 提醒：期限之前多少天；逾期通知：期限之后多少天；办理告知为 null @example 1 */
  step: number | null;
  /** 隐患编号 @example "019a9f00-0000-7000-8000-000000000201" */
  hazardId: string | null;
  /** 期限 @example "2026-12-25" */
  dueOn: string | null;
  /** 应发出的日期 @example "2026-12-26" */
  stepOn: string;
  /** 状态：已发出；或中断之后补记、由后续通知代替 @example "MADE" */
  @Coded('noticeState')
  state: string;
  /** 状态名称 @example "已发出" */
  stateLabel: string;
  /** 形成时刻 @example "2026-12-26T00:00:00.000Z" */
  createdAt: string;
  /** 签收时刻；未签收为 null @example null */
  acknowledgedAt: string | null;
  /** 签收人姓名 @example null */
  acknowledgedBy: string | null;
}

export type ShownNotice = Omit<NoticeEntity, 'headHash'>;

export function noticeView(row: ShownNotice): NoticeView {
  return {
    id: row.id, kind: row.kind, kindLabel: labelOf('noticeKind', row.kind), deadlineKind: row.deadlineKind,
    deadlineKindLabel: labelOf('deadlineKind', row.deadlineKind), step: row.kind === 'DECISION' ? null : Math.abs(row.step), hazardId: row.hazardId,
    dueOn: row.dueOn, stepOn: row.stepOn, state: row.state, stateLabel: labelOf('noticeState', row.state), createdAt: row.createdAt,
    acknowledgedAt: row.acknowledgedAt, acknowledgedBy: row.acknowledgedByName,
  };
}

export class TellView {
  /** 通知谁：ENTERPRISE、TOWN、COUNTY；OWING 为应办理的单位，ABOVE 为其上一级 @example "TOWN" */
  @Coded('recipient')
  to: string;
  /** 其名称 */
  toLabel: string;
  /** 自逾期第几天起；0 表示含提醒 @example 3 */
  fromDay: number;
  /** 重大隐患自第几天起；null 为相同 @example null */
  fromDayIfMajor: number | null;
}

export class EscalationRuleView {
  /** 期限的种类 @example "RECTIFICATION" */
  @Coded('deadlineKind')
  deadlineKind: string;
  /** 期限的种类名称 @example "整改期限" */
  deadlineKindLabel: string;
  /** 多少个工作日；期限是某一天的为 null @example null */
  workingDays: number | null;
  /** 期限之前第几天提醒 @example [7, 3, 1, 0] */
  remindDaysBefore: number[];
  /** 逾期第几天通知 @example [1, 3, 7] */
  overdueDaysAfter: number[];
  /** 之后每多少天再通知 @example 7 */
  thenEveryDays: number | null;
  /** 通知谁 */
  recipients: TellView[];
}

export class LastRunView {
  /** 时刻 @example "2026-11-26T00:00:00.000Z" */
  at: string;
  /** 办到哪一天 @example "2026-11-26" */
  through: string;
  /** 当天形成的通知条数 @example 12 */
  madeCount: number;
}

export class EscalationRulesView {
  /** 设置 escalation 现在生效的版本 @example 0 */
  version: number;
  /** 每天形成通知的时刻（县的时间） @example "08:00" */
  madeAt: string;
  /** 各种期限的提醒与逾期通知 */
  items: EscalationRuleView[];
  /** 只有一页 @example null */
  nextCursor: string | null;
  /** 上一次；尚未有过为 null */
  lastRun: LastRunView | null;
  /** 下一次的时刻 @example "2026-11-27T00:00:00.000Z" */
  nextRunAt: string;
  /** 工作日历的最后一天；今年的尚未录入时为 null @example "2026-12-31" */
  workingCalendarEndsOn: string | null;
}
