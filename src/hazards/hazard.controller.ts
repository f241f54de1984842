import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Refused } from '../domain/refusal.js';
import type { Answer } from '../platform/http/answer.js';
import { ok } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import type { Requested } from '../platform/http/requested.js';
import { Answers, Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { checked, IdPipe } from '../platform/http/validation.js';
import { oneByOne } from '../platform/one-by-one.js';
import { BatchDto } from './batch.dto.js';
import { AssessmentDto, CauseAnalysisDto, FiveInPlaceDto, PatchHazardDto, RegisterHazardDto, WorkersInformedDto } from './hazard.dto.js';
import { CAUSE_ANALYSIS_EXAMPLES, FIVE_IN_PLACE, PATCH_EXAMPLES, REGISTER_BATCH_EXAMPLES, REGISTER_EXAMPLES, WORKERS_INFORMED_EXAMPLES } from './hazard.examples.js';
import { HazardLooking } from './hazard.looking.js';
import { HazardReader } from './hazard.reader.js';
import { BatchView, HazardView } from './hazard.whole.view.js';
import { MoveEdits } from './move.edits.js';
import { MoveService } from './move.service.js';
import { RegisterService } from './register.service.js';

@ApiTags('隐患台账')
@Controller('hazards')
export class HazardController {
  constructor(
    private readonly registering: RegisterService,
    private readonly moving: MoveService,
    private readonly edits: MoveEdits,
    private readonly reader: HazardReader,
    private readonly looking: HazardLooking,
  ) {}

  /** 登记隐患 */
  @Post()
  @Can('hazard.register')
  @Takes(RegisterHazardDto, REGISTER_EXAMPLES)
  @Answers(201, HazardView, '已登记')
  @Answers(200, HazardView, '该 externalRef 已以相同内容登记，答复已有的隐患')
  @Refuses('SOURCE_NOT_YOURS', 'PROXY_NEEDED', 'PROXY_NOT_ALLOWED', 'ENTERPRISE_AMBIGUOUS', 'PROVISIONAL_NOT_YOURS', 'ENTERPRISE_UNKNOWN', 'ENTERPRISE_CEASED', 'AREA_UNKNOWN', 'AREA_NOT_TOWN', 'FOUND_IN_FUTURE', 'DEADLINE_BEFORE_FOUND', 'DEADLINE_NEEDED', 'BASIS_NEEDED', 'CLAUSE_UNKNOWN', 'REPEAT_INVALID', 'INSPECTION_INVALID', 'EXTERNAL_REF_CONFLICT')
  register(@From() requested: Requested, @Body() body: RegisterHazardDto): Promise<Answer> {
    return this.registering.one(requested, body);
  }

  /** 批量登记隐患（1–1000 条） */
  @Post('batch')
  @Can('hazard.register')
  @HttpCode(200)
  @Takes(BatchDto, REGISTER_BATCH_EXAMPLES)
  @Answers(200, BatchView, '逐行结果')
  async registerMany(@From() requested: Requested, @Body() body: BatchDto): Promise<Answer> {
    const rows = await oneByOne(body.items, (item) => attempt(() => checked(RegisterHazardDto, item)));
    return this.registering.many(requested, rows, body.atomic ?? false);
  }

  /** 查看隐患 */
  @Get(':id')
  @Can('hazard.read')
  @ApiParam({ name: 'id', description: '隐患编号（UUID）或台账编号', example: '140525100-2026-000001' })
  @Answers(200, HazardView, '隐患')
  async read(@From() requested: Requested, @Param('id') id: string): Promise<Answer> {
    const dossier = await this.reader.one(requested.reach, id);
    requested.permit('hazard.read');
    return ok(await this.looking.view(requested, dossier));
  }

  /**
   * 修改隐患
   *
   * 登记单位可改全部；对他人发现的隐患，企业只填写责任人和防范措施。签字后改动签字内容，已有的签字和确认失效。
   */
  @Patch(':id')
  @Can('hazard.edit')
  @Takes(PatchHazardDto, PATCH_EXAMPLES)
  @Answers(200, HazardView, '修改后的隐患')
  @Refuses('NOT_THE_REGISTRANT', 'MOVE_NOT_ALLOWED', 'AMEND_NEEDED', 'DEADLINE_FIXED', 'DEADLINE_BEFORE_FOUND', 'BASIS_NEEDED', 'CLAUSE_UNKNOWN', 'REPEAT_INVALID', 'INSPECTION_INVALID', 'RULE_BROKEN')
  patch(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: PatchHazardDto): Promise<Answer> {
    return this.edits.patch(requested, id, body);
  }

  /** 填写五到位：措施、责任、资金、时限、预案 */
  @Put(':id/five-in-place')
  @Can('hazard.edit')
  @Takes(FiveInPlaceDto, { 五到位: FIVE_IN_PLACE })
  @Answers(200, HazardView, '隐患')
  @Refuses('MOVE_NOT_ALLOWED', 'AMEND_NEEDED', 'SCHEDULE_DEADLINE_DIFFERS', 'DEADLINE_BEFORE_FOUND', 'ZERO_FUNDS_REASON_NEEDED', 'MILESTONE_AFTER_DEADLINE')
  fiveInPlace(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: FiveInPlaceDto): Promise<Answer> {
    return this.edits.five(requested, id, body);
  }

  /** 七溯源一分析 */
  @Put(':id/cause-analysis')
  @Can('hazard.edit')
  @Takes(CauseAnalysisDto, CAUSE_ANALYSIS_EXAMPLES)
  @Answers(200, HazardView, '隐患')
  @Refuses('MOVE_NOT_ALLOWED')
  causeAnalysis(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: CauseAnalysisDto): Promise<Answer> {
    return this.moving.one(requested, 'cause-analysis', { id, command: { causeAnalysis: present(body) } }, 'needed');
  }

  /** 双报告：向职工大会（职代会）或从业人员通报 */
  @Post(':id/workers-informed')
  @Can('hazard.edit')
  @Takes(WorkersInformedDto, WORKERS_INFORMED_EXAMPLES)
  @HttpCode(200)
  @Answers(200, HazardView, '隐患')
  @Refuses('MOVE_NOT_ALLOWED', 'DAY_IN_FUTURE', 'DAY_BEFORE_FOUND', 'EVIDENCE_UNKNOWN', 'ENTRY_LIMIT')
  workersInformed(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: WorkersInformedDto): Promise<Answer> {
    const { day, how, evidenceId } = body;
    return this.moving.one(requested, 'workers-informed', { id, command: { day, how, ...(evidenceId && { evidenceId }) } });
  }

  /**
   * 定期安全评估
   *
   * 不能保证安全的（safeToOperate 为 false），应责令停产停业整顿。
   */
  @Post(':id/assessments')
  @Can('hazard.edit')
  @HttpCode(200)
  @Answers(200, HazardView, '隐患')
  @Refuses('MOVE_NOT_ALLOWED', 'DAY_IN_FUTURE', 'DAY_BEFORE_FOUND', 'ENTRY_LIMIT')
  assess(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: AssessmentDto): Promise<Answer> {
    return this.moving.one(requested, 'assessments', { id, command: { ...body } });
  }
}

/** What was sent, without what was not. */
const present = <T extends object>(body: T): T => JSON.parse(JSON.stringify(body)) as T;

/** A malformed row is that row's refusal, not the batch's. */
export function attempt<T>(work: () => T): T | Refused {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
