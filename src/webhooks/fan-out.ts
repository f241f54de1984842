import { Injectable } from '@nestjs/common';
import { isAskedFor } from '../domain/event-type.js';
import type { Connection } from '../platform/database/database.js';
import { Hears } from '../platform/outbox/consumer.js';
import type { OutboxConsumer, PlacedEvent } from '../platform/outbox/consumer.js';
import { Deliveries } from '../platform/outbox/deliveries.js';
import type { NewDelivery } from '../platform/outbox/deliveries.js';
import { cloudEvent } from './cloud-event.js';
import { FeedRepository } from './feed.repository.js';
import type { Placed } from './feed.repository.js';
import { WebhookRepository } from './webhook.repository.js';
import type { Receiver } from './webhook.repository.js';

/** Written at once; a batch of events for many receivers is more. */
const CHUNK_ROWS = 2_000;

/** Each event of a hazard gets its places in the feed, and one delivery for each receiver that sees the hazard and asked for the type. */
@Hears()
@Injectable()
export class FanOut implements OutboxConsumer {
  constructor(private readonly feed: FeedRepository, private readonly webhooks: WebhookRepository, private readonly deliveries: Deliveries) {}

  async placed(connection: Connection, events: readonly PlacedEvent[]): Promise<void> {
    const placed = await this.feed.place(connection, events);
    const receivers = placed.length === 0 ? [] : await this.webhooks.receivers(connection);
    const deliveries = receivers.flatMap((receiver) => placed.flatMap((event) => deliveryOf(receiver, event) ?? []));
    for (let from = 0; from < deliveries.length; from += CHUNK_ROWS) {
      await this.deliveries.add(connection, deliveries.slice(from, from + CHUNK_ROWS));
    }
  }
}

function deliveryOf(receiver: Receiver, event: Placed): NewDelivery | null {
  const position = isAskedFor(receiver.eventTypes, event.type) ? positionFor(receiver, event) : null;
  if (position === null) return null;
  const { countyCode, hazardId, type } = event;
  const payload = JSON.stringify(cloudEvent({ ...event, position: Number(position) }));
  return { kind: 'WEBHOOK', countyCode, receiverId: receiver.id, laneId: hazardId, sequence: position, onlyNewest: false, subjectId: hazardId, type, payload };
}

/** Its place in the order of the organisation that is told; null where that does not see the hazard (contract §2, scope). */
function positionFor({ kind, areaCode, organisationId }: Receiver, event: Placed): string | null {
  switch (kind) {
    case 'ENTERPRISE': return event.enterpriseId === organisationId ? event.enterprisePosition : null;
    case 'TOWN_CENTRE': return event.townCode === areaCode ? event.townPosition : null;
    case 'COUNTY_BUREAU': return event.countyCode === areaCode ? event.countyPosition : null;
    case 'CITY_BUREAU': return event.cityCode === areaCode ? event.cityPosition : null;
  }
}
