/** House, Outbox: positions without gap or double, nothing lost, with two workers of which one after the other is killed. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Door } from '../../src/platform/ledger/door.js';
import { until } from '../../src/platform/processes.mjs';
import { writeArea } from '../support/areas.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { asOwner } from '../support/owner.js';
import { environmentOf, startParts } from '../support/platform.js';
import { startWorker } from '../support/processes.js';
import type { StartedProcess } from '../support/processes.js';

const KILLS = 6;
const BETWEEN_KILLS_MS = 1_200;
const WRITERS = 4;

let database: FreshDatabase;
let app: INestApplicationContext;
beforeAll(async () => {
  database = await freshDatabase();
  app = await startParts(environmentOf(database.url));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Counts { facts: number; events: number; last: number; waiting: number; differing: number; disordered: number }

const counts = (): Promise<Counts> => asOwner(database.url, async (owner) => {
  const { rows } = await owner.query<Counts>(`
    select (select count(*)::int from fact) as facts, count(*)::int as events, coalesce(max(position), 0)::int as last,
      (select count(*)::int from outbox) as waiting,
      (select count(*)::int from fact f full join event v using (object_id, version) where f.hash is distinct from v.hash) as differing,
      (select count(*)::int from event a join event b using (object_id) where a.version < b.version and a.position > b.position) as disordered
    from event`);
  if (!rows[0]) throw new Error('no counts');
  return rows[0];
});

describe('the relay', () => {
  it('loses nothing, gives no position twice and leaves none out', async () => {
    let writing = true;
    const writers = Array.from({ length: WRITERS }, async () => {
      while (writing) await writeArea(app.get(Door), 3);
    });
    let workers: StartedProcess[] = [startWorker({ databaseUrl: database.url }), startWorker({ databaseUrl: database.url })];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(BETWEEN_KILLS_MS);
      await workers[0]?.kill('SIGKILL');
      workers = [...workers.slice(1), startWorker({ databaseUrl: database.url })];
    }
    writing = false;
    await Promise.all(writers);
    await until(async () => (await counts()).waiting === 0, { everyMs: 100, withinMs: 15_000 });
    const { facts, ...rest } = await counts();
    expect(facts).toBeGreaterThan(500);
    expect(rest).toEqual({ events: facts, last: facts, waiting: 0, differing: 0, disordered: 0 });
    // the newest may still be loading its modules: a SIGTERM then ends it by the signal, and nothing is lost
    for (const code of await Promise.all(workers.map((worker) => worker.stop()))) expect([0, null]).toContain(code);
  }, 90_000);
});
