/**
 * 隐患台账的客户端。Every POST goes with an idempotency key and is sent again, with the same key, until it is answered: a lost
 * answer, a restart or a full minute make nothing twice. What the service refuses is a ProblemError with its `code`.
 */
import { ROUTES } from './schema.js';
import type { Operations } from './schema.js';

export * from './schema.js';

export type OperationId = keyof Operations;
type Of<O extends OperationId, Part extends string> = Part extends keyof Operations[O] ? Pick<Operations[O], Part> : { [P in Part]?: never };
type OptionalOf<O extends OperationId, Part extends string> = Operations[O] extends { [P in Part]?: unknown } ? Pick<Operations[O], Part & keyof Operations[O]> : unknown;
/** `ifMatch`: the version that was read. `idempotencyKey`: one's own, for what has to survive a restart of the caller; otherwise a random one. */
export type Ask<O extends OperationId> = Of<O, 'path'> & OptionalOf<O, 'query'> & Of<O, 'body'> & { ifMatch?: number; idempotencyKey?: string };

export interface Told<T> {
  status: number;
  body: T;
  headers: Headers;
  /** The answer to an earlier request with the same key. */
  replayed: boolean;
}

export interface Problem {
  type: string; title: string; status: number; detail: string; code: string; requestId: string;
  errors: { path: string | null; code: string; message: string }[];
}

/** The service said no, and why: `code` is stable, `message` is for people. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem, readonly request: string) {
    super(`${request}：${problem.detail}（${problem.code}，${problem.requestId}）`);
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

export interface ClientOptions {
  /** Without /api/v1. */
  base: string;
  /** A system's key. People sign in instead. */
  apiKey?: string;
  /** How long one and the same request is tried again for, in milliseconds. */
  retryForMs?: number;
  timeoutMs?: number;
  fetch?: typeof fetch;
}

const RETRY_FOR_MS = 300_000;
const TIMEOUT_MS = 60_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 15_000;

export class LedgerClient {
  private tokens: { accessToken: string; refreshToken: string } | null = null;
  private refreshing: Promise<void> | null = null;

  constructor(private readonly options: ClientOptions) {}

  async signIn(username: string, password: string): Promise<void> {
    const { body } = await this.call('authLogin', { body: { username, password } });
    this.tokens = body;
  }

  async call<O extends OperationId>(operation: O, ask: Ask<O>): Promise<Told<Operations[O]['answer']>> {
    const [method, path] = ROUTES[operation] as readonly [string, string];
    const { path: named = {}, query = {}, body, ifMatch, idempotencyKey } = ask as { path?: Record<string, string>; query?: Record<string, string | number | boolean | undefined | (string | number | boolean)[]>; body?: unknown; ifMatch?: number; idempotencyKey?: string };
    const url = new URL(path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? '')), this.options.base);
    for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) if (one !== undefined) url.searchParams.append(name, String(one));
    const keyed = method === 'POST' && !/\/(auth|sso)\//.test(path);
    const headers: Record<string, string> = {
      ...(keyed && { 'Idempotency-Key': idempotencyKey ?? crypto.randomUUID() }),
      ...(ifMatch !== undefined && { 'If-Match': `"${ifMatch}"` }),
      ...(body !== undefined && !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
    };
    const sent = { method, headers, ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }) };
    const response = await this.send(url, sent, keyed || method === 'GET', operation);
    return this.told(response, `${method} ${url.pathname}`);
  }

  /** All pages of a list, one row at a time. */
  async *every<O extends OperationId>(operation: O, ask: Ask<O>): AsyncGenerator<Operations[O]['answer'] extends { items: (infer Row)[] } ? Row : never> {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const asked = { ...ask, query: { ...(ask as { query?: object }).query, ...(cursor !== undefined && { cursor }) } } as Ask<O>;
      const { body } = await this.call(operation, asked);
      const page = body as unknown as { items: never[]; nextCursor: string | null };
      yield* page.items;
      cursor = page.nextCursor;
    }
  }

  /** `repeatable`: sending it twice has the effect of sending it once. */
  private async send(url: URL, sent: RequestInit & { headers: Record<string, string> }, repeatable: boolean, operation: OperationId): Promise<Response> {
    const { retryForMs = RETRY_FOR_MS, timeoutMs = TIMEOUT_MS } = this.options;
    const endMs = performance.now() + retryForMs;
    for (let tries = 0, refreshed = false; ; tries += 1) {
      const response = await this.once(url, sent, timeoutMs).catch((error: unknown) => error as Error);
      if (response instanceof Response && response.status === 401 && !refreshed && this.tokens && operation !== 'authRefresh') {
        refreshed = true;
        await (this.refreshing ??= this.refresh().finally(() => { this.refreshing = null; }));
        continue;
      }
      const waitMs = await waitOf(response, repeatable, tries);
      if (waitMs === null || performance.now() + waitMs > endMs) {
        if (response instanceof Response) return response;
        throw response;
      }
      if (response instanceof Response) await response.body?.cancel();
      await new Promise((done) => setTimeout(done, waitMs));
    }
  }

  private once(url: URL, sent: RequestInit & { headers: Record<string, string> }, timeoutMs: number): Promise<Response> {
    const { apiKey, fetch: send = fetch } = this.options;
    const credential: Record<string, string> = this.tokens ? { Authorization: `Bearer ${this.tokens.accessToken}` } : apiKey ? { 'X-API-Key': apiKey } : {};
    return send(url, { ...sent, headers: { ...sent.headers, ...credential }, signal: AbortSignal.timeout(timeoutMs) });
  }

  /** Once for all requests that wait for it: each refresh token works once. */
  private async refresh(): Promise<void> {
    const refreshToken = this.tokens?.refreshToken ?? '';
    this.tokens = (await this.call('authRefresh', { body: { refreshToken } })).body;
  }

  private async told<T>(response: Response, request: string): Promise<Told<T>> {
    const type = response.headers.get('Content-Type') ?? '';
    if (!response.ok) throw new ProblemError(await problemOf(response, type), request);
    const body = response.status === 204 ? null : type.includes('json') ? ((await response.json()) as unknown) : await response.blob();
    return { status: response.status, body: body as T, headers: response.headers, replayed: response.headers.get('Idempotent-Replayed') === 'true' };
  }
}

/** How long to wait before the same request goes again; null: it does not. */
async function waitOf(response: Response | Error, repeatable: boolean, tries: number): Promise<number | null> {
  const backOff = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
  if (!(response instanceof Response)) return repeatable ? backOff : null;
  const told = Number(response.headers.get('Retry-After') ?? NaN) * 1_000;
  if (response.status === 429) return Number.isNaN(told) ? backOff : told;
  return repeatable && ([502, 503, 504].includes(response.status) || (await stillRuns(response))) ? Math.max(backOff, Number.isNaN(told) ? 0 : told) : null;
}

/** The first request with this key has not been answered yet. */
async function stillRuns(response: Response): Promise<boolean> {
  if (response.status !== 409) return false;
  return ((await response.clone().json()) as Problem).code === 'IDEMPOTENCY_IN_PROGRESS';
}

async function problemOf(response: Response, type: string): Promise<Problem> {
  if (type.includes('json')) return (await response.json()) as Problem;
  // A proxy in between answers as it likes.
  return { type: 'about:blank', title: response.statusText, status: response.status, detail: `HTTP ${response.status}`, code: 'NOT_A_PROBLEM', requestId: '', errors: [] };
}
