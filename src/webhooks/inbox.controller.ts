import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Counted } from '../organisations/listing.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can, Public, Raw } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { InboxReader } from './inbox.reader.js';
import { InboxService } from './inbox.service.js';
import { InboxView } from './inbox.view.js';

@ApiTags('沙箱')
@Controller('sandbox/webhook-inbox')
export class InboxController {
  constructor(private readonly service: InboxService, private readonly inbox: InboxReader) {}

  @Can('inbox.read')
  @ApiOperation({ summary: '查看沙箱收件箱（仅沙箱）', description: '把推送的 url 设为本服务的 /api/v1/sandbox/webhook-inbox，即可在此看到收到的推送和签名核对结果。只列出本单位推送收到的；县局可见全县的，以及签名无效的。非沙箱答 404。' })
  @AnswersPage(InboxView, '收到的推送，按收到的次序')
  @Refuses('ROUTE_NOT_FOUND')
  @Get()
  async list(@Query() query: PageQuery, @From() requested: Requested): Promise<Answer<Counted<InboxView>>> {
    this.service.judge();
    requested.permit('inbox.read');
    return pageAnswer(await this.inbox.page(requested.caller.organisation, query), requested, query);
  }

  @Public() @Raw()
  @ApiOperation({ summary: '沙箱收件箱接收推送（仅沙箱）', description: '由推送调用，不需登录：凭 Standard Webhooks 签名。签名无效答 401。' })
  @Answers(204, null, '已收到')
  @Refuses('ROUTE_NOT_FOUND', 'UNAUTHENTICATED')
  @HttpCode(204)
  @Post()
  receive(@Req() request: Request): Promise<Answer<null>> {
    return this.service.receive(request.headers, request.body as Buffer);
  }
}
