import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';

@Module({ imports: [DiscoveryModule], controllers: [HealthController], providers: [Readiness] })
export class HealthModule {}
