/** Somebody's webhook receiver: takes what comes, checks it with the standard's own library, and answers as it was told to. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { until } from '../../src/platform/processes.mjs';

export interface Message {
  id: string;
  atMs: number;
  timestamp: number;
  signatures: number;
  contentType: string;
  event: { id: string; type: string; subject?: string; position?: number; data: Record<string, unknown> } & Record<string, unknown>;
  body: string;
  status: number;
}

/** Status, headers and how long the answer takes; or the response itself for whoever answers in no such way. */
export interface Reply { status: number; headers?: Record<string, string>; afterMs?: number; answer?: (response: http.ServerResponse) => void }
export type Behaviour = (message: Message, index: number) => Reply;

export class Receiver {
  readonly got: Message[] = [];
  /** Requests whose signature the library refused. */
  readonly refused: string[] = [];
  behaviour: Behaviour = () => ({ status: 204 });
  secrets: string[] = [];

  private constructor(private readonly server: http.Server) {}

  static async start(): Promise<Receiver> {
    const server = http.createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => void receiver.take(request, response));
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** What was answered with 2xx, each id once, in the order of arrival. */
  get taken(): Message[] {
    const seen = new Set<string>();
    return this.got.filter(({ id, status }) => status < 300 && !seen.has(id) && seen.add(id));
  }

  async waitFor(count: number, withinMs = 10_000): Promise<Message[]> {
    await until(async () => this.taken.length >= count, { everyMs: 20, withinMs }).catch(() => undefined);
    return this.taken;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => { this.server.close(done); });
  }

  private async take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const headers = request.headers as Record<string, string>;
    if (!this.secrets.every((secret) => verifies(secret, body, headers))) {
      this.refused.push(body);
      response.writeHead(401).end();
      return;
    }
    const message: Message = {
      id: headers['webhook-id'] ?? '', atMs: Date.now(), timestamp: Number(headers['webhook-timestamp']), signatures: (headers['webhook-signature'] ?? '').split(' ').length,
      contentType: headers['content-type'] ?? '', event: JSON.parse(body) as Message['event'], body, status: 0,
    };
    const reply = this.behaviour(message, this.got.length);
    message.status = reply.status;
    this.got.push(message);
    const answer = () => (reply.answer ? reply.answer(response) : void response.writeHead(reply.status, reply.headers).end());
    if (reply.afterMs) setTimeout(answer, reply.afterMs);
    else answer();
  }
}

function verifies(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
