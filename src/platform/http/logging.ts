/** One JSON line a request; never a query string, a body or a credential (security S05, S36). */
import type { LoggerService } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { HttpRequest } from './asked.js';
import type { HttpOptions } from './options.js';

const SECRET_FIELDS = ['authorization', 'x-api-key', 'cookie', 'password', 'accessToken', 'refreshToken', 'key'];
const REDACTED = SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** An error of PostgreSQL quotes rows in message and detail: of it only code, constraint and place leave. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (typeof code !== 'string' || !SQLSTATE.test(code)) return { type: error.name, message: error.message, code, stack: error.stack };
  return { type: error.name, code, constraint, stack: (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).join('\n') };
}

export const createLogger = (options: Pick<HttpOptions, 'logLevel'>, destination?: DestinationStream): Logger =>
  pino({ level: options.logLevel, redact: REDACTED, serializers: { err: errorOf, error: errorOf }, base: null, timestamp: stdTimeFunctions.isoTime }, destination);

/** Path and route pattern, not the address: a query may carry what a person typed. Nothing of a line is redacted: it has no secret. */
export function requestLog(logger: Logger) {
  const log = logger.child({}, { redact: [] });
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = process.hrtime.bigint();
    response.once('close', () => {
      const level = response.statusCode >= 500 ? 'error' : 'info';
      if (!log.isLevelEnabled(level)) return;
      const ms = Math.round(msSince(startedAt));
      log[level]({ ...lineOf(request as HttpRequest, response), ms, ...(!response.writableFinished && { aborted: true }) }, 'answered');
    });
    next();
  };
}

/** Of the monotonic clock, which nobody sets. */
export const msSince = (startedAt: bigint): number => Number(process.hrtime.bigint() - startedAt) / 1_000_000;

function lineOf(request: HttpRequest, response: Response): object {
  const { requestId, address } = request.asked;
  return {
    requestId,
    address,
    method: request.method,
    route: routeOf(request),
    path: request.originalUrl.split('?')[0]?.slice(0, 300),
    status: response.statusCode,
    caller: request.requested?.caller.id,
    code: response.locals.code as unknown,
  };
}

/** The pattern (`/api/v1/hazards/:id`), so that lines and figures of one operation belong together. */
export const routeOf = (request: Request): string => (request.route as { path?: string } | undefined)?.path ?? 'none';

/** What Nest tells about its own boot interests nobody on a good day; what our parts tell does. */
const FRAMEWORK = new Set<unknown>(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication', 'NestApplicationContext', undefined]);

/** Nest's own messages (boot, shutdown) and those of our parts through the same logger. */
export class NestLogs implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log = (message: unknown, context?: unknown): void => this.logger[FRAMEWORK.has(context) ? 'debug' : 'info']({ context }, String(message));
  debug = (message: unknown, context?: unknown): void => this.logger.debug({ context }, String(message));
  verbose = (message: unknown, context?: unknown): void => this.logger.trace({ context }, String(message));
  warn = (message: unknown, context?: unknown): void => this.logger.warn({ context }, String(message));
  error = (message: unknown, stack?: unknown, context?: unknown): void => this.logger.error({ context, stack }, String(message));
}
