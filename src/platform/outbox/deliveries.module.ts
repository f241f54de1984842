import { Module } from '@nestjs/common';
import { Deliveries } from './deliveries.js';
import { DeliverySweep } from './delivery.sweep.js';
import { Drain } from './drain.js';

/** For features that tell others something. Needs a provider of Database and Wall. */
@Module({ providers: [Deliveries, DeliverySweep, Drain], exports: [Deliveries, Drain] })
export class DeliveriesModule {}
