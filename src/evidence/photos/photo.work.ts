import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { EvidenceKind } from '../../domain/hazard.js';
import { Calendar } from '../../platform/clock/calendar.js';
import { Wall } from '../../platform/clock/wall.js';
import { Config } from '../../platform/config/config.js';
import { Works } from '../../platform/jobs/worked.js';
import type { QueueWork } from '../../platform/jobs/worked.js';
import { NoPicture, pictureOf, TookTooLong } from '../../platform/media/picture.js';
import type { Place } from '../../platform/media/picture.js';
import { FieldSeal } from '../../platform/sealing/field-seal.js';
import { FileStore } from '../../platform/storage/store.js';
import { compared } from './camera.js';
import { PhotoRepository } from './photo.repository.js';
import type { SeenPhoto, WaitingPhoto } from './photo.repository.js';
import { GREY_SIDE, printsOf } from './print.js';

/** Two signed sheets look alike and are not the same: only what shows a place before or after is compared. */
const COMPARED_KINDS: readonly EvidenceKind[] = ['BEFORE', 'AFTER'];
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

/** When one that could not be looked at is tried again; null: never. What took too long gets one quieter hour, and no third. */
export function againAfterMs(error: unknown, attempts: number): number | null {
  if (error instanceof NoPicture) return null;
  if (error instanceof TookTooLong) return attempts === 0 ? LONGEST_WAIT_MS : null;
  return Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS);
}

/** Looks at each photo once after its upload: what it shows, what its camera wrote, and where it was used before. */
@Works({ queue: 'photos', concurrency: 1 })
@Injectable()
export class PhotoWork implements QueueWork {
  private readonly logger = new Logger(PhotoWork.name);
  private readonly zone: string;

  constructor(
    private readonly photos: PhotoRepository,
    private readonly store: FileStore,
    private readonly seal: FieldSeal,
    private readonly wall: Wall,
    private readonly calendar: Calendar,
    { countyZone }: Config,
  ) {
    this.zone = countyZone;
  }

  due(limit: number): Promise<string[]> {
    return this.photos.due(this.wall.now(), limit);
  }

  async run(id: string): Promise<void> {
    const waiting = await this.photos.waiting(id);
    if (!waiting) return;
    try {
      await this.photos.seen(id, await this.look(waiting), this.calendar.now());
    } catch (error) {
      const waitMs = againAfterMs(error, waiting.attempts);
      if (waitMs !== null) {
        await this.photos.later(id, this.wall.after(waitMs));
        throw error;
      }
      this.logger.warn(`photo ${id} cannot be read: ${error instanceof Error ? error.message.split('\n')[0] ?? '' : ''}`);
      await this.photos.done(id, 'UNREADABLE');
    }
  }

  private async look(waiting: WaitingPhoto): Promise<SeenPhoto> {
    const { grey, camera } = await pictureOf(await this.bytesOf(waiting), GREY_SIDE);
    const places = (await this.photos.placesBeside(waiting)).map((sealed) => JSON.parse(this.seal.open(sealed)) as Place);
    const { kind, takenAt, foundOn } = waiting;
    return {
      prints: COMPARED_KINDS.includes(kind) ? printsOf(grey) : null,
      place: camera.place && this.seal.seal(JSON.stringify(camera.place)),
      ...compared(camera, { kind, takenAt, foundOn, zone: this.zone, places }),
    };
  }

  /** At most 20 MB. A file that is not the one uploaded is told where it is asked for; here it is no photo. */
  private async bytesOf({ storageKey, size, sha256 }: WaitingPhoto): Promise<Buffer> {
    const file = await this.store.open(storageKey);
    if (!file) throw new NoPicture('the file is missing');
    if (file.sizeBytes !== size) {
      await file.close();
      throw new NoPicture('the file has another length');
    }
    const bytes = Buffer.concat((await file.stream(0, size - 1).toArray()) as Buffer[]);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new NoPicture('the file was changed');
    return bytes;
  }
}
