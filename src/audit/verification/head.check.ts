/**
 * The row of an object carries the number and the hash of its last fact: neither may be behind or ahead. And a hazard
 * stands as its last fact says it stands: a closure written straight into the table is found.
 */
import { CLOCK_ID } from '../../platform/clock/sandbox-clock.service.js';
import { stateHash } from '../../domain/content.js';
import type { Hazard } from '../../domain/hazard.js';
import { STATES_AFTER, STATES_OF } from '../../hazards/hazard.reader.js';
import { statement } from '../../platform/database/statement.js';
import type { Statement } from '../../platform/database/statement.js';
import type { Runs } from '../seal.reader.js';
import { BATCH_ROWS } from '../seal.reader.js';
import { Broken } from './break.js';
import { TABLES } from './chain.reader.js';

interface Head {
  id: string;
  version: number;
  /** The row's hash is that of the fact of its version, and there is no later fact. */
  last: boolean;
}

/** Row and facts in one statement, hence in one moment. Version 0 has no fact yet. */
const HEAD = (row: string) => `select h.id, h.version,
    not exists (select from fact n where n.object_id = h.id and n.version = h.version + 1)
      and (h.version = 0 or exists (select from fact f where f.object_id = h.id and f.version = h.version and f.hash = h.head_hash)) as last
  from ${row} h`;

const CLOCK_ROW = `(select '${CLOCK_ID}'::uuid as id, version, head_hash from sandbox_clock)`;

interface Heads {
  kind: string;
  all: Statement<Head>;
  some: Statement<Head>;
}

const HEADS: readonly Heads[] = [...Object.entries(TABLES), ['EXPORT', 'export_job'] as const, ['CLOCK', CLOCK_ROW] as const].map(([kind, row]) => ({
  kind,
  all: statement<Head>(`audit_heads_${kind.toLowerCase()}`, `${HEAD(row)} where h.id > $1 order by h.id limit ${BATCH_ROWS}`),
  some: statement<Head>(`audit_heads_some_${kind.toLowerCase()}`, `${HEAD(row)} where h.id = any($1::uuid[])`),
}));

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Throws Broken. */
export async function checkAllHeads(from: Runs): Promise<void> {
  for (const { kind, all } of HEADS) {
    for (let last = FIRST_ID; ; ) {
      const heads = await from.run(all, [last]);
      judge(kind, heads);
      if (heads.length < BATCH_ROWS) break;
      last = heads.at(-1)?.id ?? last;
    }
  }
  for (let last = FIRST_ID; ; ) {
    const rows = await from.run(STATES_AFTER, [last, BATCH_ROWS]);
    judgeStates(rows);
    if (rows.length < BATCH_ROWS) break;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Throws Broken. */
export async function checkHeadsOf(from: Runs, ids: readonly string[]): Promise<void> {
  for (const { kind, some } of HEADS) judge(kind, await from.run(some, [ids]));
  judgeStates(await from.run(STATES_OF, [ids]));
}

function judge(kind: string, heads: readonly Head[]): void {
  const wrong = heads.find((head) => !head.last);
  if (wrong) throw new Broken({ what: 'HEAD_DIFFERS', objectKind: kind, objectId: wrong.id, version: wrong.version });
}

function judgeStates(rows: readonly (Hazard & { told: string | null })[]): void {
  for (const { told, ...hazard } of rows) {
    if (told !== stateHash(hazard)) throw new Broken({ what: 'STATE_DIFFERS', objectKind: 'HAZARD', objectId: hazard.id, version: hazard.version });
  }
}
