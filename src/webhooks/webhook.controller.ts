import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Counted } from '../organisations/listing.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { CreateWebhookDto, WebhookQuery } from './webhook.dto.js';
import { WebhookReader } from './webhook.reader.js';
import { ownedBy, WebhookService } from './webhook.service.js';
import { NewWebhookView, RotatedWebhookView, webhookView, WebhookView } from './webhook.view.js';

@ApiTags('推送与事件')
@Controller('webhooks')
export class WebhookController {
  constructor(private readonly service: WebhookService, private readonly reader: WebhookReader) {}

  /** 查询推送：不含签名密钥。 */
  @Can('webhook.read')
  @AnswersPage(WebhookView, '推送列表')
  @Get()
  async list(@Query() query: WebhookQuery, @From() requested: Requested): Promise<Answer<Counted<WebhookView>>> {
    return pageAnswer(await this.reader.page(ownedBy(requested, 'webhook.read').owned, query), requested, query);
  }

  /** 查询一个推送：不含签名密钥。 */
  @Can('webhook.read')
  @Answers(200, WebhookView, '推送')
  @Get(':id')
  async one(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<WebhookView>> {
    return ok(webhookView(await this.reader.one(ownedBy(requested, 'webhook.read').owned, id)));
  }

  @Can('webhook.manage')
  @ApiOperation({
    summary: '新建推送',
    description: '推送内容为 CloudEvents 1.0（application/cloudevents+json），只有编号和状态；按 Standard Webhooks 1.0 签名（webhook-id、webhook-timestamp、webhook-signature）。至少送达一次，同一隐患按次序；按 webhook-id 去重。10 秒内答复 2xx 为送达；否则在三天内重试 10 次，遵从 Retry-After；答复 410 即停用；不跟随跳转。仍未送达的搁置并列出，可重发。',
  })
  @Answers(201, NewWebhookView, '已新建；密钥只显示这一次')
  @Refuses('TARGET_NOT_ALLOWED', 'WEBHOOK_LIMIT', 'REFERENCE_UNKNOWN')
  @Post()
  create(@Body() dto: CreateWebhookDto, @From() requested: Requested): Promise<Answer<NewWebhookView>> {
    return this.service.create(dto, requested);
  }

  /** 轮换签名密钥：24 小时内同时以新旧两个密钥签名。 */
  @Can('webhook.manage')
  @Answers(200, RotatedWebhookView, '已轮换')
  @HttpCode(200)
  @Post(':id/rotate')
  rotate(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<RotatedWebhookView>> {
    return this.service.rotate(id, requested);
  }

  /** 停用：不再推送，等待中的搁置；停用期间的事件请从 GET /events 读取。 */
  @Can('webhook.manage')
  @Answers(200, WebhookView, '停用后的推送')
  @HttpCode(200)
  @Post(':id/disable')
  async disable(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<WebhookView>> {
    return this.service.disable(id, requested);
  }

  /** 启用：此后的事件重新推送；搁置的可逐条重发。 */
  @Can('webhook.manage')
  @Answers(200, WebhookView, '启用后的推送')
  @HttpCode(200)
  @Post(':id/enable')
  async enable(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<WebhookView>> {
    return this.service.enable(id, requested);
  }

  /** 删除：不再推送，也不再列出；历史仍在审计记录中。 */
  @Can('webhook.manage')
  @Answers(204, null, '已删除')
  @HttpCode(204)
  @Delete(':id')
  remove(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<null>> {
    return this.service.remove(id, requested);
  }
}
