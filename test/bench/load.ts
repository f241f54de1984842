/** The load from a process of its own (load-process.mjs): what it is told, and what it says of it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Workload } from './workloads.js';

/** As many as the floors were measured with. */
export const CONNECTIONS = Number(process.env['CONNECTIONS'] ?? 32);
export const SECONDS = Number(process.env['SECONDS'] ?? 6);
/** Until the hot paths are compiled. */
export const WARM_UP = Number(process.env['WARM_UP'] ?? 4_000);
export const directory = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
/** Its appearance ends a load that runs until then. */
export const STOP = join(directory, 'stop');

/** Of each account. */
export type Headers = Record<string, Record<string, string>>;
export interface Outcome { count: number; seconds: number; p50Ms: number; p95Ms: number; p99Ms: number; statuses: Record<string, number> }
export type Part = Workload & { weight?: number; seconds?: number; requests?: number; connections?: number; perSecond?: number; untilStopped?: boolean };

let plans = 0;
export async function load({ url }: { url: string }, headers: Headers, parts: Part[]): Promise<Outcome> {
  const plan = join(directory, `plan-${(plans += 1)}.json`);
  const [{ seconds, requests, perSecond, connections = CONNECTIONS, untilStopped } = {} as Part] = parts;
  const accounts = Object.keys(headers);
  const mix = parts.map(({ paths, body, weight, account }) => ({ paths, body, weight, as: accounts.indexOf(account) }));
  writeFileSync(plan, JSON.stringify({ url, headers: Object.values(headers), connections, seconds, requests, perSecond, stopFile: untilStopped ? STOP : undefined, mix }));
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'load-process.mjs'), plan]);
  return JSON.parse(stdout) as Outcome;
}
