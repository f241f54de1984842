import { Injectable } from '@nestjs/common';
import { labelOf } from '../domain/labels.js';
import { refuse } from '../domain/refusal.js';
import { mandated } from '../identity/mandated.js';
import { accepted } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Wall } from '../platform/clock/wall.js';
import { Door } from '../platform/ledger/door.js';
import { touched } from './channel.history.js';
import { ChannelRepository } from './channel.repository.js';
import { OaDeliveryReader } from './delivery.reader.js';
import type { OaQueuedView } from './delivery.view.js';

@Injectable()
export class OaDeliveryService {
  constructor(private readonly door: Door, private readonly reader: OaDeliveryReader, private readonly channels: ChannelRepository, private readonly wall: Wall) {}

  /** Once more, with the same id there. What a newer version has overtaken is not told again. */
  retry(requested: Requested, id: string): Promise<Answer<OaQueuedView>> {
    return this.door.write(requested, async (writing) => {
      const { countyCode } = mandated(requested, 'oa.read').organisation;
      const found = await this.reader.replayable(writing, countyCode, id);
      const channel = found && (await this.channels.lock(writing, countyCode, found.channelId));
      if (!found || !channel) throw refuse('NOT_FOUND');
      const mandate = mandated(requested, 'oa.manage');
      const state = found.newest ? labelOf('oaDeliveryState', found.state) : '已有更新的版本';
      if (!found.newest || found.state === 'CANCELLED' || found.state === 'WAITING') throw refuse('MOVE_NOT_ALLOWED', { status: state, move: '重发' });
      this.channels.update(writing, touched(writing, mandate, channel, 'retry', { deliveryId: id, was: found.state }), null);
      this.channels.again(writing, found.channelId, found.todoId, this.wall.now());
      return accepted({ id, state: 'WAITING', stateLabel: labelOf('oaDeliveryState', 'WAITING') });
    });
  }
}
