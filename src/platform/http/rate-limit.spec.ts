import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';
import request from 'supertest';
import { NOTES_OPTIONS } from '../../../test/support/notes.js';
import type { Caller } from '../../domain/permission.js';
import type { Refused } from '../../domain/refusal.js';
import { AnswerAdapter } from './answer.adapter.js';
import { CALLER_RESOLVER } from './caller.guard.js';
import type { CallerResolver } from './caller.guard.js';
import { CREATE_OPTIONS, setUp } from './http.js';
import { HttpModule } from './http.module.js';
import { createLogger } from './logging.js';
import type { RateLimitOptions } from './options.js';
import { RateLimits } from './rate-limit.js';

const NINE: RateLimitOptions = { person: 9, key: 9, organisation: 9, export: 9, signIn: 9 };
const response = { setHeader: () => undefined } as unknown as Response;
const codeOf = (work: Promise<void>): Promise<string> => work.then(() => 'passed', (error: Refused) => error.code);

describe('whoever guesses credentials', () => {
  const limits = new RateLimits({ ...NINE, key: 3 });
  const guess = (address: string) => codeOf(limits.count(response, 'guess', address));
  const look = (address: string) => codeOf(limits.refuseOver(response, 'guess', address));

  it('is not even looked up any more once his address has used up what it had', async () => {
    for (let n = 0; n < 3; n += 1) expect([await look('1.1.1.1'), await guess('1.1.1.1')]).toEqual(['passed', 'passed']);
    expect([await look('1.1.1.1'), await guess('1.1.1.1')]).toEqual(['passed', 'TOO_MANY_REQUESTS']);
    expect(await look('1.1.1.1')).toBe('TOO_MANY_REQUESTS');
    expect(await look('1.1.1.2')).toBe('passed');
  });

  it('is answered 429 at the door, whatever he brings', async () => {
    const looked: string[] = [];
    const resolver: CallerResolver = { resolve: ({ apiKey = '' }) => Promise.resolve((looked.push(apiKey), null)) };
    const app = await door(resolver, { key: 2 });
    const answers: number[] = [];
    for (const guess of ['a', 'b', 'c', 'd', 'e']) answers.push((await request(app.getHttpServer()).get('/api/v1/limits').set('X-API-Key', guess)).status);
    expect([answers, looked]).toEqual([[401, 401, 429, 429, 429], ['a', 'b', 'c']]);
    await app.close();
  });
});

describe('an organisation', () => {
  it('has no more than its share, however many keys it has, and takes nothing of another’s', async () => {
    const key = (id: string, organisation: string): Caller => ({ kind: 'KEY', id, name: id, mandates: [], scopes: ['hazards:read'], organisation: { ...ORGANISATION, id: organisation } });
    const keys: Record<string, Caller> = { a: key('a', 'one'), b: key('b', 'one'), c: key('c', 'another') };
    const app = await door({ resolve: ({ apiKey = '' }) => Promise.resolve(keys[apiKey] ?? null) }, { organisation: 3 });
    const answers = [];
    for (const one of ['a', 'b', 'a', 'b', 'a', 'c']) answers.push(await request(app.getHttpServer()).get('/api/v1/limits').set('X-API-Key', one));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429, 200]);
    expect(answers.map(({ headers }) => String(headers['ratelimit-policy']))).toEqual([...Array<string>(3).fill('"key";q=9;w=60'), ...Array<string>(2).fill('"organisation";q=3;w=60'), '"key";q=9;w=60']);
    expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0);
    await app.close();
  });
});

const ORGANISATION = { id: 'o', name: '某厂', kind: 'ENTERPRISE', areaCode: '140525100', cityCode: '1405', countyCode: '140525', townCode: '140525100' } as const;

async function door(resolver: CallerResolver, changes: Partial<RateLimitOptions>): Promise<NestExpressApplication> {
  @Module({ imports: [HttpModule.with({ ...NOTES_OPTIONS, rateLimits: { ...NINE, ...changes } })], providers: [{ provide: CALLER_RESOLVER, useValue: resolver }] })
  class NarrowModule {}
  const app = await NestFactory.create<NestExpressApplication>(NarrowModule, new AnswerAdapter(), CREATE_OPTIONS);
  setUp(app, createLogger(NOTES_OPTIONS, { write: () => undefined }));
  return app.init();
}
