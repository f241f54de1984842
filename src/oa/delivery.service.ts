import { Injectable } from '@nestjs/common';
import { refuse } from '../domain/refusal.js';
import { mandated } from '../identity/mandated.js';
import { accepted } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import { Deliveries } from '../platform/outbox/deliveries.js';
import { OaDeliveryReader } from './delivery.reader.js';
import type { OaQueuedView } from './delivery.view.js';

@Injectable()
export class OaDeliveryService {
  constructor(private readonly door: Door, private readonly reader: OaDeliveryReader, private readonly deliveries: Deliveries) {}

  /** Once more, with the same id there. What a newer version has overtaken is not told again. */
  retry(requested: Requested, id: string): Promise<Answer<OaQueuedView>> {
    return this.door.write(requested, async (writing) => {
      const found = await this.reader.replayable(writing, mandated(requested, 'oa.read').organisation.countyCode, id);
      if (!found) throw refuse('NOT_FOUND');
      mandated(requested, 'oa.manage');
      if (!found.newest || found.state === 'CANCELLED') throw refuse('MOVE_NOT_ALLOWED', { status: '已有更新的版本', move: '重发' });
      this.deliveries.replayLater(writing, [id]);
      return accepted({ id, state: 'WAITING' });
    });
  }
}
