import { Global, Module } from '@nestjs/common';
import { Calendar } from './clock/calendar.js';
import { Wall } from './clock/wall.js';
import { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HttpModule } from './http/http.module.js';
import { AccessLog } from './ledger/access-log.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { FieldSeal } from './sealing/field-seal.js';

/** What every feature stands on: settings, clocks, the database, the one door for writers, the door for requests. */
@Global()
@Module({
  imports: [ConfigModule, DatabaseModule, LedgerModule, HttpModule.with({ token: Config })],
  providers: [Wall, Calendar, AccessLog, FieldSeal],
  exports: [Wall, Calendar, AccessLog, FieldSeal],
})
export class PlatformModule {}
