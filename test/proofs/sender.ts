/** Sends an operation to one process and writes down what became of it. */
import { codeOf, type RunningLedger } from '../support/running-ledger.js';
import { fields, text } from '../model/driver.js';
import type { History, Operation, Outcome } from './history.js';

const ANSWERS_WITHIN_MS = 20_000;

export class Sender {
  private readonly credentials = new Map<string, Promise<Record<string, string>>>();

  constructor(private readonly ledger: RunningLedger, readonly history: History) {}

  /** Signs in before the faults begin: a session outlives any process. */
  async know(accounts: readonly string[]): Promise<void> {
    for (const account of accounts) await this.as(account);
  }

  /** With its key a repeat is the same request; without one it must not be repeated blindly. */
  async send(operation: Operation, api: number, hangUpMs = ANSWERS_WITHIN_MS): Promise<Outcome> {
    const attempt = this.history.invoked(operation);
    const headers = {
      'Content-Type': 'application/json', 'X-Request-Id': attempt, ...(await this.as(operation.account)),
      ...(operation.key && { 'Idempotency-Key': operation.key }),
      ...(operation.ifMatch !== null && { 'If-Match': `"${operation.ifMatch}"` }),
    };
    try {
      const response = await fetch(this.url(api, operation.path), {
        method: operation.method, headers, body: JSON.stringify(operation.body), signal: AbortSignal.timeout(hangUpMs),
      });
      const said = await response.text();
      const answer = response.ok ? said : codeOf(JSON.parse(said));
      const outcome = response.ok ? 'ok' : response.status >= 500 ? 'unknown' : 'fail';
      this.history.ended(operation, attempt, outcome, response.status, answer, response.headers.get('idempotent-replayed') === 'true');
      return outcome;
    } catch (error) {
      const outcome = neverSent(error) ? 'fail' : 'unknown';
      this.history.ended(operation, attempt, outcome, 0, '');
      return outcome;
    }
  }

  async get(account: string, path: string, api: number): Promise<{ status: number; body: unknown }> {
    const response = await fetch(this.url(api, path), { headers: await this.as(account) });
    return { status: response.status, body: await response.json() };
  }

  private url(api: number, path: string): string {
    return `${this.ledger.apis[api]?.url}/api/v1${path}`;
  }

  private as(account: string): Promise<Record<string, string>> {
    const known = this.credentials.get(account) ?? this.signIn(account);
    this.credentials.set(account, known);
    return known;
  }

  private async signIn(account: string): Promise<Record<string, string>> {
    const { apiKey, username, password } = this.ledger.account(account);
    if (apiKey) return { 'X-API-Key': apiKey };
    const body = JSON.stringify({ username, password });
    const response = await fetch(this.url(0, '/auth/login'), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    return { Authorization: `Bearer ${text(fields(await response.json()).accessToken)}` };
  }
}

/** Nobody listened: nothing can have happened. */
function neverSent(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code === 'ECONNREFUSED';
}
