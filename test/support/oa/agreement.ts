/** What stands in an OA against what the ledger says: compared by whoever judges, from the rows and the OA's own state. */
import type { OaTodo } from './oa-server.js';

export interface Ours { id: string; state: 'OPEN' | 'DONE' | 'CANCELLED'; person: string; told: boolean }
export interface Agreement {
  todos: number;
  open: number;
  /** Open there, over here. */
  ghosts: string[];
  /** Open here, not there. */
  missing: string[];
  /** There more than once. */
  twice: string[];
}

/** Of a channel (`$1`); `told`: whether anything was ever said of it there. */
export const OURS = `
  select t.id, t.state, p.external_id as person, exists (select from oa_copy c where c.channel_id = p.channel_id and c.todo_id = t.id) as told
  from todo t join oa_person p on p.user_id = t.recipient_id where p.channel_id = $1`;

export function agreementOf(ours: readonly Ours[], theirs: readonly OaTodo[]): Agreement {
  const keyOf = (id: string, person: string) => `${id.replaceAll('-', '')} ${person}`;
  const stands = new Map<string, number>();
  for (const { id, person, state, rows } of theirs) {
    const [, named = ''] = /^HL\d{6}-([0-9a-f]{32})/.exec(id) ?? [];
    if (state === 'OPEN') stands.set(keyOf(named, person), (stands.get(keyOf(named, person)) ?? 0) + rows);
  }
  const open = new Set(ours.filter(({ state }) => state === 'OPEN').map(({ id, person }) => keyOf(id, person)));
  return {
    todos: ours.filter(({ told }) => told).length, open: open.size,
    ghosts: [...stands.keys()].filter((key) => !open.has(key)), missing: [...open].filter((key) => !stands.has(key)),
    twice: [...stands].filter(([, rows]) => rows > 1).map(([key]) => key),
  };
}
