import { ROLES } from '../../domain/permission.js';
import type { Role } from '../../domain/permission.js';
import type { FieldOptions } from '../../platform/http/field.js';
import { Id, Matching, OneOf, Secret, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { ListOfCodes } from '../../platform/http/parts.js';
import { QueryIds, QueryList } from '../../platform/http/query-fields.js';
import { USER_STATUSES } from './user.entity.js';
import type { UserStatus } from './user.entity.js';

/** One address, plain: no names, no quotes, no line that would begin another header. */
const EMAIL = /^[A-Za-z0-9._%+-]{1,64}@(?=.{1,190}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;
const Email = (options: FieldOptions): PropertyDecorator => Matching(EMAIL, 'name@example.com', options);

/** Longer than a password may be, so that a rule and not a format says which length it must have. */
const TYPED_CHARACTERS_MAX = 1_000;

export class CreateUserDto {
  /**
   * 用户名：3–64 个小写字母、数字或 . _ - @，全系统唯一，不能修改
   * @example nancun.inspector2
   */
  @Matching(/^[a-z0-9][a-z0-9._@-]{2,63}$/, 'a-z 0-9 . _ - @, 3–64')
  username: string;

  /**
   * 姓名
   * @example 李四
   */
  @Text(1, 50)
  name: string;

  /**
   * 职务
   * @example 安全监管员
   */
  @Text(1, 50, { optional: true, nullable: true })
  post?: string | null;

  /**
   * 邮箱：每天的通知汇总发到这里；null 为不发
   * @example li.si@example.com
   */
  @Email({ optional: true, nullable: true })
  email?: string | null;

  /**
   * 所属单位编号
   * @example 01a199c5-5622-7c51-99ef-d88fefbca812
   */
  @Id()
  organisationId: string;

  /**
   * 角色，须为该类单位可有的角色
   * @example ["INSPECTOR"]
   */
  @ListOfCodes(ROLES, 1, ROLES.length)
  roles: Role[];

  /**
   * 初始密码：10–128 个字符，不含用户名；与重置的密码一样，首次登录后须先用 PUT /auth/password 改为自己的密码，此前其他操作均答 403 PASSWORD_CHANGE_NEEDED（沙箱中不要求）
   * @example correct-horse-battery
   */
  @Secret(1, TYPED_CHARACTERS_MAX)
  password: string;
}

/** 只改所给的各项。 */
export class PatchUserDto {
  /**
   * 姓名
   * @example 李四
   */
  @Text(1, 50, { optional: true })
  name?: string;

  /**
   * 职务
   * @example 副主任
   */
  @Text(1, 50, { optional: true, nullable: true })
  post?: string | null;

  /**
   * 邮箱：每天的通知汇总发到这里；null 为不发
   * @example li.si@example.com
   */
  @Email({ optional: true, nullable: true })
  email?: string | null;

  /**
   * 角色，替换原有的全部角色
   * @example ["INSPECTOR", "SUPERVISOR"]
   */
  @ListOfCodes(ROLES, 1, ROLES.length, { optional: true })
  roles?: Role[];

  /**
   * 状态：停用即结束其登录和委托
   * @example DISABLED
   */
  @OneOf(USER_STATUSES, { optional: true })
  status?: UserStatus;

  /**
   * 重置密码；其登录随即结束，再次登录后须先用 PUT /auth/password 改为自己的密码，此前其他操作均答 403 PASSWORD_CHANGE_NEEDED。本人改密码用 PUT /auth/password
   * @example another-horse-battery
   */
  @Secret(1, TYPED_CHARACTERS_MAX, { optional: true })
  password?: string;
}

export class UserQuery extends PageQuery {
  /** 所属单位编号，可重复 */
  @QueryIds()
  organisationId?: string[];

  /** 状态，可重复 */
  @QueryList(USER_STATUSES)
  status?: UserStatus[];

  /** 角色，可重复 */
  @QueryList(ROLES)
  role?: Role[];
}
