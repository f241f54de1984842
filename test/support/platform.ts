/** The floor under the features (clocks, database, door) in this very process, against a database of the test's own. */
import { Module } from '@nestjs/common';
import type { INestApplicationContext, ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Caller, Role } from '../../src/domain/permission.js';
import { ClockModule } from '../../src/platform/clock/clock.module.js';
import { Config } from '../../src/platform/config/config.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { HttpModule } from '../../src/platform/http/http.module.js';
import { Requested } from '../../src/platform/http/requested.js';
import { LedgerModule } from '../../src/platform/ledger/ledger.module.js';
import { filesDirectory, testSecrets } from './environment.js';

export type Environment = Record<string, string>;

export const environmentOf = (databaseUrl: string, env: Environment = {}): Environment => ({
  ...testSecrets(), SANDBOX: 'true', LOG_LEVEL: 'warn', DATABASE_URL: databaseUrl, DATA_DIR: filesDirectory('parts-'), ...env,
});

/** A module with the platform and these features, to be started by the test. */
export function platformWith(env: Environment, imports: NonNullable<ModuleMetadata['imports']>): new () => object {
  const settings = { module: class Settings {}, global: true, providers: [{ provide: Config, useValue: new Config(env) }], exports: [Config] };
  @Module({ imports: [settings, ClockModule, DatabaseModule, LedgerModule, HttpModule.with({ token: Config }), ...imports] })
  class Platform {}
  return Platform;
}

export const startParts = (env: Environment, imports: NonNullable<ModuleMetadata['imports']> = []): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(platformWith(env, imports), { logger: ['error', 'warn'], abortOnError: false });

const BUREAU = {
  id: '01931f6e-5b7a-7c3e-8f00-00000000b001', name: '泽州县应急管理局', kind: 'COUNTY_BUREAU', areaCode: '140525', cityCode: '1405', countyCode: '140525', townCode: null,
} as const;

export function officer(role: Role, overrides: Partial<Caller> = {}): Caller {
  return {
    kind: 'PERSON', id: '01931f6e-5b7a-7c3e-8f00-00000000a001', name: '示例人员', organisation: BUREAU,
    mandates: [{ role, organisation: BUREAU, onBehalfOf: null }], scopes: [], ...overrides,
  };
}

export const asking = (caller: Caller, method = 'GET', path = '/api/v1/test'): Requested =>
  new Requested({
    caller, requestId: 'test', address: '127.0.0.1', language: 'zh', method, path, idempotencyKey: null, bodyHash: null, ifMatch: null,
  });
