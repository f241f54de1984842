import type { HazardLevel } from '../domain/hazard.js';
import { labelOf } from '../domain/labels.js';
import { todoTitle } from '../domain/task.js';
import type { TaskKind } from '../domain/task.js';
import { Coded } from '../platform/http/coded.js';
import type { OaReconciliationEntity } from './channel.entity.js';

interface DriftedRow { kind: string; todoId: string; task: TaskKind; level: HazardLevel; ledgerNo: string; recipientName: string }
export type ReconciliationRow = Omit<OaReconciliationEntity, 'drift'> & { drifted: DriftedRow[] };

export class OaDriftView {
  /** 哪里不一致：已结束的仍在、待办的不在、重复 @example "GHOST" */
  @Coded('oaDrift')
  kind: string;
  /** 其名称 @example "已结束的仍在" */
  kindLabel: string;
  /** 待办编号 @example "01a199c9-b4b1-7d52-8e00-93133a367fb0" */
  todoId: string;
  /** 标题 @example "重大隐患待确认（140525100-2026-000001）" */
  title: string;
  /** 给谁的：姓名 @example "示例己" */
  recipientName: string;
}

export class OaReconciliationView {
  /** 核对的编号 @example "019a9f00-0000-7000-8000-000000000951" */
  id: string;
  /** 核对完的时刻 @example "2026-11-22T17:31:00.000Z" */
  endedAt: string;
  /** 怎样核对 @example "LIST" */
  @Coded('oaWay')
  way: string;
  /** 其名称 @example "逐人核对待办列表" */
  wayLabel: string;
  /** 核对了多少人的列表 @example 12 */
  personCount: number;
  /** 多少人的列表没有取到 @example 0 */
  unreadCount: number;
  /** 本系统已结束、OA 中仍在的 @example 1 */
  ghostCount: number;
  /** 本系统待办、OA 中不在的 @example 0 */
  missingCount: number;
  /** OA 中重复的 @example 0 */
  twiceCount: number;
  /** 不能列出待办的 OA：再办结一次的 @example 0 */
  saidAgainCount: number;
  /** 不能列出待办的 OA：还开着、再送一次的（不再提醒） @example 0 */
  standingAgainCount: number;
  /** 在 OA 中待办、无法核对的条数 @example 0 */
  unverifiedCount: number;
  /** 有无法核对的，为何及如何处理 @example null */
  unverifiedReason: string | null;
  /** 不一致的待办，至多 200 条；都已排队改正 */
  drift: OaDriftView[];
}

const WHY: Record<string, string> = {
  LIST: '取不到这些人在 OA 中的列表：请核对接口账号、人员编号和 OA 是否在运行，次夜再核对',
  REPEAT: '该 OA 不能列出待办：还开着的无法核对，有人在 OA 中手工办结的，请在本系统“我的待办”中办理',
  NONE: '该 OA 不能列出待办，办结也不能重复：以本系统“我的待办”为准',
};

export function reconciliationView(row: ReconciliationRow): OaReconciliationView {
  const { id, endedAt, way, personCount, unreadCount, ghostCount, missingCount, twiceCount, saidAgainCount, standingAgainCount, unverifiedCount, drifted } = row;
  return {
    id, endedAt, way, wayLabel: labelOf('oaWay', way), personCount, unreadCount, ghostCount, missingCount, twiceCount, saidAgainCount, standingAgainCount, unverifiedCount,
    unverifiedReason: unverifiedCount + unreadCount > 0 ? (WHY[way] ?? null) : null,
    drift: drifted.map(({ kind, todoId, task, level, ledgerNo, recipientName }) => ({ kind, kindLabel: labelOf('oaDrift', kind), todoId, title: todoTitle({ kind: task, level, ledgerNo }), recipientName })),
  };
}
