import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { refuse } from '../domain/refusal.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Cursors, pageAnswer } from '../platform/http/cursor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { Answers, AnswersPage, Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { AliasDto, JoinPairDto, OutcomeQuery, PairQuery, RulePairDto, UnrulePairDto } from './comparison.dto.js';
import { ALIAS_EXAMPLES, JOIN_EXAMPLES, RULE_EXAMPLES, UNRULE_EXAMPLES } from './comparison.examples.js';
import { ComparisonReader } from './comparison.reader.js';
import type { Compared } from './comparison.reader.js';
import { portionOf } from './comparison.scope.js';
import type { Portion } from './comparison.scope.js';
import { PairView } from './comparison.view.js';
import { Papers } from './documents/papers.js';
import { ResultReader } from './result.reader.js';
import { AliasView, aliasView, ComparedEnterpriseView, EnterpriseSheetView, enterpriseView, OutcomeView, outcomeView, pairView, rulingLineView, RulingLineView, TownView } from './result.view.js';
import { RulingService } from './ruling.service.js';
import { RunReader } from './run.reader.js';
import { mustAllow } from './run.state.js';

const COUNTS = { outcomes: { type: 'object', additionalProperties: { type: 'integer' }, description: '同样条件下各种结果的条数', example: { MATCHED: 5, COUNTY_ONLY: 2 } } };

@ApiTags('大比对')
@Controller('comparisons/:id')
export class ResultController {
  constructor(
    private readonly reader: ComparisonReader,
    private readonly results: ResultReader,
    private readonly rulings: RulingService,
    private readonly runs: RunReader,
    private readonly papers: Papers,
    private readonly cursors: Cursors,
  ) {}

  /** 记录对：可能为同一隐患的两条记录，各等级都列，同一方的也列 */
  @Get('pairs')
  @Can('comparison.read')
  @AnswersPage(PairView, '一页')
  @Refuses('CURSOR_INVALID', 'COMPARISON_NOT_RUN', 'COMPARISON_RUNNING')
  async pairs(@From() requested: Requested, @Param('id', IdPipe) id: string, @Query() query: PairQuery): Promise<Answer> {
    const { comparison, portion } = await this.seen(requested, id);
    const page = await this.results.pairs(comparison, portion, query);
    return pageAnswer({ ...page, items: page.items.map((pair) => pairView(pair, portion === null)) }, requested, query);
  }

  /** 审批人员指定两条记录为同一隐患 */
  @Post('pairs')
  @Can('comparison.rule')
  @Takes(JoinPairDto, JOIN_EXAMPLES)
  @Answers(201, PairView, '已认定')
  @Refuses('PAIR_INVALID', 'COMPARISON_NOT_RUN', 'COMPARISON_RUNNING', 'COMPARISON_PUBLISHED')
  join(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() dto: JoinPairDto): Promise<Answer<PairView>> {
    return this.rulings.join(requested, id, dto);
  }

  /** 核定一对记录：同一隐患，或不是；数字随即更新，以后的比对沿用 */
  @Post('pairs/:pairId/rule')
  @HttpCode(200)
  @Can('comparison.rule')
  @Takes(RulePairDto, RULE_EXAMPLES)
  @Answers(200, PairView, '已核定')
  @Refuses('COMPARISON_NOT_RUN', 'COMPARISON_RUNNING', 'COMPARISON_PUBLISHED')
  rule(@From() requested: Requested, @Param('id', IdPipe) id: string, @Param('pairId', IdPipe) pairId: string, @Body() { verdict, note }: RulePairDto): Promise<Answer<PairView>> {
    return this.rulings.rule(requested, id, pairId, verdict, note);
  }

  /** 撤销核定：原核定留痕 */
  @Post('pairs/:pairId/unrule')
  @HttpCode(200)
  @Can('comparison.rule')
  @Takes(UnrulePairDto, UNRULE_EXAMPLES)
  @Answers(200, PairView, '已撤销')
  @Refuses('RULING_ABSENT', 'COMPARISON_NOT_RUN', 'COMPARISON_RUNNING', 'COMPARISON_PUBLISHED')
  unrule(@From() requested: Requested, @Param('id', IdPipe) id: string, @Param('pairId', IdPipe) pairId: string, @Body() { note }: UnrulePairDto): Promise<Answer<PairView>> {
    return this.rulings.unrule(requested, id, pairId, note ?? null);
  }

  /** 本次比对中的人工核定，逐次列出；可作训练数据 */
  @Get('rulings')
  @Can('comparison.papers')
  @AnswersPage(RulingLineView, '一页')
  @Refuses('CURSOR_INVALID')
  async ruled(@From() requested: Requested, @Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Answer> {
    const comparison = await this.whole(requested, id);
    const page = await this.results.rulings(comparison, query);
    return pageAnswer({ ...page, items: page.items.map(rulingLineView) }, requested, query);
  }

  /** 企业名称的确认：办理单位已确认的，和本次提请确认的 */
  @Get('aliases')
  @Can('comparison.papers')
  @AnswersPage(AliasView, '一页')
  @Refuses('CURSOR_INVALID')
  async aliases(@From() requested: Requested, @Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Answer> {
    const comparison = await this.whole(requested, id);
    const confirmed = (await this.runs.aliases(comparison)).map(aliasView).sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
    const proposed = comparison.aliasProposals.map(({ left, right, likeness }): AliasView =>
      ({ id: null, left, right, same: null, likeness, note: null, confirmedBy: null, confirmedAt: null }));
    const page = this.cursors.pageOfAll([...proposed, ...confirmed], query, (alias) => alias.id ?? proposalKey(proposed.indexOf(alias)), { id });
    return pageAnswer(page, requested, query);
  }

  /** 确认两种写法是（或不是）同一家企业：确认一次，以后的比对沿用；对本次须重新运行 */
  @Post('aliases')
  @Can('comparison.rule')
  @Takes(AliasDto, ALIAS_EXAMPLES)
  @Answers(201, AliasView, '已确认')
  @Refuses('COMPARISON_RUNNING', 'COMPARISON_PUBLISHED')
  confirmAlias(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() dto: AliasDto): Promise<Answer<AliasView>> {
    return this.rulings.confirmAlias(requested, id, dto);
  }

  /** 比对结果：合并同一隐患后逐条列出，可按结果和问题筛选 */
  @Get('hazards')
  @Can('comparison.read')
  @AnswersPage(OutcomeView, '一页', COUNTS)
  @Refuses('CURSOR_INVALID', 'COMPARISON_NOT_RUN', 'COMPARISON_RUNNING')
  async hazards(@From() requested: Requested, @Param('id', IdPipe) id: string, @Query() query: OutcomeQuery): Promise<Answer> {
    const { comparison, portion } = await this.seen(requested, id);
    const page = await this.results.hazards(comparison, portion, query);
    const outcomes = await this.results.outcomeCounts(comparison, portion, query);
    return pageAnswer({ ...page, items: page.items.map(outcomeView), outcomes }, requested, query);
  }

  /** 各镇的数字和名次：每项附计算方法和所据的记录 */
  @Get('towns')
  @Can('comparison.read')
  @AnswersPage(TownView, '一页，按名次')
  @Refuses('CURSOR_INVALID', 'COMPARISON_NOT_RUN', 'COMPARISON_RUNNING')
  async towns(@From() requested: Requested, @Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Answer> {
    const { comparison, portion } = await this.seen(requested, id);
    const page = this.cursors.pageOfAll(await this.reader.towns(comparison, portion), query, ({ number }) => number, { id });
    return pageAnswer({ ...page, items: await this.reader.townsNamed(comparison, portion, page.items.map(({ figures }) => figures)) }, requested, query);
  }

  /** 参加比对的企业 */
  @Get('enterprises')
  @Can('comparison.read')
  @AnswersPage(ComparedEnterpriseView, '一页')
  @Refuses('CURSOR_INVALID', 'COMPARISON_NOT_RUN', 'COMPARISON_RUNNING')
  async enterprises(@From() requested: Requested, @Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Answer> {
    const { comparison, portion } = await this.seen(requested, id);
    const page = await this.results.enterprises(comparison, portion, query);
    return pageAnswer({ ...page, items: page.items.map(enterpriseView) }, requested, query);
  }

  /** 一家企业的三方对照：逐条隐患列出各方的措辞、等级、日期和状态 */
  @Get('enterprises/:enterpriseId')
  @Can('comparison.read')
  @Answers(200, EnterpriseSheetView, '三方对照')
  @Refuses('COMPARISON_NOT_RUN', 'COMPARISON_RUNNING')
  async enterprise(@From() requested: Requested, @Param('id', IdPipe) id: string, @Param('enterpriseId', IdPipe) enterpriseId: string): Promise<Answer> {
    const { comparison, portion } = await this.seen(requested, id);
    const { enterprise, hazards } = await this.results.sheet(comparison, portion, enterpriseId);
    return ok({ ...enterpriseView(enterprise), hazards: hazards.map(outcomeView) });
  }

  /** 通报（DOCX）：公布前为征求意见稿，有待核定记录的镇不点名；公布后为留存的原件 */
  @Get('circular')
  @Can('comparison.papers')
  @ApiProduces('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
  @ApiResponse({ status: 200, description: '通报', schema: { type: 'string', format: 'binary' } })
  @Refuses('COMPARISON_NOT_RUN', 'COMPARISON_RUNNING', 'RANGE_NOT_SATISFIABLE')
  circular(@From() requested: Requested, @Param('id', IdPipe) id: string, @Headers('range') range?: string, @Headers('if-range') ifRange?: string): Promise<Answer> {
    return this.papers.answerCircular(requested, id, { ...(range !== undefined && { range }), ...(ifRange !== undefined && { ifRange }) });
  }

  /** 工作簿（XLSX）：汇总、各镇（附图）、逐条对照、记录对、待核定 */
  @Get('workbook')
  @Can('comparison.papers')
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiResponse({ status: 200, description: '工作簿', schema: { type: 'string', format: 'binary' } })
  @Refuses('COMPARISON_NOT_RUN', 'COMPARISON_RUNNING', 'RANGE_NOT_SATISFIABLE')
  workbook(@From() requested: Requested, @Param('id', IdPipe) id: string, @Headers('range') range?: string, @Headers('if-range') ifRange?: string): Promise<Answer> {
    return this.papers.answerWorkbook(requested, id, { ...(range !== undefined && { range }), ...(ifRange !== undefined && { ifRange }) });
  }

  /** 404, then 403, then the state. */
  private async seen(requested: Requested, id: string): Promise<{ comparison: Compared; portion: Portion }> {
    const comparison = await this.reader.one(requested, id);
    requested.permit('comparison.read');
    mustAllow('read-result', comparison.state);
    return { comparison, portion: portionOf(requested, comparison) };
  }

  private async whole(requested: Requested, id: string): Promise<Compared> {
    const comparison = await this.reader.one(requested, id);
    requested.permit('comparison.papers');
    if (portionOf(requested, comparison) !== null) throw refuse('FORBIDDEN');
    return comparison;
  }
}

/** Proposals have no id: they come first, in their order. */
const PROPOSALS_DIGITS = 6;
const proposalKey = (index: number): string => `#${String(index).padStart(PROPOSALS_DIGITS, '0')}`;
