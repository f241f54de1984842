import { Global, Module } from '@nestjs/common';
import { Door } from './door.js';
import { IdempotencySweep } from './idempotency.sweep.js';

/** The one door to the database for whoever writes. */
@Global()
@Module({ providers: [Door, IdempotencySweep], exports: [Door] })
export class LedgerModule {}
