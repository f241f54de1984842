import { describe, expect, it } from '@jest/globals';
import express from 'express';
import type { Request, Response } from 'express';
import request from 'supertest';
import { askedBy } from './asked.js';
import type { Asked, HttpRequest } from './asked.js';

async function asked(trustedProxies: string[], forwarded: string): Promise<Asked> {
  const app = express().use(askedBy({ trustedProxies }), (incoming: Request, response: Response) => void response.json((incoming as HttpRequest).asked));
  return (await request(app).get('/').set('X-Forwarded-For', forwarded)).body as Asked;
}

describe('the address of a request', () => {
  it('is the peer, whatever it says', async () => {
    expect((await asked([], '1.2.3.4')).address).toBe('127.0.0.1');
    expect((await asked(['10.0.0.0/8'], '1.2.3.4')).address).toBe('127.0.0.1');
  });

  it('is what the outermost of our own proxies saw', async () => {
    expect((await asked(['127.0.0.1'], '9.9.9.9, 1.2.3.4')).address).toBe('1.2.3.4');
    expect((await asked(['127.0.0.1', '10.0.0.0/8'], '9.9.9.9, 1.2.3.4, 10.1.2.3')).address).toBe('1.2.3.4');
    expect((await asked(['127.0.0.1'], 'evil"text')).address).toBe('127.0.0.1');
  });
});
