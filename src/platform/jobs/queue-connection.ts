/**
 * BullMQ on Redis where REDIS_URL is set, otherwise in the schema `bullmq` of the same PostgreSQL (stack §3). Only the
 * worker process opens it. A queue holds no promise: losing all of it costs nothing but a wait for the next round.
 */
import type { ConnectionOptions } from 'bullmq';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config/config.js';
import { sessionOptions } from '../database/session.js';

export const QUEUE_SCHEMA = 'bullmq';

export interface QueueConnection {
  /** For the log: which of the two it is. */
  sentence: string;
  options: ConnectionOptions;
  /** Whether it can be worked with now. What is asked of a queue that is away waits until it is back, however long. */
  answers: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** A queue that is silent for so long is away. */
const ANSWERS_WITHIN_MS = 2_000;

/** `onError` hears of every loss of the connection; it comes back by itself. */
export function openQueueConnection(config: Config, workers: number, onError: (error: Error) => void): QueueConnection {
  return config.redisUrl === null ? onPostgres(config, workers, onError) : onRedis(config.redisUrl, onError);
}

function onRedis(url: string, onError: (error: Error) => void): QueueConnection {
  setDefaultBackendFactory();
  // Workers wait for Redis however long it is away, instead of failing after so many tries.
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.setMaxListeners(0); // each queue and each worker listens
  redis.on('error', onError);
  const close = async () => redis.disconnect();
  // What is just being called for the first time is not away: it is waited for until it is there, or refuses.
  const met = new Promise<void>((done) => { for (const event of ['ready', 'close', 'end']) redis.once(event, () => done()); });
  const called = Promise.race([met, pause(ANSWERS_WITHIN_MS, undefined, { ref: false })]);
  const answers = async () => {
    await called;
    return redis.status === 'ready' && Promise.race([redis.ping().then(() => true, () => false), pause(ANSWERS_WITHIN_MS, false, { ref: false })]);
  };
  return { sentence: `任务队列：Redis（${new URL(url).host}）`, options: redis, answers, close };
}

/** One pool for all queues and workers: each of its own would pass a hundred connections soon. Each worker listens on one. */
function onPostgres(config: Config, workers: number, onError: (error: Error) => void): QueueConnection {
  setDefaultBackendFactory(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString: config.databaseUrl, max: workers + 4, keepAlive: true,
    options: sessionOptions({ role: 'ledger_app', search_path: QUEUE_SCHEMA, timezone: 'UTC', lock_timeout: 5_000 }),
  });
  pool.setMaxListeners(0); // each queue and each worker listens
  pool.on('error', onError);
  return { sentence: '任务队列：PostgreSQL（未设置 REDIS_URL）', options: pool, answers: async () => true, close: () => pool.end() };
}
