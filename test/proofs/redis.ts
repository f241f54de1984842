/**
 * A real redis-server killed, flushed, stopped and emptied while notices fall due, and while the API takes writes; the
 * service's processes are the built ones. Chance decides by the seed what happens to it, and when.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { ownFind } from '../support/registrations.js';
import { startRedis } from '../support/redis.mjs';
import type { ThrowAwayRedis } from '../support/redis.mjs';
import { startRunningLedger } from '../support/running-ledger.js';
import type { RunningLedger } from '../support/running-ledger.js';
import { startWorker } from '../support/processes.js';
import { Due } from './due.js';
import { Chance } from './random.js';

/**
 * KILLED: SIGKILL, its directory removed, an empty one in its place after a while. STOPPED: it hangs, and goes on. NONE: nothing
 * happens to it, for as long; notices fall due all the same, and writes are measured against these.
 */
export type Fault = 'KILLED' | 'FLUSHED' | 'STOPPED' | 'NONE';
export interface RedisPlan { seed: number; notices: number; faults: readonly Fault[]; quietMs: number }
export interface Pace { count: number; p50Ms: number; p95Ms: number; failed: number }
export interface RedisProof {
  seed: number; happened: Record<Fault, number>; awayMs: number; lagMs: number[]; notices: number; events: number; repeats: number; seconds: number;
  quiet: Pace; there: Pace; away: Pace; faults: string[];
}

/** What a write counts for while that happens. */
const PHASES: Record<Fault, 'there' | 'away' | null> = { KILLED: 'away', STOPPED: 'away', FLUSHED: null, NONE: 'there' };
const WRITERS = 3;
const PAUSE_MS = 15;
const MADE_WITHIN_MS = 120_000;
const HEARD_WITHIN_MS = 300_000;

/** What a partner feels: how long each registration took, and whether Redis was there meanwhile. */
class Writers {
  phase: 'quiet' | 'there' | 'away' | null = null;
  going = true;
  /** Of all writes, whatever they count for. */
  failures = 0;
  private readonly took = { quiet: [] as number[], there: [] as number[], away: [] as number[] };
  private readonly failed = { quiet: 0, there: 0, away: 0 };

  constructor(private readonly ledger: RunningLedger) {}

  async write(number: number): Promise<void> {
    const operator = await this.ledger.driver.as('example1.operator');
    const firm = this.ledger.organisations['example1'] ?? '';
    for (let n = 0; this.going; n += 1) {
      const { phase } = this;
      const beganMs = performance.now();
      const body = ownFind(firm, this.ledger.today, { description: `照常登记 ${number} ${n}` });
      const { status } = await operator.post('/hazards', body, { 'Idempotency-Key': `redis-${number}-${n}` }).catch(() => ({ status: 0 }));
      if (status !== 201) this.failures += 1;
      if (phase !== null && phase === this.phase) {
        this.took[phase].push(performance.now() - beganMs);
        if (status !== 201) this.failed[phase] += 1;
      }
      await sleep(PAUSE_MS);
    }
  }

  pace(phase: 'quiet' | 'there' | 'away'): Pace {
    const sorted = this.took[phase].toSorted((a, b) => a - b);
    const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? NaN) * 10) / 10;
    return { count: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), failed: this.failed[phase] };
  }
}

export async function proveRedis({ seed, notices, faults: planned, quietMs }: RedisPlan): Promise<RedisProof> {
  const beganMs = performance.now();
  const chance = new Chance(seed);
  const ledger = await startRunningLedger(1);
  let redis = await startRedis();
  if (!redis) throw new Error('redis-server is not installed');
  const { url: redisUrl, port } = redis;
  const worker = startWorker({ databaseUrl: ledger.databaseUrl, env: { REDIS_URL: redisUrl, DATA_DIR: ledger.dataDir } });
  const due = await Due.start(ledger, notices);
  const writers = new Writers(ledger);
  const writing = Array.from({ length: WRITERS }, (_, number) => writers.write(number));
  const happened: Record<Fault, number> = { KILLED: 0, FLUSHED: 0, STOPPED: 0, NONE: 0 };
  const lagMs: number[] = [];
  let awayMs = 0;
  try {
    await sleep(Math.min(quietMs, 3_000));
    writers.phase = 'quiet';
    await sleep(quietMs);
    writers.phase = null;
    const batch = Math.ceil(notices / planned.length);
    for (const [index, fault] of planned.entries()) {
      const early = chance.below(2) === 0;
      if (early) await due.falls(index * batch + 1, Math.min(notices, (index + 1) * batch));
      await sleep(chance.below(1_500));
      const away = await happens(fault, redis, chance, async () => {
        writers.phase = PHASES[fault];
        if (!early) await due.falls(index * batch + 1, Math.min(notices, (index + 1) * batch));
      });
      if (fault === 'KILLED') redis = await startRedis(port) ?? redis;
      writers.phase = null;
      happened[fault] += 1;
      awayMs += away;
      lagMs.push(await due.made(MADE_WITHIN_MS));
    }
    await due.heard(notices, HEARD_WITHIN_MS);
    await sleep(2_000);
    writers.going = false;
    await Promise.all(writing);
    const judged = await due.judge();
    const [quiet, there, away] = [writers.pace('quiet'), writers.pace('there'), writers.pace('away')];
    return { seed, happened, awayMs, lagMs, ...judged, quiet, there, away, seconds: Math.round((performance.now() - beganMs) / 1_000), faults: [...judged.faults, ...(writers.failures > 0 ? [`${writers.failures} writes failed`] : [])] };
  } finally {
    writers.going = false;
    await worker.kill('SIGKILL');
    await due.stop();
    await redis.stop();
    await ledger.stop();
  }
}

/** How long Redis was away. `meanwhile` runs when it is. */
async function happens(fault: Fault, redis: ThrowAwayRedis, chance: Chance, meanwhile: () => Promise<void>): Promise<number> {
  const beganMs = performance.now();
  if (fault === 'FLUSHED') {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    await meanwhile();
    return 0;
  }
  if (fault === 'KILLED') await redis.stop();
  if (fault === 'STOPPED') process.kill(redis.pid, 'SIGSTOP');
  await meanwhile();
  await sleep(1_000 + chance.below(7_000));
  if (fault === 'STOPPED') process.kill(redis.pid, 'SIGCONT');
  return fault === 'NONE' ? 0 : performance.now() - beganMs;
}
