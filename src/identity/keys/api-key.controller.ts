import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Counted } from '../../organisations/listing.js';
import { refuse } from '../../domain/refusal.js';
import { ok } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import { From } from '../../platform/http/asked.js';
import { Can } from '../../platform/http/can.decorator.js';
import { pageAnswer } from '../../platform/http/cursor.js';
import { Answers, AnswersPage, Refuses } from '../../platform/http/refuses.decorator.js';
import { Requested } from '../../platform/http/requested.js';
import { IdPipe } from '../../platform/http/validation.js';
import { mandated } from '../mandated.js';
import { ApiKeyQuery, CreateApiKeyDto } from './api-key.dto.js';
import { ApiKeyReader } from './api-key.reader.js';
import { ApiKeyService } from './api-key.service.js';
import { apiKeyView, ApiKeyView, NewApiKeyView, RotatedApiKeyView } from './api-key.view.js';

@ApiTags('接口密钥')
@Controller('api-keys')
export class ApiKeyController {
  constructor(private readonly service: ApiKeyService, private readonly reader: ApiKeyReader) {}

  /** 查询接口密钥：不含密钥本身。 */
  @Can('key.read')
  @AnswersPage(ApiKeyView, '接口密钥列表')
  @Get()
  async list(@Query() query: ApiKeyQuery, @From() requested: Requested): Promise<Answer<Counted<ApiKeyView>>> {
    const { countyCode } = mandated(requested, 'key.read').organisation;
    return pageAnswer(await this.reader.page(countyCode, query), requested, query);
  }

  /** 查询一个接口密钥：不含密钥本身。 */
  @Can('key.read')
  @Answers(200, ApiKeyView, '接口密钥')
  @Get(':id')
  async one(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<ApiKeyView>> {
    const row = await this.reader.one(mandated(requested, 'key.read').organisation.countyCode, id);
    if (!row) throw refuse('NOT_FOUND');
    return ok(apiKeyView(row));
  }

  /** 发放接口密钥。密钥只显示这一次，系统只存其摘要。 */
  @Can('key.manage')
  @Answers(201, NewApiKeyView, '已发放')
  @Refuses('REFERENCE_UNKNOWN', 'EXPIRY_TOO_LATE', 'DEADLINE_IN_PAST')
  @Post()
  create(@Body() dto: CreateApiKeyDto, @From() requested: Requested): Promise<Answer<NewApiKeyView>> {
    return this.service.create(dto, requested);
  }

  /** 轮换：得到新密钥，旧密钥再用 24 小时。有效期不变。 */
  @Can('key.manage')
  @Answers(200, RotatedApiKeyView, '已轮换')
  @Refuses('MOVE_NOT_ALLOWED')
  @HttpCode(200)
  @Post(':id/rotate')
  rotate(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<RotatedApiKeyView>> {
    return this.service.rotate(id, requested);
  }

  /** 吊销：随即失效，轮换前的旧密钥也失效。 */
  @Can('key.manage')
  @Answers(204, null, '已吊销')
  @HttpCode(204)
  @Delete(':id')
  revoke(@Param('id', IdPipe) id: string, @From() requested: Requested): Promise<Answer<null>> {
    return this.service.revoke(id, requested);
  }
}
