import { Secret, Text } from '../../platform/http/fields.js';

/** Longer than a password may be: whether it is right is not said by its length. */
const TYPED_CHARACTERS_MAX = 1_000;

export class LoginDto {
  /**
   * 用户名，不分大小写
   * @example example1.operator
   */
  @Text(1, 64)
  username: string;

  /**
   * 密码
   * @example 启动时打印的演示密码
   */
  @Secret(1, TYPED_CHARACTERS_MAX)
  password: string;
}

export class RefreshDto {
  /**
   * 登录或上一次刷新所得的刷新令牌；每个只能用一次，重复使用即结束本次登录
   * @example rt_Wm9uZ2d1b1pob25nZ3VvWmhvbmdndW9aaG9uZ2d1b1o
   */
  @Secret(1, TYPED_CHARACTERS_MAX)
  refreshToken: string;
}

export class ChangePasswordDto {
  /**
   * 当前密码
   * @example 启动时打印的演示密码
   */
  @Secret(1, TYPED_CHARACTERS_MAX)
  currentPassword: string;

  /**
   * 新密码：10–128 个字符，不含用户名
   * @example another-horse-battery
   */
  @Secret(1, TYPED_CHARACTERS_MAX)
  newPassword: string;
}
