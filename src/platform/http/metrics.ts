/** `/metrics` for Prometheus: the process and every operation by route pattern and status. */
import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { sha256 } from '../../domain/fact.js';
import { refuse } from '../../domain/refusal.js';
import type { HttpRequest } from './asked.js';
import { msSince, routeOf } from './logging.js';
import type { HttpOptions } from './options.js';

const READ_BY = ['GET', 'HEAD'];
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

@Injectable()
export class Metrics {
  /** Other parts add their own figures here. */
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [this.registry],
  });

  private readonly series = new Map<string, Histogram.Internal<string>>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  readonly observe = (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = process.hrtime.bigint();
    response.once('finish', () => this.seriesOf(request.method, routeOf(request), response.statusCode).observe(msSince(startedAt) / 1_000));
    next();
  };

  /** One a method, route pattern and status: a few hundred. Looking it up by its labels costs more than counting. */
  private seriesOf(method: string, route: string, status: number): Histogram.Internal<string> {
    const name = `${method} ${status} ${route}`;
    const known = this.series.get(name) ?? this.requests.labels(method, route, String(status));
    this.series.set(name, known);
    return known;
  }

  /** To others than `may` there is nothing here; to those the figures are read, and nothing else. */
  readonly door = (may: (request: Request) => boolean): RequestHandler => (request, response, next) => {
    if (request.path !== '/' || !may(request)) return next();
    if (READ_BY.includes(request.method)) return void this.answer(response);
    response.setHeader('Allow', READ_BY.join(', '));
    next(refuse('METHOD_NOT_ALLOWED'));
  };

  private async answer(response: Response): Promise<void> {
    response.setHeader('Content-Type', this.registry.contentType);
    response.end(await this.registry.metrics());
  }
}

const LOOPBACK = /^(127\.|::1$)/;
/** Somebody relays for somebody: where no proxy is trusted, nobody knows for whom. */
const RELAYED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];
const same = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));

/** Security S21: outside the sandbox the figures are for this machine and for who has the token; to others they do not exist. */
export const mayReadFigures = ({ sandbox, metricsToken }: Pick<HttpOptions, 'sandbox' | 'metricsToken'>) => (request: Request): boolean => {
  const { address } = (request as HttpRequest).asked;
  const near = LOOPBACK.test(address) && !RELAYED.some((name) => request.headers[name] !== undefined);
  return sandbox || near || (metricsToken !== null && same(request.headers.authorization ?? '', `Bearer ${metricsToken}`));
};
