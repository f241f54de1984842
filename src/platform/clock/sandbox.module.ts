import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CalendarRounds } from './calendar-rounds.js';
import { SandboxClockController } from './sandbox-clock.controller.js';
import { SandboxClockService } from './sandbox-clock.service.js';
import { SandboxClock } from './sandbox-clock.js';

/** The movable calendar: read by every process of a sandbox, nothing anywhere else. */
@Module({ imports: [DiscoveryModule], controllers: [SandboxClockController], providers: [CalendarRounds, SandboxClock, SandboxClockService], exports: [SandboxClockService] })
export class SandboxModule {}
