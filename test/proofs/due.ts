/** Notices that fall due in the middle of a proof, batch by batch, a receiver that is told of them, and what must have become of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { COUNTY, fill } from '../support/many-hazards.js';
import { Receiver } from '../support/receiver.js';
import type { RunningLedger } from '../support/running-ledger.js';
import { fields, text } from '../model/driver.js';
import { must } from '../support/world.js';

const SHANGHAI_MS = 8 * 3_600_000;
const MORNING_HOUR = 8;
/** The newest day whose morning has come. */
export function mornings(nowMs = Date.now()): string {
  const there = new Date(nowMs + SHANGHAI_MS);
  return new Date(there.getTime() - (there.getUTCHours() < MORNING_HOUR ? 24 * 3_600_000 : 0)).toISOString().slice(0, 10);
}

export interface Told { notices: number; events: number; repeats: number; faults: string[] }

export class Due {
  readonly today = mornings();

  private constructor(private readonly client: pg.Client, readonly receiver: Receiver, private readonly hazards: number) {}

  /** Hazards beside those of the county, and a webhook of the bureau that hears of every overdue one. */
  static async start(ledger: RunningLedger, hazards: number): Promise<Due> {
    const client = new pg.Client({ connectionString: ledger.databaseUrl });
    await client.connect();
    await fill(client, { rows: Math.ceil(hazards * 1.1), today: mornings() });
    const receiver = await Receiver.start();
    const admin = await ledger.driver.as('county.admin');
    const { secret } = fields(must(await admin.post('/webhooks', { url: receiver.url, eventTypes: ['hazard.overdue.v1'] }), 'webhook').body);
    receiver.secrets = [text(secret)];
    return new Due(client, receiver, hazards);
  }

  async stop(): Promise<void> {
    await this.receiver.stop();
    await this.client.end();
  }

  /** The rectification of these (the n-th up to the m-th, counted from 1) ended yesterday: their first overdue notice is due this morning. */
  async falls(from: number, to: number): Promise<void> {
    await this.client.query(`
      insert into due_date (id, version, head_hash, county_code, subject_id, kind, owed_by, due_on, rule_version, opened_at, next_on)
      select uuid_v7((extract(epoch from h.created_at) * 1000)::bigint), 0, repeat('0', 64), h.county_code, h.id, 'RECTIFICATION', 'ENTERPRISE', date '${this.today}' - 1, 0, h.created_at, date '${this.today}'
      from (select h.*, row_number() over (order by id) as nth from hazard h where county_code = '${COUNTY}' and registered_by_name = '示例登记人') h where nth between $1 and $2`, [from, to]);
  }

  async left(): Promise<number> {
    const { rows } = await this.client.query<{ left: number }>(`select count(*)::int as left from due_date where county_code = '${COUNTY}' and next_on <= date '${this.today}'`);
    return rows[0]?.left ?? 0;
  }

  /** Until every notice that is due has been made; how long that took. */
  async made(withinMs: number): Promise<number> {
    const beganMs = performance.now();
    while (await this.left() > 0 && performance.now() - beganMs < withinMs) await sleep(50);
    return performance.now() - beganMs;
  }

  /** Until the receiver has been told of so many, and nothing waits any more: what a killed worker had in hand is told again when its lease is over. */
  async heard(count: number, withinMs: number): Promise<void> {
    const waiting = async () => (await this.client.query<{ n: number }>(`select count(*)::int as n from delivery where state = 'WAITING'`)).rows[0]?.n ?? 0;
    for (const endsMs = performance.now() + withinMs; (this.receiver.taken.length < count || await waiting() > 0) && performance.now() < endsMs;) await sleep(200);
  }

  /** By the hazards themselves: the firm of each, and of a MAJOR the county too. Nothing missing, nothing twice, and the receiver knows each once. */
  async judge(): Promise<Told> {
    const { rows: [found] } = await this.client.query<Record<string, number>>(`
      with due as (
        select d.id, d.version, d.head_hash, h.enterprise_id, h.level from due_date d join hazard h on h.id = d.subject_id where d.due_on = date '${this.today}' - 1 and h.registered_by_name = '示例登记人'
      ), expected as (
        select id as about_id, enterprise_id as recipient_id from due union all
        select due.id, o.id from due join organisation o on o.kind = 'COUNTY_BUREAU' and o.area_code = '${COUNTY}' where due.level = 'MAJOR'
      ), told as (select n.* from notice n join due on due.id = n.about_id)
      select (select count(*) from due)::int as due, (select count(*) from expected)::int as notices,
        (select count(*) from expected e where not exists (select from told n where n.about_id = e.about_id and n.recipient_id = e.recipient_id and n.step = 1 and n.state = 'MADE'))::int as missing,
        (select count(*) from told n where not exists (select from expected e where n.about_id = e.about_id and n.recipient_id = e.recipient_id and n.step = 1))::int as unasked,
        (select count(*) - count(distinct (about_id, step, recipient_id)) from told)::int as twice,
        (select count(*) from due where version <> 1 or not exists (select from fact f where f.object_id = due.id and f.version = 1 and f.hash = due.head_hash
          and f.hash = encode(sha256(convert_to(f.body, 'UTF8')), 'hex')))::int as unproved,
        (select count(*) from due where 1 <> (select count(*) from event e where e.object_id = due.id and e.type = 'hazard.overdue.v1'))::int as "without their one event",
        (select count(*) from delivery where state <> 'DELIVERED')::int as "deliveries left"`);
    const { due = 0, notices = 0, ...wrong } = found ?? {};
    const { rows: ids } = await this.client.query<{ id: string }>(`select id || '-1' as id from due_date where due_on = date '${this.today}' - 1 and version = 1`);
    const asked = new Set(ids.map(({ id }) => id));
    const heard = this.receiver.taken.filter(({ id }) => asked.has(id));
    const bodies = new Map(this.receiver.got.map(({ id, body }) => [id, body]));
    const faults = [
      ...Object.entries(wrong).filter(([, count]) => count !== 0).map(([what, count]) => `${what}: ${count}`),
      ...(due === this.hazards ? [] : [`due: ${due}`]), ...(heard.length === due ? [] : [`the receiver was told of ${heard.length} of ${due}`]),
      ...this.receiver.got.filter(({ id, body }) => bodies.get(id) !== body).map(({ id }) => `two bodies under one id: ${id}`),
      ...this.receiver.refused.map(() => 'a signature that does not hold'),
    ];
    return { notices, events: due, repeats: this.receiver.got.length - this.receiver.taken.length, faults };
  }
}
