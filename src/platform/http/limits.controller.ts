import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ok } from './answer.js';
import { From } from './asked.js';
import { Can } from './can.decorator.js';
import { limitsOf } from './limits.js';
import { LimitsView } from './limits.view.js';
import { HTTP_OPTIONS } from './options.js';
import type { HttpOptions } from './options.js';
import { Answers } from './refuses.decorator.js';
import { Requested } from './requested.js';

@ApiTags('限额')
@Controller('limits')
export class LimitsController {
  constructor(@Inject(HTTP_OPTIONS) private readonly options: HttpOptions) {}

  /** 查询各项限额 */
  @Get()
  @Can('limits.read')
  @Answers(200, LimitsView, '各项限额')
  read(@From() requested: Requested) {
    requested.permit('limits.read');
    return ok(limitsOf(this.options));
  }
}
