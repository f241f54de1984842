import { labelOf } from '../../domain/labels.js';
import type { Role } from '../../domain/permission.js';
import { briefOf, OrganisationBrief, rolesLabelOf } from '../sessions/auth.view.js';
import type { UserStatus } from './user.entity.js';
import type { UserRow } from './user.reader.js';

export class UserView {
  /**
   * 人员编号
   * @example 019aa0b2-7c00-7000-8000-000000000002
   */
  id: string;
  /**
   * 用户名
   * @example nancun.inspector
   */
  username: string;
  /**
   * 姓名
   * @example 李四
   */
  name: string;
  /**
   * 职务
   * @example 安全监管员
   */
  post: string | null;
  /**
   * 邮箱；每天的通知汇总发到这里
   * @example li.si@example.com
   */
  email: string | null;
  /** 所属单位 */
  organisation: OrganisationBrief;
  /**
   * 所属单位编号
   * @example 019aa0b2-7c00-7000-8000-000000000001
   */
  organisationId: string;
  /**
   * 角色
   * @example ["INSPECTOR"]
   */
  roles: Role[];
  /**
   * 角色的中文名称，次序相同
   * @example ["检查人员"]
   */
  rolesLabel: string[];
  /**
   * 状态
   * @example ACTIVE
   */
  status: UserStatus;
  /**
   * 状态的中文名称
   * @example 在用
   */
  statusLabel: string;
  /**
   * 密码由管理员设置或重置，本人尚未更改
   * @example false
   */
  passwordTemporary: boolean;
  /**
   * 版本号，修改时作为 If-Match
   * @example 1
   */
  version: number;
  /**
   * 创建时间
   * @example 2026-11-22T06:50:00.000Z
   */
  createdAt: string;
  /**
   * 最近修改时间
   * @example 2026-11-22T06:50:00.000Z
   */
  updatedAt: string;
}

export function userView(row: UserRow): UserView {
  const { id, username, name, post, email, organisation, organisationId, roles, status, passwordTemporary, version, createdAt, updatedAt } = row;
  return {
    id, username, name, post, email, organisation: briefOf(organisation), organisationId, roles, rolesLabel: rolesLabelOf(roles),
    status, statusLabel: labelOf('userStatus', status), passwordTemporary, version, createdAt, updatedAt,
  };
}
