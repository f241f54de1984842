import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { SandboxModule } from './platform/clock/sandbox.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import { Config } from './platform/config/config.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { LedgerModule } from './platform/ledger/ledger.module.js';
import { OutboxModule } from './platform/outbox/outbox.module.js';

/** The queue process: the features with work of their own, the relay and the queue. Nothing here listens for requests. */
@Module({
  imports: [
    ConfigModule, ClockModule, DatabaseModule, LedgerModule, SandboxModule, HttpModule.with({ token: Config }), OutboxModule, JobsModule, AuditModule,
  ],
})
export class WorkerModule {}
