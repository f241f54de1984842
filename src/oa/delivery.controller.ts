import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { mandated } from '../identity/mandated.js';
import type { Counted } from '../organisations/listing.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { OaDeliveryQuery } from './delivery.dto.js';
import { OaDeliveryReader } from './delivery.reader.js';
import { OaDeliveryService } from './delivery.service.js';
import { OaDeliveryView, OaQueuedView } from './delivery.view.js';

@ApiTags('待办与协同办公')
@Controller('oa/deliveries')
export class OaDeliveryController {
  constructor(private readonly reader: OaDeliveryReader, private readonly service: OaDeliveryService) {}

  @Can('oa.read')
  @ApiOperation({ summary: '查询向 OA 的推送', description: '每个待办、每个版本一条。state=parked 为搁置的：看原因，处理后重发。' })
  @AnswersPage(OaDeliveryView, '推送')
  @Get()
  async list(@Query() query: OaDeliveryQuery, @From() requested: Requested): Promise<Answer<Counted<OaDeliveryView>>> {
    return pageAnswer(await this.reader.page(mandated(requested, 'oa.read').organisation.countyCode, query), requested, query);
  }

  /** 重发一条已结束的推送。 */
  @Can('oa.manage')
  @Answers(202, OaQueuedView, '已排队')
  @Refuses('MOVE_NOT_ALLOWED')
  @HttpCode(202)
  @Post(':id/retry')
  retry(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<OaQueuedView>> {
    return this.service.retry(requested, id);
  }
}
