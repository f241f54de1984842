/**
 * `npm run prove:webhooks`: 5,000 events to 5 receivers all well, and 5,000 with one slow, one dead and one lying, in turns, so that
 * whatever else the machine does meets both alike; and a worker killed between the receiver's commit and our mark. EVENTS, SEED,
 * BETWEEN_MS and TURNS change the run. The three days of the schedule are lived through in GIVES_UP_MS.
 */
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { AppModule } from '../../src/app.module.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { ok } from '../../src/platform/http/answer.js';
import { Door } from '../../src/platform/ledger/door.js';
import { until } from '../../src/platform/processes.mjs';
import { RetrySchedule } from '../../src/webhooks/retry.js';
import { asking, officer } from '../support/platform.js';
import { startWorker } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';
import type { Behaviour } from '../support/receiver.js';
import { Told } from '../support/told.js';
import { bound, commit, writeSection } from './page.js';
import { Chance } from './random.js';

const setting = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const EVENTS = setting('EVENTS', 5_000);
const SEED = setting('SEED', Math.trunc(performance.timeOrigin) % 1_000_000_000);
const HAZARDS = 250;
/** Events come by the clock, however busy the service is: 25 a second, a hundred times a busy county. */
const BETWEEN_MS = setting('BETWEEN_MS', 40);
/** All well, ill, well, ill …: so often each. */
const TURNS = setting('TURNS', 2);
const EACH = Math.ceil(EVENTS / TURNS);
const GIVES_UP_MS = 20_000;
const DELAYS_MS = [200, 500, 1_000, 2_000, 3_000, 3_000, 3_000, 3_000, 4_000];
const SLOW_MS = 150;
const UPDATE = adHoc('update hazard set version = $2, head_hash = $3 where id = $1');

interface Head { id: string; version: number; hash: string }

/** Facts through the door as any move writes them, at a steady pace. */
async function write(county: Told, heads: Head[], chance: Chance): Promise<void> {
  const door = county.here.app.get(Door, { strict: false });
  const requested = asking(officer('SUPERVISOR'), 'POST');
  const beganMs = performance.now();
  for (let n = 0; n < EACH; n += 1) {
    await pause(Math.max(0, beganMs + n * BETWEEN_MS - performance.now()));
    const head = chance.of(heads);
    await door.write(requested, async (writing) => {
      const fact = writing.record({ objectKind: 'HAZARD', objectId: head.id, countyCode: '140525', move: 'assessments', from: 'REPORTED', to: 'REPORTED' }, head);
      writing.later(UPDATE, [head.id, fact.version, fact.hash]);
      Object.assign(head, { version: fact.version, hash: fact.hash });
      return ok(null);
    });
  }
}

/** 200 and a body without end, a redirect inside, rubbish, a cut connection, a pause of thirty years, or the truth. */
const lying = (chance: Chance): Behaviour => () => chance.of<ReturnType<Behaviour>>([
  { status: 200 }, { status: 200 }, { status: 204 },
  { status: 200, answer: (response) => { response.writeHead(200); const pour = () => { while (!response.destroyed && response.write('x'.repeat(65_536))); }; response.on('drain', pour); pour(); } },
  { status: 302, headers: { Location: 'http://169.254.169.254/latest/meta-data/' } }, { status: 500 },
  { status: 599, answer: (response) => { response.socket?.end('220 smtp ready\r\n'); } },
  { status: 599, answer: (response) => { response.destroy(); } },
]);

const p95 = (delays: number[]): number => delays.toSorted((a, b) => a - b)[Math.floor(delays.length * 0.95)] ?? NaN;
const median = (delays: number[]): number => delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)] ?? NaN;
const delaysOf = (receiver: Receiver): number[] => receiver.taken.map(({ atMs, event }) => atMs - Date.parse(String(event['time'])));
const inOrder = (receiver: Receiver): boolean => {
  const last = new Map<string, number>();
  return receiver.taken.every(({ event }) => {
    const [before, version] = [last.get(event.subject ?? '') ?? 0, Number(event.data['version'])];
    last.set(event.subject ?? '', version);
    return version > before;
  });
};

/** What became of the deliveries of one receiver: how many by state and reason. */
type States = Map<string, number>;
interface Run { states: States[]; delays: [number[], number[]]; placedMs: number[]; ordered: boolean; complete: boolean; seconds: number }

const together = (runs: readonly Run[]): Run => ({
  states: [0, 1, 2, 3, 4].map((index) => runs.reduce((sum, { states }) => {
    for (const [told, count] of states[index] ?? []) sum.set(told, (sum.get(told) ?? 0) + count);
    return sum;
  }, new Map() as States)),
  delays: [runs.flatMap(({ delays }) => delays[0]), runs.flatMap(({ delays }) => delays[1])], placedMs: runs.flatMap(({ placedMs }) => placedMs),
  ordered: runs.every(({ ordered }) => ordered), complete: runs.every(({ complete }) => complete), seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
});

const settled = (county: Told): Promise<boolean | undefined> =>
  until(async () => (await county.here.sql.query<{ left: number }>('select count(*)::int as left from outbox')).rows[0]?.left === 0, { everyMs: 200, withinMs: 120_000 });

/** The first two receivers are healthy; `others` say how the last three behave, null where nobody is there. */
async function run(county: Told, heads: Head[], chance: Chance, others: (Behaviour | null)[]): Promise<Run> {
  const beganMs = performance.now();
  const receivers = await Promise.all(Array.from({ length: 5 }, () => Receiver.start()));
  const ids: string[] = [];
  for (const [index, receiver] of receivers.entries()) {
    const behaviour = index < 2 ? undefined : others[index - 2];
    if (behaviour) receiver.behaviour = behaviour;
    // What the rounds of the minute say of other due dates meanwhile is not counted.
    const made = await county.webhook(receiver.url, { eventTypes: ['hazard.assessed.v1'] });
    receiver.secrets = [made.secret];
    ids.push(made.id);
    if (behaviour === null) await receiver.stop();
  }
  // What furnishing the county has left to tell is no part of it.
  await settled(county);
  await write(county, heads, chance);
  const waiting = adHoc<{ left: number }>(`select (select count(*) from outbox)::int + (select count(*) from delivery where state = 'WAITING')::int as left`);
  await until(async () => (await county.here.sql.query<{ left: number }>(waiting.text)).rows[0]?.left === 0, { everyMs: 500, withinMs: 900_000 });
  const { rows } = await county.here.sql.query<{ id: string; told: string; count: number }>(`
    select receiver_id as id, state || coalesce(' ' || case when state <> 'DELIVERED' then coalesce(reason, 'without a reason') end, '') as told, count(*)::int as count
    from delivery where receiver_id = any($1) group by 1, 2 order by 2`, [ids]);
  const placed = await county.here.sql.query<{ ms: number }>(`
    select extract(epoch from d.created_at - e.at)::float8 * 1000 as ms from delivery d join event e on e.object_id = d.lane_id and e.version = (d.payload::json -> 'data' ->> 'version')::int
    where d.receiver_id = $1`, [ids[0]]);
  const healthy = receivers.slice(0, 2);
  const states = ids.map((id): States => new Map(rows.filter((row) => row.id === id).map(({ told, count }) => [told, count])));
  const complete = states.every((told) => [...told.values()].reduce((sum, count) => sum + count, 0) === EACH && ![...told.keys()].some((one) => one.endsWith('without a reason')))
    && healthy.every(({ taken }) => taken.length === EACH) && receivers.every(({ refused }) => refused.length === 0);
  await county.here.sql.query(`update webhook set state = 'REMOVED', disabled_reason = null`);
  await Promise.all(receivers.filter((_, index) => index < 2 || others[index - 2] !== null).map((receiver) => receiver.stop()));
  const [one, other] = healthy.map(delaysOf);
  return {
    states, delays: [one ?? [], other ?? []], placedMs: placed.rows.map(({ ms }) => ms), ordered: receivers.every(inOrder), complete,
    seconds: Math.round((performance.now() - beganMs) / 1_000),
  };
}

/** What the receiver has taken and nobody has marked goes out again when the lease has run out, under the same id. */
async function killed(): Promise<{ ids: string[]; bodies: number; afterSeconds: number }> {
  const county = await Told.start(AppModule);
  const receiver = await Receiver.start();
  const databaseUrl = process.env['DATABASE_URL'] ?? '';
  let worker = startWorker({ databaseUrl });
  receiver.behaviour = (_, index) => ({ status: 200, answer: (response) => {
    if (index > 0) return void response.writeHead(200).end();
    void worker.kill('SIGKILL').then(() => { worker = startWorker({ databaseUrl }); });
  } });
  await county.webhook(receiver.url);
  await county.hazard();
  await until(async () => receiver.got.length >= 2, { everyMs: 100, withinMs: 120_000 });
  await worker.stop();
  await receiver.stop();
  await county.stop();
  const [first, second] = receiver.got;
  return { ids: [...new Set(receiver.got.map(({ id }) => id))], bodies: new Set(receiver.got.map(({ body }) => body)).size, afterSeconds: Math.round(((second?.atMs ?? 0) - (first?.atMs ?? 0)) / 1_000) };
}

it('every event is delivered or parked with a reason, in order, and the healthy do not wait for the others', async () => {
  const county = await Told.start();
  const schedule = county.here.app.get(RetrySchedule, { strict: false });
  Object.assign(schedule, { delaysMs: DELAYS_MS, givesUpMs: GIVES_UP_MS });
  const chance = new Chance(SEED);
  const heads: Head[] = [];
  for (let n = 0; n < HAZARDS; n += 1) {
    const id = await county.hazard('example1.operator');
    const { rows } = await county.here.sql.query<Head>('select id, version, head_hash as hash from hazard where id = $1', [id]);
    if (rows[0]) heads.push(rows[0]);
  }
  const runs: Record<'well' | 'ill', Run[]> = { well: [], ill: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    runs.well.push(await run(county, heads, chance, [() => ({ status: 204 }), () => ({ status: 204 }), () => ({ status: 204 })]));
    runs.ill.push(await run(county, heads, chance, [() => ({ status: 200, afterMs: SLOW_MS }), null, lying(chance)]));
  }
  await county.stop();
  const again = await killed();
  const [well, ill] = [together(runs.well), together(runs.ill)];
  const grown = (Math.max(...ill.delays.map(p95)) / Math.max(...well.delays.map(p95)) - 1) * 100;
  const page = pageOf(well, ill, again, grown);
  process.stdout.write(`${page}\n`);
  expect({ well: [well.complete, well.ordered], ill: [ill.complete, ill.ordered], again: [again.ids.length, again.bodies] }).toEqual({ well: [true, true], ill: [true, true], again: [1, 1] });
  writeSection('webhooks', page);
  expect(grown).toBeLessThan(10);
});

const TITLE = '## Webhooks: one slow, one dead, one lying';

function pageOf(well: Run, ill: Run, again: { ids: string[]; afterSeconds: number }, grown: number): string {
  const told = (states: States | undefined): string => [...(states ?? [])].map(([what, count]) => `${count} ${what}`).join(', ');
  const rows = ['healthy', 'healthy', 'slow', 'dead', 'lying'].map((what, index) => `| ${what} | ${told(well.states[index])} | ${told(ill.states[index])} |`);
  const both = (one: Run, of: (delays: number[]) => number): string => `${one.delays.map((delays) => Math.round(of(delays))).join(', ')} ms`;
  return `${TITLE}

Made by \`SEED=${SEED} EVENTS=${EVENTS} BETWEEN_MS=${BETWEEN_MS} TURNS=${TURNS} npm run prove:webhooks\` at commit ${commit()}. ${EVENTS} events of ${HAZARDS} hazards are told to five
receivers that are all healthy, and ${EVENTS} with one that answers after ${SLOW_MS} ms, one where nobody is there, and one that lies: endless bodies, redirects to
the metadata service, another protocol, cut connections, 500 (N = ${EVENTS * 5} deliveries each). Both come in turns, ${TURNS} of each, an event every ${BETWEEN_MS} ms
by the clock. The schedule's three days are lived through in ${GIVES_UP_MS / 1_000} s.
Application, worker and receivers are one process on ${cpus().length} cores; load average at the end ${loadavg().map((one) => one.toFixed(1)).join(', ')}. The target is a growth below 10 %.

| receiver | all healthy (${well.seconds} s) | with the three (${ill.seconds} s) |
| --- | --- | --- |
${rows.join('\n')}
| median from fact to arrival, the two healthy ones | ${both(well, median)} | ${both(ill, median)} |
| p95 from fact to arrival, the two healthy ones | ${both(well, p95)} | ${both(ill, p95)} |
| of it until the event has its place, p95 | ${Math.round(p95(well.placedMs))} ms | ${Math.round(p95(ill.placedMs))} ms |
| growth of the worse p95 | | ${grown.toFixed(1)} % |
| order of each hazard kept, everywhere | ${well.ordered} | ${ill.ordered} |
| lost, or parked without a reason | ${well.complete ? 0 : 'some'} | ${ill.complete ? 0 : 'some'} |

With nothing lost in N deliveries the true rate is below 3/N = ${bound(EVENTS * 5)} (95 %).

A worker killed (SIGKILL) after the receiver had taken an event and before it was marked: told again after ${again.afterSeconds} s, ${again.ids.length} webhook-id, the same bytes.
`;
}
