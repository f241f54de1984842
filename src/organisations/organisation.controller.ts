import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { pageAnswer } from '../platform/http/cursor.js';
import { Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { IdPipe } from '../platform/http/validation.js';
import type { Counted } from './listing.js';
import { NewOrganisationDto, OrganisationChangeDto, OrganisationQuery } from './organisation.dto.js';
import { OrganisationReader } from './organisation.reader.js';
import { OrganisationService } from './organisation.service.js';
import { OrganisationPage, OrganisationView, organisationView } from './organisation.view.js';

@ApiTags('单位')
@Controller('organisations')
export class OrganisationController {
  constructor(private readonly reader: OrganisationReader, private readonly service: OrganisationService) {}

  /** 范围内的单位：监管单位和企业 */
  @Get()
  @Can('organisation.read')
  @ApiOkResponse({ type: OrganisationPage, description: '一页' })
  async list(@From() requested: Requested, @Query() query: OrganisationQuery): Promise<Answer<Counted<OrganisationView>>> {
    requested.permit('organisation.read');
    return pageAnswer(await this.reader.list(requested.reach, query), requested, query);
  }

  /** 一个单位 */
  @Get(':id')
  @Can('organisation.read')
  @ApiOkResponse({ type: OrganisationView, description: '单位' })
  async one(@From() requested: Requested, @Param('id', IdPipe) id: string): Promise<Answer<OrganisationView>> {
    const row = await this.reader.one(requested.reach, id);
    requested.permit('organisation.read');
    return ok(organisationView(row));
  }

  /** 新设监管单位 */
  @Post()
  @Can('organisation.manage')
  @Refuses('ALREADY_EXISTS', 'AREA_CLOSED', 'AREA_UNKNOWN', 'RULE_BROKEN')
  @ApiCreatedResponse({ type: OrganisationView, description: '已登记' })
  create(@From() requested: Requested, @Body() dto: NewOrganisationDto): Promise<Answer<OrganisationView>> {
    return this.service.create(requested, dto);
  }

  /** 修改单位 */
  @Patch(':id')
  @Refuses('ALREADY_EXISTS', 'EMPTY_CHANGE', 'ORGANISATION_MERGED', 'STILL_IN_USE')
  @Takes(OrganisationChangeDto, { 改简称和地址: { shortNames: ['南村中心'], address: '泽州县南村镇示例路 8 号' }, 停用: { status: 'CEASED' } })
  @Can('organisation.manage')
  @ApiOkResponse({ type: OrganisationView, description: '单位' })
  change(@From() requested: Requested, @Param('id', IdPipe) id: string, @Body() dto: OrganisationChangeDto): Promise<Answer<OrganisationView>> {
    return this.service.change(requested, id, dto);
  }
}
