import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { mandated } from '../identity/mandated.js';
import type { Counted } from '../organisations/listing.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can, MultipartToo } from '../platform/http/can.decorator.js';
import { Cursors, pageAnswer } from '../platform/http/cursor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { Answers, AnswersPage, Refuses, Takes } from '../platform/http/refuses.decorator.js';
import { Requested } from '../platform/http/requested.js';
import { checked, IdPipe } from '../platform/http/validation.js';
import { CreateChannelDto, OaPersonsQuery, OaPutPersonsDto, OaPutProfileDto, OaTestChannelDto, PatchChannelDto } from './channel.dto.js';
import { ChannelReader } from './channel.reader.js';
import { ChannelService } from './channel.service.js';
import { ChannelTest } from './channel.test.js';
import { ChannelView, channelView, dialectView, DialectView, NewChannelView, OaPersonsView, OaPersonView, OaProfileView, OaTestView } from './channel.view.js';
import { DIALECTS } from './dialects.js';
import { PersonService } from './person.service.js';
import { PersonSheets } from './person.sheets.js';
import { PersonTemplate, XLSX } from './person.template.js';
import { OaReconciliationView } from './reconciliation.view.js';
import { CHANNEL_EXAMPLES, PATCH_CHANNEL_EXAMPLES, PERSON_MAP_EXAMPLES, PROFILE_EXAMPLES } from './oa.examples.js';

const PERSONS_MEMBERS = {
  version: { type: 'integer', description: '通道的版本，供 If-Match', example: 2 },
  resentCount: { type: 'integer', description: '因此重新送出的待办数；读取时为 0', example: 0 },
};

@ApiTags('待办与协同办公')
@Controller('oa')
export class ChannelController {
  constructor(
    private readonly service: ChannelService,
    private readonly people: PersonService,
    private readonly sheets: PersonSheets,
    private readonly template: PersonTemplate,
    private readonly reader: ChannelReader,
    private readonly testing: ChannelTest,
    private readonly cursors: Cursors,
  ) {}

  /** 随版本提供的 OA 方言及各须给的参数。 */
  @Can('oa.read')
  @AnswersPage(DialectView, '方言')
  @Refuses('CURSOR_INVALID')
  @Get('dialects')
  dialects(@Query() query: PageQuery, @From() requested: Requested): Answer {
    requested.permit('oa.read');
    const page = this.cursors.pageOfAll(DIALECTS, query, (dialect) => DIALECTS.indexOf(dialect));
    return pageAnswer({ ...page, items: page.items.map(dialectView) }, requested, query);
  }

  /** 查询 OA 通道。 */
  @Can('oa.read')
  @AnswersPage(ChannelView, '通道')
  @Get('channels')
  async list(@Query() query: PageQuery, @From() requested: Requested): Promise<Answer<Counted<ChannelView>>> {
    return pageAnswer(await this.reader.page(countyOf(requested), query), requested, query);
  }

  /** 查询一个 OA 通道：不含密钥。 */
  @Can('oa.read')
  @Answers(200, ChannelView, '通道')
  @Get('channels/:id')
  async one(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<ChannelView>> {
    return ok(channelView(await this.reader.one(countyOf(requested), id)));
  }

  /** 建立 OA 通道。单点登录的签名密钥只显示这一次。 */
  @Can('oa.manage')
  @Takes(CreateChannelDto, CHANNEL_EXAMPLES)
  @Answers(201, NewChannelView, '已建立')
  @Refuses('ALREADY_EXISTS', 'RULE_BROKEN', 'TARGET_NOT_ALLOWED')
  @Post('channels')
  create(@Body() dto: CreateChannelDto, @From() requested: Requested): Promise<Answer<NewChannelView>> {
    return this.service.create(requested, dto);
  }

  /** 修改、暂停或启用 OA 通道。 */
  @Can('oa.manage')
  @Takes(PatchChannelDto, PATCH_CHANNEL_EXAMPLES)
  @Answers(200, ChannelView, '修改后的通道')
  @Refuses('EMPTY_CHANGE', 'RULE_BROKEN', 'TARGET_NOT_ALLOWED')
  @Patch('channels/:id')
  patch(@Param('id', IdPipe) id: string, @Body() dto: PatchChannelDto, @From() requested: Requested): Promise<Answer<ChannelView>> {
    return this.service.patch(requested, id, dto);
  }

  /** 对接约定：方言加上本站的不同之处。 */
  @Can('oa.read')
  @Answers(200, OaProfileView, '对接约定')
  @Get('channels/:id/profile')
  async profile(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<OaProfileView>> {
    return ok(await this.service.profile(countyOf(requested), id));
  }

  /** 写明本站与方言的不同之处（整体替换）。 */
  @Can('oa.manage')
  @Takes(OaPutProfileDto, PROFILE_EXAMPLES)
  @Answers(200, OaProfileView, '对接约定')
  @Put('channels/:id/profile')
  putProfile(@Param('id', IdPipe) id: string, @Body() dto: OaPutProfileDto, @From() requested: Requested): Promise<Answer<OaProfileView>> {
    return this.service.putProfile(requested, id, dto);
  }

  /** 每夜的核对：不一致的、改正的，和无法核对的。保留 90 天。 */
  @Can('oa.read')
  @AnswersPage(OaReconciliationView, '核对')
  @Get('channels/:id/reconciliations')
  async reconciliations(@Param('id', IdPipe) id: string, @Query() query: PageQuery, @From() requested: Requested): Promise<Answer<Counted<OaReconciliationView>>> {
    const channel = await this.reader.one(countyOf(requested), id);
    return pageAnswer(await this.reader.reconciliations(channel.id, query), requested, query);
  }

  /** 人员对应表，按用户名。 */
  @Can('oa.read')
  @AnswersPage(OaPersonView, '人员对应表', PERSONS_MEMBERS)
  @Refuses('CURSOR_INVALID')
  @Get('channels/:id/person-map')
  async persons(@Param('id', IdPipe) id: string, @Query() query: PageQuery, @From() requested: Requested): Promise<Answer> {
    const { version } = await this.reader.one(countyOf(requested), id);
    const page = this.cursors.pageOfAll(await this.reader.persons(id), query, ({ username }) => username, { id });
    return pageAnswer({ ...page, version, resentCount: 0 }, requested, query);
  }

  /** 人员对应表模板（XLSX）：单位人员和已有编号已填好，补“OA编号”一列即可交回。 */
  @Can('oa.read')
  @ApiProduces(XLSX)
  @ApiResponse({ status: 200, description: '模板', schema: { type: 'string', format: 'binary' } })
  @Get('channels/:id/person-map/template')
  async personTemplate(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer> {
    const channel = await this.reader.one(countyOf(requested), id);
    return this.template.answer(channel, await this.reader.seats(channel));
  }

  /**
   * 写入人员对应表（整体替换）；因缺人而搁置的待办随即重发
   *
   * JSON，或以 multipart/form-data 的 file 交 XLSX 或 CSV（列名：用户名、姓名、OA编号；没有填 OA编号的行不计；填了姓名的与账户核对）。
   * 逐行核对：任何一行不合格则全部不收，理由写明行号。dryRun=true 时只核对，答复会新增、改动、去掉多少人。
   */
  @Can('oa.manage')
  @MultipartToo()
  @Takes(OaPutPersonsDto, PERSON_MAP_EXAMPLES)
  @Answers(200, OaPersonsView, '人员对应表')
  @Refuses('REFERENCE_UNKNOWN', 'ALREADY_EXISTS', 'RULE_BROKEN', 'LIST_COLUMN_MISSING', 'SHEET_EMPTY', 'SHEET_DAMAGED', 'SHEET_TYPE_NOT_ALLOWED', 'SHEET_OLD_EXCEL', 'SHEET_TOO_LARGE')
  @Put('channels/:id/person-map')
  async putPersons(
    @Param('id', IdPipe) id: string, @Query() { dryRun = false }: OaPersonsQuery, @Body() body: object, @From() requested: Requested, @Req() request: Request, @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<OaPersonsView>> {
    if (!request.is('multipart/form-data')) return this.people.put(requested, id, checked(OaPutPersonsDto, body ?? {}).items, dryRun);
    // who may not, or has no such channel, is told before a file is read
    await this.reader.one(countyOf(requested), id);
    mandated(requested, 'oa.manage');
    return this.people.putSheet(requested, id, await this.sheets.read(request, response), dryRun);
  }

  /** 试通道：给一个人送一条测试待办，再办结；没有办结成的，稍后自动撤下。 */
  @Can('oa.manage')
  @Answers(200, OaTestView, '逐步结果')
  @HttpCode(200)
  @Post('channels/:id/test')
  test(@Param('id', IdPipe) id: string, @Body() dto: OaTestChannelDto, @From() requested: Requested): Promise<Answer<OaTestView>> {
    return this.testing.run(requested, id, dto.userId);
  }
}

const countyOf = (requested: Requested): string => mandated(requested, 'oa.read').organisation.countyCode;
