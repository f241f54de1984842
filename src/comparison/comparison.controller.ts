import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Side } from '../domain/comparison/record.js';
import { refuse } from '../domain/refusal.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can, MultipartToo } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { checked, IdPipe } from '../platform/http/validation.js';
import { ComparisonQuery, ListDto, NewComparisonDto, PublishDto, RowQuery } from './comparison.dto.js';
import { LIST_EXAMPLES, NEW_COMPARISON_EXAMPLES, PUBLISH_EXAMPLES } from './comparison.examples.js';
import { ComparisonReader } from './comparison.reader.js';
import { portionOf } from './comparison.scope.js';
import { ComparisonService } from './comparison.service.js';
import { ComparisonView, ListTakenView, RecordView } from './comparison.view.js';
import { ListService } from './list.service.js';
import { ListSheets } from './list.sheets.js';
import { PublicationService } from './publication.service.js';
import { ResultReader } from './result.reader.js';
import { recordView } from './result.view.js';
import { mustAllow, SIDES } from './run.state.js';

const SIDE = { name: 'side', description: '哪一方', enum: SIDES };

@ApiTags('大比对')
@Controller('comparisons')
export class ComparisonController {
  constructor(
    private readonly service: ComparisonService,
    private readonly lists: ListService,
    private readonly sheets: ListSheets,
    private readonly publication: PublicationService,
    private readonly reader: ComparisonReader,
    private readonly results: ResultReader,
  ) {}

  /**
   * 新建一次大比对
   *
   * 县级审批人员办理；镇级审批人员只能在本镇范围内办理。取自清单（LISTS）的，接着逐方交清单；取自台账（LEDGER）的，可只补镇级检查记录。
   */
  @Post()
  @Can('comparison.run')
  @Takes(NewComparisonDto, NEW_COMPARISON_EXAMPLES)
  @Answers(201, ComparisonView, '已建立')
  @Refuses('RANGE_UPSIDE_DOWN', 'QUERY_TOO_WIDE', 'AREA_UNKNOWN', 'COMPARISON_SIDES')
  create(@From() requested: Requested, @Body() dto: NewComparisonDto): Promise<Answer<ComparisonView>> {
    return this.service.create(requested, dto);
  }

  /** 范围内的大比对；镇和企业只见已公布的，以及本单位自己办理的 */
  @Get()
  @Can('comparison.read')
  @AnswersPage(ComparisonView, '一页，新的在前；各项数字见单次大比对')
  @Refuses('CURSOR_INVALID')
  async list(@From() requested: Requested, @Query() query: ComparisonQuery): Promise<Answer> {
    requested.permit('comparison.read');
    return pageAnswer(await this.reader.list(requested, query), requested, query);
  }

  /**
   * 一次大比对：状态、进度、参数和各项数字
   *
   * 每项数字附计算方法和所据的记录。镇只得到本镇的数字。
   */
  @Get(':id')
  @Can('comparison.read')
  @Answers(200, ComparisonView, '大比对')
  async one(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer<ComparisonView>> {
    const view = await this.reader.view(requested, id);
    requested.permit('comparison.read');
    return ok(view);
  }

  /**
   * 交一方的清单，整份替换
   *
   * JSON，或以 multipart/form-data 的 file 交 XLSX、CSV（UTF-8、GB18030）。文件中列名所在的一行自动查找（表头之上可有标题，次序不限），须有：编号、企业名称、所在镇、行业、等级、隐患内容、发现日期、状态；
   * 可有：统一社会信用代码、部位、判定依据、销号日期、检查人员。常见的别称（序号、受检单位、存在的问题、检查时间等）也认得。几个工作表都是清单的一并收下；几条合用一个序号（合并单元格）的，依次编为 3、3-2、3-3 并标记；镇级检查记录在名称含“检查记录”的工作表：企业名称、检查日期。
   * 等级写一般、重大，状态写未整改、整改中、已销号；日期写 2026-11-05、2026.11.5、2026年11月5日、11月5日均可。
   * 至多 20,000 行。逐行核对：任何一行不合格则整份不收，理由写明行号和列名；镇名不详、代码有误的照收并在答复中标记。重交后须重新运行。
   */
  @Put(':id/lists/:side')
  @MultipartToo()
  @ApiParam(SIDE)
  @Can('comparison.run')
  @Takes(ListDto, LIST_EXAMPLES)
  @Answers(200, ListTakenView, '已收下')
  @Refuses('WRONG_LENGTH', 'WRONG_CODE', 'WRONG_DAY', 'LIST_REFERENCE_TWICE', 'LIST_COLUMN_MISSING', 'SHEET_EMPTY', 'SHEET_DAMAGED', 'SHEET_TYPE_NOT_ALLOWED', 'SHEET_OLD_EXCEL', 'SHEET_TOO_LARGE', 'FOUND_IN_FUTURE', 'DAY_IN_FUTURE', 'DAY_BEFORE_FOUND', 'COMPARISON_SIDE_EMPTY',
    'COMPARISON_FROM_LEDGER', 'COMPARISON_LISTS_NOT_ASKED', 'COMPARISON_INSPECTIONS_OF_TOWN', 'COMPARISON_PUBLISHED', 'COMPARISON_RUNNING')
  async putList(
    @From() requested: Requested, @Param('id', IdPipe) id: string, @Param('side') side: string, @Req() request: Request, @Res({ passthrough: true }) response: Response, @Body() body: object,
  ): Promise<Answer<ListTakenView>> {
    const asked = sideOf(side);
    if (!request.is('multipart/form-data')) return this.lists.put(requested, id, asked, checked(ListDto, body ?? {}));
    // who may not, or has no such comparison, is told before a file is read
    await this.reader.one(requested, id);
    requested.permit('comparison.run');
    return this.lists.put(requested, id, asked, await this.sheets.read(request, response));
  }

  /** 一方参加比对的记录，带标记 */
  @Get(':id/lists/:side')
  @ApiParam(SIDE)
  @Can('comparison.papers')
  @AnswersPage(RecordView, '一页')
  @Refuses('CURSOR_INVALID', 'COMPARISON_RUNNING')
  async rows(@From() requested: Requested, @Param('id', IdPipe) id: string, @Param('side') side: string, @Query() query: RowQuery): Promise<Answer> {
    const comparison = await this.reader.one(requested, id);
    const asked = sideOf(side);
    requested.permit('comparison.papers');
    if (portionOf(requested, comparison) !== null) throw refuse('FORBIDDEN');
    mustAllow('read-list', comparison.takenFrom === 'LEDGER' ? comparison.state : 'DRAFT');
    const page = await this.results.rows(comparison, asked, query);
    return pageAnswer({ ...page, items: page.items.map(recordView) }, requested, query);
  }

  /** 运行：交后台比对，进度见单次大比对 */
  @Post(':id/run')
  @HttpCode(202)
  @Can('comparison.run')
  @Answers(202, ComparisonView, '已受理')
  @Refuses('COMPARISON_PUBLISHED', 'COMPARISON_RUNNING', 'COMPARISON_SIDE_EMPTY')
  run(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer<ComparisonView>> {
    return this.service.run(requested, id);
  }

  /** 取消排队或进行中的比对；不留下部分结果 */
  @Post(':id/cancel')
  @HttpCode(200)
  @Can('comparison.run')
  @Answers(200, ComparisonView, '已取消')
  @Refuses('COMPARISON_NOT_RUNNING', 'COMPARISON_PUBLISHED')
  cancel(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer<ComparisonView>> {
    return this.service.cancel(requested, id);
  }

  /**
   * 公布：冻结、编号、留存校验值和通报
   *
   * 有待核定记录的镇不能点名：先逐对核定，或由审批人员说明理由后签发（signOffs）。公布后不再变动。
   */
  @Post(':id/publish')
  @HttpCode(200)
  @Can('comparison.publish')
  @Takes(PublishDto, PUBLISH_EXAMPLES)
  @Answers(200, ComparisonView, '已公布')
  @Refuses('COMPARISON_PUBLISHED', 'COMPARISON_RUNNING', 'COMPARISON_NOT_RUN', 'COMPARISON_UNDECIDED', 'COMPARISON_REOPENED', 'REFERENCE_UNKNOWN')
  publish(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() dto: PublishDto): Promise<Answer<ComparisonView>> {
    return this.publication.publish(requested, id, dto);
  }
}

/** As the path writes it: `TOWN` or `town`. */
function sideOf(written: string): Side {
  const side = SIDES.find((one) => one === written.toUpperCase());
  if (!side) throw refuse('NOT_FOUND');
  return side;
}
