/** Stack §3: the same rounds on both backends of BullMQ, and a Redis that forgot everything is told again. */
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { Redis } from 'ioredis';
import { JobsModule } from '../../src/platform/jobs/jobs.module.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { QueueLooks } from '../../src/platform/jobs/looks.js';
import { Queues } from '../../src/platform/jobs/queues.js';
import { Jobs } from '../../src/platform/jobs/jobs.service.js';
import { Every } from '../../src/platform/jobs/scheduled.js';
import { Works } from '../../src/platform/jobs/worked.js';
import { until } from '../../src/platform/processes.mjs';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { testRedisUrl } from '../support/environment.js';
import { asOwner } from '../support/owner.js';
import { environmentOf, startParts } from '../support/platform.js';
import { startRedis } from '../support/redis.mjs';

@Every({ id: 'count-rounds', schedule: { everyMs: 300 } })
@Injectable()
class CountRounds {
  rounds = 0;

  async run(): Promise<void> {
    this.rounds += 1;
    if (this.rounds === 2) throw new Error('a round that fails does not stop the next');
  }
}

/** Rows of a test: what waits, what was worked on, and how often each was tried. */
@Works({ queue: 'test-work', concurrency: 5, pollMs: 50 })
@Injectable()
class CountRows {
  waiting = new Set<string>();
  readonly tries = new Map<string, number>();

  async due(limit: number): Promise<string[]> {
    return [...this.waiting].slice(0, limit);
  }

  async run(id: string): Promise<void> {
    const tries = (this.tries.get(id) ?? 0) + 1;
    this.tries.set(id, tries);
    if (id.endsWith('7') && tries === 1) throw new Error('a row that fails is found again');
    this.waiting.delete(id);
  }
}
class Rounds {}

const redisUrl = testRedisUrl();
if (!redisUrl) console.warn('redis-server is not installed: the queue is tried on PostgreSQL alone. CI installs it.');
const BACKENDS: [name: string, redis: string | null][] = [['PostgreSQL', null], ...(redisUrl ? [['Redis', redisUrl] as [string, string]] : [])];

it('CI tries both backends', () => {
  expect(process.env['CI'] ? spawnSync('redis-server', ['--version']).status : 0).toBe(0);
});

describe.each(BACKENDS)('the queue on %s', (_name, redis) => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  const counting = () => app.get(CountRounds, { strict: false });
  const another = async (more: number) => {
    const before = counting().rounds;
    return until(() => counting().rounds >= before + more, { withinMs: 8_000 });
  };

  beforeAll(async () => {
    database = await freshDatabase();
    const env = environmentOf(database.url, redis ? { REDIS_URL: redis } : {});
    app = await startParts(env, [JobsModule, { module: Rounds, providers: [CountRounds, CountRows] }]);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('runs what is scheduled, round after round, also after one that failed', async () => {
    expect(await another(4)).toBe(true);
  });

  it('works on every row that waits, again on one that failed, and stops asking when none waits', async () => {
    const rows = app.get(CountRows, { strict: false });
    for (let i = 0; i < 40; i += 1) rows.waiting.add(`row${i}`);
    expect(await until(() => rows.waiting.size === 0, { withinMs: 8_000 })).toBe(true);
    expect(rows.tries.size).toBe(40);
    expect(['row7', 'row17', 'row27', 'row37'].filter((id) => (rows.tries.get(id) ?? 0) < 2)).toEqual([]);
    const tried = () => [...rows.tries.values()].reduce((sum, tries) => sum + tries, 0);
    await sleep(300);
    const before = tried();
    await sleep(300);
    expect(tried()).toBe(before);
  });

  it('goes on after everything in it was lost', async () => {
    const rows = app.get(CountRows, { strict: false });
    rows.waiting.add('before the flush');
    if (redis) {
      const client = new Redis(redis);
      await client.flushall();
      client.disconnect();
    } else {
      await asOwner(database.url, async (owner) => {
        const { rows } = await owner.query<{ list: string }>(`
          select string_agg(format('bullmq.%I', tablename), ', ') as list from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`);
        await owner.query(`truncate ${rows[0]?.list}`);
      });
    }
    await app.get(Jobs, { strict: false }).lookAfterSchedules();
    expect(await another(2)).toBe(true);
    rows.waiting.add('after the flush');
    expect(await until(() => rows.waiting.size === 0, { withinMs: 8_000 })).toBe(true);
  });

  it('is written down for whoever looks after it: how much waits, and what comes round when', async () => {
    await app.get(QueueLooks, { strict: false }).look();
    const seen = await app.get(Database, { strict: false }).run(adHoc<{ queue: string; backend: string; waiting: number; schedules: { id: string; every: string; nextAt: string }[] }>('select * from queue_look order by queue'));
    expect(seen.map(({ queue, backend, waiting }) => [queue, backend, typeof waiting])).toEqual([['test-work', redis ? 'Redis' : 'PostgreSQL', 'number'], ['upkeep', redis ? 'Redis' : 'PostgreSQL', 'number']]);
    expect(seen[1]?.schedules).toEqual(expect.arrayContaining([{ id: 'count-rounds', every: '0.3 s', nextAt: expect.stringMatching(/^\d{4}-.*Z$/) }]));
  });

  it('knows each schedule once, however often it is looked after', async () => {
    const jobs = app.get(Jobs, { strict: false });
    await jobs.lookAfterSchedules();
    await jobs.lookAfterSchedules();
    expect((await jobs.schedules()).sort()).toEqual(['count-rounds', 'idempotency-sweep']);
  });
});

(redisUrl ? describe : describe.skip)('a Redis that is killed', () => {
  it('holds up neither rounds nor rows, and finds its schedules again when it is back with nothing in it', async () => {
    const database = await freshDatabase();
    let redis = await startRedis();
    const [url, port] = [redis?.url ?? '', redis?.port ?? 0];
    const app = await startParts(environmentOf(database.url, { REDIS_URL: url }), [JobsModule, { module: Rounds, providers: [CountRounds, CountRows] }]);
    const [rounds, rows] = [app.get(CountRounds, { strict: false }), app.get(CountRows, { strict: false })];
    const goesOn = async (what: string) => {
      const before = rounds.rounds;
      rows.waiting.add(what);
      return until(() => rounds.rounds >= before + 2 && rows.waiting.size === 0, { withinMs: 12_000 });
    };
    try {
      expect(await goesOn('before')).toBe(true);
      await redis?.stop();
      await until(() => app.get(Queues, { strict: false }).away, { withinMs: 5_000 });
      expect(await goesOn('while it is away')).toBe(true);
      redis = await startRedis(port);
      expect(await until(() => !app.get(Queues, { strict: false }).away, { withinMs: 8_000 })).toBe(true);
      expect(await goesOn('after')).toBe(true);
      expect((await app.get(Jobs, { strict: false }).schedules()).sort()).toEqual(['count-rounds', 'idempotency-sweep']);
      await redis?.stop();
    } finally {
      const beganMs = performance.now();
      await app.close();
      expect(performance.now() - beganMs).toBeLessThan(10_000);
      await redis?.stop();
      await database.drop();
    }
  }, 60_000);
});
