/**
 * kill -9 of an API process in the middle of writes, many times over (issue: "what it must reach"; reliability 4.1, R1).
 * Chance decides by the seed who writes what, and which process dies when.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningLedger } from '../support/running-ledger.js';
import { judgeReads } from './answers.js';
import { judgeChains, judgeOnce, judgeWrites, type Verdict } from './checks.js';
import { client, type Work } from './client.js';
import { History, type Operation } from './history.js';
import { Chance } from './random.js';
import { Sender } from './sender.js';

const FIRMS = ['example1', 'example2', 'example3'];
const CLIENTS = 9;
/** Between two writes of one client: keeps the run long enough for every killed process to come back. */
const PAUSE_MAX_MS = 120;
const BACK_WITHIN_MS = 30_000;
/** What a client hung up on may still be at work when the last one has gone home. */
const UNDER_WAY_MS = 2_000;

export interface Plan { seed: number; kills: number; writes: number; directory: string }

export interface Proof {
  seed: number;
  kills: number;
  /** Asked for; the clients go on until every kill is over. */
  writes: number;
  operations: number;
  acknowledged: number;
  unknown: number;
  unknownPresent: number;
  unknownAbsent: number;
  replayed: number;
  refusals: Record<string, number>;
  facts: number;
  hazards: number;
  /** From the kill to the first answered readiness of the process in its place. */
  backMs: number[];
  seconds: number;
  faults: string[];
}

export async function prove(ledger: RunningLedger, plan: Plan): Promise<Proof> {
  const startedAt = performance.now();
  const history = new History(join(plan.directory, `history-${plan.seed}.jsonl`));
  const sender = new Sender(ledger, history);
  const chance = new Chance(plan.seed);
  await sender.know(FIRMS.flatMap((firm) => [`${firm}.operator`, `${firm}.principal`, `${firm}.key`]).concat(['nancun.supervisor', 'bagong.supervisor', 'county.supervisor']));
  let going = true;
  const clients = staff(ledger, sender, chance, () => going).map(client);
  const backMs = await killing(ledger, history, chance, plan);
  while (history.operations.length < plan.writes) await sleep(50);
  going = false;
  await Promise.all(clients);
  await sleep(UNDER_WAY_MS);
  const { faults, repeated, ...found } = await judge(ledger, sender);
  const { operations } = history;
  return {
    seed: plan.seed, kills: plan.kills, writes: plan.writes, operations: operations.length, acknowledged: operations.filter((one) => one.outcome === 'ok').length, ...found,
    replayed: operations.filter((one) => one.replayed).length + repeated, refusals: refusalsOf(operations), backMs, faults,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  };
}

function staff(ledger: RunningLedger, sender: Sender, chance: Chance, going: () => boolean): Work[] {
  const shared = new Map(FIRMS.map((firm) => [firm, [] as string[]]));
  return Array.from({ length: CLIENTS }, (_, index) => {
    const firm = FIRMS[index % FIRMS.length] ?? '';
    const own = new Chance(chance.below(2 ** 32));
    return { ledger, sender, chance: own, firm, going, shared: shared.get(firm) ?? [], pauseMs: () => own.below(PAUSE_MAX_MS) };
  });
}

/** The kills are spread over the writes; each process is back before the next one dies. */
async function killing(ledger: RunningLedger, history: History, chance: Chance, { kills, writes }: Plan): Promise<number[]> {
  const backMs: number[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    while (history.operations.length < (writes * kill) / (kills + 1)) await sleep(10);
    await sleep(chance.below(150));
    const index = chance.below(ledger.apis.length);
    history.fault(`SIGKILL of process ${index}`);
    await ledger.apis[index]?.kill('SIGKILL');
    const killedAt = performance.now();
    await ledger.restart(index);
    backMs.push(Math.round(performance.now() - killedAt));
    if (performance.now() - killedAt > BACK_WITHIN_MS) throw new Error('a killed process does not come back');
  }
  return backMs;
}

/** First as it lies; then the unknown ones are sent once more, and everything is judged again. */
async function judge(ledger: RunningLedger, sender: Sender) {
  const { operations } = sender.history;
  const first = await judgeWrites(ledger, operations);
  const repeats = await repeatUnknown(sender, first);
  const second = await judgeWrites(ledger, operations);
  const chains = await judgeChains(ledger);
  const reads = await judgeReads(sender, 'county.auditor', ledger.apis.length);
  const surprises = operations.filter((one) => one.outcome === 'fail' && !EXPECTED.has(one.answer) && one.status !== 0);
  return {
    faults: [...first.faults, ...repeats.faults, ...second.faults, ...chains.faults, ...(await judgeOnce(ledger)), ...reads,
      ...surprises.map((one) => `${one.kind} ${one.number}: ${one.status} ${one.answer}`)],
    unknown: first.present.length + first.absent.length, unknownPresent: first.present.length, unknownAbsent: first.absent.length,
    facts: chains.facts, hazards: chains.hazards, repeated: repeats.replayed,
  };
}

const EXPECTED = new Set(['IDEMPOTENCY_IN_PROGRESS']);

/** What happened answers again as it was; what did not happens now, if the ledger still allows it. */
async function repeatUnknown(sender: Sender, { present, absent }: Verdict): Promise<{ faults: string[]; replayed: number }> {
  const faults: string[] = [];
  let replayed = 0;
  const keyed = (operations: Operation[]) => operations.filter((one) => one.key !== null);
  for (const operation of keyed(present)) {
    const outcome = await sender.send(operation, operation.number % 2);
    if (outcome === 'ok' && operation.replayed) replayed += 1;
    else faults.push(`${operation.kind} ${operation.number} had happened; its repeat answers ${operation.status} ${operation.answer}`);
  }
  for (const operation of keyed(absent)) {
    const outcome = await sender.send(operation, operation.number % 2);
    if (outcome !== 'ok' || operation.replayed) faults.push(`${operation.kind} ${operation.number} had not happened; its repeat answers ${operation.status} ${operation.answer}`);
  }
  return { faults, replayed };
}

function refusalsOf(operations: readonly Operation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome, status, answer } of operations) {
    if (outcome === 'ok') continue;
    const name = status === 0 ? 'no connection' : `${status} ${answer}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
