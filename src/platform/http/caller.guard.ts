/** The one door of the API: envelope (413, 415), who (401), how often (429), then what was malformed (400). */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import canonicalize from 'canonicalize';
import type { Response } from 'express';
import type { Caller } from '../../domain/permission.js';
import { refuse } from '../../domain/refusal.js';
import type { HttpRequest } from './asked.js';
import { MULTIPART, PUBLIC, SIGN_IN } from './can.decorator.js';
import { hasForbiddenCharacter } from './json.js';
import { readJsonBody } from './json-body.js';
import { bodyLimitOf, IDEMPOTENCY_KEY_MAX_CHARACTERS, LARGE_BODY_LIMIT_BYTES } from './limits.js';
import { isPage } from './page.door.js';
import type { FormFields, PageDoor, PageRequest } from './page.door.js';
import type { RateLimits } from './rate-limit.js';
import { Requested } from './requested.js';
import { refuseUndeclared } from './undeclared.js';

export interface CallerResolver {
  /** null for anything that is not a valid credential, without saying which fault it has (security S02). */
  resolve(headers: { authorization?: string; apiKey?: string }, address: string): Promise<Caller | null>;
}
/** Token of the provider that knows sessions and keys. */
export const CALLER_RESOLVER = Symbol('CALLER_RESOLVER');

const IN_URL = new Set(['api_key', 'apikey', 'access_token', 'token', 'key']);
const VISIBLE = new RegExp(`^[\\x21-\\x7e]{1,${IDEMPOTENCY_KEY_MAX_CHARACTERS}}$`);
const WHOLE = /^(0|[1-9]\d{0,14})$/;
const STRONG_VERSION = /^"(0|[1-9]\d{0,14})"$/;

@Injectable()
export class CallerGuard implements CanActivate {
  constructor(private readonly resolver: CallerResolver, private readonly limits: RateLimits, private readonly pages: PageDoor) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const handler = context.getHandler();
    if (Reflect.hasMetadata(SIGN_IN, handler)) await this.limits.count(response, 'signIn', request.asked.address);
    if (isPage(handler)) return this.admitVisitor(context, request, response);
    const body = isMultipart(handler, request) ? judgeMultipart(request) : await readJsonBody(request, bodyLimitOf(request.path));
    const caller = Reflect.hasMetadata(PUBLIC, handler) ? null : await this.identify(request);
    if (caller) await this.limits.count(response, caller.kind === 'KEY' ? 'key' : 'person', caller.id);
    if (caller) refuseCredentialInUrl(request);
    if (body?.fault) throw body.fault;
    refuseForbiddenQuery(request);
    if (caller) refuseUndeclared(context, request.query, body?.value);
    if (body) request.body = body.value;
    if (caller) request.requested = requestedOf(request, caller);
    return true;
  }

  /** The same order for a browser: who, how often, what was sent. */
  private async admitVisitor(context: ExecutionContext, request: PageRequest, response: Response): Promise<boolean> {
    const visit = await this.pages.visit(request, response);
    const caller = Reflect.hasMetadata(PUBLIC, context.getHandler()) ? null : visit.caller;
    if (visit.caller) await this.limits.count(response, 'person', visit.caller.id);
    if (!caller && !Reflect.hasMetadata(PUBLIC, context.getHandler())) throw refuse('UNAUTHENTICATED');
    const form = request.method === 'POST' ? await this.pages.form(request, visit) : null;
    refuseForbiddenQuery(request);
    refuseUndeclared(context, request.query, form?.fields);
    if (form) request.body = form.fields;
    if (caller) request.requested = requestedByForm(request, caller, form);
    return true;
  }

  /** Two credentials at once are none: which one counts must not be a guess. */
  private async identify(request: HttpRequest): Promise<Caller> {
    const authorization = request.header('authorization');
    const apiKey = request.header('x-api-key');
    const one = (authorization === undefined) !== (apiKey === undefined);
    const headers = authorization === undefined ? { apiKey } : { authorization };
    const caller = one ? await this.resolver.resolve(headers, request.asked.address) : null;
    if (!caller) throw refuse('UNAUTHENTICATED');
    return caller;
  }
}

/** A route that takes both is told by what was sent. */
function isMultipart(handler: object, request: HttpRequest): boolean {
  const taken = Reflect.getMetadata(MULTIPART, handler) as true | 'TOO' | undefined;
  return taken === true || (taken === 'TOO' && /^multipart\//i.test(request.header('content-type') ?? ''));
}

function judgeMultipart(request: HttpRequest): null {
  if (!/^multipart\/form-data\s*;/i.test(request.header('content-type') ?? '')) {
    throw refuse('MEDIA_TYPE_NOT_SUPPORTED', { expected: 'multipart/form-data' });
  }
  if (Number(request.header('content-length') ?? 0) > LARGE_BODY_LIMIT_BYTES + MULTIPART_FRAME_BYTES) {
    throw refuse('BODY_TOO_LARGE', { limit: `${LARGE_BODY_LIMIT_BYTES / 1_000_000} MB` });
  }
  return null;
}

/** Boundaries and text fields around a file that may itself have the full size. */
const MULTIPART_FRAME_BYTES = 100_000;

/** A credential in the address ends in logs and histories (security S05). */
function refuseCredentialInUrl(request: HttpRequest): void {
  const found = Object.keys(request.query).find((name) => IN_URL.has(name.toLowerCase()));
  if (found !== undefined) throw refuse('CREDENTIAL_IN_URL', {}, found);
}

function refuseForbiddenQuery(request: HttpRequest): void {
  for (const [name, value] of Object.entries(request.query)) {
    if (hasForbiddenCharacter(name)) throw refuse('FORBIDDEN_CHARACTER');
    if ([value].flat().some((text) => typeof text === 'string' && hasForbiddenCharacter(text))) throw refuse('FORBIDDEN_CHARACTER', {}, name);
  }
}

function requestedOf(request: HttpRequest, caller: Caller): Requested {
  const idempotencyKey = request.header('idempotency-key') ?? null;
  if (idempotencyKey !== null && !VISIBLE.test(idempotencyKey)) throw refuse('IDEMPOTENCY_KEY_INVALID');
  const match = request.header('if-match');
  const version = match === undefined ? null : STRONG_VERSION.exec(match.trim())?.[1];
  if (version === undefined) throw refuse('IF_MATCH_INVALID');
  return new Requested({
    ...request.asked,
    caller,
    method: request.method,
    path: request.path,
    idempotencyKey,
    bodyHash: idempotencyKey === null ? null : hashOf(request.body),
    ifMatch: version === null ? null : Number(version),
  });
}

/** A form carries in fields what a program sends in headers: the version that was looked at, and a key against a second click. */
function requestedByForm(request: PageRequest, caller: Caller, form: FormFields | null): Requested {
  const { version, key } = form ?? {};
  if (key !== undefined && !VISIBLE.test(key)) throw refuse('IDEMPOTENCY_KEY_INVALID');
  if (version !== undefined && !WHOLE.test(version)) throw refuse('IF_MATCH_INVALID');
  return new Requested({
    ...request.asked, caller, method: request.method, path: request.path, idempotencyKey: key ?? null,
    bodyHash: key === undefined ? null : hashOf(request.body), ifMatch: version === undefined ? null : Number(version),
  });
}

/** SHA-256 of the canonical form: the same content in another order is the same request. */
const hashOf = (body: unknown): string => createHash('sha256').update(canonicalize(body) ?? '').digest('hex');
