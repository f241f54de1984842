import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseError } from 'pg';
import type { Pool, PoolClient } from 'pg';
import { RoundTrip } from './round-trip.js';
import type { Answered } from './round-trip.js';
import type { Statement } from './statement.js';
import { Turns } from './turns.js';

/** Connections that no transaction takes: see Turns. */
const KEPT_FREE = 2;
/** As long as the pool itself waits for a connection (database.module.ts). */
const TURN_WITHIN_MS = 5_000;

/** The server refused a statement, and with it the transaction; one that was stopped (57P) may have committed before. */
export const wasTakenBack = (error: unknown): boolean => error instanceof DatabaseError && !error.code?.startsWith('57P');

/** One pool for TypeORM and for the hot paths. Connections pipeline: statements sent together share a round trip. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly pool: Pool;
  private readonly turns: Turns;

  constructor(private readonly source: DataSource) {
    this.pool = (source.driver as unknown as { master: Pool }).master;
    this.turns = new Turns(Math.max(1, this.pool.options.max - KEPT_FREE), TURN_WITHIN_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  /** One statement on its own. */
  run<R extends object>(asked: Statement<R>, values: readonly unknown[] = []): Promise<R[]> {
    return this.withClient((connection) => connection.run(asked, values));
  }

  /** One read that may not take longer than `limitMs`: PostgreSQL ends it with 57014. */
  async runWithin<R extends object>(limitMs: number, asked: Statement<R>, values: readonly unknown[]): Promise<R[]> {
    return this.within('begin read only', limitMs, asked, values);
  }

  /** One statement that writes and may take longer than others: upkeep of a whole table. */
  async writeWithin<R extends object>(limitMs: number, asked: Statement<R>, values: readonly unknown[]): Promise<R[]> {
    return this.within('begin', limitMs, asked, values);
  }

  private within<R extends object>(begin: string, limitMs: number, asked: Statement<R>, values: readonly unknown[]): Promise<R[]> {
    return this.onConnection(async (connection) => {
      const [, , result] = await connection.together([
        { name: '', text: begin },
        { name: '', text: `set local statement_timeout = ${Math.trunc(limitMs)}` },
        asked, { name: '', text: 'commit' },
      ], [[], [], values, []]);
      return (result?.rows ?? []) as R[];
    });
  }

  /** A connection for the time of `work`; one left in a broken state is thrown away. */
  onConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.turns.take(() => this.withClient(work));
  }

  private async withClient<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | boolean = false;
    const onError = (error: Error) => { broken = error; };
    client.on('error', onError);
    try {
      return await work(new Connection(client));
    } catch (error) {
      if (client.getTransactionStatus() !== 'I') await client.query('rollback').catch((fault: Error) => { broken = fault; });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
}

export class Connection {
  /** What is asked meanwhile goes out together. */
  private gathering: RoundTrip | null = null;

  constructor(private readonly client: PoolClient) {}

  async run<R extends object>(asked: Statement<R>, values: readonly unknown[] = []): Promise<R[]> {
    const [answered] = await this.together([asked], [values]);
    return (answered?.rows ?? []) as R[];
  }

  /** Whatever `send` asks before it first waits goes out in one round trip. */
  inOnePiece<T>(send: () => T): T {
    const trip = new RoundTrip();
    this.gathering = trip;
    try {
      return send();
    } finally {
      this.gathering = null;
      if (!trip.isEmpty) this.client.query(trip);
    }
  }

  /** Sent in one round trip, answered in order. After the first that fails none is run; it is thrown once the connection is ready again. */
  async together(asked: readonly Statement[], values: readonly (readonly unknown[])[]): Promise<Answered[]> {
    const trip = this.gathering ?? new RoundTrip();
    const answered = trip.ask(asked, values);
    if (trip !== this.gathering) this.client.query(trip);
    try {
      return await answered;
    } catch (error) {
      // who asked, instead of the socket that brought the answer
      Error.captureStackTrace(error as Error);
      throw error;
    }
  }
}
