/** The application in the test's own process, over a database and a directory of its own, with the sandbox county in it. */
import 'reflect-metadata';
import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { loadCounty } from '../../src/demo/load-county.js';
import { AnswerAdapter } from '../../src/platform/http/answer.adapter.js';
import { CREATE_OPTIONS, setUp } from '../../src/platform/http/http.js';
import { createLogger } from '../../src/platform/http/logging.js';
import { freshDatabase } from './database.js';
import { filesDirectory, testSecrets } from './environment.js';

const PASSWORD = 'in-process-2026';

export interface InProcess {
  app: INestApplication;
  url: string;
  port: number;
  dataDir: string;
  /** As the owner of the schema: past every rule of the application. */
  sql: pg.Client;
  /** An `Authorization` header. */
  signIn: (username: string) => Promise<Record<string, string>>;
  stop: () => Promise<void>;
}

/** `module`: WorkerModule where the relay and the queues are to run in the same process; `log`: every line that it would write, at the lowest level. */
export async function startInProcess({ module = AppModule, log }: { module?: new () => object; log?: (line: string) => void } = {}): Promise<InProcess> {
  const database = await freshDatabase();
  const dataDir = filesDirectory('in-process-');
  Object.assign(process.env, testSecrets(), { DATABASE_URL: database.url, DATA_DIR: dataDir, SANDBOX: 'true', DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'silent' });
  const app = await NestFactory.create(module, new AnswerAdapter(), { ...CREATE_OPTIONS, logger: false, abortOnError: false });
  setUp(app, log && createLogger({ logLevel: 'trace' }, { write: log }));
  await app.listen(0, '127.0.0.1');
  await loadCounty(app);
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/v1`;
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  const signIn = async (username: string) => {
    const answer = await fetch(`${url}/auth/login`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password: PASSWORD }),
    });
    return { Authorization: `Bearer ${((await answer.json()) as { accessToken: string }).accessToken}` };
  };
  const stop = async () => {
    await sql.end();
    await app.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { app, url, port, dataDir, sql, signIn, stop };
}
