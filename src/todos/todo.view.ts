import type { HazardLevel } from '../domain/hazard.js';
import { labelOf } from '../domain/labels.js';
import type { TaskKind } from '../domain/task.js';
import { todoTitle } from '../domain/task.js';
import type { TodoState } from './todo.entity.js';

export interface TodoRow {
  id: string;
  kind: TaskKind;
  state: TodoState;
  hazardId: string;
  ledgerNo: string;
  enterpriseName: string;
  level: HazardLevel;
  deadline: string | null;
  recipient: { id: string; name: string };
  version: number;
  createdAt: string;
  changedAt: string;
}

export class TodoRecipientView {
  /** 人员编号 @example "01a199c9-b4b1-7d52-ae00-93133a367fb0" */
  id: string;
  /** 姓名 @example "示例己" */
  name: string;
}

export class TodoView {
  /** 待办编号：同一事项、同一人，编号不变 @example "01a199c9-b4b1-7d52-8e00-93133a367fb0" */
  id: string;
  /** 事项 @example "CONFIRM" */
  kind: TaskKind;
  /** 事项名称 @example "待确认" */
  kindLabel: string;
  /** 状态：OPEN 待办、DONE 本人已办、CANCELLED 已由他人办理或不须再办 @example "OPEN" */
  state: TodoState;
  /** 状态名称 @example "待办" */
  stateLabel: string;
  /** 标题：不含隐患内容 @example "重大隐患待确认（140525100-2026-000001）" */
  title: string;
  /** 办理页面 @example "/pages/hazards/019a9f00-0000-7000-8000-000000000301" */
  url: string;
  /** 隐患编号 @example "019a9f00-0000-7000-8000-000000000301" */
  hazardId: string;
  /** 台账编号 @example "140525100-2026-000001" */
  ledgerNo: string;
  /** 企业 @example "示例甲铸造有限公司" */
  enterpriseName: string;
  /** 隐患等级 @example "MAJOR" */
  level: HazardLevel;
  /** 等级名称 @example "重大" */
  levelLabel: string;
  /** 整改期限 @example "2026-12-31" */
  deadline: string | null;
  /** 受托办理的：委托人；本人的为 null */
  onBehalfOf: TodoRecipientView | null;
  /** 版本：每次变化加一 @example 1 */
  version: number;
  /** 产生时刻 @example "2026-11-22T07:00:00.000Z" */
  createdAt: string;
  /** 此版本的时刻 @example "2026-11-22T07:00:00.000Z" */
  changedAt: string;
}

const pagePathOf = (hazardId: string): string => `/pages/hazards/${hazardId}`;

export function todoView(callerId: string, row: TodoRow): TodoView {
  const { id, kind, state, hazardId, ledgerNo, enterpriseName, level, deadline, recipient, version, createdAt, changedAt } = row;
  return {
    id, kind, kindLabel: labelOf('task', kind), state, stateLabel: labelOf('todoState', state), title: todoTitle(row), url: pagePathOf(hazardId),
    hazardId, ledgerNo, enterpriseName, level, levelLabel: labelOf('level', level), deadline,
    onBehalfOf: recipient.id === callerId ? null : recipient, version, createdAt, changedAt,
  };
}
