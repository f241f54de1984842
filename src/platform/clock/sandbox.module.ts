import { Module } from '@nestjs/common';
import { SandboxClockController } from './sandbox-clock.controller.js';
import { SandboxClockService } from './sandbox-clock.service.js';
import { SandboxClock } from './sandbox-clock.js';

/** The movable calendar: read by every process of a sandbox, nothing anywhere else. */
@Module({ controllers: [SandboxClockController], providers: [SandboxClock, SandboxClockService] })
export class SandboxModule {}
