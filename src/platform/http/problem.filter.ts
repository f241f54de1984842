/** The one exception filter: every error leaves as problem+json, and no stack, SQL or path leaves at all (security S40). */
import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { refuse, Refused } from '../../domain/refusal.js';
import type { HttpRequest } from './asked.js';
import { isOperational } from './operational.js';
import { write } from './answer.adapter.js';
import { PAGES_PATH } from './page.door.js';
import type { ErrorPage } from './page.door.js';
import { problemOf, sentencesOf } from './problem.js';

/** Methods that the routes at this path take; empty where there is no such path. */
export type MethodsAt = (path: string) => string[];
/** Who was turned away is kept (security S37). */
export type OnRefused = (request: HttpRequest, refused: Refused) => void;
const KEPT: readonly number[] = [401, 403, 423];

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly methodsAt: MethodsAt,
    private readonly logger: Logger,
    private readonly onRefused: OnRefused = () => undefined,
    private readonly errorPage: ErrorPage | null = null,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<HttpRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    const refused = this.refusedOf(error, request, response);
    const { requestId, language } = request.asked;
    response.locals.code = refused.code;
    if (KEPT.includes(refused.status)) this.onRefused(request, refused);
    if (refused.status >= 500) this.logger.error({ err: error, requestId, code: refused.code }, 'request failed');
    if (response.headersSent) return void response.destroy();
    this.writeHeaders(refused, response);
    if (this.errorPage && isBelowPages(request)) return void write(response, this.errorPage({ status: refused.status, sentences: sentencesOf(refused) }, request));
    response.status(refused.status).type('application/problem+json').send(JSON.stringify(problemOf(refused, language, requestId)));
  }

  private refusedOf(error: unknown, request: HttpRequest, response: Response): Refused {
    if (error instanceof Refused) return error;
    if (isOperational(error)) return refuse('TEMPORARILY_UNAVAILABLE');
    if (multerCode(error)) return multerCode(error) === 'LIMIT_FILE_SIZE' ? refuse('BODY_TOO_LARGE', { limit: '20 MB' }) : refuse('MALFORMED');
    const status = error instanceof HttpException ? error.getStatus() : undefined;
    if (status === 404) return this.missing(request, response);
    if (status === 413) return refuse('BODY_TOO_LARGE', { limit: '20 MB' });
    return status !== undefined && status < 500 ? refuse('MALFORMED') : refuse('INTERNAL');
  }

  /** A path that exists under another method says so (405 with Allow). */
  private missing(request: HttpRequest, response: Response): Refused {
    const methods = this.methodsAt(request.baseUrl + request.path);
    if (methods.length === 0 || methods.includes(request.method)) return refuse('ROUTE_NOT_FOUND');
    response.setHeader('Allow', methods.join(', '));
    return refuse('METHOD_NOT_ALLOWED');
  }

  private writeHeaders(refused: Refused, response: Response): void {
    const { retryAfterSeconds, sizeBytes } = refused.extra;
    if (refused.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="hazard-ledger"');
    if (refused.status === 416) response.setHeader('Content-Range', `bytes */${String(sizeBytes)}`);
    if (refused.status === 503) response.setHeader('Retry-After', 1);
    if (typeof retryAfterSeconds === 'number') response.setHeader('Retry-After', retryAfterSeconds);
    response.setHeader('Cache-Control', 'no-store');
  }
}

const isBelowPages = (request: HttpRequest): boolean => {
  const path = request.baseUrl + request.path;
  return path === PAGES_PATH || path.startsWith(`${PAGES_PATH}/`);
};

/** multer, or Nest's own copy of it: known by its name, because there may be two classes. */
function multerCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'MulterError') return undefined;
  return String((error as { code?: unknown }).code);
}
