import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ok } from './answer.js';
import { From } from './asked.js';
import { Can } from './can.decorator.js';
import { limitsOf } from './limits.js';
import { HTTP_OPTIONS } from './options.js';
import type { HttpOptions } from './options.js';
import { Requested } from './requested.js';

@ApiTags('限额')
@Controller('api/v1/limits')
export class LimitsController {
  constructor(@Inject(HTTP_OPTIONS) private readonly options: HttpOptions) {}

  /**
   * 查询各项限额
   *
   * 名称含单位：Bytes 字节，Characters 字符，PerMinute 每分钟次数，Days 天。
   */
  @Get()
  @Can('limits.read')
  read(@From() requested: Requested) {
    requested.permit('limits.read');
    return ok(limitsOf(this.options));
  }
}
