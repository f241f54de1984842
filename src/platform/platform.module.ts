import { Global, Module } from '@nestjs/common';
import { ClockModule } from './clock/clock.module.js';
import { SandboxModule } from './clock/sandbox.module.js';
import { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { SealingModule } from './sealing/sealing.module.js';

/** What every feature stands on: settings, clocks, the database, the one door for writers, the door for requests. */
@Global()
@Module({
  imports: [ConfigModule, ClockModule, DatabaseModule, LedgerModule, HttpModule.with({ token: Config }), HealthModule, SandboxModule, SealingModule],
})
export class PlatformModule {}
