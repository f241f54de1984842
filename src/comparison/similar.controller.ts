import { Controller, Get, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Answers, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { Similars } from './similar.js';
import { SimilarsView } from './similar.view.js';

@ApiTags('隐患台账')
@Controller('hazards')
export class SimilarController {
  constructor(private readonly similars: Similars) {}

  /**
   * 相似的隐患：同一企业，未销号的和近 24 个月内销号的
   *
   * 与大比对用同一套方法。建议的 repeatOf 由人判断是否采用，在登记时填写或修改时补填。
   */
  @Get(':id/similar')
  @Can('hazard.read')
  @ApiParam({ name: 'id', description: '隐患编号（UUID）或台账编号', example: '140525100-2026-000001' })
  @Answers(200, SimilarsView, '相似的在前')
  @Refuses('NOT_FOUND')
  async similar(@From() requested: Requested, @Param('id') id: string): Promise<Answer<SimilarsView>> {
    return ok(await this.similars.of(requested, id));
  }
}
