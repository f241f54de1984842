import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import { EnterpriseChangeDto, EnterpriseQuery, MergeEnterpriseDto, MoveEnterpriseDto, NewEnterpriseDto } from './enterprise.dto.js';
import { EnterpriseMover } from './enterprise.mover.js';
import { EnterpriseReader } from './enterprise.reader.js';
import { EnterpriseService } from './enterprise.service.js';
import { EnterprisePage, EnterpriseView, MovedEnterpriseView } from './enterprise.view.js';
import type { Counted } from './listing.js';

@ApiTags('企业')
@Controller('enterprises')
export class EnterpriseController {
  constructor(private readonly reader: EnterpriseReader, private readonly service: EnterpriseService, private readonly mover: EnterpriseMover) {}

  /** 范围内的企业 */
  @Get()
  @Can('enterprise.read')
  @ApiOkResponse({ type: EnterprisePage, description: '一页' })
  async list(@From() requested: Requested, @Query() query: EnterpriseQuery): Promise<Answer<Counted<EnterpriseView>>> {
    requested.permit('enterprise.read');
    return pageAnswer(await this.reader.list(requested.reach, query), requested, query);
  }

  /** 一家企业 */
  @Get(':id')
  @Can('enterprise.read')
  @ApiOkResponse({ type: EnterpriseView, description: '企业' })
  async one(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer<EnterpriseView>> {
    const enterprise = await this.reader.one(requested.reach, id);
    requested.permit('enterprise.read');
    return ok(enterprise);
  }

  /** 登记企业 */
  @Post()
  @Can('enterprise.manage')
  @Refuses('ALREADY_EXISTS', 'AREA_CLOSED', 'AREA_NOT_TOWN', 'AREA_UNKNOWN', 'REFERENCE_UNKNOWN')
  @Takes(NewEnterpriseDto, {
    登记企业: {
      name: '泽州县示例新建铸造有限公司', shortNames: ['示例新建铸造'], creditCode: '91140525XXXX00991Y', areaCode: '140525100', sector: 'METALLURGY',
      scale: 'SMALL', riskClass: 'ORANGE', riskFeatures: ['MOLTEN_METAL'], address: '泽州县南村镇示例路99号',
    },
  })
  @ApiCreatedResponse({ type: EnterpriseView, description: '已登记' })
  create(@From() requested: Requested, @Body() dto: NewEnterpriseDto): Promise<Answer<EnterpriseView>> {
    return this.service.create(requested, dto);
  }

  /** 修改企业；临时登记的企业补上统一社会信用代码后即为正式登记 */
  @Patch(':id')
  @Refuses('ALREADY_EXISTS', 'EMPTY_CHANGE', 'ORGANISATION_MERGED', 'REFERENCE_UNKNOWN')
  @Takes(EnterpriseChangeDto, { 改简称和风险等级: { shortNames: ['示例甲铸造', '示例甲'], riskClass: 'RED' }, 标记为已关闭: { status: 'CEASED' } })
  @Can('enterprise.manage')
  @ApiOkResponse({ type: EnterpriseView, description: '企业' })
  change(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() dto: EnterpriseChangeDto): Promise<Answer<EnterpriseView>> {
    return this.service.change(requested, id, dto);
  }

  /**
   * 企业迁到另一个镇：其隐患的范围随之变更，台账编号不变
   *
   * 未销号的重大隐患逐条告知该镇，答复写明告知了谁。
   */
  @Post(':id/move')
  @Refuses('AREA_CLOSED', 'AREA_NOT_TOWN', 'AREA_UNKNOWN', 'EMPTY_CHANGE', 'ORGANISATION_MERGED')
  @HttpCode(200)
  @Can('enterprise.manage')
  @ApiOkResponse({ type: MovedEnterpriseView, description: '企业，和随它变更范围的隐患' })
  move(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() dto: MoveEnterpriseDto): Promise<Answer<MovedEnterpriseView>> {
    return this.mover.move(requested, id, dto.areaCode);
  }

  /** 临时登记的企业并入正式登记的企业，其隐患一并转入 */
  @Post(':id/merge')
  @Refuses('ENTERPRISE_CEASED', 'ENTERPRISE_UNKNOWN', 'ORGANISATION_MERGED', 'RULE_BROKEN')
  @HttpCode(200)
  @Can('enterprise.manage')
  @ApiOkResponse({ type: MovedEnterpriseView, description: '企业，和随它变更范围的隐患' })
  merge(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() dto: MergeEnterpriseDto): Promise<Answer<MovedEnterpriseView>> {
    return this.mover.merge(requested, id, dto.intoId);
  }
}
