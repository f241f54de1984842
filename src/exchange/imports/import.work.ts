import { Injectable, Logger } from '@nestjs/common';
import { refuse } from '../../domain/refusal.js';
import { CallerReader } from '../../identity/callers/caller.reader.js';
import { Wall } from '../../platform/clock/wall.js';
import { Requested } from '../../platform/http/requested.js';
import { Works } from '../../platform/jobs/worked.js';
import type { QueueWork } from '../../platform/jobs/worked.js';
import type { Bytes } from '../../platform/media/bytes.js';
import { FileStore } from '../../platform/storage/store.js';
import { failureOf, logged } from '../failure.js';
import type { ImportJobEntity } from './import.entity.js';
import { ImportReader } from './import.reader.js';
import { ImportProgress } from './import.progress.js';

/** 导入: what `POST /imports` put down is done here, slice by slice, in the name of whoever posted it. */
@Works({ queue: 'imports', concurrency: 1, pollMs: 100 })
@Injectable()
export class ImportWork implements QueueWork {
  private readonly logger = new Logger(ImportWork.name);

  constructor(
    private readonly reader: ImportReader,
    private readonly progress: ImportProgress,
    private readonly callers: CallerReader,
    private readonly store: FileStore,
    private readonly wall: Wall,
  ) {}

  due(limit: number): Promise<string[]> {
    return this.reader.due(this.wall.now(), limit);
  }

  /** Twice at once: each slice locks the job and finds what the other did. */
  async run(id: string, stopping: AbortSignal): Promise<void> {
    const job = await this.reader.job(id);
    if (!job || job.nextAttemptAt === null) return;
    try {
      await this.withFile(job, (bytes) => this.progress.through(() => this.poster(job), job, bytes, stopping));
    } catch (error) {
      await this.failed(job, error);
    }
  }

  private async poster(job: ImportJobEntity): Promise<Requested> {
    const requested = await this.requestedOf(job);
    if (!requested) throw refuse('CALLER_GONE');
    return requested;
  }

  /** Whoever posted it, with the rights he has now; null where he has left or gone to another organisation. */
  private async requestedOf(job: ImportJobEntity): Promise<Requested | null> {
    const caller = await this.callers.standing(job.callerKind, job.callerId);
    if (!caller || caller.organisation.id !== job.organisationId) return null;
    const { requestId, address, id } = job;
    return new Requested({ caller, requestId, address, language: 'zh', method: 'POST', path: `/api/v1/imports/${id}`, idempotencyKey: null, bodyHash: null, ifMatch: null });
  }

  /** From wherever files are kept to a file at hand: a workbook is read here and there. */
  private async withFile(job: ImportJobEntity, look: (bytes: Bytes) => Promise<void>): Promise<void> {
    const file = await this.store.open(job.storageKey);
    if (!file) throw refuse('FILE_GONE');
    const received = await this.store.receive(file.stream(0, file.sizeBytes - 1));
    try {
      if (received.sha256 !== job.fileSha256) throw new Error(`the file of import ${job.id} is not the one that was posted`);
      await this.store.inspect(received, look);
    } finally {
      await this.store.discard(received);
    }
  }

  private async failed(job: ImportJobEntity, error: unknown): Promise<void> {
    logged(this.logger, `import ${job.id}`, error);
    const failure = failureOf(error, job.attempts);
    if ('fault' in failure) await this.progress.fail(await this.requestedOf(job), job, failure.fault);
    else await this.progress.putOff(job.id, this.wall.after(failure.againAfterMs));
  }
}
