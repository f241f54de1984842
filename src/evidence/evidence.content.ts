import { Injectable, Logger } from '@nestjs/common';
import type { Answer } from '../platform/http/answer.js';
import { downloadAnswer, partOf } from '../platform/http/download.js';
import type { Wish } from '../platform/http/download.js';
import type { Requested } from '../platform/http/requested.js';
import { AccessLog } from '../platform/ledger/access-log.js';
import { FileStore } from '../platform/storage/store.js';
import type { OpenFile } from '../platform/storage/store.js';
import type { EvidenceEntity } from './evidence.entity.js';
import { EvidenceReader } from './evidence.reader.js';

/** What the access log says of a file that is not the one that was uploaded. */
const TAMPERED = 'EVIDENCE_TAMPERED';

@Injectable()
export class EvidenceContent {
  private readonly logger = new Logger(EvidenceContent.name);

  constructor(private readonly reader: EvidenceReader, private readonly store: FileStore, private readonly accessLog: AccessLog) {}

  async answer(requested: Requested, id: string, wish: Wish): Promise<Answer> {
    const evidence = await this.reader.one(requested.reach, id);
    requested.permit('hazard.read');
    const { fileName, mediaType, size: sizeBytes } = evidence;
    const download = { fileName, mediaType, sizeBytes, etag: `"${evidence.sha256}"` };
    const part = partOf(wish, download);
    const file = await this.verified(requested, evidence);
    return downloadAnswer(download, part, file.stream(part.first, part.last));
  }

  /**
   * The whole file is hashed before a byte of it goes out, for a part too: 20 MB take some 20 ms, and a file once trusted by
   * its date could be changed and dated back. A file that differs is a defect: 500, and an officer has to look.
   */
  private async verified(requested: Requested, { id, storageKey, size, sha256 }: EvidenceEntity): Promise<OpenFile> {
    const file = await this.store.open(storageKey);
    try {
      if (file && file.sizeBytes === size && (await file.sha256()) === sha256) return file;
    } catch (error) {
      await file?.close();
      throw error;
    }
    await file?.close();
    const { caller, address, method, path, requestId } = requested;
    this.accessLog.refused(caller, { address, method, path, requestId }, 500, TAMPERED);
    this.logger.error(`evidence ${id} ${file ? 'differs from what was uploaded' : 'is missing'}`);
    throw new Error(`evidence ${id} does not match its hash`);
  }
}
