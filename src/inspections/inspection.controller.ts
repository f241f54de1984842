import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Counted } from '../organisations/listing.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { InspectionQuery, NewInspectionDto, VoidInspectionDto } from './inspection.dto.js';
import { INSPECTION_EXAMPLES, VOID_INSPECTION_EXAMPLES } from './inspection.examples.js';
import { InspectionReader } from './inspection.reader.js';
import { InspectionService } from './inspection.service.js';
import { inspectionView, InspectionView } from './inspection.view.js';

@ApiTags('检查')
@Controller('inspections')
export class InspectionController {
  constructor(private readonly service: InspectionService, private readonly reader: InspectionReader) {}

  /**
   * 登记一次检查
   *
   * 企业登记自查，镇和县登记各自的检查。取自台账的大比对据此区分镇级“检查过而未发现”“未检查该企业”“检查之后发现”；一个镇期间没有登记任何检查的，只答“不能判定”。登记后不修改，有误的作废重登。
   */
  @Post()
  @Can('inspection.record')
  @Takes(NewInspectionDto, INSPECTION_EXAMPLES)
  @Answers(201, InspectionView, '已登记')
  @Refuses('ENTERPRISE_AMBIGUOUS', 'ENTERPRISE_UNKNOWN', 'ENTERPRISE_CEASED', 'DAY_IN_FUTURE', 'INSPECTION_MODE_NOT_YOURS')
  record(@From() requested: Requested, @Body() dto: NewInspectionDto): Promise<Answer<InspectionView>> {
    return this.service.record(requested, dto);
  }

  /** 范围内的检查：企业见对本企业的，镇见对本镇企业的 */
  @Get()
  @Can('inspection.read')
  @AnswersPage(InspectionView, '一页，按登记先后')
  @Refuses('CURSOR_INVALID')
  async list(@From() requested: Requested, @Query() query: InspectionQuery): Promise<Answer<Counted<InspectionView>>> {
    requested.permit('inspection.read');
    return pageAnswer(await this.reader.list(requested.reach, query), requested, query);
  }

  /** 一次检查 */
  @Get(':id')
  @Can('inspection.read')
  @Answers(200, InspectionView, '检查')
  async one(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer<InspectionView>> {
    const row = await this.reader.one(requested.reach, id);
    requested.permit('inspection.read');
    return ok(inspectionView(row));
  }

  /** 作废登记有误的检查：由登记单位办理，记录保留 */
  @Post(':id/void')
  @HttpCode(200)
  @Can('inspection.void')
  @Takes(VoidInspectionDto, VOID_INSPECTION_EXAMPLES)
  @Answers(200, InspectionView, '已作废')
  @Refuses('NOT_THE_REGISTRANT', 'INSPECTION_VOIDED')
  markVoid(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() { reason }: VoidInspectionDto): Promise<Answer<InspectionView>> {
    return this.service.markVoid(requested, id, reason);
  }
}
