import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { Database } from './database.js';
import { SESSION, sessionOptions } from './session.js';
import { StartUpCheck } from './start-up.check.js';
import { TYPES } from './types.js';

const CONNECT_WITHIN_MS = 5_000;

/** One pool a process, shared by TypeORM and the hot paths. Needs a provider of Config. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        type: 'postgres', url: config.databaseUrl, autoLoadEntities: true, synchronize: false, installExtensions: false,
        retryAttempts: 3, retryDelay: 1_000, connectTimeoutMS: CONNECT_WITHIN_MS,
        extra: { max: config.databasePool, pipeline: true, types: TYPES, options: sessionOptions(SESSION), keepAlive: true },
      }),
    }),
  ],
  providers: [Database, StartUpCheck],
  exports: [Database],
})
export class DatabaseModule {}
