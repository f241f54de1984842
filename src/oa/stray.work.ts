import { Injectable, Logger } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Every } from '../platform/jobs/scheduled.js';
import type { OaStrayEntity } from './channel.entity.js';
import { TestCalls } from './channel.test-calls.js';
import { CopyRepository } from './copy.repository.js';
import { StrayRepository } from './stray.repository.js';

const EVERY_MS = 60_000;
const AT_ONCE = 20;
const AGAIN_MS = 600_000;
const GIVES_UP_MS = 3 * 86_400_000;

/** A test that did not get its todo off the desk again is finished here. */
@Every({ id: 'oa-strays', schedule: { everyMs: EVERY_MS } })
@Injectable()
export class Strays {
  private readonly logger = new Logger(Strays.name);

  constructor(private readonly strays: StrayRepository, private readonly copies: CopyRepository, private readonly calls: TestCalls, private readonly wall: Wall) {}

  async run(): Promise<void> {
    for (const stray of await this.strays.due(AT_ONCE)) await this.one(stray);
  }

  private async one(stray: OaStrayEntity): Promise<void> {
    const channel = await this.copies.channel(stray.channelId);
    const meaning = channel && (await this.calls.close(channel, stray));
    if (!meaning || !('reason' in meaning)) return this.strays.drop(stray);
    if (this.wall.nowMs() - Date.parse(stray.createdAt) < GIVES_UP_MS) return this.strays.keep(stray, AGAIN_MS);
    this.logger.warn(`channel ${stray.channelId}: the test todo ${stray.externalId} could not be taken off: ${meaning.code}`);
    await this.strays.drop(stray);
  }
}
