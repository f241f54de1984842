/** Follows the facts of one object after the other, each in the order of its versions. No I/O. */
import { eventType } from '../../domain/event-type.js';
import { CHAIN_START, sha256 } from '../../domain/fact.js';
import type { FactContent, ObjectKind } from '../../domain/fact.js';
import type { BreakKind } from './break.js';
import { Broken } from './break.js';

/** A fact, and what stands of it in `event` or, before the relay came, in `outbox`. */
export interface ChainRow {
  objectId: string;
  version: number;
  objectKind: ObjectKind;
  countyCode: string;
  at: string;
  move: string;
  body: string;
  previousHash: string;
  hash: string;
  /** null while it waits in the outbox, and where there is no event at all. */
  position: string | null;
  eventKind: string | null;
  eventCounty: string | null;
  eventType: string | null;
  eventAt: string | null;
  eventHash: string | null;
  /** False for the first fact of an object that should have a row of its own and has none. */
  hasObject: boolean;
}

type Body = FactContent & { version: number; previousHash: string };

export class ChainCheck {
  checked = 0;
  private last: ChainRow | null = null;

  /** Throws Broken. Rows come ordered by object and version, every object from its first fact. */
  take(row: ChainRow): void {
    const previous = this.last?.objectId === row.objectId ? this.last : null;
    const expect = (holds: boolean, what: BreakKind) => {
      const { objectKind, objectId, version } = row;
      if (!holds) throw new Broken({ what, objectKind, objectId, version });
    };
    expect(sha256(row.body) === row.hash, 'FACT_HASH');
    const body = bodyOf(row);
    expect(body !== null, 'FACT_COLUMNS');
    expect(row.version === (previous?.version ?? 0) + 1, 'FACT_GAP');
    expect(row.previousHash === (previous?.hash ?? CHAIN_START), 'FACT_LINK');
    expect(row.hasObject, 'OBJECT_MISSING');
    expect(row.eventHash !== null, 'EVENT_MISSING');
    expect(body !== null && tellsTheSame(row, body), 'EVENT_DIFFERS');
    expect(previous === null || inOrder(previous.position, row.position), 'EVENT_ORDER');
    this.checked += 1;
    this.last = row;
  }
}

/** null where body and columns disagree. */
function bodyOf(row: ChainRow): Body | null {
  const body = parsed(row.body);
  if (!body) return null;
  const same = (['objectId', 'version', 'objectKind', 'countyCode', 'at', 'move', 'previousHash'] as const).every((name) => body[name] === row[name]);
  return same ? body : null;
}

function parsed(text: string): Body | null {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return null;
  }
}

const tellsTheSame = (row: ChainRow, body: Body): boolean =>
  row.eventHash === row.hash && row.eventKind === row.objectKind && row.eventCounty === row.countyCode && row.eventAt === row.at &&
  row.eventType === eventType({ ...row, from: body.from, to: body.to });

/** What waits in the outbox comes after whatever has its place. */
const inOrder = (before: string | null, after: string | null): boolean => after === null || (before !== null && Number(before) < Number(after));
