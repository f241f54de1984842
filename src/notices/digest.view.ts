import { labelOf } from '../domain/labels.js';
import type { DigestEntity, EmailState } from './digest.entity.js';

/** 一人一天的通知汇总：只有条数。 */
export class DigestView {
  /** 编号 @example "019a9f00-0000-7000-8000-000000000601" */
  id: string;
  /** 日期 @example "2026-11-26" */
  day: string;
  /** 到期提醒条数 @example 3 */
  reminderCount: number;
  /** 逾期通知条数 @example 2 */
  overdueCount: number;
  /** 办理告知条数 @example 1 */
  decisionCount: number;
  /** 邮件：NONE 不发，WAITING 待发，SENT 已发，PARKED 停发待查 @example "SENT" */
  emailState: EmailState;
  /** 其名称 */
  emailStateLabel: string;
  /** 邮件发出的时刻 @example "2026-11-26T00:00:02.000Z" */
  sentAt: string | null;
  /** 形成时刻 @example "2026-11-26T00:00:00.000Z" */
  createdAt: string;
}

/** 停发的邮件：给谁、为什么。 */
export class ParkedDigestView extends DigestView {
  /** 人员编号 @example "019aa0b2-7c00-7000-8000-000000000002" */
  userId: string;
  /** 试过几次 @example 7 */
  attemptCount: number;
  /** 原因 @example "邮件服务器拒收（550）" */
  reason: string | null;
}

export const digestView = ({ id, day, reminderCount, overdueCount, decisionCount, emailState, sentAt, createdAt }: DigestEntity): DigestView =>
  ({ id, day, reminderCount, overdueCount, decisionCount, emailState, emailStateLabel: labelOf('emailState', emailState), sentAt, createdAt });
export const parkedDigestView = (row: DigestEntity): ParkedDigestView =>
  ({ ...digestView(row), userId: row.userId, attemptCount: row.attemptCount, reason: row.reason });
