import { Module } from '@nestjs/common';
import { Relay } from './relay.js';

/** For the worker process only. */
@Module({ providers: [Relay] })
export class OutboxModule {}
