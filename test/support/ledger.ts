/** The whole application in this process, on a database of its own with the sandbox county in it. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import { AppModule } from '../../src/app.module.js';
import { loadCounty } from '../../src/demo/load-county.js';
import { AnswerAdapter } from '../../src/platform/http/answer.adapter.js';
import { CREATE_OPTIONS, setUp } from '../../src/platform/http/http.js';
import { createLogger } from '../../src/platform/http/logging.js';
import { keptIn } from '../../src/platform/http/refused.js';
import { AccessLog } from '../../src/platform/ledger/access-log.js';
import { freshDatabase } from './database.js';
import { filesDirectory, testSecrets } from './environment.js';
import { HttpDriver } from './http-driver.js';

export interface TestLedger {
  app: INestApplication;
  /** Without `/api/v1`. */
  url: string;
  /** Accounts of `src/demo/county.ts`, by user name. */
  driver: HttpDriver;
  stop: () => Promise<void>;
}

/** `password`: of every account of the county; a spec that posts the document's examples takes the one they show. */
export async function startLedger(password = randomBytes(18).toString('base64url')): Promise<TestLedger> {
  const database = await freshDatabase();
  Object.assign(process.env, testSecrets(), {
    SANDBOX: 'true', DATABASE_URL: database.url, DATA_DIR: filesDirectory(), DEMO_PASSWORD: password, LOG_LEVEL: 'silent', REDIS_URL: '',
  });
  const app = await NestFactory.create(AppModule, new AnswerAdapter(), CREATE_OPTIONS);
  app.setGlobalPrefix('api/v1');
  setUp(app, createLogger({ logLevel: 'error' }), keptIn(app.get(AccessLog, { strict: false })));
  await loadCounty(app);
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const driver = new HttpDriver([{ url }], (username) => ({ username, password }));
  const stop = async (): Promise<void> => {
    await app.close();
    await database.drop();
  };
  return { app, url, driver, stop };
}
