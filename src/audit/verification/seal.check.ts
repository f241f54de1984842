/** The events in their order, and every anchor: its own bytes, its place, what it seals, and its line outside. */
import { CHAIN_START, sha256 } from '../../domain/fact.js';
import { statement } from '../../platform/database/statement.js';
import { accessText, anchorBody, anchorLine, Digest, eventLine } from '../seal.js';
import type { Anchor } from '../seal.js';
import type { Runs } from '../seal.reader.js';
import { accessOf, anchorsAfter, BATCH_ROWS, eventsOf } from '../seal.reader.js';
import { Broken } from './break.js';
import type { BreakKind } from './break.js';

const ORPHAN = statement<{ position: string; objectId: string; version: number; objectKind: string }>('audit_orphan_event', `
  select e.position, e.object_id as "objectId", e.version, e.object_kind as "objectKind" from event e
  where e.position between $1 and $2 and not exists (select from fact f where f.object_id = e.object_id and f.version = e.version and f.hash = e.hash)
  order by e.position limit 1`);

/** Throws Broken. `last`: the anchor to go on from, itself checked before; null from the beginning. */
export async function checkSeals(from: Runs, last: Anchor | null, toPosition: number, file: ReadonlyMap<number, readonly string[]>): Promise<void> {
  let previous = last;
  for await (const anchor of anchorsAfter(from, last?.number ?? 0)) {
    checkAnchor(anchor, previous);
    await checkSealed(from, anchor);
    checkLine(anchor, previous, file);
    previous = anchor;
  }
  const newest = previous?.number ?? 0;
  for (const number of file.keys()) if (number > newest) throw new Broken({ what: 'ANCHOR_FILE', anchor: number });
  await digestOfEvents(from, (previous?.toPosition ?? 0) + 1, toPosition);
}

function checkAnchor(anchor: Anchor, previous: Anchor | null): void {
  const expect = expecting(anchor);
  expect(sha256(anchorBody(anchor)) === anchor.hash, 'ANCHOR_HASH');
  expect(anchor.number === (previous?.number ?? 0) + 1, 'ANCHOR_LINK');
  expect(anchor.previousHash === (previous?.hash ?? CHAIN_START), 'ANCHOR_LINK');
  expect(anchor.fromPosition === (previous?.toPosition ?? 0) + 1, 'ANCHOR_LINK');
  expect(previous === null || anchor.accessFrom === previous.accessTo, 'ANCHOR_LINK');
}

async function checkSealed(from: Runs, anchor: Anchor): Promise<void> {
  const expect = expecting(anchor);
  const events = await digestOfEvents(from, anchor.fromPosition, anchor.toPosition);
  expect(events.hex() === anchor.eventsDigest, 'ANCHOR_EVENTS');
  const access = new Digest();
  for await (const rows of accessOf(from, anchor.accessFrom, anchor.accessTo)) rows.forEach((row) => access.add(accessText(anchor.form, row)));
  expect(access.count === anchor.accessCount && access.hex() === anchor.accessDigest, 'ANCHOR_ACCESS');
}

/** The newest anchor may be on its way to the file, or have been kept from it by a crash; any older one must be there. */
function checkLine(anchor: Anchor, previous: Anchor | null, file: ReadonlyMap<number, readonly string[]>): void {
  const lines = file.get(anchor.number) ?? [];
  expecting(anchor)(lines.every((line) => line === anchorLine(anchor)), 'ANCHOR_FILE');
  if (previous && !file.has(previous.number)) throw new Broken({ what: 'ANCHOR_FILE', anchor: previous.number });
}

async function digestOfEvents(from: Runs, first: number, last: number): Promise<Digest> {
  const digest = new Digest();
  let expected = first;
  for await (const rows of eventsOf(from, first, last)) {
    for (const row of rows) {
      if (Number(row.position) !== expected) throw new Broken({ what: 'EVENT_GAP', position: expected });
      digest.add(JSON.stringify(eventLine(row)));
      expected += 1;
    }
  }
  if (expected !== last + 1) throw new Broken({ what: 'EVENT_GAP', position: expected });
  await checkFactsOf(from, first, last);
  return digest;
}

async function checkFactsOf(from: Runs, first: number, last: number): Promise<void> {
  for (let next = first; next <= last; next += BATCH_ROWS) {
    const [orphan] = await from.run(ORPHAN, [next, Math.min(last, next + BATCH_ROWS - 1)]);
    if (orphan) throw new Broken({ what: 'FACT_MISSING', ...orphan, position: Number(orphan.position) });
  }
}

const expecting = (anchor: Anchor) => (holds: boolean, what: BreakKind): void => {
  if (!holds) throw new Broken({ what, anchor: anchor.number });
};
