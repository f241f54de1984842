import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { EventsQuery } from './feed.dto.js';
import { FeedReader } from './feed.reader.js';
import { EventView } from './feed.view.js';
import type { EventPage } from './feed.view.js';

const NEXT_AFTER = { nextAfter: { type: 'integer', description: '下次读取时作为 after' } };

@ApiTags('推送与事件')
@Controller('events')
export class FeedController {
  constructor(private readonly feed: FeedReader) {}

  @Can('event.read')
  @ApiOperation({
    summary: '读取事件流，与推送核对',
    description: '按位置给出您范围内隐患的事件。位置从 1 起连续，位置 n 之前不会再有新事件，因此记住 nextAfter 即可不漏。位置只在您的范围内编号。企业迁移、区划合并时，隐患在新的范围以 hazard.moved-with-enterprise.v1、hazard.moved-with-area.v1 开始；已离开您范围的隐患只保留位置（hazard.withdrawn.v1）。事件在提交后约 1 秒内出现。',
  })
  @AnswersPage(EventView, '事件，按位置排列', NEXT_AFTER)
  @Refuses('POSITION_AHEAD')
  @Get()
  async list(@Query() { after, limit }: EventsQuery, @From() requested: Requested): Promise<Answer<EventPage>> {
    requested.permit('event.read');
    const items = await this.feed.after(requested.reach, after, limit + 1);
    const page = items.slice(0, limit);
    const nextAfter = page.at(-1)?.position ?? after;
    const more = items.length > limit;
    const link = more && { Link: `<${requested.path}?after=${nextAfter}&limit=${limit}>; rel="next"` };
    return ok({ items: page, nextCursor: more ? String(nextAfter) : null, nextAfter }, link || undefined);
  }
}
