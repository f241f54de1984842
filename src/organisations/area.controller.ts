import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { AreaQuery, MergeAreaDto, NewAreaDto } from './area.dto.js';
import { AreaMerger } from './area.merger.js';
import { AreaReader } from './area.reader.js';
import { AreaService } from './area.service.js';
import { AreaPage, AreaView } from './area.view.js';
import type { Counted } from './listing.js';

@ApiTags('区划')
@Controller('areas')
export class AreaController {
  constructor(private readonly reader: AreaReader, private readonly service: AreaService, private readonly merger: AreaMerger) {}

  /** 区划列表：含已撤销的，撤销的注明承接区划 */
  @Get()
  @Can('area.read')
  @ApiOkResponse({ type: AreaPage, description: '一页' })
  async list(@From() requested: Requested, @Query() query: AreaQuery): Promise<Answer<Counted<AreaView>>> {
    requested.permit('area.read');
    return pageAnswer(await this.reader.list(requested.caller.organisation.countyCode, query), requested, query);
  }

  /** 一个区划 */
  @Get(':code')
  @Can('area.read')
  @ApiOkResponse({ type: AreaView, description: '区划' })
  async one(@From() requested: Requested, @Param('code') code: string): Promise<Answer<AreaView>> {
    const area = await this.reader.one(requested.caller.organisation.countyCode, code);
    requested.permit('area.read');
    return ok(area);
  }

  /** 新设区划 */
  @Post()
  @Can('area.manage')
  @Refuses('ALREADY_EXISTS', 'AREA_CLOSED', 'AREA_NOT_TOWN', 'AREA_UNKNOWN', 'RULE_BROKEN')
  @ApiCreatedResponse({ type: AreaView, description: '已登记' })
  create(@From() requested: Requested, @Body() dto: NewAreaDto): Promise<Answer<AreaView>> {
    return this.service.create(requested, dto);
  }

  /** 撤并区划：该区划终止，其单位和隐患归入承接区划；台账编号不变 */
  @Post(':code/merge')
  @Takes(MergeAreaDto, { 今天并入川底镇: { successorCode: '140525114' } })
  @HttpCode(200)
  @Can('area.manage')
  @Refuses('AREA_CLOSED', 'AREA_NOT_TOWN', 'AREA_UNKNOWN', 'DAY_IN_FUTURE', 'RULE_BROKEN')
  @ApiOkResponse({ type: AreaView, description: '区划' })
  merge(@From() requested: Requested, @Param('code') code: string, @Body() dto: MergeAreaDto): Promise<Answer<AreaView>> {
    return this.merger.merge(requested, code, dto);
  }
}
