import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Answer } from '../http/answer.js';
import { ok } from '../http/answer.js';
import { Public } from '../http/can.decorator.js';
import { Readiness } from './readiness.js';
import type { ReadyView } from './readiness.js';

/** For whoever runs the service: outside /api/v1, and without versions, addresses or counts (security S40). */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers. */
  @Get('live')
  @Public()
  live(): Answer<{ status: string }> {
    return ok({ status: 'UP' });
  }

  /** It can serve: 503 while it cannot. */
  @Get('ready')
  @Public()
  async ready(): Promise<Answer<ReadyView>> {
    const view = await this.readiness.look();
    return { status: view.status === 'UP' ? 200 : 503, body: view };
  }
}
