import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Counted } from '../../organisations/listing.js';
import { refuse } from '../../domain/refusal.js';
import { ok } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import { From } from '../../platform/http/asked.js';
import { Can } from '../../platform/http/can.decorator.js';
import { pageAnswer } from '../../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses, Takes } from '../../platform/http/refuses.decorator.js';
import { Requested } from '../../platform/http/requested.js';
import { IdPipe } from '../../platform/http/validation.js';
import { mandated } from '../mandated.js';
import { CreateUserDto, PatchUserDto, UserQuery } from './user.dto.js';
import { UserReader, userReachOf } from './user.reader.js';
import { UserService } from './user.service.js';
import { userView, UserView } from './user.view.js';

@ApiTags('人员')
@Controller('users')
export class UserController {
  constructor(private readonly service: UserService, private readonly reader: UserReader) {}

  /** 查询人员：管理员和审计看全县，主要负责人看本企业。 */
  @Can('user.read')
  @AnswersPage(UserView, '人员列表')
  @Get()
  async list(@Query() query: UserQuery, @From() requested: Requested): Promise<Answer<Counted<UserView>>> {
    const reach = userReachOf(mandated(requested, 'user.read').organisation);
    return pageAnswer(await this.reader.page(reach, query), requested, query);
  }

  /** 新增人员。主要负责人只能新增本企业的安全管理员。 */
  @Can('user.manage')
  @Answers(201, UserView, '已新增')
  @Refuses('USERNAME_TAKEN', 'ROLE_NOT_OF_ORGANISATION', 'PASSWORD_TOO_WEAK', 'REFERENCE_UNKNOWN')
  @Post()
  create(@Body() dto: CreateUserDto, @From() requested: Requested): Promise<Answer<UserView>> {
    return this.service.create(dto, requested);
  }

  /** 查询一名人员。 */
  @Can('user.read')
  @Answers(200, UserView, '人员')
  @Get(':id')
  async one(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<UserView>> {
    const row = await this.reader.one(userReachOf(mandated(requested, 'user.read').organisation), id);
    if (!row) throw refuse('NOT_FOUND');
    return ok(userView(row));
  }

  /** 修改人员：姓名、职务、角色、停用或启用、重置密码。停用即结束其登录和委托。 */
  @Can('user.manage')
  @Takes(PatchUserDto, { 改职务: { post: '副主任' }, 停用: { status: 'DISABLED' }, 重置密码: { password: 'another-horse-battery' } })
  @Answers(200, UserView, '修改后的人员')
  @Refuses('STILL_IN_USE', 'ROLE_NOT_OF_ORGANISATION', 'PASSWORD_TOO_WEAK', 'EMPTY_CHANGE')
  @Patch(':id')
  patch(@Param('id', IdPipe) id: string, @Body() dto: PatchUserDto, @From() requested: Requested): Promise<Answer<UserView>> {
    return this.service.patch(id, dto, requested);
  }
}
