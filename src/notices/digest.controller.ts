import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Cursors, filterHashOf, pageAnswer, pageOf } from '../platform/http/cursor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import type { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import type { DigestEntity } from './digest.entity.js';
import { DigestRepository } from './digest.repository.js';
import { DigestService } from './digest.service.js';
import { DigestView, digestView, ParkedDigestView, parkedDigestView } from './digest.view.js';

@ApiTags('期限与通知')
@Controller('digests')
export class DigestController {
  constructor(private readonly digests: DigestRepository, private readonly service: DigestService, private readonly cursors: Cursors) {}

  @Get()
  @Can('digest.read')
  @ApiOperation({ summary: '本人每天的通知汇总，新的在前', description: '每人每天至多一份，只有条数；设有邮箱的另发邮件。' })
  @AnswersPage(DigestView, '通知汇总')
  @Refuses('CURSOR_INVALID')
  async mine(@From() requested: Requested, @Query() query: PageQuery): Promise<Answer> {
    requested.permit('digest.read');
    return this.page(requested, query, digestView, (before, limit) => this.digests.mine(requested.caller.id, before, limit));
  }

  @Get('parked')
  @Can('delivery.manage')
  @ApiOperation({ summary: '本县停发的汇总邮件及原因', description: '试满一天，或邮件服务器拒收的。' })
  @AnswersPage(ParkedDigestView, '停发的汇总邮件')
  @Refuses('CURSOR_INVALID')
  async parked(@From() requested: Requested, @Query() query: PageQuery): Promise<Answer> {
    requested.permit('delivery.manage');
    const { countyCode } = requested.caller.organisation;
    return this.page(requested, query, parkedDigestView, (before, limit) => this.digests.parked(countyCode, before, limit));
  }

  @Post(':id/retry')
  @Can('delivery.manage')
  @ApiOperation({ summary: '重新发送一封停发的汇总邮件' })
  @Answers(200, ParkedDigestView, '已排队')
  @Refuses('NOT_FOUND', 'WRONG_UUID', 'DELIVERY_NOT_PARKED')
  retry(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.service.retry(requested, id);
  }

  private async page(requested: Requested, query: PageQuery, view: (row: DigestEntity) => object, read: (before: string | null, limit: number) => Promise<DigestEntity[]>): Promise<Answer> {
    const filters = filterHashOf({ path: requested.path });
    const [before] = query.cursor === undefined ? [] : this.cursors.open(query.cursor, filters);
    const page = pageOf(await read((before as string | undefined) ?? null, query.limit + 1), query.limit, (last) => this.cursors.seal([last.id], filters));
    return pageAnswer({ items: page.items.map(view), nextCursor: page.nextCursor }, requested, query);
  }
}
