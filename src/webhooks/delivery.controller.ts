import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Counted } from '../organisations/listing.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { DeliveryService } from './delivery.service.js';
import { DeliveriesQuery } from './webhook.dto.js';
import { WebhookReader } from './webhook.reader.js';
import { ownedBy } from './webhook.service.js';
import { DeliveryView, QueuedView } from './webhook.view.js';

@ApiTags('推送与事件')
@Controller('webhooks/:id')
export class DeliveryController {
  constructor(private readonly service: DeliveryService, private readonly reader: WebhookReader) {}

  /** 发送一条测试推送（webhook.test.v1）。 */
  @Can('webhook.manage')
  @Answers(202, QueuedView, '已排队')
  @Refuses('MOVE_NOT_ALLOWED')
  @HttpCode(202)
  @Post('test')
  test(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<QueuedView>> {
    return this.service.test(id, requested);
  }

  @Can('webhook.read')
  @ApiOperation({ summary: '查询推送记录', description: '每个事件一条，含最近的各次尝试；结束后保留 90 天。对方答复的内容不保存。' })
  @AnswersPage(DeliveryView, '推送记录，按产生次序')
  @Get('deliveries')
  async deliveries(@Param('id', IdPipe) id: string, @Query() query: DeliveriesQuery, @From() requested: Requested): Promise<Answer<Counted<DeliveryView>>> {
    const { id: found } = await this.reader.one(ownedBy(requested, 'webhook.read').owned, id);
    return pageAnswer(await this.reader.deliveries(found, query), requested, query);
  }

  /** 重发一条已结束的推送：内容和 webhook-id 不变。 */
  @Can('webhook.manage')
  @Answers(202, QueuedView, '已排队')
  @Refuses('MOVE_NOT_ALLOWED')
  @HttpCode(202)
  @Post('deliveries/:deliveryId/replay')
  replay(@Param('id', IdPipe) id: string, @Param('deliveryId', IdPipe) deliveryId: string, @From() requested: Requested): Promise<Answer<QueuedView>> {
    return this.service.replay(id, deliveryId, requested);
  }
}
