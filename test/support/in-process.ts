/** The application inside the test's own process: for what must be looked at from within, or is too small for processes. */
import 'reflect-metadata';
import type { AddressInfo, Server } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { Founding } from '../../src/identity/users/founding.js';
import { AnswerAdapter } from '../../src/platform/http/answer.adapter.js';
import { CREATE_OPTIONS, setUp } from '../../src/platform/http/http.js';
import { filesDirectory, testSecrets } from './environment.js';

export interface Told {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

/** `200`, or `403 FORBIDDEN`. */
export const outcome = ({ status, body: { code } }: Told): string => (typeof code === 'string' ? `${status} ${code}` : `${status}`);

export interface Asking {
  token?: string;
  key?: string;
  /** As a proxy in front of us would tell it. */
  from?: string;
  match?: number;
  idempotencyKey?: string;
}

export class InProcess {
  constructor(readonly app: INestApplication, private readonly url: string) {}

  async ask(method: string, path: string, asking: Asking = {}, body?: unknown): Promise<Told> {
    const { token, key, from, match, idempotencyKey } = asking;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'X-API-Key': key }),
        ...(from !== undefined && { 'X-Forwarded-For': from }),
        ...(match !== undefined && { 'If-Match': `"${match}"` }),
        ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {}, headers: response.headers };
  }

  signIn(username: string, password: string, from?: string): Promise<Told> {
    return this.ask('POST', '/auth/login', { from }, { username, password });
  }

  async tokenOf(username: string, password: string): Promise<string> {
    const { status, body } = await this.signIn(username, password);
    if (status !== 200) throw new Error(`${username} cannot sign in: ${status} ${JSON.stringify(body)}`);
    return body['accessToken'] as string;
  }
}

/** One more application over this database: its memory is its own, as that of another process would be. */
export async function startInProcess(databaseUrl: string): Promise<InProcess> {
  Object.assign(process.env, testSecrets(), {
    SANDBOX: 'true', DATABASE_URL: databaseUrl, DATA_DIR: filesDirectory('app-'), LOG_LEVEL: 'silent',
    TRUSTED_PROXIES: '127.0.0.1', RATE_LIMIT_SIGN_IN: '100000', RATE_LIMIT_PERSON: '100000', RATE_LIMIT_KEY: '100000', RATE_LIMIT_ORGANISATION: '1000000', RATE_LIMIT_EXPORT: '100000',
  });
  const app = await NestFactory.create(AppModule, new AnswerAdapter(), { ...CREATE_OPTIONS, abortOnError: false });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  setUp(app);
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  return new InProcess(app, `http://127.0.0.1:${port}`);
}

export const PASSWORD = 'correct-horse-battery';

/** 泽州县 with its administrator `admin`, as `first-admin` leaves it. */
export const found = ({ app }: InProcess): Promise<string> => app.get(Founding, { strict: false }).found({
  city: { code: '1405', name: '晋城市' }, county: { code: '140525', name: '泽州县' }, organisation: '泽州县应急管理局',
  administrator: { username: 'admin', name: '管理员', password: PASSWORD },
});
