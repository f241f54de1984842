/** SIGTERM: no new connections, what runs is finished, and in time what is left is cut (contract §9). */
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** What is left of the 30 s is for the application itself. */
const STOP_WITHIN_MS = 25_000;
/**
 * Idle connections are left open for so long: a client that sends its next request just then would find the line cut
 * and never know what became of it. It gets its answer, which tells it to connect anew.
 */
const LINGER_MS = 500;
/** A connection that falls idle after the close is not closed by Node. */
const IDLE_SWEEP_MS = 50;
/** Longer than the usual proxy's 60 s, so that the proxy closes first and never meets a closed connection. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS = 66_000;
/** 20 MB over a slow line still pass. */
const REQUEST_MS = 120_000;

export function tuneServer(server: Server): void {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
}

/** While the server closes, answers tell their client to connect anew (elsewhere). */
export function closingAnswers(server: Server) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (!server.listening) response.setHeader('Connection', 'close');
    next();
  };
}

/**
 * First the door: no new connections, running requests finish. Then the application (pools, queues), which they needed:
 * Nest by itself would destroy modules before the last answer is out.
 */
export async function stop(app: INestApplication, withinMs = STOP_WITHIN_MS): Promise<void> {
  const server = app.getHttpServer() as Server;
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  // Only the listening ends: the close of an HTTP server would also cut idle connections off at once.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  await Promise.race([closed, sleep(LINGER_MS)]);
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
  await app.close();
}

/** Stops on SIGTERM and SIGINT, then ends the process: 0 when all went well. */
export function stopOnSignals(app: INestApplication): void {
  let stopping: Promise<void> | null = null;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stopping ??= stop(app).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
