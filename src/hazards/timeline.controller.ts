import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { HazardReader } from './hazard.reader.js';
import { TimelineItemView } from './hazard.whole.view.js';
import { TimelineQuery } from './timeline.dto.js';
import { TimelineReader } from './timeline.reader.js';
import { timelineView } from './timeline.view.js';

@ApiTags('隐患台账')
@Controller('hazards')
export class TimelineController {
  constructor(private readonly hazards: HazardReader, private readonly timelines: TimelineReader) {}

  /** Its operation id is that of the first release: clients call it by name. */
  @Get(':id/timeline')
  @ApiOperation({ summary: '办理经过：谁、何时、办了什么', operationId: 'hazardTimeline' })
  @Can('hazard.read')
  @ApiOperation({ operationId: 'hazardTimeline' })
  @ApiParam({ name: 'id', description: '隐患编号（UUID）或台账编号', example: '140525100-2026-000001' })
  @AnswersPage(TimelineItemView, '逐条办理经过，先后有序')
  @Refuses('CURSOR_INVALID')
  async timeline(@From() requested: Requested, @Param('id') id: string, @Query() query: TimelineQuery): Promise<Answer> {
    const { hazard } = await this.hazards.one(requested.reach, id);
    requested.permit('hazard.read');
    const page = await this.timelines.page(hazard.id, query);
    return pageAnswer({ ...page, items: timelineView(requested.caller, page.items) }, requested, query);
  }
}
