/**
 * The trail as a file that proves itself (security S38): one JSON object a line. Whole exports carry every event in its
 * order, the anchors and what they seal; filtered ones the facts alone. `npm run audit:verify FILE` needs nothing else.
 */
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CHAIN_START } from '../domain/fact.js';
import type { Reach } from '../domain/permission.js';
import { Calendar } from '../platform/clock/calendar.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { ok } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import { AnchorsFile } from './anchors.file.js';
import type { FactsQuery } from './audit.dto.js';
import { AuditReader } from './audit.reader.js';
import type { After } from './audit.reader.js';
import { accessLine, anchorLine, eventLine, sealedLine } from './seal.js';
import type { AccessRow, Anchor, EventRow } from './seal.js';
import { accessOf, anchorsAfter, BATCH_ROWS, lastAnchor, lastPosition } from './seal.reader.js';

const EXPORT_FORMAT = 'hazard-ledger-audit-1';

/** The body only of the auditor's own county: of others the bare event, so that positions and digests still hold. */
const TOLD = statement<EventRow & { body: string | null; own: boolean; columns: object | null; factAt: string | null }>('audit_export', `
  select e.position, e.object_id as "objectId", e.version, e.object_kind as "objectKind", e.county_code as "countyCode", e.type, e.at, e.hash,
    f.body, e.county_code = $3 as own, case when f.hash is not null then json_build_object('objectId', f.object_id, 'version', f.version,
      'objectKind', f.object_kind, 'countyCode', f.county_code, 'move', f.move, 'previousHash', f.previous_hash, 'hash', f.hash) end as columns, f.at as "factAt"
  from event e left join fact f on f.object_id = e.object_id and f.version = e.version and e.county_code = $3
  where e.position between $1 and $2 order by e.position`);

type Filters = Omit<FactsQuery, 'limit' | 'cursor' | 'format'>;

@Injectable()
export class ExportService {
  constructor(
    private readonly door: Door,
    private readonly database: Database,
    private readonly reader: AuditReader,
    private readonly file: AnchorsFile,
    private readonly calendar: Calendar,
  ) {}

  /** Leaves a fact of the export, then answers its lines. */
  async facts(requested: Requested, query: FactsQuery): Promise<Readable> {
    const { limit: _limit, cursor: _cursor, format: _format, ...filters } = query;
    const reach = requested.reachFor('audit.read');
    const countyCode = reach.value;
    const id = uuidv7();
    await this.door.write(requested, async (writing) => {
      writing.record({ objectKind: 'EXPORT', objectId: id, countyCode, move: 'audit.export', detail: { filters } }, { version: 0, hash: CHAIN_START });
      return ok(null);
    });
    const lines = this.linesOf(reach, id, filters, query);
    return Readable.from(joined(lines), { objectMode: false });
  }

  private async *linesOf(reach: Reach, id: string, filters: Filters, query: FactsQuery): AsyncGenerator<unknown> {
    const complete = Object.values(filters).every((value) => value === undefined);
    const county = reach.value;
    // The file before the table: an anchor is committed before its line is written, so the table is never behind.
    const outside = complete ? await this.file.last() : null;
    const last = complete ? await lastAnchor(this.database) : null;
    const toPosition = complete ? await lastPosition(this.database) : 0;
    const header = { type: 'export', format: EXPORT_FORMAT, id, countyCode: county, at: this.calendar.now(), complete, filters, toPosition };
    yield { ...header, anchors: last?.number ?? 0, outside };
    if (complete) yield* this.whole(last, toPosition, county);
    else yield* this.some(reach, query);
  }

  private async *whole(last: Anchor | null, toPosition: number, county: string): AsyncGenerator<unknown> {
    if (last) yield* this.anchorsUpTo(last.number);
    yield* this.everything(toPosition, county);
    if (!last) return;
    for await (const rows of accessOf(this.database, BEGINNING, last.accessTo)) yield* rows.map((row) => accessTold(row, county));
  }

  private async *anchorsUpTo(number: number): AsyncGenerator<string> {
    for await (const anchor of anchorsAfter(this.database, 0)) {
      if (anchor.number > number) return;
      yield anchorLine(anchor);
    }
  }

  private async *everything(toPosition: number, county: string): AsyncGenerator<unknown> {
    for (let first = 1; first <= toPosition; first += BATCH_ROWS) {
      const rows = await this.database.run(TOLD, [first, Math.min(toPosition, first + BATCH_ROWS - 1), county]);
      yield* rows.map((row) => (row.own
        ? { type: 'fact', event: eventLine(row), columns: row.columns && { ...row.columns, at: row.factAt }, body: row.body }
        : { type: 'fact', event: eventLine(row), elsewhere: true }));
    }
  }

  /** Newest first, as the list. */
  private async *some(reach: Reach, query: FactsQuery): AsyncGenerator<unknown> {
    for (let after: After = null; ; ) {
      const rows = await this.reader.facts(reach, query, after, BATCH_ROWS);
      yield* rows.map(({ body, hash }) => ({ type: 'fact', columns: { hash }, body }));
      const last = rows.at(-1);
      if (!last || rows.length < BATCH_ROWS) return;
      after = [last.at, last.objectId, last.version];
    }
  }
}

/** As in the list: the county's own lines, and those of callers nobody knew. */
const accessTold = (row: AccessRow, county: string): object =>
  ({ type: 'access', ...(row.countyCode === county || row.countyCode === null ? { line: accessLine(row) } : { elsewhere: sealedLine(row) }) });

const BEGINNING = '1970-01-01T00:00:00.000Z';
const CHUNK_CHARACTERS = 65_536;

/** Ends with a line that counts the others: a file cut short in transit does not look whole. */
async function* joined(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  let [chunk, count] = ['', 0];
  for await (const line of lines) {
    chunk += `${typeof line === 'string' ? line : JSON.stringify(line)}\n`;
    count += 1;
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = '';
    }
  }
  yield `${chunk}${JSON.stringify({ type: 'end', lines: count })}\n`;
}
