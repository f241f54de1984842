import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refused } from '../domain/refusal.js';
import type { CauseAnalysis } from '../domain/hazard.js';
import type { Answer } from '../platform/http/answer.js';
import { ok } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import type { Requested } from '../platform/http/requested.js';
import { checked, IdPipe } from '../platform/http/validation.js';
import { BatchDto } from './batch.dto.js';
import { AssessmentDto, CauseAnalysisDto, FiveInPlaceDto, PatchHazardDto, RegisterHazardDto, WorkersInformedDto } from './hazard.dto.js';
import { HazardLooking } from './hazard.looking.js';
import { HazardReader } from './hazard.reader.js';
import { MoveService } from './move.service.js';
import { RegisterService } from './register.service.js';
import { timelineView } from './timeline.view.js';

@ApiTags('隐患台账')
@Controller('hazards')
export class HazardController {
  constructor(
    private readonly registering: RegisterService,
    private readonly moving: MoveService,
    private readonly reader: HazardReader,
    private readonly looking: HazardLooking,
  ) {}

  @Post()
  @Can('hazard.register')
  @ApiOperation({ summary: '登记隐患' })
  register(@From() requested: Requested, @Body() body: RegisterHazardDto): Promise<Answer> {
    return this.registering.one(requested, body);
  }

  @Post('batch')
  @Can('hazard.register')
  @ApiOperation({ summary: '批量登记隐患（1–1000 条）' })
  registerMany(@From() requested: Requested, @Body() body: BatchDto): Promise<Answer> {
    const rows = body.items.map((item) => attempt(() => checked(RegisterHazardDto, item)));
    return this.registering.many(requested, rows, body.atomic ?? false);
  }

  @Get(':id')
  @Can('hazard.read')
  @ApiOperation({ summary: '查看隐患（编号或台账编号）' })
  async read(@From() requested: Requested, @Param('id') id: string): Promise<Answer> {
    const dossier = await this.reader.one(requested.reach, id);
    requested.permit('hazard.read');
    return ok(await this.looking.view(requested, dossier));
  }

  @Get(':id/timeline')
  @Can('hazard.read')
  @ApiOperation({ summary: '办理经过：谁、何时、办了什么' })
  async timeline(@From() requested: Requested, @Param('id') id: string): Promise<Answer> {
    const { hazard } = await this.reader.one(requested.reach, id);
    requested.permit('hazard.read');
    return ok({ items: timelineView(requested.caller, await this.reader.facts(hazard.id)) });
  }

  @Patch(':id')
  @Can('hazard.edit')
  @ApiOperation({ summary: '修改隐患' })
  patch(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: PatchHazardDto): Promise<Answer> {
    const { owner, foundBy, ...rest } = body;
    const command = {
      ...present(rest),
      ...(owner !== undefined && { owner: this.looking.sealedOwner(owner) }),
      ...(foundBy && { foundBy: foundBy.map(({ name, post, organisation }) => ({ name, post: post ?? null, organisation: organisation ?? null })) }),
    };
    return this.moving.one(requested, 'patch', { id, command }, 'needed');
  }

  @Put(':id/five-in-place')
  @Can('hazard.edit')
  @ApiOperation({ summary: '填写五到位：措施、责任、资金、时限、预案' })
  fiveInPlace(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: FiveInPlaceDto): Promise<Answer> {
    const deadline = body.schedule?.deadline;
    return this.moving.one(requested, 'five-in-place', { id, command: { five: this.looking.sealedFive(body), ...(deadline && { deadline }) } }, 'needed');
  }

  @Put(':id/cause-analysis')
  @Can('hazard.edit')
  @ApiOperation({ summary: '七溯源一分析' })
  causeAnalysis(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: CauseAnalysisDto): Promise<Answer> {
    return this.moving.one(requested, 'cause-analysis', { id, command: { causeAnalysis: present(body) as CauseAnalysis } }, 'needed');
  }

  @Post(':id/workers-informed')
  @Can('hazard.edit')
  @ApiOperation({ summary: '双报告：向职工大会（职代会）或从业人员通报' })
  workersInformed(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() body: WorkersInformedDto): Promise<Answer> {
    const { day, how, evidenceId } = body;
    return this.moving.one(requested, 'workers-informed', { id, command: { day, how, ...(evidenceId && { evidenceId }) } });
  }

  @Post(':id/assessments')
  @Can('hazard.edit')
  @ApiOperation({ summary: '定期安全评估' })
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
