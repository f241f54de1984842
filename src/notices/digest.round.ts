import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { DigestRepository } from './digest.repository.js';
import { EmailChannel } from './email.channel.js';
import type { County } from './office.reader.js';

/** After the notices of a morning: one digest a person. */
@Injectable()
export class DigestRound {
  constructor(private readonly digests: DigestRepository, private readonly email: EmailChannel, private readonly wall: Wall) {}

  run({ code }: County, day: string, at: string): Promise<number> {
    return this.digests.make({ countyCode: code, day, at, wallMs: this.wall.nowMs(), wallNow: this.wall.now(), email: this.email.open });
  }
}
