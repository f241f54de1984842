/** Reads of one that come at the same moment are asked of PostgreSQL as one (decision 0058): nobody may notice. */
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import { Database } from '../../src/platform/database/database.js';
import { stop } from '../../src/platform/http/shutdown.js';
import { until } from '../../src/platform/processes.mjs';
import { creditCode } from '../support/credit-code.js';
import { outcome, PASSWORD } from '../support/in-process.js';
import type { Told } from '../support/in-process.js';
import { must, SmallCounty } from '../support/zezhou.js';

const PHONE = '13812345678';
const NO_SUCH_ID = '019aa0b2-7c00-7000-8000-0000000000ff';
/** Groups under way at once. */
const UNDER_WAY = 4;
const WITHIN = { everyMs: 10, withinMs: 5_000 };

const here = new SmallCounty();
let owner: pg.Client;
let key: string;

beforeAll(async () => {
  owner = await here.owner();
  const made = async (path: string, body: object) => must(await here.as('admin', 'POST', path, body));
  const city = await made('/organisations', { kind: 'CITY_BUREAU', name: '市局', areaCode: '1405' });
  await made('/users', { username: 'city.supervisor', name: '市', organisationId: city['id'], roles: ['SUPERVISOR'], password: PASSWORD });
  here.tokens['city.supervisor'] = await here.tokenOf('city.supervisor', PASSWORD);
  key = (await made('/api-keys', { name: '系统', organisationId: here.ids['firm'], scopes: ['hazards:read'], expiresOn: new Date(Date.now() + 2_592_000_000).toISOString().slice(0, 10) }))['key'] as string;
  here.ids['away'] = (await made('/enterprises', { name: '示例三', creditCode: creditCode(80_000_003), areaCode: '140525108', sector: 'METALLURGY' }))['id'] as string;
  const found = async (name: string, who: string, source: string) => {
    here.ids[`hazard of ${name}`] = must(await here.as(who, 'POST', '/hazards', {
      enterpriseId: here.ids[name], level: 'GENERAL', source, sector: 'METALLURGY', category: 'EQUIPMENT', description: `${name}未设报警`,
      foundOn: '2026-01-05', foundBy: [{ name: '甲' }], deadline: '2029-12-31', owner: { name: '乙', phone: PHONE },
    }))['id'] as string;
  };
  await found('firm', 'firm.operator', 'ENTERPRISE_SELF_CHECK');
  await found('other', 'other.operator', 'ENTERPRISE_SELF_CHECK');
  await found('away', 'bagong.inspector', 'TOWN_INSPECTION');
});

const asked: string[] = [];
beforeEach(() => {
  const database = here.app.get(Database, { strict: false });
  const run = database.run.bind(database);
  jest.spyOn(database, 'run').mockImplementation((...what: Parameters<typeof run>) => (asked.push(what[0].name), run(...what)));
});
afterEach(() => {
  jest.restoreAllMocks();
  asked.length = 0;
});

const read = (who: string, id: string): Promise<Told> => here.ask('GET', `/hazards/${id}`, who === 'key' ? { key } : { token: here.tokens[who] ?? '' });
/** Who waits for the table. */
const waiting = async (): Promise<number[]> => {
  await owner.query('select pg_stat_clear_snapshot()');
  return (await owner.query<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rows.map(({ pid }) => pid);
};

/** As many groups as may be wait for the table, and everything else for them; then the table is let go. */
async function atOnce<T>(reads: (() => Promise<T>)[], meanwhile = (): Promise<unknown> => Promise.resolve()): Promise<T[]> {
  const answers: Promise<T>[] = [];
  await owner.query('begin; lock table hazard in access exclusive mode');
  try {
    for (const one of reads.slice(0, UNDER_WAY)) {
      answers.push(one());
      await until(async () => (await waiting()).length === answers.length, WITHIN);
    }
    let arriving = reads.length - UNDER_WAY;
    (here.app.getHttpServer() as Server).on('request', () => (arriving -= 1));
    answers.push(...reads.slice(UNDER_WAY).map((one) => one()));
    await until(() => arriving === 0, WITHIN);
    await sleep(50); // until it is known who they are
    await meanwhile();
  } finally {
    await owner.query('rollback');
  }
  return Promise.all(answers);
}

describe('of one group', () => {
  /** By hand: whose hazards one sees, and whether with phones. */
  const SEES: Record<string, { sees: string[]; phone: string }> = {
    'city.supervisor': { sees: ['firm', 'other', 'away'], phone: PHONE },
    'county.supervisor': { sees: ['firm', 'other', 'away'], phone: PHONE },
    auditor: { sees: ['firm', 'other', 'away'], phone: '138****5678' },
    'nancun.inspector': { sees: ['firm', 'other'], phone: PHONE },
    'bagong.inspector': { sees: ['away'], phone: PHONE },
    'firm.operator': { sees: ['firm'], phone: PHONE },
    'other.operator': { sees: ['other'], phone: PHONE },
    key: { sees: ['firm'], phone: PHONE },
  };
  const all = Object.keys(SEES).flatMap((who) => ['firm', 'other', 'away'].map((of) => ({ who, of })));
  const shown = ({ status, body, headers }: Told) => ({ status, etag: headers.get('etag'), type: headers.get('content-type'), ...body, requestId: null });

  it('everybody gets what he alone may see, as he alone sees it', async () => {
    const id = (of: string): string => here.ids[`hazard of ${of}`] ?? '';
    const alone = [];
    for (const { who, of } of all) alone.push(await read(who, id(of)));
    expect(asked).not.toContain('hazard_each_id');
    const together = await atOnce(all.map(({ who, of }) => () => read(who, id(of))));
    expect(asked.filter((name) => name === 'hazard_each_id').length).toBeGreaterThan(0);
    expect(together.map(shown)).toEqual(alone.map(shown));
    expect(together.map(({ status, body }) => [status, body['id'], (body['owner'] as { phone?: string } | undefined)?.phone])).toEqual(
      all.map(({ who, of }) => (SEES[who]?.sees.includes(of) ? [200, id(of), SEES[who]?.phone] : [404, undefined, undefined])));
  });

  it('what does not exist, what is no id and what is asked for twice disturb nobody', async () => {
    const mine = here.ids['hazard of firm'] ?? '';
    const [{ ledger_no: number = '' } = {}] = await here.rows<{ ledger_no: string }>(`select ledger_no from hazard where id = '${mine}'`);
    const ids = [mine, mine, mine, mine, mine, NO_SUCH_ID, 'nothing', mine, `${mine}'`, number, mine.toUpperCase(), mine];
    const answers = await atOnce(ids.map((id) => () => read('firm.operator', id)));
    expect(answers.map(outcome)).toEqual(['200', '200', '200', '200', '200', '404 NOT_FOUND', '404 NOT_FOUND', '200', '404 NOT_FOUND', '200', '200', '200']);
    expect(new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body['id']))).toEqual(new Set([mine]));
  });
});

describe('a group whose connection is lost', () => {
  /** 30 wait as 1, 1, 1, 1 and, one after the other, 16 and 10. */
  it('is told so, each of it once, and is not asked again; the others are answered', async () => {
    const cut = async (pid: number | undefined): Promise<number | undefined> => {
      const before = await waiting();
      await owner.query('select pg_terminate_backend($1)', [pid]);
      return until(async () => (await waiting()).find((one) => !before.includes(one)), WITHIN);
    };
    const answers = await atOnce(Array.from({ length: 30 }, () => () => read('firm.operator', here.ids['hazard of firm'] ?? '')), async () => {
      const sixteen = await cut((await waiting())[0]);
      expect(await cut(sixteen)).toBeGreaterThan(0);
    });
    expect(answers.map(outcome).toSorted()).toEqual([...Array.from({ length: 13 }, () => '200'), ...Array.from({ length: 17 }, () => '503 TEMPORARILY_UNAVAILABLE')]);
    expect(asked.filter((name) => name.startsWith('hazard_')).length).toBe(6);
  });
});

describe('a service that stops', () => {
  it('answers those that wait for a group as well', async () => {
    let stopped: Promise<void> = Promise.resolve();
    const answers = await atOnce(Array.from({ length: 20 }, () => () => read('firm.operator', here.ids['hazard of firm'] ?? '')), () => {
      stopped = stop(here.app);
      return sleep(50);
    });
    expect(answers.map(outcome)).toEqual(Array.from({ length: 20 }, () => '200'));
    await stopped;
  });
});
