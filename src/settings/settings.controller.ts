import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { SETTING_NAMES } from '../domain/settings.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Cursors, pageAnswer } from '../platform/http/cursor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { AnswersPage, Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { PutSettingDto } from './setting.dto.js';
import { SETTING_EXAMPLES } from './setting.examples.js';
import { SettingView } from './setting.view.js';
import { SettingsService } from './settings.service.js';

const NAMED = { name: 'name', description: '设置的名称', enum: SETTING_NAMES };

@ApiTags('设置')
@Controller('settings')
export class SettingsController {
  constructor(private readonly service: SettingsService, private readonly cursors: Cursors) {}

  /** 全部设置及其各版本 */
  @Get()
  @Can('setting.read')
  @AnswersPage(SettingView, '全部设置')
  @Refuses('CURSOR_INVALID')
  async list(@From() requested: Requested, @Query() query: PageQuery): Promise<Answer> {
    requested.permit('setting.read');
    const all = await this.service.all(requested.caller.organisation.countyCode);
    return pageAnswer(this.cursors.pageOfAll(all, query, ({ name }) => SETTING_NAMES.indexOf(name)), requested, query);
  }

  /** 一项设置及其各版本 */
  @Get(':name')
  @ApiParam(NAMED)
  @Can('setting.read')
  @ApiOkResponse({ type: SettingView, description: '设置' })
  async one(@From() requested: Requested, @Param('name') name: string): Promise<Answer<SettingView>> {
    const setting = await this.service.one(requested.caller.organisation.countyCode, name);
    requested.permit('setting.read');
    return ok(setting);
  }

  /**
   * 新增一个版本，自 effectiveFrom 起生效
   *
   * 已有版本不变；隐患沿用登记或变更等级时的版本。从未设置过的，If-Match 为 "0"。
   */
  @Put(':name')
  @ApiParam(NAMED)
  @Refuses('EFFECTIVE_IN_PAST', 'SETTING_INVALID')
  @Takes(PutSettingDto, SETTING_EXAMPLES)
  @Can('setting.manage')
  @ApiOkResponse({ type: SettingView, description: '设置' })
  put(@From() requested: Requested, @Param('name') name: string, @Body() dto: PutSettingDto): Promise<Answer<SettingView>> {
    return this.service.put(requested, name, dto);
  }
}
