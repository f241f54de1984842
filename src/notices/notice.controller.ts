import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import type { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { NoticeQuery } from './notice.dto.js';
import { NoticeReader } from './notice.reader.js';
import { NoticeService } from './notice.service.js';
import { EscalationRulesView, NoticeView } from './notice.view.js';

@ApiTags('期限与通知')
@Controller()
export class NoticeController {
  constructor(private readonly reader: NoticeReader, private readonly service: NoticeService) {}

  @Get('notices')
  @Can('notice.read')
  @ApiOperation({ summary: '本单位收到的通知，新的在前', description: '每个期限、每一步、每个收件单位只有一条。' })
  @AnswersPage(NoticeView, '通知')
  @Refuses('CURSOR_INVALID')
  async list(@From() requested: Requested, @Query() query: NoticeQuery): Promise<Answer> {
    requested.permit('notice.read');
    return pageAnswer(await this.reader.list(requested.caller, query), requested, query);
  }

  @Post('notices/:id/acknowledge')
  @Can('notice.acknowledge')
  @ApiOperation({ summary: '签收一条通知', description: '由收件单位的人员签收；再次签收不改变第一次的时刻和姓名。' })
  @Answers(200, NoticeView, '已签收')
  @Refuses('NOT_FOUND', 'WRONG_UUID')
  acknowledge(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.service.acknowledge(requested, id);
  }

  @Get('escalation-rules')
  @Can('escalation.read')
  @ApiOperation({ summary: '提醒与逾期通知的规则，上一次和下一次何时办理', description: '规则由管理员通过 PUT /settings/escalation 变更；已有期限沿用登记或变更等级时的版本。' })
  @Answers(200, EscalationRulesView, '现在生效的规则')
  async rules(@From() requested: Requested): Promise<Answer> {
    requested.permit('escalation.read');
    return ok(await this.service.rules(requested));
  }
}
