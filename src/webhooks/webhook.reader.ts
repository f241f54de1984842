import { Injectable } from '@nestjs/common';
import type { Organisation } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { organisationJson } from '../identity/employer.js';
import { Listing } from '../organisations/listing.js';
import type { Counted } from '../organisations/listing.js';
import { selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { DeliveryEntity } from '../platform/outbox/delivery.entity.js';
import type { DeliveriesQuery, WebhookQuery } from './webhook.dto.js';
import { deliveryView, webhookView } from './webhook.view.js';
import type { DeliveryView, WebhookView } from './webhook.view.js';
import { WebhookEntity } from './webhook.entity.js';
import type { Webhook } from './webhook.entity.js';

/** Whose webhooks a caller has to do with: a key its organisation's, the county's office all of the county. */
export interface Owned {
  column: 'organisation_id' | 'county_code';
  value: string;
}

export const ROW = selection(WebhookEntity, 'w');
export const ORGANISATION = `${organisationJson('o')} as organisation`;
export type WebhookRow = Webhook & { organisation: Organisation };

const SELECT = `${ROW}, ${ORGANISATION}`;
const FROM = 'webhook w join organisation o on o.id = w.organisation_id';
const oneBy = (column: Owned['column']) =>
  statement<WebhookRow>(`webhook_one_${column}`, `select ${SELECT} from ${FROM} where w.${column} = $1 and w.id = $2 and w.state <> 'REMOVED'`);
const ONE = { organisation_id: oneBy('organisation_id'), county_code: oneBy('county_code') };

const DELIVERY = selection(DeliveryEntity, 'd');

@Injectable()
export class WebhookReader {
  constructor(private readonly database: Database, private readonly listing: Listing) {}

  async one(owned: Owned, id: string): Promise<WebhookRow> {
    const [row] = await this.database.run(ONE[owned.column], [owned.value, id]);
    if (!row) throw refuse('NOT_FOUND');
    return row;
  }

  page(owned: Owned, query: WebhookQuery): Promise<Counted<WebhookView>> {
    const where = new Conditions()
      .and((slot) => `w.${owned.column} = ${slot} and w.state <> 'REMOVED'`, owned.value)
      .and((slot) => `w.state = any(${slot}::text[])`, query.state)
      .and((slot) => `w.organisation_id = any(${slot}::uuid[])`, query.organisationId);
    return this.listing.page<WebhookRow, WebhookView>({ select: SELECT, from: FROM, alias: 'w', where }, query, webhookView);
  }

  /** Of a webhook that the caller was shown. */
  deliveries(webhookId: string, query: DeliveriesQuery): Promise<Counted<DeliveryView>> {
    const where = new Conditions()
      .and((slot) => `d.receiver_id = ${slot}`, webhookId)
      .and((slot) => `d.state = any(${slot}::text[])`, query.state)
      .and((slot) => `d.type = any(${slot}::text[])`, query.eventType)
      .and((slot) => `d.subject_id = any(${slot}::uuid[])`, query.hazardId);
    return this.listing.page<DeliveryEntity, DeliveryView>({ select: DELIVERY, from: 'delivery d', alias: 'd', where }, query, deliveryView);
  }
}
