/**
 * One partner at work: takes MAJOR hazards of its firm from registration through five in place, signature and both
 * confirmations into rectification, notes progress, and corrects the easy fields of others on the way.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fields, text, type Fields } from '../model/driver.js';
import type { RunningLedger } from '../support/running-ledger.js';
import { fiveInPlace, major, ownFind } from '../support/registrations.js';
import { addDays } from '../model/effects.js';
import type { Kind, Operation } from './history.js';
import type { Chance } from './random.js';
import type { Sender } from './sender.js';

/** An operation without an answer is repeated at the other process, or left for the checkers to judge as it lies. */
const LEFT_UNKNOWN = 0.4;
/** The line breaks between commit and answer more often than a kill falls just there: some clients hang up by themselves. */
const HANGS_UP = 0.04;
const HANGS_UP_WITHIN_MS = 60;
const REPEATS = 60;
const REPEAT_PAUSE_MS = 100;
/** How many such hazards at most: few, so that writers meet on one row. */
const SHARED = 6;

export interface Work {
  ledger: RunningLedger;
  sender: Sender;
  chance: Chance;
  firm: string;
  /** Hazards of the firm in rectification, to which all its clients add progress. */
  shared: string[];
  pauseMs: () => number;
  going: () => boolean;
}

interface Asked { kind: Kind; account: string; path: string; body: Fields; mark: string; ifMatch?: number }

export async function client(work: Work): Promise<void> {
  while (work.going()) {
    if (work.chance.draw() < 0.55) await life(work);
    else await note(work);
  }
}

/** Stops where an answer stays unknown, or the ledger says no. */
async function life(work: Work): Promise<void> {
  const { ledger, firm } = work;
  const operator = `${firm}.operator`;
  const deadline = addDays(ledger.today, 30);
  const mark = markOf(work);
  const own = ownFind(ledger.organisations[firm] ?? '', ledger.today, { ...major, description: `断电证明 ${mark}`, externalRef: mark });
  const born = await act(work, { kind: 'register', account: work.chance.of([operator, `${firm}.key`]), path: '/hazards', body: own, mark });
  if (!born) return;
  const path = `/hazards/${text(born.id)}`;
  const interim = markOf(work);
  const patched = await act(work, { kind: 'patch', account: operator, path, body: { interimMeasures: `警戒 ${interim}` }, mark: interim, ifMatch: Number(born.version) });
  if (!patched || !work.going()) return;
  const measures = markOf(work);
  const filled = await act(work, { kind: 'five', account: operator, path: `${path}/five-in-place`, body: fiveInPlace(deadline, measures), mark: measures, ifMatch: Number(patched.version) });
  if (!filled || !work.going()) return;
  const principal = `${firm}.principal`;
  const statement = markOf(work);
  const signed = { password: ledger.account(principal).password, statement };
  if (!(await act(work, { kind: 'sign', account: principal, path: `${path}/sign`, body: signed, mark: statement }))) return;
  for (const account of [`${town(firm)}.supervisor`, 'county.supervisor']) {
    const opinion = markOf(work);
    if (!(await act(work, { kind: 'confirm', account, path: `${path}/confirm`, body: { opinion }, mark: opinion }))) return;
  }
  work.shared.push(text(born.id));
  if (work.shared.length > SHARED) work.shared.shift();
}

async function note(work: Work): Promise<void> {
  if (work.shared.length === 0) return life(work);
  const mark = markOf(work);
  const id = work.chance.of(work.shared);
  await act(work, { kind: 'record-progress', account: `${work.firm}.key`, path: `/hazards/${id}/record-progress`, body: { note: `进展 ${mark}`, evidenceIds: [] }, mark });
}

/** The answer, or null where there is none to go on with. */
async function act(work: Work, { kind, account, path, body, mark, ifMatch }: Asked): Promise<Fields | null> {
  const { sender, chance, ledger } = work;
  await sleep(work.pauseMs());
  const posts = kind !== 'patch' && kind !== 'five';
  const operation = sender.history.begin({
    kind, account, path, body, mark,
    method: kind === 'patch' ? 'PATCH' : kind === 'five' ? 'PUT' : 'POST', key: posts ? mark : null, ifMatch: ifMatch ?? null,
  });
  const api = chance.below(ledger.apis.length);
  const hangUpMs = chance.draw() < HANGS_UP ? chance.below(HANGS_UP_WITHIN_MS) : undefined;
  let outcome = await sender.send(operation, api, hangUpMs);
  for (let i = 1; operation.status === 0 && outcome === 'fail' && i < REPEATS; i += 1) {
    await sleep(i > 1 ? REPEAT_PAUSE_MS : 0);
    outcome = await sender.send(operation, (api + i) % 2);
  }
  if (outcome === 'unknown' && posts && chance.draw() >= LEFT_UNKNOWN) outcome = await repeat(work, operation, 1 - api);
  return outcome === 'ok' ? fields(JSON.parse(operation.answer)) : null;
}

/** With the same key until somebody says what became of it. */
async function repeat({ sender }: Work, operation: Operation, api: number): Promise<Operation['outcome']> {
  for (let i = 0; i < REPEATS; i += 1) {
    const outcome = await sender.send(operation, (api + i) % 2);
    // Refused for being in progress, or nobody there: that says nothing about the first time.
    if (outcome === 'ok' || (outcome === 'fail' && operation.status !== 409 && operation.status !== 0)) return outcome;
    operation.outcome = 'unknown';
    await sleep(REPEAT_PAUSE_MS);
  }
  return 'unknown';
}

let marks = 0;
/** No mark is a part of another. */
const markOf = ({ firm }: Work): string => `${firm}-m${(marks += 1)}z`;
const town = (firm: string): string => (firm === 'example2' ? 'bagong' : 'nancun');
