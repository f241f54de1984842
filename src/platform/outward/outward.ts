/**
 * The one way out: requests to receivers and OA systems (security S27, S28). Resolves once and connects to the address
 * that was judged, follows nobody elsewhere, waits so long and no longer, reads so much and no more. A connection is
 * never used twice: it was allowed for one county at one time.
 */
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { NameService } from './name-service.js';
import type { Address } from './name-service.js';
import { addressIsRefused, hostOf, urlFault } from './target.js';
import type { TargetFault } from './target.js';

/** At creation: a name service that does not answer must not hold up the request. */
const RESOLVE_WITHIN_MS = 3_000;
const HEADERS_MAX_BYTES = 16_384;

export interface Sending {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** From the look at the name service to the last byte of the answer. */
  timeoutMs: number;
  /** More is a fault; 0: the status is the answer, its body is nobody's business. */
  answerMaxBytes: number;
  /** Address ranges the administrator has listed. */
  allowed: readonly string[];
}

export interface Heard {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Never to be shown to anybody as it is. */
  body: Buffer;
}

export const OUTWARD_FAULTS = ['TARGET_REFUSED', 'NAME_UNKNOWN', 'CONNECTION_FAILED', 'CONNECTION_LOST', 'TLS_FAILED', 'TIMEOUT', 'ANSWER_TOO_LARGE', 'ANSWER_MALFORMED'] as const;
export type OutwardFaultCode = (typeof OUTWARD_FAULTS)[number];

/** Nothing of what the other side said stands in it. */
export class OutwardFault extends Error {
  constructor(readonly code: OutwardFaultCode) {
    super(code);
  }
}

@Injectable()
export class Outward {
  private readonly names = new NameService();
  /** Tests put their own name service here. */
  resolve: (host: string) => Promise<Address[]> = (host) => this.names.addressesOf(host);
  private readonly looking = new Map<string, Promise<Address[]>>();

  /** Of an address somebody gives us; a name that nobody knows yet is judged when it is called. */
  async targetFault(url: string, allowed: readonly string[]): Promise<TargetFault | null> {
    const fault = urlFault(url, allowed);
    if (fault) return fault;
    const host = hostOf(new URL(url));
    const none: Address[] = [];
    const addresses = isIP(host) ? none : await Promise.race([this.lookUp(host).catch(() => none), pause(RESOLVE_WITHIN_MS, none, { ref: false })]);
    return addresses.some(({ address }) => addressIsRefused(address, allowed)) ? '指向本机、内网、链路本地或云元数据地址' : null;
  }

  /** Throws OutwardFault; an answer of any status is an answer, a redirect too. */
  async send(sending: Sending): Promise<Heard> {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(new OutwardFault('TIMEOUT')), sending.timeoutMs);
    try {
      const late = new Promise<never>((_, reject) => {
        ending.signal.addEventListener('abort', () => reject(ending.signal.reason as Error), { once: true });
      });
      return await Promise.race([this.converse(sending, ending.signal), late]);
    } catch (error) {
      throw faultOf(error);
    } finally {
      clearTimeout(timer);
      ending.abort(new OutwardFault('CONNECTION_LOST'));
    }
  }

  private async converse(sending: Sending, signal: AbortSignal): Promise<Heard> {
    const url = new URL(sending.url);
    if (urlFault(sending.url, sending.allowed)) throw new OutwardFault('TARGET_REFUSED');
    const addresses = await this.judged(hostOf(url), sending.allowed);
    const answer = await request(url, sending, addresses, signal);
    const { statusCode: status = 0, headers } = answer;
    return { status, headers, body: await read(answer, sending.answerMaxBytes) };
  }

  /** One at a time for a host, however many calls wait for it. */
  private lookUp(host: string): Promise<Address[]> {
    const looking = this.looking.get(host) ?? this.resolve(host).finally(() => this.looking.delete(host));
    this.looking.set(host, looking);
    return looking;
  }

  /** One bad address among several makes all of them bad: which one would be taken is not ours to say. */
  private async judged(host: string, allowed: readonly string[]): Promise<Address[]> {
    const family = isIP(host);
    const addresses = family ? [{ address: host, family }] : await this.lookUp(host).catch(() => { throw new OutwardFault('NAME_UNKNOWN'); });
    if (addresses.length === 0) throw new OutwardFault('NAME_UNKNOWN');
    if (addresses.some(({ address }) => addressIsRefused(address, allowed))) throw new OutwardFault('TARGET_REFUSED');
    return addresses;
  }
}

function request(url: URL, { method, headers, body }: Sending, addresses: Address[], signal: AbortSignal): Promise<http.IncomingMessage> {
  const known: LookupFunction = (_host, options, found) => {
    if (options.all) return found(null, addresses);
    const [first] = addresses;
    found(null, first?.address ?? '', first?.family);
  };
  const { request: begin } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const asked = begin(url, {
      method, agent: false, lookup: known, signal, maxHeaderSize: HEADERS_MAX_BYTES,
      headers: { ...headers, Connection: 'close', ...(body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }) },
    }, resolve);
    asked.once('error', reject);
    asked.end(body);
  });
}

async function read(answer: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (maxBytes === 0) {
    answer.on('error', () => undefined).destroy();
    return Buffer.alloc(0);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new OutwardFault('ANSWER_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const CONNECTING = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']);

function faultOf(error: unknown): OutwardFault {
  if (error instanceof OutwardFault) return error;
  const { code = '', cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  if (cause instanceof OutwardFault) return cause;
  if (code.startsWith('HPE_')) return new OutwardFault('ANSWER_MALFORMED');
  if (CONNECTING.has(code)) return new OutwardFault('CONNECTION_FAILED');
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED|EPROTO)/.test(code)) return new OutwardFault('TLS_FAILED');
  return new OutwardFault('CONNECTION_LOST');
}
