/** W4: many hazards newly overdue, found, recorded and handed on; again; and two at it, one of them killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AHEAD } from '../../src/notices/sweep.sql.js';
import { freshDatabase } from '../support/database.js';
import { COUNTY, fill } from '../support/many-hazards.js';
import { fillDueDates } from '../support/many-due-dates.js';
import { startSweeper } from '../support/sweeper.js';

const TODAY = '2026-11-25';
/** 08:00 in the county. */
const AT = `${TODAY}T00:00:00.000Z`;

export interface SweepProof {
  hazards: number;
  overdue: number;
  notices: number;
  firstMs: number;
  againMs: number;
  maxRssMb: number;
  /** What the second look read: its scans and how many rows. */
  scans: string[];
  rowsRead: number;
  killedAfterMs: number[];
  faults: string[];
}

/** `measured`: first by one process alone, with its time and memory. */
export async function proveSweep({ hazards, overdue, kills, measured }: { hazards: number; overdue: number; kills: number; measured: boolean }): Promise<SweepProof> {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await fill(client, { rows: hazards, today: TODAY });
    await fillDueDates(client, { today: TODAY, overdue });
    const faults: string[] = [];
    const { firstMs, againMs, maxRssMb } = measured ? await alone(client, database.url, overdue, faults) : { firstMs: 500, againMs: 0, maxRssMb: 0 };
    const read = await lookedAt(client, measured);
    const killedAfterMs: number[] = [];
    for (let round = 0; round < kills; round += 1) {
      if (measured || round > 0) await asBefore(client);
      killedAfterMs.push(await oneKilled(database.url, firstMs * (0.1 + (0.8 * round) / Math.max(1, kills - 1))));
      faults.push(...(await judge(client, overdue, `two workers, one killed after ${Math.round(killedAfterMs.at(-1) ?? 0)} ms`)));
    }
    return { hazards, overdue, notices: await count(client), firstMs, againMs, maxRssMb, ...read, killedAfterMs, faults };
  } finally {
    await client.end();
    await database.drop();
  }
}

async function alone(client: pg.Client, databaseUrl: string, overdue: number, faults: string[]): Promise<Pick<SweepProof, 'firstMs' | 'againMs' | 'maxRssMb'>> {
  const worker = await startSweeper(databaseUrl);
  const { ms: firstMs, maxRssMb } = await worker.run(AT);
  faults.push(...(await judge(client, overdue, 'one worker')));
  const before = await count(client);
  const { ms: againMs } = await worker.run(AT);
  if (await count(client) !== before) faults.push('the same round again added notices');
  await worker.kill();
  return { firstMs, againMs, maxRssMb };
}

/** Past every rule of the ledger, which keeps its history: only the owner of the schema can, and only here. */
async function asBefore(client: pg.Client): Promise<void> {
  await client.query(`
    truncate notice, outbox, notice_round;
    update due_date set next_on = date '${TODAY}', version = 0, head_hash = repeat('0', 64) where version > 0;
    set session_replication_role = replica; delete from fact where object_kind = 'DUE_DATE'; set session_replication_role = origin`);
  await client.query('vacuum (analyze) due_date');
}

async function oneKilled(databaseUrl: string, afterMs: number): Promise<number> {
  const [killed, other] = await Promise.all([startSweeper(databaseUrl), startSweeper(databaseUrl)]);
  const running = [killed.run(AT).catch(() => null), other.run(AT).catch(() => null)];
  const startedAt = performance.now();
  await sleep(afterMs);
  await killed.kill();
  const after = performance.now() - startedAt;
  await Promise.all(running);
  // The next minute's round, as the schedule brings it.
  await other.run(AT);
  await other.kill();
  return after;
}

const count = async (client: pg.Client): Promise<number> => (await client.query<{ count: number }>(`select count(*)::int as count from notice where deadline_kind <> 'WORKING_CALENDAR'`)).rows[0]?.count ?? 0;

/** By the hazards themselves: the firm of each, and of a MAJOR the county too. Nothing else, nothing twice. */
async function judge(client: pg.Client, overdue: number, what: string): Promise<string[]> {
  // Tables that were filled a moment ago: planned as if they were empty, this takes minutes.
  await client.query('analyze notice, fact, outbox, due_date');
  const { rows: [found] } = await client.query<Record<string, number>>(`
    with expected as (
      select d.id as about_id, h.enterprise_id as recipient_id from due_date d join hazard h on h.id = d.subject_id where d.due_on = date '${TODAY}' - 1 and d.ended_at is null
      union all select d.id, o.id from due_date d join hazard h on h.id = d.subject_id and h.level = 'MAJOR'
        join organisation o on o.kind = 'COUNTY_BUREAU' and o.area_code = '${COUNTY}' where d.due_on = date '${TODAY}' - 1 and d.ended_at is null
    )
    select (select count(distinct about_id) from expected)::int as due,
      (select count(*) from expected e where not exists (select from notice n where n.about_id = e.about_id and n.recipient_id = e.recipient_id and n.step = 1 and n.kind = 'OVERDUE' and n.state = 'MADE'))::int as missing,
      (select count(*) from notice n where n.deadline_kind <> 'WORKING_CALENDAR' and not exists (select from expected e where n.about_id = e.about_id and n.recipient_id = e.recipient_id))::int as unasked,
      (select count(*) - count(distinct (about_id, step, recipient_id)) from notice)::int as twice,
      (select count(*) from due_date d where d.due_on = date '${TODAY}' - 1 and d.ended_at is null and (d.version <> 1 or d.next_on <> date '${TODAY}' + 2))::int as unmoved,
      (select count(*) from due_date d where d.version = 1 and not exists (select from fact f where f.object_id = d.id and f.version = 1 and f.hash = d.head_hash
        and f.hash = encode(sha256(convert_to(f.body, 'UTF8')), 'hex')))::int as unproved,
      (select count(*) from due_date d where d.version = 1 and not exists (select from outbox o where o.object_id = d.id and o.type = 'hazard.overdue.v1'))::int as untold`);
  const faults = Object.entries(found ?? {}).filter(([name, value]) => (name === 'due' ? value !== overdue : value !== 0));
  return faults.map(([name, value]) => `${what}: ${name} ${value}`);
}

/** What the look for work reads when there is none. */
async function lookedAt(client: pg.Client, done: boolean): Promise<{ scans: string[]; rowsRead: number }> {
  await client.query('set enable_seqscan = on');
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, costs off, timing off) ${AHEAD.text}`, [COUNTY, done ? TODAY : '2026-11-01']);
  const lines = rows.map((row) => row['QUERY PLAN']);
  const scans = lines.filter((line) => /Scan/.test(line)).map((line) => line.trim().replace(/^->\s*/, ''));
  return { scans: scans.map((line) => line.replace(/\s*\(actual.*$/, '')), rowsRead: scans.reduce((sum, line) => sum + Number(/rows=([\d.]+)/.exec(line)?.[1] ?? 0), 0) };
}
