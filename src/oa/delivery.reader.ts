import { Injectable } from '@nestjs/common';
import { Listing } from '../organisations/listing.js';
import type { Counted } from '../organisations/listing.js';
import { Conditions } from '../platform/database/conditions.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import type { OaDeliveryQuery } from './delivery.dto.js';
import { oaDeliveryView } from './delivery.view.js';
import type { DeliveryRow, OaDeliveryView } from './delivery.view.js';

const SELECT = `d.id, d.receiver_id as "channelId", c.name as "channelName", d.lane_id as "todoId", d.sequence::int as version, d.state, s.kind, h.level,
  h.ledger_no as "ledgerNo", u.id as "recipientId", u.name as "recipientName", d.reason, d.detail, d.attempt_count as "attemptCount",
  d.next_attempt_at as "nextAttemptAt", d.created_at as "createdAt", d.finished_at as "finishedAt"`;
const FROM = `delivery d join oa_channel c on c.id = d.receiver_id join todo t on t.id = d.lane_id join todo_step s on s.id = t.step_id
  join hazard h on h.id = t.hazard_id join user_account u on u.id = t.recipient_id`;

/** Whether this one may go out again: finished, and still the newest word of its todo. */
export interface Replayable { id: string; state: string; newest: boolean; channelId: string; todoId: string }
const REPLAYABLE = statement<Replayable>('oa_delivery_replayable', `
  select d.id, d.state, t.version = d.sequence as newest, d.receiver_id as "channelId", d.lane_id as "todoId" from delivery d join todo t on t.id = d.lane_id
  where d.id = $1 and d.county_code = $2 and d.kind = 'OA'`);

@Injectable()
export class OaDeliveryReader {
  constructor(private readonly listing: Listing) {}

  page(countyCode: string, query: OaDeliveryQuery): Promise<Counted<OaDeliveryView>> {
    const where = new Conditions()
      .and((slot) => `d.county_code = ${slot} and d.kind = 'OA'`, countyCode)
      .and((slot) => `d.state = any(${slot}::text[])`, query.state?.map((state) => state.toUpperCase()))
      .and((slot) => `d.receiver_id = any(${slot}::uuid[])`, query.channelId);
    return this.listing.page<DeliveryRow, OaDeliveryView>({ select: SELECT, from: FROM, alias: 'd', where }, query, oaDeliveryView);
  }

  async replayable(writing: Writing, countyCode: string, id: string): Promise<Replayable | null> {
    return (await writing.run(REPLAYABLE, [id, countyCode]))[0] ?? null;
  }
}
