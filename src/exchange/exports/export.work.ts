import { PassThrough } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { Act } from '../../domain/labels.js';
import { refuse } from '../../domain/refusal.js';
import { CallerReader } from '../../identity/callers/caller.reader.js';
import { Calendar } from '../../platform/clock/calendar.js';
import { Wall } from '../../platform/clock/wall.js';
import { ok } from '../../platform/http/answer.js';
import { Requested } from '../../platform/http/requested.js';
import { Works } from '../../platform/jobs/worked.js';
import type { QueueWork } from '../../platform/jobs/worked.js';
import { Door } from '../../platform/ledger/door.js';
import { writeWorkbook } from '../../platform/sheets/workbook-writer.js';
import { FileStore } from '../../platform/storage/store.js';
import { endedBySystem, failureOf, logged } from '../failure.js';
import type { ExportJobEntity } from './export.entity.js';
import { Papers } from './papers.js';
import { ExportReader } from './export.reader.js';
import { ExportRepository } from './export.repository.js';
import { labelOf } from '../../domain/labels.js';

/** 导出: what was asked for is made here, in the name and with the eyes of whoever asked. */
@Works({ queue: 'exports', concurrency: 1, pollMs: 500 })
@Injectable()
export class ExportWork implements QueueWork {
  private readonly logger = new Logger(ExportWork.name);

  constructor(
    private readonly reader: ExportReader,
    private readonly repository: ExportRepository,
    private readonly papers: Papers,
    private readonly callers: CallerReader,
    private readonly door: Door,
    private readonly store: FileStore,
    private readonly calendar: Calendar,
    private readonly wall: Wall,
  ) {}

  due(limit: number): Promise<string[]> {
    return this.reader.due(this.wall.now(), limit);
  }

  async run(id: string): Promise<void> {
    const job = await this.reader.job(id);
    if (!job || job.nextAttemptAt === null) return;
    const requested = await this.requestedOf(job);
    try {
      if (!requested) throw refuse('CALLER_GONE');
      await this.make(requested, job);
    } catch (error) {
      await this.failed(requested, job, error);
    }
  }

  /** With the reach he had when he asked: null where he has another now, or none. */
  private async requestedOf({ id, callerKind, callerId, reachColumn, reachValue, requestId }: ExportJobEntity): Promise<Requested | null> {
    const caller = await this.callers.standing(callerKind, callerId);
    const requested = caller && new Requested({ caller, requestId, address: '', language: 'zh', method: 'POST', path: `/api/v1/exports/${id}`, idempotencyKey: null, bodyHash: null, ifMatch: null });
    return requested && requested.reach.column === reachColumn && requested.reach.value === reachValue ? requested : null;
  }

  private async make(requested: Requested, job: ExportJobEntity): Promise<void> {
    requested.permit('export.ask');
    const { sheets, counted } = await this.papers.of(requested, job);
    const pass = new PassThrough();
    const receiving = this.store.receive(pass);
    receiving.catch(() => undefined);
    const title = labelOf('exportKind', job.kind);
    await writeWorkbook(pass, sheets, { title, creator: job.callerName, createdAt: this.calendar.now() });
    const received = await receiving;
    const storageKey = `${job.countyCode}/exports/${job.id}`;
    const fileName = `${requested.caller.organisation.name}-${title}-${this.calendar.today()}.xlsx`.replace(/[/\\:*?"<>|]/g, '');
    await this.store.put(received, storageKey);
    await this.end(requested, job, { state: 'DONE', rowCount: counted(), fileName, fileSize: received.sizeBytes, fileSha256: received.sha256, storageKey }, 'finish');
  }

  private async end(by: Requested, job: ExportJobEntity, change: Partial<ExportJobEntity>, move: Act): Promise<void> {
    await this.door.write(by, async (writing) => {
      const now = await this.repository.lock(writing, job.id);
      if (now?.state !== 'QUEUED') return ok(null);
      const { rowCount = null, fileSha256 = null, fault = null } = change;
      const detail = { kind: job.kind, ...(fault ? { code: fault.code } : { rows: rowCount, fileSha256 }) };
      this.repository.update(writing, { ...now, ...change, nextAttemptAt: null, finishedAt: writing.at }, { move, detail });
      return ok(null);
    });
  }

  private async failed(requested: Requested | null, job: ExportJobEntity, error: unknown): Promise<void> {
    logged(this.logger, `export ${job.id}`, error);
    const failure = failureOf(error, job.attempts);
    if ('fault' in failure) await this.end(requested ?? endedBySystem('exports', job), job, { state: 'FAILED', fault: failure.fault }, 'fail');
    else await this.repository.putOff(job.id, this.wall.after(failure.againAfterMs));
  }
}
