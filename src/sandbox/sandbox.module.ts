import { Module } from '@nestjs/common';
import { HazardsModule } from '../hazards/hazards.module.js';
import { SandboxModule as SandboxClockModule } from '../platform/clock/sandbox.module.js';
import { ResetController } from './reset.controller.js';
import { ResetRepository } from './reset.repository.js';
import { ResetService } from './reset.service.js';

/** What only a sandbox can do to the ledger as a whole. */
@Module({ imports: [HazardsModule, SandboxClockModule], controllers: [ResetController], providers: [ResetRepository, ResetService] })
export class SandboxModule {}
