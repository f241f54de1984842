import { Global, Module } from '@nestjs/common';
import { AccessLog } from './access-log.js';
import { SealingModule } from '../sealing/sealing.module.js';
import { Door } from './door.js';
import { IdempotencySweep } from './idempotency.sweep.js';

/** The one door to the database for whoever writes, and the log of who came to the other door. */
@Global()
@Module({ imports: [SealingModule], providers: [AccessLog, Door, IdempotencySweep], exports: [AccessLog, Door] })
export class LedgerModule {}
