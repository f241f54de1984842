import { Body, Controller, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../http/answer.js';
import { From } from '../http/asked.js';
import { Can } from '../http/can.decorator.js';
import { Answers, Refuses, Takes } from '../http/refuses.decorator.js';
import { Requested } from '../http/requested.js';
import { SandboxClockDto } from './sandbox-clock.dto.js';
import { SandboxClockService } from './sandbox-clock.service.js';
import { SandboxClockView } from './sandbox-clock.view.js';

@ApiTags('沙箱')
@Controller('sandbox/clock')
export class SandboxClockController {
  constructor(private readonly clock: SandboxClockService) {}

  @Put()
  @Can('clock.manage')
  @ApiOperation({ summary: '移动台账时钟（仅沙箱）', description: '非沙箱答 404。令牌、锁定、限额仍按实际时刻。' })
  @Takes(SandboxClockDto, { 前移到某一时刻: { now: '2026-12-01T00:00:00Z' }, 回到实际时刻: { now: null } })
  @Answers(200, SandboxClockView, '移动之后的时钟')
  @Refuses('ROUTE_NOT_FOUND', 'CLOCK_OUT_OF_RANGE')
  move(@From() requested: Requested, @Body() body: SandboxClockDto): Promise<Answer<SandboxClockView>> {
    return this.clock.move(requested, body.now);
  }
}
