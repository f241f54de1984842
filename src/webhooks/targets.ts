import { Injectable } from '@nestjs/common';
import { Outward } from '../platform/outward/outward.js';
import type { TargetFault } from '../platform/outward/target.js';
import { OutwardTargetsReader } from '../settings/outward-targets.reader.js';

/** Whether a county's receiver may stand at an address (contract §5). */
@Injectable()
export class Targets {
  constructor(private readonly outward: Outward, private readonly listed: OutwardTargetsReader) {}

  async fault(url: string, countyCode: string): Promise<TargetFault | null> {
    return this.outward.targetFault(url, await this.listed.allowedFor(countyCode));
  }
}
