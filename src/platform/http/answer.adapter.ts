/**
 * Express, writing an `Answer` as it is. Nest itself sets the status of the route's method after every interceptor,
 * so the one place that can write status, headers and text together is the adapter's reply.
 */
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Response } from 'express';
import type { Answer } from './answer.js';
import type { HttpRequest } from './asked.js';
import { serverOf } from './express.server.js';
import { tryOnlyLikely } from './routes.js';

export class AnswerAdapter extends ExpressAdapter {
  constructor() {
    super();
    // `/HAZARDS` is no second name of `/hazards`. (Nest has used the router already: too late for Express' own setting.)
    this.getInstance<{ router: { caseSensitive: boolean } }>().router.caseSensitive = true;
  }

  override initHttpServer(): void {
    this.httpServer = serverOf(this.getInstance<Express>());
  }

  /** Lets nothing out that no permission was judged for: forgetting it is a defect (500), never data. */
  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    const { requested, operation } = response.req as HttpRequest;
    if (requested && !requested.judged) throw new Error(`${operation} answered without judging a permission`);
    return isAnswer(body) ? write(response, body) : (super.reply(response, body, statusCode) as unknown);
  }

  /** Everywhere, not only below the API's prefix: Express itself would answer in HTML (contract §1, errors). */
  override setNotFoundHandler(handler: Parameters<ExpressAdapter['setNotFoundHandler']>[0]): void {
    super.setNotFoundHandler(handler);
    tryOnlyLikely(this); // all routes are known now
  }
}

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'status' in value && Number.isInteger(value.status) && ('body' in value || 'text' in value);

/** Head and text go out in one piece: no copy, one system call. */
export function write(response: Response, answer: Answer): Response {
  const { status, body, headers, replayed, stream } = answer;
  response.statusCode = status;
  for (const name in headers) response.setHeader(name, headers[name] ?? '');
  const version = (body as { version?: unknown } | null | undefined)?.version;
  if (status < 300 && Number.isInteger(version) && !response.hasHeader('ETag')) response.setHeader('ETag', `"${version as number}"`);
  if (replayed) response.setHeader('Idempotent-Replayed', 'true');
  if (stream) return send(response, stream);
  const text = answer.text ?? (body === null || body === undefined ? '' : JSON.stringify(body));
  if (text === '' || status === 204) return response.send();
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  return response.end(text);
}

/** Whoever hangs up ends the reading; a file that ends too soon cuts the answer off, which its Content-Length shows. */
function send(response: Response, stream: Readable): Response {
  if (response.req.method === 'HEAD') {
    stream.destroy();
    return response.end();
  }
  pipeline(stream, response, (error) => {
    if (error) response.destroy();
  });
  return response;
}
