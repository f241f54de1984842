import { labelOf } from '../domain/labels.js';
import { todoTitle } from '../domain/task.js';
import type { HazardLevel } from '../domain/hazard.js';
import type { TaskKind } from '../domain/task.js';
import { Coded } from '../platform/http/coded.js';

export interface DeliveryRow {
  id: string;
  channelId: string;
  channelName: string;
  todoId: string;
  version: number;
  state: string;
  kind: TaskKind;
  level: HazardLevel;
  ledgerNo: string;
  recipientId: string;
  recipientName: string;
  reason: string | null;
  detail: string | null;
  attemptCount: number;
  nextAttemptAt: string;
  createdAt: string;
  finishedAt: string | null;
}

export class OaDeliveryView {
  /** 推送编号 @example "019a9f00-0000-7000-8000-000000000901" */
  id: string;
  /** 通道编号 @example "019a9f00-0000-7000-8000-000000000801" */
  channelId: string;
  /** 通道名称 @example "县 OA" */
  channelName: string;
  /** 待办编号 @example "01a199c9-b4b1-7d52-8e00-93133a367fb0" */
  todoId: string;
  /** 待办的版本 @example 1 */
  version: number;
  /** 标题 @example "重大隐患待确认（140525100-2026-000001）" */
  title: string;
  /** 给谁的：人员编号 @example "01a199c9-b4b1-7d52-ae00-93133a367fb0" */
  recipientId: string;
  /** 给谁的：姓名 @example "示例己" */
  recipientName: string;
  /** 状态 @example "PARKED" */
  @Coded('oaDeliveryState')
  state: string;
  /** 状态名称 @example "搁置" */
  stateLabel: string;
  /** 原因代码 @example "PERSON_UNKNOWN" */
  reason: string | null;
  /** 原因及处理办法 @example "此人在该通道的人员对应表中没有编号：补录后自动重发" */
  reasonLabel: string | null;
  /** 已试次数 @example 1 */
  attemptCount: number;
  /** 下次时刻；不再送的为 null @example null */
  nextAttemptAt: string | null;
  /** 产生时刻 @example "2026-11-22T07:00:00.000Z" */
  createdAt: string;
  /** 结束时刻 @example "2026-11-22T07:00:01.000Z" */
  finishedAt: string | null;
}

export class OaQueuedView {
  /** 推送编号 @example "019a9f00-0000-7000-8000-000000000901" */
  id: string;
  /** 状态 @example "WAITING" */
  @Coded('oaDeliveryState')
  state: string;
  /** 其名称 */
  stateLabel: string;
}

export function oaDeliveryView(row: DeliveryRow): OaDeliveryView {
  const { id, channelId, channelName, todoId, version, recipientId, recipientName, state, reason, detail, attemptCount, nextAttemptAt, createdAt, finishedAt } = row;
  return {
    id, channelId, channelName, todoId, version, title: todoTitle(row), recipientId, recipientName, state, stateLabel: labelOf('oaDeliveryState', state),
    reason, reasonLabel: detail ?? (reason === 'SUPERSEDED' ? '已有更新的版本' : null), attemptCount,
    nextAttemptAt: state === 'WAITING' ? nextAttemptAt : null, createdAt, finishedAt,
  };
}
