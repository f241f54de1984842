import { Global, Module } from '@nestjs/common';
import { Config } from './config.js';

/** The settings, read once from the environment. Throws ConfigFault when they are incomplete. */
@Global()
@Module({ providers: [{ provide: Config, useFactory: () => new Config() }], exports: [Config] })
export class ConfigModule {}
