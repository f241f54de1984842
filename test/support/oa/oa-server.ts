/**
 * A simulated OA system: what every dialect's server shares. Written from the description of the vendors' interfaces
 * alone, not from the code it judges. It is strict: a request that the description does not allow changes nothing, is
 * refused the way that vendor refuses, and is listed in `refusals` with the reason.
 *
 * A test says what goes wrong by `faults` (a function of the call and its number) and by `delays` (how long the server
 * sits on a request before it looks at it: with several on their way, later ones overtake earlier ones). Afterwards it
 * reads `todos()`: what stands on whose desk. `calls` holds every request, faulty ones too.
 */
import http from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * TIMEOUT_AFTER_COMMIT: done, and no answer ever comes. TIMEOUT_BEFORE_COMMIT: nothing done, no answer. ERROR_500: an HTML
 * page. FAILURE_BODY: HTTP 200 and a body that says it failed. TOKEN_EXPIRED: the token given out is good no longer.
 * LOCK: the vendor's answer while the row is locked. All but the first change nothing.
 */
export const FAULTS = ['TIMEOUT_AFTER_COMMIT', 'TIMEOUT_BEFORE_COMMIT', 'ERROR_500', 'FAILURE_BODY', 'TOKEN_EXPIRED', 'LOCK'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  atMs: number;
}

export interface Answer { status: number; body: unknown; headers?: Record<string, string> }

/** What stands on a person's desk. `rows` over 1: the same thing twice. DONE and CANCELLED are off the list of what is to do. */
export interface OaTodo {
  id: string;
  person: string;
  state: 'OPEN' | 'READ' | 'DONE' | 'CANCELLED';
  title: string;
  url: string;
  mobileUrl: string;
  rows: number;
}

/** Refused: nothing was changed. */
export class Refusal extends Error {
  constructor(readonly kind: 'FIELD' | 'PERSON' | 'AUTH' | 'UNKNOWN', message: string) {
    super(message);
  }
}

export abstract class OaServer {
  readonly calls: Call[] = [];
  readonly refusals: { path: string; why: string }[] = [];
  /** Logins, numbers or ids that this OA knows; everybody else is unknown to it. */
  readonly persons = new Set<string>();
  faults: (call: Call, index: number) => Fault | null = () => null;
  delays: (call: Call, index: number) => number = () => 0;
  /** While true nobody is there: connections are cut. */
  down = false;
  /** After so long the connection of a call that is not answered is cut. */
  hangMs = 60_000;
  private readonly server = http.createServer((request, response) => void this.take(request, response));

  async start(port = 0): Promise<this> {
    await new Promise<void>((done) => { this.server.listen(port, '127.0.0.1', done); });
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => { this.server.close(done); });
  }

  abstract todos(): OaTodo[];
  /** Carries out one call; throws Refusal where the description does not allow it. */
  protected abstract handle(call: Call): Answer;
  /** How this vendor refuses. */
  protected abstract refused(refusal: Refusal): Answer;
  /** HTTP 200 that says it failed; LOCK is the vendor's own where there is one. */
  protected abstract failed(fault: 'FAILURE_BODY' | 'LOCK'): Answer;
  /** Forgets the tokens given out; false where the dialect has none. */
  protected abstract expireTokens(): boolean;

  /** The one todo of this id on this desk. */
  todo(id: string, person: string): OaTodo | undefined {
    return this.todos().find((one) => one.id === id && one.person === person);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.down) return void request.socket.destroy();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://oa');
    const call: Call = { method: request.method ?? '', path: decodeURI(pathname), query: searchParams, headers: request.headers, text: Buffer.concat(chunks).toString('utf8'), atMs: Date.now() };
    const index = this.calls.push(call) - 1;
    const delayMs = this.delays(call, index);
    if (delayMs > 0) await new Promise((done) => { setTimeout(done, delayMs); });
    this.reply(response, this.answer(call, this.faults(call, index)));
  }

  private answer(call: Call, fault: Fault | null): Answer | null {
    if (fault === 'TIMEOUT_BEFORE_COMMIT') return null;
    if (fault === 'ERROR_500') return { status: 500, body: '<html><body><h1>500 Internal Server Error</h1></body></html>', headers: { 'Content-Type': 'text/html' } };
    if (fault === 'FAILURE_BODY' || fault === 'LOCK') return this.failed(fault);
    if (fault === 'TOKEN_EXPIRED' && !this.expireTokens()) return this.failed('LOCK');
    const answer = this.judged(call);
    return fault === 'TIMEOUT_AFTER_COMMIT' ? null : answer;
  }

  private judged(call: Call): Answer {
    try {
      return this.handle(call);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('FIELD', `not understood: ${String(error)}`);
      this.refusals.push({ path: call.path, why: refusal.message });
      return this.refused(refusal);
    }
  }

  private reply(response: ServerResponse, answer: Answer | null): void {
    if (answer === null) return void setTimeout(() => response.destroy(), this.hangMs).unref();
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'Content-Type': 'application/json;charset=UTF-8', ...answer.headers }).end(text);
  }

  protected known(person: string, what = '接收人'): string {
    if (!this.persons.has(person)) throw new Refusal('PERSON', `${what}不存在：${person}`);
    return person;
  }
}
