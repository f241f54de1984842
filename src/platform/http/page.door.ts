/**
 * The same door for people with a browser: a session cookie in place of a token, a form in place of JSON. Who may do what
 * is judged by the same services; only how a request proves whose it is differs.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../domain/permission.js';
import { refuse } from '../../domain/refusal.js';
import type { Answer } from './answer.js';
import type { HttpRequest } from './asked.js';
import { readForm } from './form-body.js';

/** Everything outside `/api/v1` that people look at stands below this path. */
export const PAGES_PATH = '/pages';

const PAGE = Symbol('PAGE');
/** A route that answers a page: beside exactly one of @Can and @Public. Not part of the published contract. */
export const Page = (): MethodDecorator => applyDecorators(SetMetadata(PAGE, true), ApiExcludeEndpoint());
export const isPage = (handler: object): boolean => Reflect.hasMetadata(PAGE, handler);

const SESSION_COOKIE = 'ledger_session';
/** Random, and part of every form of this browser: a form made elsewhere cannot know what belongs to it. */
const FORM_COOKIE = 'ledger_form';
const FORM_COOKIE_VALUE = /^[\w-]{22,64}$/;

/** Fields of a form that are the door's: proof of origin, the version it was shown with, a key that makes a second click harmless. */
export const FORM_TOKEN = '_form';
export const FORM_VERSION = '_version';
export const FORM_KEY = '_once';

/** What the pages know of a request besides `Requested`. */
export interface Visit {
  caller: Caller | null;
  /** To be sent back with every form. */
  formToken: string;
}
export interface PageRequest extends HttpRequest { visit?: Visit }

/** Parameter decorator, for routes with @Page. */
export const Visiting = createParamDecorator((_: unknown, context: ExecutionContext): Visit => {
  const { visit } = context.switchToHttp().getRequest<PageRequest>();
  if (!visit) throw new Error('@Visiting() is only for routes with @Page()');
  return visit;
});

/** Who a session cookie names: a provider of this token knows sessions. */
export interface PageSessions {
  /** null for anything that is not a session that stands; `renewed` where the browser should take a fresh one. */
  resolve(cookie: string): Promise<{ caller: Caller; renewed: string | null } | null>;
}
export const PAGE_SESSIONS = Symbol('PAGE_SESSIONS');
export const NO_PAGE_SESSIONS: PageSessions = { resolve: () => Promise.resolve(null) };

export interface FormFields { fields: Record<string, string>; version: string | undefined; key: string | undefined }

export class PageDoor {
  private readonly formKey: Buffer;

  constructor(private readonly sessions: PageSessions, secret: string) {
    this.formKey = createHmac('sha256', secret).update('forms').digest();
  }

  /** Who visits; null where nobody is signed in. Cookies that are due are set on the response. */
  async visit(request: PageRequest, response: Response): Promise<Visit> {
    const cookies = cookiesOf(request);
    const known = await this.sessions.resolve(cookies.get(SESSION_COOKIE) ?? '');
    if (known?.renewed) response.append('Set-Cookie', sessionCookie(known.renewed, request.asked.secure));
    const given = cookies.get(FORM_COOKIE) ?? '';
    const formCookie = FORM_COOKIE_VALUE.test(given) ? given : randomBytes(16).toString('base64url');
    if (formCookie !== given) response.append('Set-Cookie', cookie(FORM_COOKIE, formCookie, request.asked.secure));
    const visit: Visit = { caller: known?.caller ?? null, formToken: this.formTokenOf(formCookie, known?.caller.id ?? '') };
    request.visit = visit;
    return visit;
  }

  /** A form of ours, filled in by this visitor; throws what every other body would be refused for, and FORM_EXPIRED. */
  async form(request: PageRequest, { formToken }: Visit): Promise<FormFields> {
    return ownForm(request, formToken, await readForm(request));
  }

  private formTokenOf(formCookie: string, callerId: string): string {
    return createHmac('sha256', this.formKey).update(`${formCookie}\n${callerId}`).digest('base64url');
  }
}

/** What was sent is a form of ours, filled in by this visitor; throws FORM_EXPIRED. */
export function ownForm(request: HttpRequest, formToken: string, sent: Readonly<Record<string, string>>): FormFields {
  const { [FORM_TOKEN]: token = '', [FORM_VERSION]: version, [FORM_KEY]: key, ...fields } = sent;
  if (isFromElsewhere(request) || !same(token, formToken)) throw refuse('FORM_EXPIRED');
  return { fields, version, key };
}

export const isFromElsewhere = (request: HttpRequest): boolean => request.header('sec-fetch-site') === 'cross-site';

const same = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** The first of two cookies of one name is the more specific (RFC 6265 §5.4); values are ours and need no decoding. */
function cookiesOf(request: HttpRequest): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of (request.header('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, at)).trim();
    if (name && !found.has(name)) found.set(name, pair.slice(at + 1).trim());
  }
  return found;
}

/** Lax: a link in the OA leads here signed in, a form posted from elsewhere does not. Secure wherever the way here was. */
const cookie = (name: string, value: string, secure: boolean): string =>
  `${name}=${value}; Path=${PAGES_PATH}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
export const sessionCookie = (value: string, secure: boolean): string => cookie(SESSION_COOKIE, value, secure);
export const endedSessionCookie = (secure: boolean): string => `${cookie(SESSION_COOKIE, '', secure)}; Max-Age=0`;

/** A refusal as a small page; provided by whoever draws pages. */
export type ErrorPage = (refused: { status: number; sentences: string[] }, request: PageRequest) => Answer<null>;
export const ERROR_PAGE = Symbol('ERROR_PAGE');
