/** Puts the door together, so that main and the tests stand behind the same one. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { askedBy } from './asked.js';
import { AnswerAdapter } from './answer.adapter.js';
import { CALLER_RESOLVER, CallerGuard } from './caller.guard.js';
import type { CallerResolver } from './caller.guard.js';
import { mountDocs } from './docs.js';
import { createLogger, requestLog } from './logging.js';
import { mayReadFigures, Metrics } from './metrics.js';
import { HTTP_OPTIONS } from './options.js';
import type { HttpOptions } from './options.js';
import { buildDocument } from './openapi.js';
import { providedOr } from './openapi.guide.js';
import { ERROR_PAGE, NO_PAGE_SESSIONS, PAGE_SESSIONS, PageDoor, PAGES_PATH } from './page.door.js';
import type { ErrorPage, PageSessions } from './page.door.js';
import { ProblemFilter } from './problem.filter.js';
import type { OnRefused } from './problem.filter.js';
import { RateLimits } from './rate-limit.js';
import { methodsAt } from './routes.js';
import { checkRoutes } from './routes.check.js';
import { closingAnswers, tuneServer } from './shutdown.js';
import { CheckedPipe } from './validation.js';

/** How an application behind this door is created: `NestFactory.create(Module, new AnswerAdapter(), CREATE_OPTIONS)`. */
export const CREATE_OPTIONS = { abortOnError: false, bodyParser: false, cors: false, logger: ['error', 'warn'] as ('error' | 'warn')[] };

/** Contract §1, base: what stands outside `/api/v1` (`/docs`, `/docs-json` and `/metrics` are mounted by themselves). */
const OUTSIDE_API = ['/', 'health/live', 'health/ready', PAGES_PATH.slice(1), `${PAGES_PATH.slice(1)}/*rest`];

export const prefix = (app: INestApplication): void => void app.setGlobalPrefix('api/v1', { exclude: [...OUTSIDE_API] });

/** Call it before `init` or `listen`. Needs HttpModule and a provider of CALLER_RESOLVER in the application. */
export function setUp(app: INestApplication, logger?: Logger, onRefused?: OnRefused): void {
  const adapter = app.getHttpAdapter();
  if (!(adapter instanceof AnswerAdapter)) throw new Error('The application must be created with AnswerAdapter and CREATE_OPTIONS');
  checkRoutes(app);
  prefix(app);
  const options = app.get<HttpOptions>(HTTP_OPTIONS, { strict: false });
  const resolver = app.get<CallerResolver>(CALLER_RESOLVER, { strict: false });
  const log = logger ?? createLogger(options);
  const server = app.getHttpServer() as Server;
  adapter.disable('x-powered-by');
  adapter.disable('etag');
  tuneServer(server);
  server.on('clientError', answerUnreadable);
  useMiddleware(app, options, log, server);
  const pages = new PageDoor(providedOr<PageSessions>(app, PAGE_SESSIONS, NO_PAGE_SESSIONS), options.cursorSecret);
  app.useGlobalFilters(new ProblemFilter((path) => methodsAt(adapter, path), log, onRefused, providedOr<ErrorPage | null>(app, ERROR_PAGE, null)));
  app.useGlobalGuards(new CallerGuard(resolver, new RateLimits(options.rateLimits), pages));
  app.useGlobalPipes(new CheckedPipe());
  mountDocs(app, (today) => buildDocument(app, today));
}

function useMiddleware(app: INestApplication, options: HttpOptions, log: Logger, server: Server): void {
  const metrics = app.get(Metrics, { strict: false });
  app.use(inOneStep(askedBy(options), requestLog(log), metrics.observe, closingAnswers(server), headers(), noStore));
  app.use('/metrics', metrics.door(mayReadFigures(options)));
}

/** Express looks through its list of layers at every request: what is always done is one of them. All of it is done at once. */
const inOneStep = (...steps: RequestHandler[]): RequestHandler => (request, response, next) => {
  for (const step of steps) void step(request, response, ALREADY);
  next();
};
const ALREADY = (): void => undefined;

/** helmet decides, once: its fifteen headers are the same on every answer. */
function headers(): RequestHandler {
  const decided: [string, string][] = [];
  const noted = { setHeader: (name: string, value: string) => decided.push([name, value]), removeHeader: ALREADY };
  protection()({} as IncomingMessage, noted as unknown as ServerResponse, ALREADY);
  return (_request, response) => {
    for (const [name, value] of decided) response.setHeader(name, value);
  };
}

/** Swagger UI needs inline styles; nothing upgrades to https by itself (the sandbox has none). */
const protection = () =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'upgrade-insecure-requests': null,
      },
    },
  });

/** Answers are never kept by anybody in between; the files of Swagger UI are. */
function noStore(request: Request, response: Response, next: NextFunction): void {
  if (!request.url.startsWith('/docs/')) response.setHeader('Cache-Control', 'no-store');
  next();
}

/** Bytes that are not HTTP never reach Express: even they are answered without HTML. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  const problem = JSON.stringify({ type: 'about:blank', title: status.slice(4), status: Number(status.slice(0, 3)), code: 'MALFORMED' });
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/problem+json\r\nContent-Length: ${problem.length}\r\nConnection: close\r\n\r\n${problem}`);
}
