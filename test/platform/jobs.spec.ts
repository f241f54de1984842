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
import { Nights } from '../../src/platform/jobs/nights.js';
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

/** Half a day from now: its hour does not come by itself while this runs. */
const NIGHTLY_AT = `${String((new Date().getUTCHours() + 20) % 24).padStart(2, '0')}:00`;

@Every({ id: 'count-nights', schedule: { nightlyAt: NIGHTLY_AT } })
@Injectable()
class CountNights {
  nights = 0;
  fails = false;

  async run(): Promise<void> {
    this.nights += 1;
    if (this.fails) throw new Error('a night that fails is still to be done');
  }
}
class Rounds {}
const PARTS = [CountNights, CountRounds, CountRows];
const SCHEDULES = ['count-nights', 'count-rounds', 'idempotency-sweep'];
const nightOf = async (app: INestApplicationContext) =>
  (await app.get(Database, { strict: false }).run(adHoc<{ through: string; beganAt: string | null }>(`select through, began_at as "beganAt" from nightly_run where id = 'count-nights'`)))[0];
/** As if so many nights had passed without it, and whoever began one had begun it so many minutes ago. */
const passed = (app: INestApplicationContext, nights: number, begunMinutesAgo: number | null) =>
  app.get(Database, { strict: false }).run(adHoc(`update nightly_run set through = through - $1::int, began_at = clock_timestamp() - $2::int * interval '1 minute' where id = 'count-nights'`), [nights, begunMinutesAgo]);

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
    app = await startParts(env, [JobsModule, { module: Rounds, providers: PARTS }]);
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
    expect(seen.map(({ queue, backend, waiting }) => [queue, backend, typeof waiting])).toEqual(['nightly', 'test-work', 'upkeep'].map((name) => [name, redis ? 'Redis' : 'PostgreSQL', 'number']));
    expect(seen[2]?.schedules).toEqual(expect.arrayContaining([{ id: 'count-rounds', every: '0.3 s', nextAt: expect.stringMatching(/^\d{4}-.*Z$/) }]));
  });

  it('makes up for a night that passed without its job, once, whoever of the workers looks; a job seen for the first time has missed none', async () => {
    const [jobs, counted] = [app.get(Jobs, { strict: false }), app.get(CountNights, { strict: false })];
    await jobs.lookAfterSchedules();
    const last = await nightOf(app);
    expect([counted.nights, last?.beganAt]).toEqual([0, null]);
    await passed(app, 3, null);
    const taken = await Promise.all([1, 2, 3].map(() => app.get(Nights, { strict: false }).takeLate([{ id: 'count-nights', nightlyAt: NIGHTLY_AT }])));
    expect(taken.flat()).toEqual(['count-nights']);
    await passed(app, 0, null);
    await Promise.all([jobs.lookAfterSchedules(), jobs.lookAfterSchedules()]);
    expect(await until(async () => (await nightOf(app))?.through === last?.through, { withinMs: 8_000 })).toBe(true);
    await jobs.lookAfterSchedules();
    await sleep(300);
    expect([counted.nights, await nightOf(app)]).toEqual([1, last]);
    // The queue brings what it still had, too: that night is done.
    let again = 0;
    await app.get(Nights, { strict: false }).run({ id: 'count-nights', nightlyAt: NIGHTLY_AT }, async () => { again += 1; });
    expect([again, await nightOf(app)]).toEqual([0, last]);
  });

  it('takes a night again that failed, or that somebody died with, an hour after it began and not before', async () => {
    const [jobs, counted] = [app.get(Jobs, { strict: false }), app.get(CountNights, { strict: false })];
    const last = await nightOf(app);
    const before = counted.nights;
    counted.fails = true;
    await passed(app, 1, null);
    await jobs.lookAfterSchedules();
    expect(await until(() => counted.nights === before + 1, { withinMs: 8_000 })).toBe(true);
    counted.fails = false;
    await passed(app, 0, 59);
    await jobs.lookAfterSchedules();
    await sleep(300);
    expect([counted.nights, (await nightOf(app))?.through === last?.through]).toEqual([before + 1, false]);
    await passed(app, 0, 61);
    await jobs.lookAfterSchedules();
    expect(await until(async () => (await nightOf(app))?.through === last?.through, { withinMs: 8_000 })).toBe(true);
    expect(counted.nights).toBe(before + 2);
  });

  it('knows each schedule once, however often it is looked after', async () => {
    const jobs = app.get(Jobs, { strict: false });
    await jobs.lookAfterSchedules();
    await jobs.lookAfterSchedules();
    expect((await jobs.schedules()).sort()).toEqual(SCHEDULES);
  });
});

(redisUrl ? describe : describe.skip)('a Redis that is killed', () => {
  it('holds up neither rounds nor rows, and finds its schedules again when it is back with nothing in it', async () => {
    const database = await freshDatabase();
    let redis = await startRedis();
    const [url, port] = [redis?.url ?? '', redis?.port ?? 0];
    const app = await startParts(environmentOf(database.url, { REDIS_URL: url }), [JobsModule, { module: Rounds, providers: PARTS }]);
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
      await passed(app, 1, null);
      expect(await until(() => app.get(CountNights, { strict: false }).nights === 1, { withinMs: 8_000 })).toBe(true);
      redis = await startRedis(port);
      expect(await until(() => !app.get(Queues, { strict: false }).away, { withinMs: 8_000 })).toBe(true);
      expect(await goesOn('after')).toBe(true);
      expect((await app.get(Jobs, { strict: false }).schedules()).sort()).toEqual(SCHEDULES);
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
