import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Jobs } from './jobs.service.js';
import { QueueLooks } from './looks.js';
import { Nights } from './nights.js';
import { Queues } from './queues.js';
import { Work } from './work.service.js';

/** For the worker process only: the API opens no queue connection (house: Outbox). */
@Module({ imports: [DiscoveryModule], providers: [Queues, Jobs, Nights, QueueLooks, Work] })
export class JobsModule {}
