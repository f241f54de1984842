import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../domain/refusal.js';
import { HazardStream } from '../../hazards/hazard.stream.reader.js';
import { Wall } from '../../platform/clock/wall.js';
import { accepted } from '../../platform/http/answer.js';
import type { Answer } from '../../platform/http/answer.js';
import { downloadAnswer, partOf } from '../../platform/http/download.js';
import type { Wish } from '../../platform/http/download.js';
import { EXPORT_MAX_ROWS } from '../../platform/http/limits.js';
import type { Requested } from '../../platform/http/requested.js';
import { AccessLog } from '../../platform/ledger/access-log.js';
import { Door } from '../../platform/ledger/door.js';
import { FileStore } from '../../platform/storage/store.js';
import type { ExportAsked } from './export.dto.js';
import type { ExportJobEntity } from './export.entity.js';
import { ExportReader } from './export.reader.js';
import { ExportRepository } from './export.repository.js';
import { exportView } from './export.view.js';
import type { ExportView } from './export.view.js';

/** Papers hold personal data, and can be made again. */
const FILES_KEPT_MS = 7 * 86_400_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NARROW = '区划、企业、等级、状态或日期（filters）';

@Injectable()
export class ExportService {
  constructor(
    private readonly door: Door,
    private readonly repository: ExportRepository,
    private readonly reader: ExportReader,
    private readonly stream: HazardStream,
    private readonly store: FileStore,
    private readonly accessLog: AccessLog,
    private readonly wall: Wall,
  ) {}

  async ask(requested: Requested, { kind, filters = {} }: ExportAsked): Promise<Answer<ExportView>> {
    requested.permit('export.ask');
    const sought = kind === 'MAJOR_DETAIL' ? { ...filters, level: ['MAJOR' as const] } : filters;
    const count = await this.stream.count(requested, sought, EXPORT_MAX_ROWS + 1);
    if (count > EXPORT_MAX_ROWS) throw refuse('QUERY_TOO_WIDE', { narrow: NARROW });
    return this.door.write(requested, async (writing) => {
      const job = this.newJob(requested, kind, sought, writing.at);
      // What was looked for may name people: the fact says by which filters, not for whom.
      this.repository.insert(writing, job, { move: 'ask', detail: { kind, filteredBy: Object.keys(sought).sort(), reach: requested.reach } });
      return { ...accepted(exportView(job)), headers: { Location: `/api/v1/exports/${job.id}` } };
    });
  }

  /** Whose scope has changed since gets nothing of what he saw before. */
  async content(requested: Requested, id: string, wish: Wish): Promise<Answer> {
    const { caller, reach, address, method, path, requestId } = requested;
    const job = await this.reader.one(caller, id);
    requested.permit('export.read');
    if (job.reachColumn !== reach.column || job.reachValue !== reach.value) throw refuse('NOT_FOUND');
    if (job.state !== 'DONE' || !job.storageKey) throw refuse('EXPORT_STATE', { exportState: job.state });
    if (job.filesGone) throw refuse('FILE_GONE');
    const download = { fileName: job.fileName ?? 'export.xlsx', mediaType: XLSX, sizeBytes: job.fileSize ?? 0, etag: `"${job.fileSha256}"` };
    const part = partOf(wish, download);
    const file = await this.store.open(job.storageKey);
    if (!file) throw refuse('FILE_GONE');
    this.accessLog.sensitiveRead(caller, { address, method, path, requestId });
    return downloadAnswer(download, part, file.stream(part.first, part.last));
  }

  private newJob({ caller, reach, requestId }: Requested, kind: ExportJobEntity['kind'], filters: object, at: string): ExportJobEntity {
    return {
      id: uuidv7(), version: 0, headHash: '', countyCode: caller.organisation.countyCode, organisationId: caller.organisation.id,
      callerKind: caller.kind === 'KEY' ? 'KEY' : 'PERSON', callerId: caller.id, callerName: caller.name, requestId, reachColumn: reach.column, reachValue: reach.value,
      kind, filters, state: 'QUEUED', rowCount: null, fileName: null, fileSize: null, fileSha256: null, storageKey: null, fault: null, attempts: 0,
      nextAttemptAt: this.wall.now(), createdAt: at, finishedAt: null, filesUntil: this.wall.after(FILES_KEPT_MS), filesGone: false,
    };
  }
}
