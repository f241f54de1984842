/** SIGTERM under load: what runs is finished, what was acknowledged is there, the process ends with 0 (contract §9). */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ownFind } from '../support/registrations.js';
import { startRunningLedger, type RunningLedger } from '../support/running-ledger.js';

const ROUNDS = 3;
const CLIENTS = 8;
const STOPPED_WITHIN_MS = 30_000;

let ledger: RunningLedger;

beforeAll(async () => {
  ledger = await startRunningLedger(1);
}, 90_000);
afterAll(() => ledger?.stop());

/** 0: nobody listened. -1: the connection broke without an answer. */
function post(agent: Agent, mark: string): Promise<number> {
  const body = JSON.stringify(ownFind(ledger.organisations.example1 ?? '', ledger.today, { description: mark }));
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'X-API-Key': ledger.account('example1.key').apiKey ?? '' };
  return new Promise((resolve) => {
    const sent = request(`${ledger.apis[0]?.url}/api/v1/hazards`, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? -1)).once('error', () => resolve(-1));
    });
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 0 : -1));
    sent.end(body);
  });
}

it('three stops under load: exit 0 in time, no request cut off, nothing acknowledged lost', async () => {
  const written: { mark: string; status: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let going = true;
    const client = async (name: number): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let i = 0; going; i += 1) {
        const mark = `stop-${round}-${name}-${i}`;
        const status = await post(agent, mark);
        written.push({ mark, status });
        if (status <= 0) break;
      }
      agent.destroy();
    };
    const clients = Array.from({ length: CLIENTS }, (_, name) => client(name));
    await sleep(1_500);
    const startedAt = performance.now();
    const code = await ledger.apis[0]?.stop();
    const tookMs = performance.now() - startedAt;
    going = false;
    await Promise.all(clients);
    expect([code, tookMs < STOPPED_WITHIN_MS]).toEqual([0, true]);
    await ledger.restart(0);
  }
  const counts = new Map<number, number>();
  for (const { status } of written) counts.set(status, (counts.get(status) ?? 0) + 1);
  expect([...counts.keys()].filter((status) => status !== 201 && status !== 0)).toEqual([]);
  const rows = await ledger.sql<{ mark: string }>(`select description as mark from hazard where description like 'stop-%'`);
  const there = new Set(rows.map((row) => row.mark));
  expect(written.filter((one) => one.status === 201 && !there.has(one.mark))).toEqual([]);
  expect(there.size).toBe(counts.get(201));
}, 180_000);
