import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Relay } from './relay.js';

/** For the worker process only. */
@Module({ imports: [DiscoveryModule], providers: [Relay] })
export class OutboxModule {}
