import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { gone, ok } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import { Asked, From } from '../../platform/http/asked.js';
import { Can, Public, SignIn } from '../../platform/http/can.decorator.js';
import { Answers, Refuses } from '../../platform/http/refuses.decorator.js';
import { Requested } from '../../platform/http/requested.js';
import { ChangePasswordDto, LoginDto, RefreshDto } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { meView, MeView, TokensView } from './auth.view.js';
import { PasswordService } from './password.service.js';

@ApiTags('登录与身份')
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService, private readonly passwords: PasswordService) {}

  /** 登录。同一地址连续五次密码错误，该账号在此地址锁定 15 分钟（423）。 */
  @Public() @SignIn()
  @Answers(200, TokensView, '已登录')
  @Refuses('CREDENTIALS_WRONG', 'ACCOUNT_LOCKED')
  @HttpCode(200)
  @Post('login')
  login(@Body() dto: LoginDto, @Asked() asked: Asked): Promise<Answer<TokensView>> {
    return this.auth.login(dto, asked);
  }

  /** 换取新的访问令牌和刷新令牌。旧的刷新令牌随即失效；再次使用即结束本次登录。 */
  @Public() @SignIn()
  @Answers(200, TokensView, '新的令牌')
  @Refuses('REFRESH_TOKEN_INVALID')
  @HttpCode(200)
  @Post('refresh')
  refresh(@Body() dto: RefreshDto): Promise<Answer<TokensView>> {
    return this.auth.refresh(dto.refreshToken);
  }

  /** 退出登录：访问令牌和刷新令牌随即失效。 */
  @Can('self.sign-out')
  @Answers(204, null, '已退出')
  @HttpCode(204)
  @Post('logout')
  async logout(@From() requested: Requested): Promise<Answer<null>> {
    await this.auth.logout(requested);
    return gone();
  }

  /** 修改本人密码；本人的其他登录随即结束。不须 If-Match。 */
  @Can('self.password')
  @Answers(204, null, '已修改')
  @Refuses('PASSWORD_INCORRECT', 'PASSWORD_TOO_WEAK', 'RULE_BROKEN', 'ACCOUNT_LOCKED')
  @HttpCode(204)
  @Put('password')
  async changePassword(@Body() dto: ChangePasswordDto, @From() requested: Requested): Promise<Answer<null>> {
    return this.passwords.change(dto, requested);
  }

  /** 我是谁：姓名、角色、单位。 */
  @Can('self.read')
  @Answers(200, MeView, '本人或密钥')
  @Get('me')
  me(@From() requested: Requested): Answer<MeView> {
    requested.permit('self.read');
    return ok(meView(requested.caller));
  }
}
