/**
 * What the same request costs where there is no product: one bare Node process on the same server, in the same run. The
 * floors in milliseconds were set beside such a process on another machine; here it says what they are on this one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningLedger } from '../support/running-ledger.js';
import { directory, load, SECONDS, WARM_UP, type Headers } from './load.js';
import { cpuMs, familyCpuMs } from './processor.js';
import type { Asked } from './wire-tap.js';
import type { Workload } from './workloads.js';

/** CPU a request. */
export interface Bare { nodeMs: number; postgresMs: number }

/**
 * A row and its audit row in one statement and one round trip: no less is a registration. Five indexes, some 730 bytes a row
 * with those of the row, as the reference had. No scope, no number drawn, no key, nothing checked, searched or owed.
 */
const REGISTER = `
  with put as (
    insert into bare_hazard (id, ledger_no, county_code, town_code, enterprise_id, level, status, source, sector, category, description,
      location, found_on, found_by, owner, deadline, version, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, 'REPORTED', $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $16)
  ) insert into bare_audit (hazard_id, version, at, actor, act, body) values ($1, 1, $16, $17, 'register', $18)`;

const TABLES = [
  `create table bare_hazard (id uuid primary key, ledger_no text not null unique, county_code text not null, town_code text not null,
    enterprise_id uuid not null, level text not null, status text not null, source text not null, sector text, category text,
    description text not null, location text, found_on date not null, found_by jsonb, owner jsonb, deadline date,
    version int not null, created_at timestamptz not null, updated_at timestamptz not null)`,
  `create table bare_audit (hazard_id uuid not null, version int not null, at timestamptz not null, actor text not null, act text not null,
    body text not null, primary key (hazard_id, version))`,
  `insert into bare_hazard select id, ledger_no, county_code, town_code, enterprise_id, level, status, source, sector, category, description,
    location, found_on, found_by, owner, deadline, version, created_at, updated_at from hazard`,
  `create index on bare_hazard (town_code, created_at desc, id)`,
  `create index on bare_hazard (deadline) where status <> 'CLOSED'`,
  `grant select, insert on bare_hazard, bare_audit to ledger_app`,
  `vacuum (analyze) bare_hazard`, `checkpoint`,
];

/** Null where a read asks more than one statement. */
export async function bare(ledger: RunningLedger, postmaster: number, headers: Headers, workload: Workload, [asked, ...more]: readonly Asked[]): Promise<Bare | null> {
  const registers = workload.name === 'W1';
  if (!registers && (!asked || more.length > 0)) return null;
  if (registers) for (const statement of TABLES) await ledger.sql(statement);
  const plan = join(directory, 'bare.json');
  writeFileSync(plan, JSON.stringify({ databaseUrl: ledger.databaseUrl, ...(registers ? { sql: REGISTER } : asked) }));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-process.mjs'), plan], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const server = { url: `http://127.0.0.1:${Number(port)}` };
  await load(server, headers, [{ ...workload, requests: WARM_UP }]);
  const before = { node: cpuMs(child.pid ?? 0), postgres: familyCpuMs(postmaster) };
  const { count, statuses } = await load(server, headers, [{ ...workload, seconds: SECONDS }]);
  const cost = { nodeMs: (cpuMs(child.pid ?? 0) - before.node) / count, postgresMs: (familyCpuMs(postmaster) - before.postgres) / count };
  if (Object.keys(statuses).some((status) => !status.startsWith('2'))) throw new Error(`bare ${workload.name}: ${JSON.stringify(statuses)}`);
  child.kill();
  await once(child, 'exit');
  if (registers) await ledger.sql('drop table bare_hazard, bare_audit');
  return cost;
}
