/** House, Outbox: one promise a receiver, in order within a lane, a lease for each call, and nobody's mark counts but the holder's. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Injectable, Module } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Wall } from '../../src/platform/clock/wall.js';
import { Database } from '../../src/platform/database/database.js';
import type { Connection } from '../../src/platform/database/database.js';
import { Door } from '../../src/platform/ledger/door.js';
import { Hears } from '../../src/platform/outbox/consumer.js';
import type { OutboxConsumer, PlacedEvent } from '../../src/platform/outbox/consumer.js';
import { DeliveriesModule } from '../../src/platform/outbox/deliveries.module.js';
import { Deliveries } from '../../src/platform/outbox/deliveries.js';
import type { Claimed, NewDelivery, Outcome } from '../../src/platform/outbox/deliveries.js';
import { Drain } from '../../src/platform/outbox/drain.js';
import { OutboxModule } from '../../src/platform/outbox/outbox.module.js';
import { until } from '../../src/platform/processes.mjs';
import { writeArea } from '../support/areas.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { asOwner } from '../support/owner.js';
import { environmentOf, startParts } from '../support/platform.js';

const heard: PlacedEvent[] = [];
const faults = { left: 0 };
const LISTENER = uuidv7();

@Hears()
@Injectable()
class Listener implements OutboxConsumer {
  constructor(private readonly deliveries: Deliveries) {}

  async placed(connection: Connection, events: readonly PlacedEvent[]): Promise<void> {
    await this.deliveries.add(connection, events.map((event) => promise(LISTENER, event.objectId, Number(event.position))));
    if (faults.left > 0) {
      faults.left -= 1;
      throw new Error('the listener is ill');
    }
    heard.push(...events);
  }
}

@Module({ imports: [DeliveriesModule, OutboxModule], providers: [Listener] })
class Listening {}

const promise = (receiverId: string, laneId: string, sequence: number, onlyNewest = false): NewDelivery => ({
  kind: 'WEBHOOK', countyCode: '140525', receiverId, laneId, sequence, onlyNewest, subjectId: null, type: 'area.test.v1', payload: `{"n":${sequence}}`,
});

let database: FreshDatabase;
let app: INestApplicationContext;
let deliveries: Deliveries;
let aheadMs = 0;
beforeAll(async () => {
  database = await freshDatabase();
  app = await startParts(environmentOf(database.url), [Listening]);
  deliveries = app.get(Deliveries, { strict: false });
  const wall = app.get(Wall, { strict: false });
  wall.nowMs = () => Date.now() + aheadMs;
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const add = (...promises: NewDelivery[]) => deliveries.add(app.get(Database, { strict: false }), promises);
const claim = (receiver: string, slots = 10, leaseMs = 60_000) => deliveries.claim(receiver, slots, leaseMs);
const settle = (claimed: Claimed | undefined, outcome: Outcome) => {
  if (!claimed) throw new Error('nothing was claimed');
  return deliveries.settle(claimed, outcome, Date.now() + aheadMs);
};
const numbers = (claimed: readonly Claimed[]) => claimed.map(({ sequence }) => Number(sequence)).sort((a, b) => a - b);
const states = (receiver: string) => asOwner(database.url, async (owner) =>
  (await owner.query<{ told: string }>(`select concat_ws(' ', sequence, state, reason) as told from delivery where receiver_id = $1 order by sequence`, [receiver]))
    .rows.map(({ told }) => told));

describe('a lane', () => {
  it('gives out its oldest unfinished only, the others when that one is settled', async () => {
    const [receiver, lane, other] = [uuidv7(), uuidv7(), uuidv7()];
    await add(promise(receiver, lane, 1), promise(receiver, lane, 2), promise(receiver, other, 3));
    const first = await claim(receiver);
    expect(numbers(first)).toEqual([1, 3]);
    expect(await claim(receiver)).toEqual([]);
    expect(await settle(first.find(({ laneId }) => laneId === lane), { state: 'DELIVERED', status: 204 })).toBe(true);
    expect(numbers(await claim(receiver))).toEqual([2]);
  });

  it('waits as a whole where its oldest is tried again later, and goes on where it is parked', async () => {
    const [receiver, lane] = [uuidv7(), uuidv7()];
    await add(promise(receiver, lane, 1), promise(receiver, lane, 2));
    await settle((await claim(receiver))[0], { state: 'RETRY', afterMs: 5_000, reason: 'TIMEOUT' });
    expect(await deliveries.due([receiver], 10)).toEqual([]);
    expect(await claim(receiver)).toEqual([]);
    aheadMs += 6_000;
    expect(await deliveries.due([uuidv7(), receiver], 10)).toEqual([receiver]);
    const again = await claim(receiver);
    expect(again).toMatchObject([{ sequence: '1', attemptCount: 1, claimCount: 2 }]);
    await settle(again[0], { state: 'PARKED', reason: 'EXHAUSTED', status: 500 });
    expect(numbers(await claim(receiver))).toEqual([2]);
    expect(await states(receiver)).toEqual(['1 PARKED EXHAUSTED', '2 WAITING']);
  });

  it('of versions gives out the newest, never two at once, and lets nothing older follow it', async () => {
    const [receiver, todo] = [uuidv7(), uuidv7()];
    await add(promise(receiver, todo, 1, true));
    const first = await claim(receiver);
    await add(promise(receiver, todo, 2, true));
    await add(promise(receiver, todo, 3, true));
    expect(await claim(receiver)).toEqual([]);
    await settle(first[0], { state: 'RETRY', afterMs: 0, reason: 'TIMEOUT' });
    const newest = await claim(receiver);
    expect(numbers(newest)).toEqual([3]);
    await settle(newest[0], { state: 'DELIVERED' });
    expect(await states(receiver)).toEqual(['1 CANCELLED SUPERSEDED', '2 CANCELLED SUPERSEDED', '3 DELIVERED']);
  });
});

describe('a lease', () => {
  it('runs out, and whoever lost it settles nothing', async () => {
    const [receiver, lane] = [uuidv7(), uuidv7()];
    await add(promise(receiver, lane, 1));
    const [lost] = await claim(receiver, 1, 1_000);
    aheadMs += 1_500;
    const [held] = await claim(receiver, 1, 60_000);
    expect(held).toMatchObject({ id: lost?.id, payload: '{"n":1}' });
    expect(await settle(lost, { state: 'PARKED', reason: 'EXHAUSTED' })).toBe(false);
    expect(await settle(held, { state: 'DELIVERED' })).toBe(true);
    expect(await settle(held, { state: 'RETRY', afterMs: 0, reason: 'TIMEOUT' })).toBe(false);
    expect(await states(receiver)).toEqual(['1 DELIVERED']);
  });

  it('is given to one of many who ask at once, for no more than the slots there are', async () => {
    const receiver = uuidv7();
    await add(...Array.from({ length: 40 }, (_, n) => promise(receiver, uuidv7(), n + 1)));
    const asked = await Promise.all(Array.from({ length: 8 }, () => claim(receiver, 6)));
    const taken = asked.flat().map(({ id }) => id);
    expect([taken.length, new Set(taken).size]).toEqual([6, 6]);
  });

  it('put off counts as no attempt', async () => {
    const [receiver, lane] = [uuidv7(), uuidv7()];
    await add(promise(receiver, lane, 1));
    await settle((await claim(receiver))[0], { state: 'PUT_OFF', afterMs: 1_000 });
    aheadMs += 1_100;
    expect(await claim(receiver)).toMatchObject([{ attemptCount: 0, claimCount: 2 }]);
  });
});

describe('draining', () => {
  it('sends all that is due in the order of each lane, no more at once than the slots, and survives a sender that throws', async () => {
    const receiver = uuidv7();
    const lanes = [uuidv7(), uuidv7(), uuidv7()];
    await add(...Array.from({ length: 30 }, (_, n) => promise(receiver, lanes[n % 3] ?? '', n + 1)));
    const sent: [string, number][] = [];
    let [out, most] = [0, 0];
    await app.get(Drain, { strict: false }).run(receiver, {
      slots: 2, leaseMs: 60_000, budgetMs: 20_000,
      send: async ({ laneId, sequence }) => {
        most = Math.max(most, ++out);
        await new Promise((resolve) => { setTimeout(resolve, 2); });
        out -= 1;
        sent.push([laneId, Number(sequence)]);
        if (Number(sequence) === 28) throw new Error('a defect');
        return { state: 'DELIVERED', status: 200 };
      },
    });
    expect(most).toBe(2);
    for (const lane of lanes) {
      const order = sent.filter(([of]) => of === lane).map(([, n]) => n);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
    expect(sent).toHaveLength(30);
    expect((await states(receiver)).filter((told) => !told.endsWith('DELIVERED'))).toEqual(['28 WAITING INTERNAL']);
  });

  it('ends with a claim that fails, but not before what is on its way is settled', async () => {
    const receiver = uuidv7();
    await add(promise(receiver, uuidv7(), 1), promise(receiver, uuidv7(), 2));
    const deliveries = app.get(Deliveries, { strict: false });
    const claims = jest.spyOn(deliveries, 'claim').mockImplementationOnce((...asked) => Deliveries.prototype.claim.apply(deliveries, asked)).mockRejectedValueOnce(new Error('the database is away'));
    const send = async ({ sequence }: Claimed): Promise<Outcome> => {
      await pause(Number(sequence) === 1 ? 1 : 200);
      return { state: 'DELIVERED', status: 200 };
    };
    await expect(app.get(Drain, { strict: false }).run(receiver, { slots: 3, leaseMs: 60_000, budgetMs: 5_000, send })).rejects.toThrow('away');
    claims.mockRestore();
    expect(await states(receiver)).toEqual(['1 DELIVERED', '2 DELIVERED']);
  });
});

describe('the lease of a long send', () => {
  it('made longer as long as its worker lives, and known as lost by whoever was stopped', async () => {
    const [receiver, lane] = [uuidv7(), uuidv7()];
    await add(promise(receiver, lane, 1));
    const seen: unknown[] = [];
    const send = async (_: Claimed, held: () => boolean): Promise<Outcome> => {
      await pause(1_300);
      seen.push([(await claim(receiver)).length, held()]);
      aheadMs += 60_000;
      const rival = await claim(receiver, 8, 60_000);
      await pause(150);
      seen.push([rival.length, held()]);
      expect(await settle(rival[0], { state: 'DELIVERED' })).toBe(true);
      return { state: 'PARKED', reason: 'LATE' };
    };
    await app.get(Drain, { strict: false }).run(receiver, { slots: 8, leaseMs: 1_000, renewMs: 100, budgetMs: 100, send });
    expect([seen, await states(receiver)]).toEqual([[[0, true], [1, false]], ['1 DELIVERED']]);
  });
});

describe('the relay and those who listen', () => {
  it('tells each event once, in order, with its deliveries in the same transaction, also where a listener fails twice', async () => {
    faults.left = 2;
    const area = await writeArea(app.get(Door, { strict: false }), 4);
    await until(async () => heard.filter(({ objectId }) => objectId === area).length === 4, { everyMs: 20, withinMs: 10_000 });
    expect(heard.map(({ position }) => Number(position))).toEqual(heard.map((_, index) => index + 1));
    expect(heard.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(await states(LISTENER)).toEqual(['1 WAITING', '2 WAITING', '3 WAITING', '4 WAITING']);
    expect(faults.left).toBe(0);
  });
});

describe('what is finished', () => {
  it('goes away when it is old; what waits stays', async () => {
    const [receiver, lane] = [uuidv7(), uuidv7()];
    await add(promise(receiver, lane, 1), promise(receiver, lane, 2));
    await settle((await claim(receiver))[0], { state: 'DELIVERED' });
    expect(await deliveries.sweep(90 * 86_400_000, 1_000)).toBe(0);
    aheadMs += 91 * 86_400_000;
    expect(await deliveries.sweep(90 * 86_400_000, 1_000)).toBeGreaterThan(0);
    expect(await states(receiver)).toEqual(['2 WAITING']);
  });
});
