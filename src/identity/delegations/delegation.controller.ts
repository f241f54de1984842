import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Calendar } from '../../platform/clock/calendar.js';
import type { Answer } from '../../platform/http/answer.js';
import { From } from '../../platform/http/asked.js';
import { Can } from '../../platform/http/can.decorator.js';
import { Cursors, filterHashOf, pageAnswer, pageOf } from '../../platform/http/cursor.js';
import type { Page } from '../../platform/http/cursor.js';
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
    private readonly cursors: Cursors,
    private readonly calendar: Calendar,
  ) {}

  /** 查询委托：本人给出的和受托的；管理员和审计看全县。 */
  @Can('delegation.manage')
  @AnswersPage(DelegationView, '委托列表')
  @Get()
  async list(@Query() query: DelegationQuery, @From() requested: Requested): Promise<Answer<Page<DelegationView>>> {
    requested.permit('delegation.manage');
    const filters = filterHashOf(query);
    const [after] = query.cursor ? (this.cursors.open(query.cursor, filters) as [string]) : [];
    const at = this.calendar.now();
    const rows = await this.reader.page(delegationReachOf(requested.caller), { ...query, after }, at);
    const items = rows.map((row) => delegationView(row, at));
    return pageAnswer(pageOf(items, query.limit, (last) => this.cursors.seal([last.id], filters)), requested, query);
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
