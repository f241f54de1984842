import { Module } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { OutboxModule } from './platform/outbox/outbox.module.js';

/** The queue process: the same modules, the relay and the queue. Nothing here listens for requests. */
@Module({ imports: [AppModule, OutboxModule, JobsModule] })
export class WorkerModule {}
