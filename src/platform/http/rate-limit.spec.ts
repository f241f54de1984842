import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';
import request from 'supertest';
import { NOTES_OPTIONS } from '../../../test/support/notes.js';
import type { Refused } from '../../domain/refusal.js';
import { AnswerAdapter } from './answer.adapter.js';
import { CALLER_RESOLVER } from './caller.guard.js';
import { CREATE_OPTIONS, setUp } from './http.js';
import { HttpModule } from './http.module.js';
import { createLogger } from './logging.js';
import { RateLimits } from './rate-limit.js';

const response = { setHeader: () => undefined } as unknown as Response;
const codeOf = (work: Promise<void>): Promise<string> => work.then(() => 'passed', (error: Refused) => error.code);

describe('whoever guesses credentials', () => {
  const limits = new RateLimits({ person: 9, key: 3, signIn: 9 });
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
    const resolver = { resolve: ({ apiKey = '' }: { apiKey?: string }) => Promise.resolve((looked.push(apiKey), null)) };
    @Module({ imports: [HttpModule.with({ ...NOTES_OPTIONS, rateLimits: { person: 9, key: 2, signIn: 9 } })], providers: [{ provide: CALLER_RESOLVER, useValue: resolver }] })
    class NarrowModule {}
    const app = await NestFactory.create<NestExpressApplication>(NarrowModule, new AnswerAdapter(), CREATE_OPTIONS);
    setUp(app, createLogger(NOTES_OPTIONS, { write: () => undefined }));
    await app.init();
    const answers: number[] = [];
    for (const guess of ['a', 'b', 'c', 'd', 'e']) answers.push((await request(app.getHttpServer()).get('/api/v1/limits').set('X-API-Key', guess)).status);
    expect([answers, looked]).toEqual([[401, 401, 429, 429, 429], ['a', 'b', 'c']]);
    await app.close();
  });
});
