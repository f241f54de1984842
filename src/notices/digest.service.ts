import { Injectable } from '@nestjs/common';
import { refuse } from '../domain/refusal.js';
import { Wall } from '../platform/clock/wall.js';
import { ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import { DigestRepository } from './digest.repository.js';
import { parkedDigestView } from './digest.view.js';
import type { ParkedDigestView } from './digest.view.js';

/** Parked letters, sent again by the administrator. */
@Injectable()
export class DigestService {
  constructor(private readonly door: Door, private readonly digests: DigestRepository, private readonly wall: Wall) {}

  retry(requested: Requested, id: string): Promise<Answer<ParkedDigestView>> {
    return this.door.write(requested, async (writing) => {
      const digest = await this.digests.lock(writing, id, requested.caller.organisation.countyCode);
      if (!digest) throw refuse('NOT_FOUND');
      requested.permit('delivery.manage');
      if (digest.emailState !== 'PARKED') throw refuse('DELIVERY_NOT_PARKED');
      const fact = writing.record(
        { objectKind: 'DIGEST', objectId: id, countyCode: digest.countyCode, move: 'retry', from: 'PARKED', to: 'WAITING', detail: { reason: digest.reason } },
        { version: digest.version, hash: digest.headHash });
      const after = {
        ...digest, version: fact.version, headHash: fact.hash, emailState: 'WAITING' as const, attemptCount: 0, nextAttemptAt: this.wall.now(), reason: null,
      };
      this.digests.retry(writing, after);
      return ok(parkedDigestView(after));
    });
  }
}
