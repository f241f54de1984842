/**
 * A ledger of its own to race, to kill and to starve: a fresh database with the sandbox county and the people of
 * `test/model/standing.ts`, and so many built API processes on it.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { fields, text, type Fields } from '../model/driver.js';
import { freshDatabase } from './database.js';
import { filesDirectory, testSecrets } from './environment.js';
import { HttpDriver } from './http-driver.js';
import { loadCountyInto } from './load-county.mjs';
import { startApi, startApis, type ApiProcess } from './processes.js';
import { worldOn, type Account, type TestWorld } from './world.js';

export interface RunningLedger extends TestWorld {
  apis: ApiProcess[];
  databaseUrl: string;
  /** Where all its processes keep their files. */
  dataDir: string;
  /** Looks straight into the database, past the product. */
  sql: <R extends object = Fields>(text: string, values?: unknown[]) => Promise<R[]>;
  /** Every request of this driver goes to that one process. */
  through: (index: number) => HttpDriver;
  /** A process in place of one that has ended, at the same address. */
  restart: (index: number) => Promise<ApiProcess>;
  account: (name: string) => Account;
}

/** No limit is met by accident: rates are tested where they are meant. */
const UNLIMITED = { RATE_LIMIT_PERSON: '10000000', RATE_LIMIT_KEY: '10000000', RATE_LIMIT_SIGN_IN: '10000000', RATE_LIMIT_ORGANISATION: '10000000', RATE_LIMIT_EXPORT: '10000000' };

export async function startRunningLedger(count: number, env: Record<string, string> = {}): Promise<RunningLedger> {
  const database = await freshDatabase();
  return ledgerOn(database.url, count, env, database.drop);
}

/** On a database that is there and migrated; `drop` ends it. */
export async function ledgerOn(databaseUrl: string, count: number, env: Record<string, string>, drop: () => Promise<void>): Promise<RunningLedger> {
  const dataDir = env['DATA_DIR'] ?? filesDirectory();
  const password = `Proof-${randomBytes(9).toString('base64url')}`;
  await loadCountyInto({
    PATH: process.env['PATH'], SANDBOX: 'true', LOG_LEVEL: 'warn', ...testSecrets(),
    DATA_DIR: dataDir, DATABASE_URL: databaseUrl, DEMO_PASSWORD: password,
  });
  const all = { ...UNLIMITED, DATA_DIR: dataDir, ...env };
  const apis = await startApis(count, { databaseUrl, env: all });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  pool.on('error', () => {}); // the proofs stop the server under it
  const stop = async () => {
    await Promise.all(apis.map((api) => api.kill('SIGKILL')));
    await pool.end();
    await drop();
  };
  try {
    const world = await worldOn(apis, password, stop);
    const account = (name: string): Account => named(world.accounts, name);
    return {
      ...world, apis, databaseUrl, dataDir, account,
      sql: async <R extends object>(asked: string, values: unknown[] = []) => (await pool.query(asked, values)).rows as R[],
      through: (index) => new HttpDriver(apis.slice(index, index + 1), account),
      restart: async (index) => {
        const port = String(apis[index]?.port);
        return (apis[index] = await startApi({ databaseUrl, env: { ...all, PORT: port } }));
      },
    };
  } catch (error) {
    const said = apis.map((api) => api.log()).join('\n').slice(-4_000);
    await stop();
    throw new Error(`The test county could not be furnished: ${String(error)}\n${said}`, { cause: error });
  }
}

function named(accounts: Record<string, Account>, name: string): Account {
  const known = accounts[name];
  if (!known) throw new Error(`no account ${name} in this world`);
  return known;
}

/** The problem document of a refusal, as the contract promises it (§1). */
export const codeOf = (body: unknown): string => text(fields(body).code);
