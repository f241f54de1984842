/** Events, access log and anchors in the order in which they are sealed, a batch at a time. */
import { selection } from '../platform/database/columns.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { AccessLogEntity } from '../platform/ledger/access-log.entity.js';
import { AnchorEntity } from '../platform/ledger/anchor.entity.js';
import { EventEntity } from '../platform/ledger/event.entity.js';
import type { AccessRow, Anchor, EventRow } from './seal.js';

export const BATCH_ROWS = 2_000;

/** A database, or one connection of it inside a transaction. */
export interface Runs {
  run: <R extends object>(asked: Statement<R>, values?: readonly unknown[]) => Promise<R[]>;
}

const EVENTS = statement<EventRow>('audit_events', `
  select ${selection(EventEntity, 'e')} from event e where e.position between $1 and $2 order by e.position limit ${BATCH_ROWS}`);

const ACCESS = statement<AccessRow>('audit_access', `
  select ${selection(AccessLogEntity, 'l')} from access_log l
  where (l.recorded_at, l.id) > ($1::timestamptz, $2::uuid) and l.recorded_at <= $3::timestamptz order by l.recorded_at, l.id limit ${BATCH_ROWS}`);

const ANCHORS = statement<Stored>('audit_anchors', `
  select ${selection(AnchorEntity, 'a')} from anchor a where a.number > $1 order by a.number limit ${BATCH_ROWS}`);
const LAST_ANCHOR = statement<Stored>('audit_last_anchor', `select ${selection(AnchorEntity, 'a')} from anchor a order by a.number desc limit 1`);
const ANCHOR_BEFORE = statement<Stored>('audit_anchor_before', `
  select ${selection(AnchorEntity, 'a')} from anchor a where a.to_position <= $1 order by a.number desc limit 1`);

const LAST_POSITION = statement<{ position: string }>('audit_last_position', 'select coalesce(max(position), 0) as position from event');

type Stored = { [K in keyof Anchor]: Anchor[K] extends number ? string : Anchor[K] };

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Events of these positions, both included. */
export async function* eventsOf(from: Runs, first: number, last: number): AsyncGenerator<EventRow[]> {
  for (let next = first; next <= last; ) {
    const rows = await from.run(EVENTS, [next, last]);
    yield rows;
    if (rows.length < BATCH_ROWS) return;
    next = Number(rows.at(-1)?.position) + 1;
  }
}

/** Lines that came in after `after`, up to and with `to`. */
export async function* accessOf(from: Runs, after: string, to: string): AsyncGenerator<AccessRow[]> {
  let [at, id] = [after, LAST_ID];
  for (;;) {
    const rows = await from.run(ACCESS, [at, id, to]);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_ROWS) return;
    [at, id] = [last.recordedAt, last.id];
  }
}

export async function* anchorsAfter(from: Runs, number: number): AsyncGenerator<Anchor> {
  for (let last = number; ; ) {
    const rows = await from.run(ANCHORS, [last]);
    yield* rows.map(anchorOf);
    if (rows.length < BATCH_ROWS) return;
    last = Number(rows.at(-1)?.number);
  }
}

export const lastAnchor = async (from: Runs): Promise<Anchor | null> => (await from.run(LAST_ANCHOR)).map(anchorOf)[0] ?? null;

/** The last anchor that seals nothing after this position. */
export const anchorBefore = async (from: Runs, position: number): Promise<Anchor | null> =>
  (await from.run(ANCHOR_BEFORE, [position])).map(anchorOf)[0] ?? null;

export const lastPosition = async (from: Runs): Promise<number> => Number((await from.run(LAST_POSITION))[0]?.position ?? 0);

const anchorOf = (row: Stored): Anchor => ({
  ...row, number: Number(row.number), fromPosition: Number(row.fromPosition), toPosition: Number(row.toPosition), accessCount: Number(row.accessCount), form: Number(row.form),
});
