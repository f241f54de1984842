/** What is known of every request before anybody is known: its id, where it came from, the language it wants. */
import { BlockList, isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Language } from '../../domain/refusal.js';
import type { HttpOptions } from './options.js';
import { newId } from '../clock/new-id.js';
import { REQUEST_ID_MAX_CHARACTERS } from './limits.js';
import type { Requested } from './requested.js';

export interface Asked {
  requestId: string;
  address: string;
  language: Language;
  /** Whether it came over TLS, as far as we or a proxy of ours can tell. */
  secure: boolean;
}

export interface HttpRequest extends Request {
  asked: Asked;
  /** `HazardController.read`, for messages about defects. */
  operation?: string;
  /** Set by the guard on every route that is not public. */
  requested?: Requested;
}

const requestOf = (context: ExecutionContext): HttpRequest => context.switchToHttp().getRequest<HttpRequest>();

/** Parameter decorator, for any route: `@Asked() asked: Asked`. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Asked => requestOf(context).asked);

/** Parameter decorator, for routes with @Can: `@From() requested: Requested`. */
export const From = createParamDecorator((_: unknown, context: ExecutionContext): Requested => {
  const { requested } = requestOf(context);
  if (!requested) throw new Error('@From() is only for routes with @Can()');
  return requested;
});

const VISIBLE = new RegExp(`^[\\x21-\\x7e]{1,${REQUEST_ID_MAX_CHARACTERS}}$`);

/** The first middleware: every answer carries X-Request-Id, also those of other middleware. */
export function askedBy(options: Pick<HttpOptions, 'trustedProxies'>) {
  const proxies = options.trustedProxies.length > 0 ? proxyList(options.trustedProxies) : null;
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && VISIBLE.test(given) ? given : newId();
    (request as HttpRequest).asked = { requestId, address: addressOf(request, proxies), language: languageOf(request), secure: isSecure(request, proxies) };
    response.setHeader('X-Request-Id', requestId);
    next();
  };
}

/** The caller's own words about its address count only when a proxy of ours relays them (security S29). */
function addressOf(request: Request, proxies: BlockList | null): string {
  if (!proxies) return plainAddress(request.socket.remoteAddress ?? '');
  const hops = (request.header('x-forwarded-for') ?? '').split(',').map(plainAddress);
  let address = plainAddress(request.socket.remoteAddress ?? '');
  while (isListed(address, proxies)) {
    const hop = hops.pop();
    if (hop === undefined || isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

const isSecure = (request: Request, proxies: BlockList | null): boolean =>
  request.socket instanceof TLSSocket ||
  (proxies !== null && isListed(plainAddress(request.socket.remoteAddress ?? ''), proxies) && /^https$/i.test(request.header('x-forwarded-proto') ?? ''));

function proxyList(peers: readonly string[]): BlockList {
  const list = new BlockList();
  for (const peer of peers) {
    const [address = '', bits] = peer.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const isListed = (address: string, list: BlockList): boolean =>
  isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const plainAddress = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

/** Machines say nothing of languages: Chinese. */
const languageOf = (request: Request): Language =>
  request.headers['accept-language'] !== undefined && request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
