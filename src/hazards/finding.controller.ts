import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { HazardQuery, SummaryQuery } from './finding.dto.js';
import { FindingReader } from './finding.reader.js';
import { HazardListItem, HazardSummary } from './finding.view.js';

/** What is late, as a list of its own (contract §4): the same filters, the same rows. */
@ApiTags('期限与通知')
@Controller('overdue')
export class OverdueController {
  constructor(private readonly reader: FindingReader) {}

  @Get()
  @Can('hazard.read')
  @ApiOperation({ summary: '逾期的隐患：筛选、排序、翻页同 GET /hazards', operationId: 'overdueList', description: '按期限从早到晚；整改、督办、签字、确认、验收中任一期限已过。逾期自期限次日 0 时起。' })
  @AnswersPage(HazardListItem, '逾期的隐患')
  @Refuses('CURSOR_INVALID', 'QUERY_TOO_WIDE', 'RANGE_UPSIDE_DOWN', 'RULE_BROKEN')
  async list(@From() requested: Requested, @Query() query: HazardQuery): Promise<Answer> {
    requested.permit('hazard.read');
    const late = { ...query, overdue: true, ...(query.updatedSince === undefined && { sort: query.sort ?? 'deadline' as const }) };
    return pageAnswer(await this.reader.list(requested, late), requested, query);
  }
}

/** Listed before HazardController: `summary` is no id. */
@ApiTags('隐患台账')
@Controller('hazards')
export class FindingController {
  constructor(private readonly reader: FindingReader) {}

  @Get()
  @Can('hazard.read')
  @ApiOperation({ summary: '查询隐患：筛选、排序、翻页、增量同步', operationId: 'hazardList' })
  @AnswersPage(HazardListItem, '隐患列表', {
    syncedTo: { type: 'string', format: 'date-time', description: '使用 updatedSince 时给出：此时刻之前的变化都已列出，作为下次的 updatedSince；可能重复，不会遗漏' },
  })
  @Refuses('CURSOR_INVALID', 'QUERY_TOO_WIDE', 'RANGE_UPSIDE_DOWN', 'RULE_BROKEN')
  async list(@From() requested: Requested, @Query() query: HazardQuery): Promise<Answer> {
    requested.permit('hazard.read');
    return pageAnswer(await this.reader.list(requested, query), requested, query);
  }

  @Get('summary')
  @Can('hazard.read')
  @ApiOperation({ summary: '统计隐患：按镇、等级、状态、来源、行业分组计数', operationId: 'hazardSummary' })
  @Answers(200, HazardSummary, '各组的条数，按分组的代码排序')
  @Refuses('QUERY_TOO_WIDE', 'RANGE_UPSIDE_DOWN')
  async summary(@From() requested: Requested, @Query() query: SummaryQuery): Promise<Answer> {
    requested.permit('hazard.read');
    return ok(await this.reader.summary(requested, query));
  }
}
