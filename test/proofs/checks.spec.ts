/**
 * The checkers are checked: each fault they are to find is planted in a sound ledger, and they must say so. Without this
 * the zeros of `npm run prove:writes` would mean nothing (reliability 4.1, mutation check).
 */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fields, text, type Fields } from '../model/driver.js';
import { given } from '../support/environment.js';
import { ownFind } from '../support/registrations.js';
import { startRunningLedger, type RunningLedger } from '../support/running-ledger.js';
import { judgeChains, judgeOnce, judgeWrites } from './checks.js';
import { History, type Operation } from './history.js';
import { Sender } from './sender.js';

let ledger: RunningLedger;
let client: pg.Client;
let history: History;
let id = '';

beforeAll(async () => {
  ledger = await startRunningLedger(1);
  client = new pg.Client({ connectionString: ledger.databaseUrl });
  await client.connect();
  history = new History(join(mkdtempSync(join(given('TEST_FILES_DIR'), 'checks-')), 'history.jsonl'));
  const sender = new Sender(ledger, history);
  const [register, patch] = ['example1-m1z', 'example1-m2z'];
  const base = { account: 'example1.operator', ifMatch: null };
  const body = ownFind(ledger.organisations.example1 ?? '', ledger.today, { description: register });
  await sender.send(history.begin({ ...base, kind: 'register', method: 'POST', path: '/hazards', body, key: register, mark: register }), 0);
  id = text(fields(JSON.parse(history.operations[0]?.answer ?? '')).id);
  await sender.send(history.begin({ ...base, kind: 'patch', method: 'PATCH', path: `/hazards/${id}`, body: { interimMeasures: patch }, key: null, ifMatch: 1, mark: patch }), 0);
}, 90_000);
afterAll(async () => {
  await client?.end();
  await ledger?.stop();
});

/** What the checkers say of the ledger as it is within an open transaction. */
async function findings(operations: readonly Operation[]): Promise<string> {
  const sql = async <R extends object = Fields>(asked: string, values: unknown[] = []) => (await client.query(asked, values)).rows as R[];
  const seen = { ...ledger, sql };
  const [writes, chains, once] = [await judgeWrites(seen, operations), await judgeChains(seen), await judgeOnce(seen)];
  return [...writes.faults, ...chains.faults, ...once].join('\n');
}

async function planted(fault: string, outcome: Operation['outcome']): Promise<string> {
  // Triggers and foreign keys look away, as a defect of the storage would not ask them.
  await client.query('begin; set local session_replication_role = replica');
  try {
    await client.query(fault.replaceAll(':id', `'${id}'`));
    return await findings(history.operations.map((one) => ({ ...one, outcome })));
  } finally {
    await client.query('rollback');
  }
}

describe('the checkers', () => {
  it('find nothing in a sound ledger', async () => {
    expect(history.operations.map((one) => one.outcome)).toEqual(['ok', 'ok']);
    expect(await findings(history.operations)).toBe('');
  });

  const TOLD_AGAIN = `insert into outbox (object_id, version, object_kind, county_code, type, at, hash)
    select object_id, version, object_kind, county_code, 'hazard.registered.v1', at, hash from fact where object_id = :id and version = 1`;
  it.each<[string, RegExp, string, Operation['outcome']]>([
    ['an acknowledged write that is lost', /acknowledged, and lost/, 'delete from fact where object_id = :id and version = 2', 'ok'],
    ['a fact without its row', /a fact without its row/, 'delete from hazard where id = :id', 'ok'],
    ['a row without its fact', /a hazard without a fact/, 'delete from fact where object_id = :id', 'unknown'],
    ['an event skipped', /told 0 times/, 'delete from outbox where object_id = :id; delete from event where object_id = :id', 'ok'],
    ['an event twice', /told 2 times/, TOLD_AGAIN, 'ok'],
    ['an answer not stored', /no idempotency row/, 'delete from idempotency', 'ok'],
    ['another answer stored', /another than the one given/, `update idempotency set answer = '{}'`, 'ok'],
    ['an answer stored for what did not happen', /an idempotency row without a fact/, 'delete from fact where object_id = :id; delete from hazard where id = :id', 'unknown'],
    ['half a write: the content, and no fact', /in a row without a fact/, 'delete from fact where object_id = :id and version = 2', 'unknown'],
    ['half a write: the fact, and no content', /content is not in the row/, 'update hazard set interim_measures = null where id = :id', 'unknown'],
    ['a refusal that was carried out', /refused, and yet/, 'select 1', 'fail'],
    ['a version behind its facts', /the row stands at 1/, 'update hazard set version = 1 where id = :id', 'ok'],
    ['a gap in a chain', /version 3 at place 2/, 'update fact set version = 3 where object_id = :id and version = 2', 'ok'],
    ['a changed fact', /not of the stored bytes/, `update fact set body = replace(body, 'patch', 'hctap') where object_id = :id`, 'ok'],
    ['a chain cut', /does not follow the one before/, `update fact set previous_hash = hash where object_id = :id and version = 2`, 'ok'],
    ['a ledger number twice', /a ledger number twice/, 'alter table hazard drop constraint hazard_ledger_no; update hazard set ledger_no = (select ledger_no from hazard where id = :id)', 'ok'],
  ])('find %s', async (_what, said, fault, outcome) => {
    expect(await planted(fault, outcome)).toMatch(said);
  });
});
