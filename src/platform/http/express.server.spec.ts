import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Request, Response } from 'express';
import { serverOf } from './express.server.js';
import { methodsAt, tryOnlyLikely } from './routes.js';

const answer = (request: Request, response: Response): void => void response.json({ path: request.path, id: request.params['id'] });

it('makes requests and answers that Express takes as they are: their prototypes are never changed', async () => {
  const express = new ExpressAdapter().getInstance<Express>();
  const [made, met]: object[][] = [[], []];
  express.get('/hazards/:id', (request, response) => {
    met?.push(Object.getPrototypeOf(request) as object, Object.getPrototypeOf(response) as object);
    answer(request, response);
  });
  const server = serverOf(express);
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    made?.push(Object.getPrototypeOf(request) as object, Object.getPrototypeOf(response) as object);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const got = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hazards/7`);
  expect(await got.json()).toEqual({ path: '/hazards/7', id: '7' });
  expect(made).toHaveLength(2);
  expect(met).toEqual(made);
  made?.forEach((one, at) => expect(met?.[at]).toBe(one));
  server.close();
});

it.each([
  ['/', ['GET', 'HEAD']], ['/hazards', ['GET', 'HEAD', 'POST']], ['/hazards/', ['GET', 'HEAD', 'POST']], ['/hazards/7', ['GET', 'HEAD', 'PATCH']],
  ['/hazards/7/', ['GET', 'HEAD', 'PATCH']], ['/hazards/batch', ['GET', 'HEAD', 'PATCH', 'POST']], ['/hazards/7/sign', ['POST']], ['/hazards%2F7', []],
  ['/hazardsX', []], ['/HAZARDS', []], ['/files/a/b.css', ['GET', 'HEAD']], ['/page-7.css', ['GET', 'HEAD']], ['/open', ['GET', 'HEAD']], ['/open/7', ['GET', 'HEAD']],
])('finds the routes at %s as before', (path, methods) => {
  const adapter = new ExpressAdapter();
  const express = adapter.getInstance<Express>();
  Object.assign(express.router, { caseSensitive: true });
  for (const route of ['/', '/hazards', '/hazards/:id', '/files/*rest', '/page-:n.css', '/open{/:id}']) express.get(route, answer);
  for (const route of ['/hazards', '/hazards/batch', '/hazards/:id/sign']) express.post(route, answer);
  express.patch('/hazards/:id', answer);
  expect(methodsAt(adapter, path)).toEqual(methods);
  tryOnlyLikely(adapter);
  expect(methodsAt(adapter, path)).toEqual(methods);
});
