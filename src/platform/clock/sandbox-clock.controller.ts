import { Body, Controller, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../http/answer.js';
import { From } from '../http/asked.js';
import { Can } from '../http/can.decorator.js';
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
  @ApiOperation({ summary: '移动台账时钟（仅沙箱）' })
  move(@From() requested: Requested, @Body() body: SandboxClockDto): Promise<Answer<SandboxClockView>> {
    return this.clock.move(requested, body.now);
  }
}
