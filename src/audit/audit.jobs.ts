import { Injectable, Logger } from '@nestjs/common';
import { Every } from '../platform/jobs/scheduled.js';
import { AnchorService } from './anchor.service.js';
import { VerificationService } from './verification/verification.service.js';

@Every({ id: 'seal-anchor', schedule: { everyMs: 600_000 } })
@Injectable()
export class SealAnchorJob {
  constructor(private readonly anchors: AnchorService) {}

  async run(): Promise<void> {
    await this.anchors.anchor();
  }
}

@Every({ id: 'walk-history', schedule: { nightlyAt: '03:00' } })
@Injectable()
export class WalkHistoryJob {
  private readonly logger = new Logger(WalkHistoryJob.name);

  constructor(private readonly verification: VerificationService) {}

  /** A break is for people: logged as an error, kept with the walk, shown by `GET /audit/verification`. */
  async run(): Promise<void> {
    const { intact, checked, brokenAt } = await this.verification.keepWhole();
    if (!intact) this.logger.error(`the history is broken after ${checked} facts: ${JSON.stringify(brokenAt)}`);
  }
}
