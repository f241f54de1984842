import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Counted } from '../../organisations/listing.js';
import { Calendar } from '../../platform/clock/calendar.js';
import { refuse } from '../../domain/refusal.js';
import { ok } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import { From } from '../../platform/http/asked.js';
import { Can } from '../../platform/http/can.decorator.js';
import { pageAnswer } from '../../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../../platform/http/refuses.decorator.js';
import { Requested } from '../../platform/http/requested.js';
import { IdPipe } from '../../platform/http/validation.js';
import { CreateDelegationDto, DelegationQuery } from './delegation.dto.js';
import { DelegationReader, delegationReachOf } from './delegation.reader.js';
import { DelegationService } from './delegation.service.js';
import { delegationView, DelegationView } from './delegation.view.js';

@ApiTags('委托')
@Controller('delegations')
export class DelegationController {
  constructor(
    private readonly service: DelegationService,
    private readonly reader: DelegationReader,
    private readonly calendar: Calendar,
  ) {}

  /** 查询委托：本人给出的和受托的；管理员和审计看全县。 */
  @Can('delegation.manage')
  @AnswersPage(DelegationView, '委托列表')
  @Get()
  async list(@Query() query: DelegationQuery, @From() requested: Requested): Promise<Answer<Counted<DelegationView>>> {
    requested.permit('delegation.manage');
    return pageAnswer(await this.reader.page(delegationReachOf(requested.caller), query), requested, query);
  }

  /** 查询一项委托。 */
  @Can('delegation.manage')
  @Answers(200, DelegationView, '委托')
  @Get(':id')
  async one(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<DelegationView>> {
    const row = await this.reader.one(delegationReachOf(requested.caller), id);
    requested.permit('delegation.manage');
    if (!row) throw refuse('NOT_FOUND');
    return ok(delegationView(row, this.calendar.now()));
  }

  /** 委托：期间内受托人以委托人的名义办理，二者都记入台账。 */
  @Can('delegation.manage')
  @Answers(201, DelegationView, '已委托')
  @Refuses('REFERENCE_UNKNOWN', 'RANGE_UPSIDE_DOWN', 'RULE_BROKEN')
  @Post()
  create(@Body() dto: CreateDelegationDto, @From() requested: Requested): Promise<Answer<DelegationView>> {
    return this.service.create(dto, requested);
  }

  /** 提前结束委托：委托人、受托人或管理员。 */
  @Can('delegation.manage')
  @Answers(200, DelegationView, '已结束')
  @Refuses('MOVE_NOT_ALLOWED')
  @HttpCode(200)
  @Post(':id/end')
  end(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<DelegationView>> {
    return this.service.end(id, requested);
  }
}
