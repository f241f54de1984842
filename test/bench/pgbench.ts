/** The same SQL without the product: what the database alone can do is the limit that the product is measured by. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Asked } from './wire-tap.js';

export const pgbenchVersion = (): string | null => {
  const asked = spawnSync('pgbench', ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : null;
};

const UUID = /^[0-9a-f-]{36}$/;

/** `carries`: how many requests one transaction is for. */
export interface Script { file: string; variables: string[]; carries: number }

/** Ids that one transaction may count on from its `:n`. */
const IDS_MAX = 256;
const CLIENTS_MAX = 64;

/**
 * Prepared statements, the recorded values bound as text, one pipeline for each round trip. `fresh` names values that
 * must differ each time: their text is replaced by an expression of `:n`, which rises as ids of the service do, so that both
 * write to the same end of an index; or of `:r`, which is as random as a hash.
 */
export function scriptOf(file: string, asked: readonly Asked[], fresh: Record<string, string> = {}, carries = 1): Script {
  const variables: string[] = [];
  const lines = [String.raw`\set turn :turn + 1`, String.raw`\set n :begin + :turn * ${IDS_MAX * CLIENTS_MAX} + :client_id * ${IDS_MAX}`, String.raw`\set r random(1, 281474976710655)`];
  for (const roundTrip of new Set(asked.map((one) => one.roundTrip))) {
    const together = asked.filter((one) => one.roundTrip === roundTrip);
    lines.push(String.raw`\startpipeline`, ...together.map((one) => `${filled(one, fresh, variables)};`), String.raw`\endpipeline`);
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
  return { file, variables, carries };
}

function filled({ sql, values }: Asked, fresh: Record<string, string>, variables: string[]): string {
  return sql.replace(/\s+/g, ' ').trim().replace(/\$(\d+)/g, (_, place: string) => {
    const value = values[Number(place) - 1] ?? null;
    if (value === null) return 'null';
    // The stored headers are jsonb, which a replaced text is not: they may be the same each time.
    const varying = value.startsWith('{"Location"') ? [] : Object.entries(fresh).filter(([text]) => value.includes(text));
    if (varying.length > 0 && varying[0]?.[0] === value) return `(${varying[0][1]})${UUID.test(value) ? '::uuid' : ''}`;
    const name = `v${variables.length}`;
    variables.push('-D', `${name}=${value}`);
    return varying.reduce((expression, [text, by]) => `replace(${expression}, '${text}', (${by})::text)`, `:${name}${varying.length > 0 ? '::text' : ''}`);
  });
}

/** So many seconds, as fast as it can or at a pace; or only so often on each connection. */
export type Run = { seconds: number; perSecond?: number } | { times: number };

/** As many requests at once as there are connections; how many its transactions were for, and how many a second. */
export function runPgbench(databaseUrl: string, { file, variables, carries }: Script, connections: number, run: Run): { count: number; rate: number } {
  const length = 'times' in run ? ['-t', String(run.times)] : ['-T', String(run.seconds), ...(run.perSecond ? ['-R', (run.perSecond / carries).toFixed(1)] : [])];
  const begin = Math.floor(Math.random() * 2 ** 47);
  const clients = Math.ceil(connections / carries);
  const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', ...length, '-D', `begin=${begin}`, '-D', 'turn=0', '-f', file, ...variables, databaseUrl];
  const said = execFileSync('pgbench', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PGOPTIONS: '-c role=ledger_app' } });
  const number = (pattern: RegExp) => Number(pattern.exec(said)?.[1] ?? NaN);
  return { count: carries * number(/transactions actually processed: (\d+)/), rate: carries * number(/tps = ([\d.]+)/) };
}
