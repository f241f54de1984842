import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthService } from '../identity/sessions/auth.service.js';
import { TokensView } from '../identity/sessions/auth.view.js';
import type { Answer } from '../platform/http/answer.js';
import { Asked } from '../platform/http/asked.js';
import { Public, SignIn } from '../platform/http/can.decorator.js';
import { Answers, Refuses } from '../platform/http/refuses.decorator.js';
import { ExchangeDto } from './sso.dto.js';
import { SsoService } from './sso.service.js';

const HOW = `票据由 OA 签发，格式为“人员.时间.随机串.签名”：人员为其 OA 编号的 base64url；时间为毫秒数（13 位）；随机串为 16–64 位字母数字；
签名为 HMAC-SHA256（密钥为建立通道时给出的 ssoSecret）的十六进制小写，签名内容为通道编号、人员、时间、随机串各占一行（以换行符分隔）。
60 秒内有效，只能用一次，只对签发它的通道有效。`;

@ApiTags('待办与协同办公')
@Controller('sso')
export class SsoController {
  constructor(private readonly sso: SsoService, private readonly auth: AuthService) {}

  @Public() @SignIn()
  @ApiOperation({ summary: '以 OA 的一次性票据换取令牌', description: HOW })
  @Answers(200, TokensView, '已登录')
  @Refuses('TICKET_INVALID')
  @HttpCode(200)
  @Post('exchange')
  async exchange(@Body() { channelId, ticket }: ExchangeDto, @Asked() asked: Asked): Promise<Answer<TokensView>> {
    return this.auth.answer(await this.sso.enter(channelId, ticket, asked, '/api/v1/sso/exchange'));
  }
}
