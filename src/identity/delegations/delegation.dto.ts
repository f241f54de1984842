import { ROLES } from '../../domain/permission.js';
import type { Role } from '../../domain/permission.js';
import { Id, Instant, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { QueryFlag } from '../../platform/http/query-fields.js';

export class CreateDelegationDto {
  /**
   * 受托人编号：本单位在用人员；检查人员、审批人员的角色也可在县局与其镇中心之间委托
   * @example 019aa0b2-7c00-7000-8000-000000000003
   */
  @Id()
  toUserId: string;

  /**
   * 委托的角色，须为本人自有的角色
   * @example SUPERVISOR
   */
  @OneOf(ROLES)
  role: Role;

  /**
   * 开始时间
   * @example 2026-11-23T00:00:00Z
   */
  @Instant()
  from: string;

  /**
   * 结束时间，距开始不超过 90 天
   * @example 2026-11-30T00:00:00Z
   */
  @Instant()
  until: string;

  /**
   * 事由
   * @example 外出培训
   */
  @Text(1, 200)
  reason: string;
}

export class DelegationQuery extends PageQuery {
  /** 只看（或不看）正在生效的 */
  @QueryFlag()
  inForce?: boolean;
}
