import { ROLES } from '../../domain/permission.js';
import type { Role } from '../../domain/permission.js';
import { fault, field, wrongType } from '../../platform/http/field.js';
import { Id, isDay, isInstant, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { QueryFlag } from '../../platform/http/query-fields.js';

/** A whole day, as people say it, or an instant where the hour matters. */
const DayOrInstant = (): PropertyDecorator => field({
  check: (value) => (typeof value !== 'string' ? wrongType('text') : isDay(value) || isInstant(value) ? [] : fault('WRONG_INSTANT')),
  schema: { type: 'string', anyOf: [{ type: 'string', format: 'date' }, { type: 'string', format: 'date-time' }] },
  tidy: (value) => (isInstant(value) ? new Date(value).toISOString() : value),
});

export class CreateDelegationDto {
  /**
   * 受托人编号：本单位在用人员；检查人员、审批人员的角色也可在上下级监管单位之间委托
   * @example 01a199c9-7141-75f8-a8f1-89e7b08db7bb
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
   * 开始：某日（自当日零时起）或某一时刻
   * @example 2026-11-23
   */
  @DayOrInstant()
  from: string;

  /**
   * 结束：某日（含当日）或某一时刻，距开始不超过 90 天
   * @example 2026-11-30
   */
  @DayOrInstant()
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
