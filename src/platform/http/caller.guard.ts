/**
 * The one door of the API: envelope (413, 415), who (401), how often (429), then what was malformed (400). Nobody's body
 * is read before it is known who sends it; one that hides its length is cut off where it grows too long.
 */
import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import { actsWithTemporaryPassword } from '../../domain/permission.js';
import type { ActionName, Caller } from '../../domain/permission.js';
import { refuse } from '../../domain/refusal.js';
import type { HttpRequest } from './asked.js';
import { hashOf } from './body-hash.js';
import { CAN, EXPORTING, MULTIPART, PUBLIC, RAW, SIGN_IN } from './can.decorator.js';
import { hasForbiddenCharacter } from './json.js';
import { discardBody, judgeEnvelope, judgeLength, readBytes, readJsonBody } from './json-body.js';
import type { JsonBody } from './json-body.js';
import { bodyLimitOf, IDEMPOTENCY_KEY_MAX_CHARACTERS, LARGE_BODY_LIMIT_BYTES } from './limits.js';
import { isPage } from './page.door.js';
import type { FormFields, PageDoor, PageRequest } from './page.door.js';
import type { RateLimits } from './rate-limit.js';
import { Requested } from './requested.js';
import { declaredBy, refuseUndeclared } from './undeclared.js';
import type { Declared } from './undeclared.js';

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

/** What a route says of itself, read once a route: metadata is looked for along prototypes. */
interface Route extends Declared { operation: string; action: ActionName | undefined; signIn: boolean; exporting: boolean; page: boolean; multipart: boolean | 'TOO'; raw: boolean; public: boolean }

@Injectable()
export class CallerGuard implements CanActivate {
  private readonly routes = new WeakMap<object, Route>();

  constructor(private readonly resolver: CallerResolver, private readonly limits: RateLimits, private readonly pages: PageDoor) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const route = asSent(this.routes.get(context.getHandler()) ?? this.learn(context), request);
    request.operation = route.operation;
    if (route.signIn) await this.limits.count(response, 'signIn', request.asked.address);
    if (route.page) return this.admitVisitor(route, request, response);
    const limitBytes = bodyLimitOf(request.path);
    if (route.multipart) judgeMultipart(request);
    else if (route.raw) judgeLength(request, limitBytes);
    else judgeEnvelope(request, limitBytes);
    const caller = route.public ? null : await this.identify(request, response);
    if (caller) await this.countCaller(route, response, caller);
    const body = await bodyOf(request, route, limitBytes);
    const query = request.query; // parsed anew at every look
    if (caller) refuseCredentialInUrl(query);
    if (body?.fault) throw body.fault;
    refuseForbiddenQuery(query);
    if (caller) refuseUndeclared(route, query, body?.value);
    refuseTemporaryPassword(route, caller);
    if (body) request.body = body.value;
    if (caller) request.requested = await requestedOf(request, caller);
    return true;
  }

  /** The same order for a browser: who, how often, what was sent. */
  private async admitVisitor(route: Route, request: PageRequest, response: Response): Promise<boolean> {
    const visit = await this.pages.visit(request, response);
    const caller = route.public ? null : visit.caller;
    if (visit.caller) await this.countCaller(route, response, visit.caller);
    if (!caller && !route.public) {
      discardBody(request);
      throw refuse('UNAUTHENTICATED');
    }
    if (route.multipart) judgeMultipart(request); // its fields stand around the file: see readPageUpload
    const form = request.method === 'POST' && !route.multipart ? await this.pages.form(request, visit) : null;
    const query = request.query;
    refuseForbiddenQuery(query);
    refuseUndeclared(route, query, form?.fields);
    refuseTemporaryPassword(route, caller);
    if (form) request.body = form.fields;
    if (caller) request.requested = await requestedByForm(request, caller, form);
    return true;
  }

  /** Two credentials at once are none: which one counts must not be a guess. Guesses are counted against their address. */
  private async identify(request: HttpRequest, response: Response): Promise<Caller> {
    const authorization = request.headers.authorization;
    const apiKey = request.header('x-api-key');
    const one = (authorization === undefined) !== (apiKey === undefined);
    if (one) await this.limits.refuseOver(response, 'guess', request.asked.address);
    const headers = authorization === undefined ? { apiKey } : { authorization };
    const caller = one ? await this.resolver.resolve(headers, request.asked.address) : null;
    if (caller) return caller;
    discardBody(request);
    await this.limits.count(response, 'guess', request.asked.address);
    throw refuse('UNAUTHENTICATED');
  }

  /** To each his share, and to an organisation no more than its own, however many people and keys it has (security S25). */
  private async countCaller({ exporting }: Route, response: Response, { kind, id, organisation }: Caller): Promise<void> {
    await this.limits.countInSilence(response, 'organisation', organisation.id);
    await this.limits.count(response, kind === 'KEY' ? 'key' : 'person', id);
    if (exporting) await this.limits.count(response, 'export', organisation.id);
  }

  private learn(context: ExecutionContext): Route {
    const handler = context.getHandler();
    const said = (what: symbol): boolean => Reflect.hasMetadata(what, handler);
    const route = {
      ...declaredBy(context), operation: `${context.getClass().name}.${handler.name}`, action: Reflect.getMetadata(CAN, handler) as ActionName | undefined,
      signIn: said(SIGN_IN), exporting: said(EXPORTING), page: isPage(handler), multipart: (Reflect.getMetadata(MULTIPART, handler) as true | 'TOO' | undefined) ?? false, raw: said(RAW), public: said(PUBLIC),
    };
    this.routes.set(handler, route);
    return route;
  }
}

/** A route that takes both JSON and a form is told by what was sent. */
const asSent = (route: Route, request: HttpRequest): Route =>
  (route.multipart === 'TOO' ? { ...route, multipart: /^multipart\//i.test(request.header('content-type') ?? '') } : route);

async function bodyOf(request: HttpRequest, route: Route, limitBytes: number): Promise<JsonBody | null> {
  if (route.multipart) return null;
  return route.raw ? { value: await readBytes(request, limitBytes), fault: null } : readJsonBody(request, limitBytes);
}

/** What somebody else has set is known to two: nothing is done under a name by it but to set another. */
function refuseTemporaryPassword({ action }: Route, caller: Caller | null): void {
  if (caller?.passwordTemporary && !(action && actsWithTemporaryPassword(action))) throw refuse('PASSWORD_CHANGE_NEEDED');
}

function judgeMultipart(request: HttpRequest): void {
  if (!/^multipart\/form-data\s*;/i.test(request.header('content-type') ?? '')) {
    throw refuse('MEDIA_TYPE_NOT_SUPPORTED', { expected: 'Content-Type: multipart/form-data' });
  }
  if (Number(request.header('content-length') ?? 0) > LARGE_BODY_LIMIT_BYTES + MULTIPART_FRAME_BYTES) {
    throw refuse('BODY_TOO_LARGE', { limit: `${LARGE_BODY_LIMIT_BYTES / 1_000_000} MB` });
  }
}

/** Boundaries and text fields around a file that may itself have the full size. */
const MULTIPART_FRAME_BYTES = 100_000;

/** A credential in the address ends in logs and histories (security S05). */
function refuseCredentialInUrl(query: object): void {
  for (const name in query) if (IN_URL.has(name.toLowerCase())) throw refuse('CREDENTIAL_IN_URL', {}, name);
}

function refuseForbiddenQuery(query: HttpRequest['query']): void {
  for (const [name, value] of Object.entries(query)) {
    if (hasForbiddenCharacter(name)) throw refuse('FORBIDDEN_CHARACTER');
    if ([value].flat().some((text) => typeof text === 'string' && hasForbiddenCharacter(text))) throw refuse('FORBIDDEN_CHARACTER', {}, name);
  }
}

async function requestedOf(request: HttpRequest, caller: Caller): Promise<Requested> {
  const idempotencyKey = request.header('idempotency-key') ?? null;
  if (idempotencyKey !== null && !VISIBLE.test(idempotencyKey)) throw refuse('IDEMPOTENCY_KEY_INVALID');
  const match = request.headers['if-match'];
  const version = match === undefined ? null : STRONG_VERSION.exec(match.trim())?.[1];
  if (version === undefined) throw refuse('IF_MATCH_INVALID');
  const { requestId, address, language } = request.asked;
  return new Requested({
    requestId,
    address,
    language,
    caller,
    method: request.method,
    path: request.path,
    idempotencyKey,
    bodyHash: idempotencyKey === null ? null : await hashOf(request.body),
    ifMatch: version === null ? null : Number(version),
  });
}

/** A form carries in fields what a program sends in headers: the version that was looked at, and a key against a second click. */
export async function requestedByForm(request: PageRequest, caller: Caller, form: FormFields | null): Promise<Requested> {
  const { version, key } = form ?? {};
  if (key !== undefined && !VISIBLE.test(key)) throw refuse('IDEMPOTENCY_KEY_INVALID');
  if (version !== undefined && !WHOLE.test(version)) throw refuse('IF_MATCH_INVALID');
  return new Requested({
    ...request.asked, caller, method: request.method, path: request.path, idempotencyKey: key ?? null,
    bodyHash: key === undefined ? null : await hashOf(request.body), ifMatch: version === undefined ? null : Number(version),
  });
}

