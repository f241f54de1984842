/**
 * Express, writing an `Answer` as it is. Nest itself sets the status of the route's method after every interceptor,
 * so the one place that can write status, headers and text together is the adapter's reply.
 */
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';
import type { Answer } from './answer.js';

export class AnswerAdapter extends ExpressAdapter {
  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    return isAnswer(body) ? write(response, body) : (super.reply(response, body, statusCode) as unknown);
  }

  /** Everywhere, not only below the API's prefix: Express itself would answer in HTML (contract §1, errors). */
  override setNotFoundHandler(handler: Parameters<ExpressAdapter['setNotFoundHandler']>[0]): void {
    super.setNotFoundHandler(handler);
  }
}

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'status' in value && Number.isInteger(value.status) && ('body' in value || 'text' in value);

export function write(response: Response, answer: Answer): Response {
  const { status, body, headers, text, replayed, stream } = answer;
  response.status(status).set({ ...headers });
  const version = (body as { version?: unknown } | null | undefined)?.version;
  if (status < 300 && Number.isInteger(version) && !response.hasHeader('ETag')) response.set('ETag', `"${version as number}"`);
  if (replayed) response.set('Idempotent-Replayed', 'true');
  if (stream) return send(response, stream);
  if (text === undefined && (body === null || body === undefined)) return response.send();
  if (!response.hasHeader('Content-Type')) response.type('application/json');
  return response.send(text ?? JSON.stringify(body));
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
