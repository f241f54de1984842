/** Whether requests can be served (contract §9). Redis is shown and never fails it: writes go on without it. */
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { MIGRATIONS, MIGRATIONS_TABLE } from '../database/migrations.js';
import { adHoc } from '../database/statement.js';
import { ReadyDetailOf } from './detail.js';
import type { ReadyDetail } from './detail.js';
import type { Part, ReadyView, RedisPart } from './health.view.js';


const NOT_CONFIGURED: RedisPart = 'NOT_CONFIGURED';
const ANSWER_WITHIN_MS = 2_000;

const DONE = adHoc<{ name: string }>(`select name from ${MIGRATIONS_TABLE}`);

@Injectable()
export class Readiness {
  constructor(private readonly database: Database, private readonly config: Config, private readonly discovery: DiscoveryService) {}

  async look(): Promise<ReadyView> {
    const { redisUrl } = this.config;
    const [done, redis] = await Promise.all([this.migrationsDone(), redisUrl === null ? NOT_CONFIGURED : reachable(redisUrl)]);
    const migrations = done && MIGRATIONS.every(({ name }) => done.has(name)) ? 'UP' : 'DOWN';
    return { status: migrations, database: done ? 'UP' : 'DOWN', migrations, redis, ...(done && (await this.details())) };
  }

  private async details(): Promise<Record<string, string>> {
    const found = this.discovery.getProviders().flatMap(({ instance, metatype }) => {
      const name = typeof metatype === 'function' ? (Reflect.getMetadata(ReadyDetailOf.KEY, metatype) as string | undefined) : undefined;
      return name ? [{ name, detail: instance as ReadyDetail }] : [];
    });
    return Object.fromEntries(await Promise.all(found.map(async ({ name, detail }) => [name, await detail.look().catch(() => 'UNKNOWN')] as const)));
  }

  /** null while the database does not answer in time. */
  private async migrationsDone(): Promise<Set<string> | null> {
    try {
      return new Set((await this.database.runWithin(ANSWER_WITHIN_MS, DONE, [])).map(({ name }) => name));
    } catch {
      return null;
    }
  }
}

/** That somebody listens there is all that is asked: this process has no connection to Redis and needs none. */
function reachable(url: string): Promise<Part> {
  const { protocol, hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const at = { host: hostname, port: Number(port || 6379) };
    const socket = protocol === 'rediss:' ? connectTls(at) : connect(at);
    const end = (part: Part) => () => (socket.destroy(), resolve(part));
    socket.setTimeout(ANSWER_WITHIN_MS, end('DOWN')).once('connect', end('UP')).once('error', end('DOWN'));
  });
}
