/**
 * Sits between the API and PostgreSQL and writes down what is asked: statements, values, and how many round trips. So
 * pgbench can be given exactly what the product sends, and nobody has to believe a count.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Round trips are counted over all connections: each belongs to one. */
export interface Asked { sql: string; values: (string | null)[]; roundTrip: number; connection: number }

const HELD_MS = 10;

export class WireTap {
  readonly asked: Asked[] = [];
  private roundTrip = 0;
  private connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async before(databaseUrl: string): Promise<{ tap: WireTap; url: string }> {
    const address = new URL(databaseUrl);
    const server = createServer();
    const tap = new WireTap(server);
    const [port, host] = [Number(address.port || 5432), address.hostname];
    server.on('connection', (client) => tap.connected(client, connect(port, host)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address.port = String((server.address() as AddressInfo).port);
    address.hostname = '127.0.0.1';
    return { tap, url: address.href };
  }

  forget(): void {
    this.asked.length = 0;
    this.roundTrip = 0;
  }

  /** What was asked from a `begin` to the next on one connection: the longest of these. */
  longest(): Asked[] {
    const transactions = new Map<string, Asked[]>();
    const begun = new Map<number, number>();
    for (const one of this.asked) {
      if (one.sql === 'begin') begun.set(one.connection, (begun.get(one.connection) ?? 0) + 1);
      const name = `${one.connection} ${begun.get(one.connection) ?? 0}`;
      transactions.set(name, [...(transactions.get(name) ?? []), one]);
    }
    return [...transactions.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private connected(client: Socket, server: Socket): void {
    const connection = this.connections += 1;
    let roundTrip = 0;
    const reader = new Reader((sql, values) => this.asked.push({ sql, values, roundTrip, connection }));
    let answered = true;
    client.on('data', (chunk) => {
      if (answered) roundTrip = this.roundTrip += 1;
      answered = false;
      reader.take(chunk);
      server.write(chunk);
    });
    // Answers are held back a little: what arrives meanwhile was sent without waiting for them, however it was cut.
    server.on('data', (chunk) => setTimeout(() => {
      answered = true;
      client.write(chunk);
    }, HELD_MS));
    for (const [one, other] of [[client, server], [server, client]] as const) {
      this.sockets.add(one);
      one.on('close', () => other.destroy()).on('error', () => other.destroy());
    }
  }
}

/** Frontend messages: the first has no type; then a letter, a length and the content. */
class Reader {
  private rest = Buffer.alloc(0);
  private started = false;
  private readonly statements = new Map<string, string>();

  constructor(private readonly told: (sql: string, values: (string | null)[]) => void) {}

  take(chunk: Buffer): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      const head = this.started ? 1 : 0;
      if (this.rest.length < head + 4) return;
      const length = head + this.rest.readInt32BE(head);
      if (this.rest.length < length) return;
      if (this.started) this.message(String.fromCharCode(this.rest[0] ?? 0), this.rest.subarray(5, length));
      this.started = true;
      this.rest = this.rest.subarray(length);
    }
  }

  private message(type: string, content: Buffer): void {
    const [first, second] = texts(content);
    if (type === 'Q') this.told(first, []);
    if (type === 'P') this.statements.set(first, second);
    if (type === 'B') this.told(this.statements.get(second) ?? '', valuesOf(content.subarray(Buffer.byteLength(first) + Buffer.byteLength(second) + 2)));
  }
}

/** The two texts that a message begins with, each ended by a zero byte. */
function texts(content: Buffer): [string, string] {
  const first = content.indexOf(0);
  const second = content.indexOf(0, first + 1);
  return [content.toString('utf8', 0, first), second < 0 ? '' : content.toString('utf8', first + 1, second)];
}

function valuesOf(bind: Buffer): (string | null)[] {
  let at = 2 + 2 * bind.readInt16BE(0);
  const count = bind.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const length = bind.readInt32BE(at);
    at += 4 + Math.max(0, length);
    return length < 0 ? null : bind.toString('utf8', at - length, at);
  });
}
