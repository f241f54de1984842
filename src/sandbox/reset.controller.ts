import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Answers, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { ResetService } from './reset.service.js';
import { SandboxResetView } from './reset.view.js';

@ApiTags('沙箱')
@Controller('sandbox/reset')
export class ResetController {
  constructor(private readonly sandbox: ResetService) {}

  @Can('sandbox.reset')
  @ApiOperation({
    summary: '重置沙箱（仅沙箱）',
    description: '作废本县全部隐患（台账不删除，留有记录），台账时钟回到实际时刻，清空收件箱，忘掉 Idempotency-Key 的旧答复，externalRef 可再用。账号、单位、密钥、推送和设置不变。非沙箱答 404。',
  })
  @Answers(200, SandboxResetView, '重置之后')
  @Refuses('ROUTE_NOT_FOUND')
  @HttpCode(200)
  @Post()
  reset(@From() requested: Requested): Promise<Answer<SandboxResetView>> {
    return this.sandbox.reset(requested);
  }
}
