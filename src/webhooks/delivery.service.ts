import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { labelOf } from '../domain/labels.js';
import { refuse } from '../domain/refusal.js';
import { Wall } from '../platform/clock/wall.js';
import { accepted } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import { Deliveries } from '../platform/outbox/deliveries.js';
import { TEST_TYPE, testEvent } from './cloud-event.js';
import { WebhookRepository } from './webhook.repository.js';
import { headOf, judgeEnabled, saidOf, WebhookService } from './webhook.service.js';
import type { QueuedView } from './webhook.view.js';

/** What an owner has sent to his receiver: a test, or once more what was sent before. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly door: Door,
    private readonly service: WebhookService,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: Deliveries,
    private readonly wall: Wall,
  ) {}

  test(id: string, requested: Requested): Promise<Answer<QueuedView>> {
    return this.door.write(requested, async (writing) => {
      const { before, mandate } = await this.service.found(writing, id, requested);
      judgeEnabled(before, '测试');
      const deliveryId = uuidv7();
      const fact = writing.record({ ...saidOf(mandate, before, 'test'), detail: { deliveryId } }, headOf(before));
      this.webhooks.touch(writing, before, fact);
      const payload = JSON.stringify(testEvent(deliveryId, id, before.countyCode, this.wall.now()));
      this.deliveries.addLater(writing, [{
        id: deliveryId, kind: 'WEBHOOK', countyCode: before.countyCode, receiverId: id, laneId: deliveryId, sequence: 1, onlyNewest: false, subjectId: null,
        type: TEST_TYPE, payload,
      }]);
      return accepted({ deliveryId });
    });
  }

  /** The same words under the same webhook-id: a receiver that has it knows it again. */
  replay(id: string, deliveryId: string, requested: Requested): Promise<Answer<QueuedView>> {
    return this.door.write(requested, async (writing) => {
      const { before, mandate } = await this.service.found(writing, id, requested);
      const delivery = await this.deliveries.one(id, deliveryId);
      if (!delivery) throw refuse('NOT_FOUND');
      judgeEnabled(before, '重发');
      if (delivery.state === 'WAITING') throw refuse('MOVE_NOT_ALLOWED', { status: labelOf('deliveryState', delivery.state), move: '重发' });
      const fact = writing.record({ ...saidOf(mandate, before, 'replay'), detail: { deliveryId, was: delivery.state } }, headOf(before));
      this.webhooks.touch(writing, before, fact);
      this.deliveries.replayLater(writing, [deliveryId]);
      return accepted({ deliveryId });
    });
  }
}
