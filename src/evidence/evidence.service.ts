import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { canonical, sha256 } from '../domain/fact.js';
import { judge, Refused, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { HazardReader } from '../hazards/hazard.reader.js';
import { MoveService } from '../hazards/move.service.js';
import { Wall } from '../platform/clock/wall.js';
import { created } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import type { Upload } from '../platform/http/upload.js';
import { checked } from '../platform/http/validation.js';
import { MEDIA, mediaKindOf } from '../platform/media/media-type.js';
import type { MediaKind } from '../platform/media/media-type.js';
import { FileStore } from '../platform/storage/store.js';
import type { Received } from '../platform/storage/store.js';
import { AttachDto } from './evidence.dto.js';
import type { EvidenceEntity } from './evidence.entity.js';
import { EvidenceRepository } from './evidence.repository.js';
import { evidenceView, seesReuse } from './evidence.view.js';
import { fileNameOf } from './file-name.js';
import { PhotoRepository } from './photos/photo.repository.js';

/** Of a photo just uploaded. */
const UNSEEN = { takenAtAgrees: null, takenBeforeFound: null, placeAgrees: null };

/** What was sent and found sound. */
interface Sound { file: Received; media: MediaKind; name: string; asked: AttachDto }

/** 上传佐证. The file stands under its key before a row names it; a refusal takes it away again (house, Files). */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly store: FileStore,
    private readonly hazards: HazardReader,
    private readonly moving: MoveService,
    private readonly repository: EvidenceRepository,
    private readonly photos: PhotoRepository,
    private readonly wall: Wall,
  ) {}

  /** 404 and 403, before a large file is read. */
  async judgeAhead(requested: Requested, hazardId: string): Promise<string> {
    const { hazard } = await this.hazards.one(requested.reach, hazardId);
    requested.permit('hazard.attach');
    return hazard.countyCode;
  }

  async attach(requested: Requested, hazardId: string, upload: Upload<Received>): Promise<Answer> {
    try {
      const sound = await this.soundOf(upload);
      const countyCode = await this.judgeAhead(requested, hazardId);
      const { kind, takenAt = null } = sound.asked;
      if (requested.idempotencyKey !== null) requested.bodyHash = sha256(canonical({ kind, takenAt, file: sound.file.sha256 }));
      return await this.put(requested, newEvidence(requested, hazardId, countyCode, sound), sound.file);
    } finally {
      if (upload.file) await this.store.discard(upload.file.kept);
    }
  }

  /** 415 before 400, as the contract orders. */
  private async soundOf({ fields, file }: Upload<Received>): Promise<Sound> {
    const media = file && (await this.store.inspect(file.kept, mediaKindOf));
    if (file && !media) throw refuse('EVIDENCE_TYPE_NOT_ALLOWED', undefined, 'file');
    const { value: asked, reasons } = attempted(() => checked(AttachDto, fields));
    judge([...reasons, ...(file ? [] : [{ code: 'REQUIRED' as const, path: 'file' }])]);
    if (!file || !media || !asked) throw refuse('REQUIRED', undefined, 'file');
    return { file: file.kept, media, name: file.name, asked };
  }

  private async put(requested: Requested, evidence: EvidenceEntity, file: Received): Promise<Answer> {
    const { id, kind, sha256: hash, takenAt, storageKey, hazardId } = evidence;
    await this.store.put(file, storageKey);
    try {
      const answer = await this.moving.one(requested, 'attach', { id: hazardId, command: { evidence: { id, kind, sha256: hash, takenAt } } }, 'taken', async (writing) => {
        const row = { ...evidence, createdAt: writing.at };
        const reusedFrom = seesReuse(requested.caller) ? await this.repository.firstUse(writing, row) : null;
        this.repository.insert(writing, row);
        const isPhoto = evidence.mediaType.startsWith('image/');
        if (isPhoto) this.photos.add(writing, row, this.wall.now());
        return created(evidenceView(requested.caller, { ...row, ...UNSEEN, photoState: isPhoto ? 'WAITING' : null, reusedFrom }), `/api/v1/evidence/${id}/content`);
      });
      if (answer.replayed) await this.store.remove(storageKey);
      return answer;
    } catch (error) {
      // Whether a commit that broke off took place is not known: the row may name the file. The sweep decides.
      if (error instanceof Refused) await this.store.remove(storageKey);
      throw error;
    }
  }
}

function newEvidence({ caller }: Requested, hazardId: string, countyCode: string, { file, media, name, asked }: Sound): EvidenceEntity {
  const id = uuidv7();
  const { mediaType, extensions } = MEDIA[media];
  return {
    id, countyCode, hazardId, kind: asked.kind, sha256: file.sha256, size: file.sizeBytes, mediaType,
    fileName: fileNameOf(name, extensions), takenAt: asked.takenAt ?? null, storageKey: `${countyCode}/${hazardId}/${id}`,
    uploadedById: caller.id, uploadedByName: caller.name,
    uploadedByOrganisationId: caller.organisation.id, uploadedByOrganisationName: caller.organisation.name, createdAt: '',
  };
}

function attempted<T>(work: () => T): { value: T | null; reasons: readonly Reason[] } {
  try {
    return { value: work(), reasons: [] };
  } catch (error) {
    if (error instanceof Refused) return { value: null, reasons: error.reasons };
    throw error;
  }
}
