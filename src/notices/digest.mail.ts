import { Injectable, Logger } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Config } from '../platform/config/config.js';
import { Works } from '../platform/jobs/worked.js';
import type { QueueWork } from '../platform/jobs/worked.js';
import { Undeliverable } from './channel.js';
import { DigestRepository } from './digest.repository.js';
import { digestText } from './digest.text.js';
import { EmailChannel } from './email.channel.js';

const MINUTE_MS = 60_000;
/** Longer than a mail server may take; a worker that was killed meanwhile leaves it to another then. */
const LEASE_MS = 5 * MINUTE_MS;
/** A digest of yesterday is of no use: after a day of trying it is parked and shown. */
const PAUSES_MS = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * MINUTE_MS);

/** Sends digests that wait. At least once: the message's id is the digest's, so that a repeat is known as one. */
@Works({ queue: 'digests', concurrency: 3, pollMs: 2_000 })
@Injectable()
export class DigestMail implements QueueWork {
  private readonly logger = new Logger(DigestMail.name);

  constructor(
    private readonly digests: DigestRepository,
    private readonly email: EmailChannel,
    private readonly config: Config,
    private readonly wall: Wall,
  ) {}

  async due(limit: number): Promise<string[]> {
    return this.email.open ? this.digests.due(this.wall.now(), limit) : [];
  }

  async run(id: string): Promise<void> {
    const digest = await this.digests.claim(id, this.wall.now(), this.wall.after(LEASE_MS));
    if (!digest) return;
    try {
      if (digest.email === null) throw new Undeliverable('人员已停用，或已没有邮箱');
      await this.email.send({ id, to: digest.email, ...digestText(digest, this.config.publicUrl) });
      await this.digests.sent(id, this.wall.now());
    } catch (error) {
      await this.failed(id, digest.attemptCount, error as Error);
    }
  }

  private async failed(id: string, attemptCount: number, error: Error): Promise<void> {
    const pauseMs = PAUSES_MS[attemptCount - 1];
    if (error instanceof Undeliverable || pauseMs === undefined) {
      this.logger.warn(`digest ${id} is parked: ${error.message}`);
      await this.digests.park(id, error.message);
    } else {
      await this.digests.again(id, error.message, this.wall.after(pauseMs));
    }
  }
}
