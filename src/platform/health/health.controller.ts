import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Answer } from '../http/answer.js';
import { ok } from '../http/answer.js';
import { Public } from '../http/can.decorator.js';
import { Answers } from '../http/refuses.decorator.js';
import { LiveView, ReadyView } from './health.view.js';
import { Readiness } from './readiness.js';

/** For whoever runs the service: outside /api/v1, and without versions, addresses or counts (security S40). */
@ApiTags('运行')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** 进程在运行。不看数据库，也不看 Redis */
  @Get('live')
  @Public()
  @Answers(200, LiveView, '在运行')
  live(): Answer<LiveView> {
    return ok({ status: 'UP' });
  }

  /** 可以办理请求：数据库和迁移就绪。Redis 只显示，不影响 */
  @Get('ready')
  @Public()
  @Answers(200, ReadyView, '可以办理')
  @Answers(503, ReadyView, '暂时不能办理')
  async ready(): Promise<Answer<ReadyView>> {
    const view = await this.readiness.look();
    return { status: view.status === 'UP' ? 200 : 503, body: view };
  }
}
