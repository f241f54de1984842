import { Injectable } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Act } from '../../domain/labels.js';
import { withRoom } from '../../platform/heap.js';
import { ok } from '../../platform/http/answer.js';
import type { Requested } from '../../platform/http/requested.js';
import { Door } from '../../platform/ledger/door.js';
import type { Writing } from '../../platform/ledger/door.js';
import type { Bytes } from '../../platform/media/bytes.js';
import { oneAhead } from '../../platform/one-ahead.js';
import { foundIn, inspected } from './inspection.js';
import type { Inspected } from './inspection.js';
import { endedBySystem } from '../failure.js';
import type { Fault } from '../failure.js';
import type { ImportJobEntity, ImportRowEntity } from './import.entity.js';
import { ImportRepository } from './import.repository.js';
import { MarkedWorkbook } from './marked.js';
import { ImportRows } from './import.rows.js';
import type { Placed, SliceOfRows } from './import.rows.js';
import { Sayings } from './sayings.js';
import { ImportSlice } from './slice.js';

/** Two imports that register the same number, or lock in another order: one of them looks again. */
const TRIES = 5;
/** A file of more holds so much that garbage is not let gather beside it. */
const ROOMY_ROWS = 20_000;
const COLLIDED = new Set(['40001', '40P01']);

/** Carries an import through its file. How far it is stands in the row that the same transaction writes. */
@Injectable()
export class ImportProgress {
  constructor(
    private readonly door: Door,
    private readonly repository: ImportRepository,
    private readonly rows: ImportRows,
    private readonly slices: ImportSlice,
    private readonly marked: MarkedWorkbook,
  ) {}

  /** `poster` is asked for each slice: whoever is disabled meanwhile, or loses the role, registers nothing more (security S04). */
  async through(poster: () => Promise<Requested>, job: ImportJobEntity, bytes: Bytes, stopping: AbortSignal): Promise<void> {
    const found = await inspected(bytes);
    const rows = found.tables.reduce((sum, { sheet }) => sum + sheet.rowTags, 0);
    const work = () => this.work(poster, job, found, stopping);
    await (rows <= ROOMY_ROWS ? withRoom(work) : work());
  }

  private async work(poster: () => Promise<Requested>, job: ImportJobEntity, found: Inspected, stopping: AbortSignal): Promise<void> {
    const sayings = new Sayings();
    for await (const slice of oneAhead(this.rows.slices(found, job, sayings))) {
      if (stopping.aborted) return;
      const requested = await poster();
      const after = await this.once(() => this.slice(requested, job, slice, sayings));
      if (after === null) return;
      sayings.settle();
      await breathe();
    }
    if (!stopping.aborted) await this.finish(await poster(), job, found);
  }

  async putOff(id: string, until: string): Promise<void> {
    await this.repository.putOff(id, until);
  }

  /** The file as a whole cannot be imported; what slices did before stays, and is told by the rows. */
  async fail(requested: Requested | null, job: ImportJobEntity, fault: Fault): Promise<void> {
    const by = requested ?? endedBySystem('imports', job);
    await this.ended(by, job, (now) => ({ ...now, state: 'FAILED', fault }), 'fail', () => ({ code: fault.code }));
  }

  /** The position afterwards; null where another has gone on with it, and this one need not. */
  private async slice(requested: Requested, job: ImportJobEntity, { rows, from }: SliceOfRows, sayings: Sayings): Promise<number | null> {
    const told = job.state === 'CHECKING' ? await this.rehearsed(requested, job, rows, sayings) : null;
    const { body } = await this.door.write(requested, async (writing) => {
      const now = await this.repository.lock(writing, job.id);
      if (!now || now.state !== job.state || now.position !== from) return ok(null);
      const results = told ?? await this.slices.run(writing, requested, job, rows, sayings, false);
      this.repository.rows(writing, results);
      const next = counted(now, results);
      this.repository.update(writing, next);
      return ok(next.position);
    });
    return body;
  }

  /** As it would be done now, and taken back: what a dry run says is what the rules said. */
  private async rehearsed(requested: Requested, job: ImportJobEntity, rows: readonly Placed[], sayings: Sayings): Promise<ImportRowEntity[]> {
    try {
      await this.door.write(requested, async (writing) => {
        throw new TakenBack(await this.slices.run(writing, requested, job, rows, sayings, true));
      });
    } catch (error) {
      if (error instanceof TakenBack) return error.rows;
      throw error;
    }
    throw new Error('a rehearsal was not taken back');
  }

  private async finish(requested: Requested, job: ImportJobEntity, found: Inspected): Promise<void> {
    const workbookKey = await this.marked.made(job, found);
    const sheets = found.tables.map(foundIn);
    const state = job.state === 'CHECKING' ? 'CHECKED' as const : 'DONE' as const;
    const old = await this.ended(requested, job, (now) => ({ ...now, state, workbookKey, sheets, warnings: warned(found, now) }), state === 'DONE' ? 'finish' : 'check', countsOf);
    await this.marked.removed(old === undefined ? workbookKey : old.workbookKey);
  }

  /** undefined where another has ended it already. */
  private async ended(by: Requested, job: ImportJobEntity, next: (now: ImportJobEntity) => ImportJobEntity, move: Act, detail: (now: ImportJobEntity) => Record<string, unknown>): Promise<ImportJobEntity | undefined> {
    let before: ImportJobEntity | undefined;
    await this.door.write(by, async (writing: Writing) => {
      const now = await this.repository.lock(writing, job.id);
      if (!now || now.state !== job.state) return ok(null);
      before = now;
      const after = { ...next(now), nextAttemptAt: null, finishedAt: writing.at };
      this.repository.update(writing, after, { move, detail: detail(after) });
      return ok(null);
    });
    return before;
  }

  private async once<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const { code, constraint } = error as { code?: string; constraint?: string };
        const collided = constraint === 'hazard_external_ref' || COLLIDED.has(code ?? '');
        if (!collided || attempt === TRIES) throw error;
      }
    }
  }
}

class TakenBack extends Error {
  constructor(readonly rows: ImportRowEntity[]) {
    super('taken back');
  }
}

function counted(now: ImportJobEntity, rows: readonly ImportRowEntity[]): ImportJobEntity {
  const of = (outcome: ImportRowEntity['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return {
    ...now, position: now.position + rows.length, attempts: 0,
    createdCount: now.createdCount + of('CREATED'), changedCount: now.changedCount + of('CHANGED'), sameCount: now.sameCount + of('SAME'), refusedCount: now.refusedCount + of('REFUSED'),
  };
}

const countsOf = ({ position, createdCount, changedCount, sameCount, refusedCount, fileSha256 }: ImportJobEntity): Record<string, unknown> =>
  ({ rows: position, created: createdCount, changed: changedCount, same: sameCount, refused: refusedCount, fileSha256 });

const warned = ({ warnings }: Inspected, { position }: ImportJobEntity): string[] => (position === 0 ? [...warnings, '表头以下没有隐患行'] : warnings);
