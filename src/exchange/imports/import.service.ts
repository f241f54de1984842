import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { canonical, sha256 } from '../../domain/fact.js';
import { Refused, refuse } from '../../domain/refusal.js';
import { Wall } from '../../platform/clock/wall.js';
import type { Answer } from '../../platform/http/answer.js';
import { accepted } from '../../platform/http/answer.js';
import { downloadAnswer, partOf } from '../../platform/http/download.js';
import type { Requested } from '../../platform/http/requested.js';
import type { Upload } from '../../platform/http/upload.js';
import { checked } from '../../platform/http/validation.js';
import { Door } from '../../platform/ledger/door.js';
import { FileStore } from '../../platform/storage/store.js';
import type { Received } from '../../platform/storage/store.js';
import { ImportAsked } from './import.dto.js';
import type { ImportJobEntity } from './import.entity.js';
import { ImportReader } from './import.reader.js';
import { ImportRepository } from './import.repository.js';
import { importView } from './import.view.js';
import type { ImportView } from './import.view.js';
import { foundIn, inspected } from './inspection.js';

/** Files of an import hold phones: they are kept as long as somebody still works with them. */
const FILES_KEPT_MS = 30 * 86_400_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `POST /imports` puts the file and the promise down; the worker does the rest. */
@Injectable()
export class ImportService {
  constructor(
    private readonly door: Door,
    private readonly repository: ImportRepository,
    private readonly reader: ImportReader,
    private readonly store: FileStore,
    private readonly wall: Wall,
  ) {}

  async post(requested: Requested, query: ImportAsked, { fields, file }: Upload<Received>): Promise<Answer<ImportView>> {
    try {
      // 415 before 400, as the contract orders; what cannot be imported at all is said at once.
      const found = file && (await this.store.inspect(file.kept, inspected).catch(asRefused));
      if (found instanceof Refused && [413, 415].includes(found.status)) throw found;
      const asked = { ...query, ...checked(ImportAsked, fields) };
      if (!file || !found) throw refuse('REQUIRED', undefined, 'file');
      requested.permit('import.post');
      if (found instanceof Refused) throw found;
      if (requested.idempotencyKey !== null) requested.bodyHash = sha256(canonical({ dryRun: asked.dryRun ?? false, codeSet: asked.codeSet ?? null, file: file.kept.sha256 }));
      const job = this.newJob(requested, asked, file);
      return await this.put(requested, { ...job, sheets: found.tables.map(foundIn), warnings: found.warnings }, file.kept);
    } finally {
      if (file) await this.store.discard(file.kept);
    }
  }

  /** What was checked is now imported, in the name of whoever posted it: nobody else commits it. */
  async commit(requested: Requested, id: string): Promise<Answer<ImportView>> {
    const { caller } = requested;
    await this.reader.one(caller.organisation, id);
    requested.permit('import.post');
    return this.door.write(requested, async (writing) => {
      const job = await this.repository.lock(writing, id);
      if (!job) throw refuse('NOT_FOUND');
      if (job.callerId !== caller.id) throw refuse('FORBIDDEN');
      if (job.state !== 'CHECKED') throw refuse('IMPORT_STATE', { importState: job.state });
      if (job.filesGone) throw refuse('FILE_GONE');
      const { id: requestId, ...counts } = { id: requested.requestId, position: 0, createdCount: 0, changedCount: 0, sameCount: 0, refusedCount: 0, attempts: 0 };
      const next: ImportJobEntity = { ...job, ...counts, requestId, address: requested.address, state: 'IMPORTING', nextAttemptAt: this.wall.now(), finishedAt: null };
      this.repository.update(writing, next, { move: 'commit', detail: { fileSha256: job.fileSha256 } });
      return accepted(importView(next));
    });
  }

  /** The file as it was sent, marked up. */
  async workbook(requested: Requested, id: string): Promise<Answer> {
    const job = await this.reader.one(requested.caller.organisation, id);
    requested.permit('import.read');
    const file = job.workbookKey === null || job.filesGone ? null : await this.store.open(job.workbookKey);
    if (!file) throw job.filesGone ? refuse('FILE_GONE') : refuse('IMPORT_STATE', { importState: job.state });
    const download = { fileName: `${job.fileName.replace(/\.(xlsx|csv|txt)$/i, '')}-导入结果.xlsx`, mediaType: XLSX, sizeBytes: file.sizeBytes, etag: `"${id}-${job.version}"` };
    const part = partOf({}, download);
    return downloadAnswer(download, part, file.stream(part.first, part.last));
  }

  private newJob({ caller, address, requestId }: Requested, { dryRun = false, codeSet = null }: Partial<Pick<ImportAsked, 'dryRun'>> & { codeSet?: ImportJobEntity['codeSet'] }, { name, kept }: { name: string; kept: Received }): ImportJobEntity {
    const { organisation } = caller;
    const id = uuidv7();
    return {
      id, version: 0, headHash: '', countyCode: organisation.countyCode, organisationId: organisation.id,
      callerKind: caller.kind === 'KEY' ? 'KEY' : 'PERSON', callerId: caller.id, callerName: caller.name, address, requestId,
      state: dryRun ? 'CHECKING' : 'IMPORTING', dryRun, codeSet, fileName: plainFileName(name), fileSize: kept.sizeBytes, fileSha256: kept.sha256,
      storageKey: `${organisation.countyCode}/imports/${id}`, workbookKey: null, sheets: [], warnings: [],
      position: 0, createdCount: 0, changedCount: 0, sameCount: 0, refusedCount: 0, fault: null, attempts: 0,
      nextAttemptAt: this.wall.now(), createdAt: '', finishedAt: null, filesUntil: this.wall.after(FILES_KEPT_MS), filesGone: false,
    };
  }

  /** The file stands before a row names it; a refusal or a replay takes it away again (house, Files). */
  private async put(requested: Requested, job: ImportJobEntity, file: Received): Promise<Answer<ImportView>> {
    const { id, storageKey, fileName, fileSha256, fileSize, dryRun, codeSet } = job;
    await this.store.put(file, storageKey);
    try {
      const answer = await this.door.write(requested, async (writing) => {
        const row = { ...job, createdAt: writing.at };
        this.repository.insert(writing, row, { move: 'post', detail: { fileName, fileSha256, fileSize, dryRun, codeSet } });
        return { ...accepted(importView(row)), headers: { Location: `/api/v1/imports/${id}` } };
      });
      if (answer.replayed) await this.store.remove(storageKey);
      return answer;
    } catch (error) {
      if (error instanceof Refused) await this.store.remove(storageKey);
      throw error;
    }
  }
}

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  throw error;
}

const FILE_NAME_MAX = 120;
/** As it is shown and given back: no folders, no control characters. */
export function plainFileName(name: string): string {
  const plain = name.replace(/^.*[/\\]/, '').replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, '').trim();
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/.exec(plain) ?? [];
  return `${stem.slice(0, FILE_NAME_MAX) || '未命名'}${ending}`;
}
