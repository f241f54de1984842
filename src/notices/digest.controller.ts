import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import type { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { DigestReader } from './digest.reader.js';
import { DigestService } from './digest.service.js';
import { DigestView, ParkedDigestView } from './digest.view.js';

@ApiTags('期限与通知')
@Controller('digests')
export class DigestController {
  constructor(private readonly reader: DigestReader, private readonly service: DigestService) {}

  @Get()
  @Can('digest.read')
  @ApiOperation({ summary: '本人每天的通知汇总，新的在前', description: '每人每天至多一份，只有条数；设有邮箱的另发邮件。' })
  @AnswersPage(DigestView, '通知汇总')
  @Refuses('CURSOR_INVALID')
  async mine(@From() requested: Requested, @Query() query: PageQuery): Promise<Answer> {
    requested.permit('digest.read');
    return pageAnswer(await this.reader.mine(requested.caller.id, query), requested, query);
  }

  @Get('parked')
  @Can('delivery.manage')
  @ApiOperation({ summary: '本县停发的汇总邮件及原因', description: '试满一天，或邮件服务器拒收的。' })
  @AnswersPage(ParkedDigestView, '停发的汇总邮件')
  @Refuses('CURSOR_INVALID')
  async parked(@From() requested: Requested, @Query() query: PageQuery): Promise<Answer> {
    requested.permit('delivery.manage');
    return pageAnswer(await this.reader.parked(requested.caller.organisation.countyCode, query), requested, query);
  }

  @Post(':id/retry')
  @Can('delivery.manage')
  @ApiOperation({ summary: '重新发送一封停发的汇总邮件' })
  @Answers(200, ParkedDigestView, '已排队')
  @Refuses('NOT_FOUND', 'WRONG_UUID', 'DELIVERY_NOT_PARKED')
  retry(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.service.retry(requested, id);
  }
}
