import { labelOf } from '../../domain/labels.js';
import type { Role } from '../../domain/permission.js';
import { briefOf, OrganisationBrief } from '../sessions/auth.view.js';
import type { DelegationRow } from './delegation.reader.js';

export class PersonBrief {
  /**
   * 人员编号
   * @example 019aa0b2-7c00-7000-8000-000000000002
   */
  id: string;
  /**
   * 姓名
   * @example 李四
   */
  name: string;
}

export class DelegationView {
  /**
   * 委托编号
   * @example 019aa0b2-7c00-7000-8000-000000000004
   */
  id: string;
  /** 委托人 */
  fromUser: PersonBrief;
  /** 受托人 */
  toUser: PersonBrief;
  /** 委托人所属单位：受托人以其名义办理 */
  organisation: OrganisationBrief;
  /**
   * 委托的角色
   * @example SUPERVISOR
   */
  role: Role;
  /**
   * 角色的中文名称
   * @example 审批人员
   */
  roleLabel: string;
  /**
   * 开始时间
   * @example 2026-11-23T00:00:00.000Z
   */
  from: string;
  /**
   * 结束时间
   * @example 2026-11-30T00:00:00.000Z
   */
  until: string;
  /**
   * 事由
   * @example 外出培训
   */
  reason: string;
  /**
   * 提前结束的时间；未提前结束为 null
   * @example 2026-11-25T02:00:00.000Z
   */
  endedAt: string | null;
  /**
   * 此刻是否生效
   * @example true
   */
  inForce: boolean;
  /**
   * 版本号
   * @example 1
   */
  version: number;
  /**
   * 创建时间
   * @example 2026-11-22T06:50:00.000Z
   */
  createdAt: string;
}

/** `at`: the instant for which `inForce` is said. */
export function delegationView(row: DelegationRow, at: string): DelegationView {
  const { id, role, fromAt, untilAt, reason, endedAt, version, createdAt } = row;
  const began = Date.parse(String(fromAt)) <= Date.parse(at);
  const over = endedAt !== null || Date.parse(String(untilAt)) <= Date.parse(at);
  return {
    id, fromUser: { id: row.fromUserId, name: row.fromName }, toUser: { id: row.toUserId, name: row.toName },
    organisation: briefOf(row.organisation), role, roleLabel: labelOf('role', role),
    from: fromAt, until: untilAt, reason, endedAt, inForce: began && !over, version, createdAt,
  };
}
