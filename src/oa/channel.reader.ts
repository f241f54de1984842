import { Injectable } from '@nestjs/common';
import { refuse } from '../domain/refusal.js';
import { Listing } from '../organisations/listing.js';
import type { Counted } from '../organisations/listing.js';
import { selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { PERSONS_MAX } from './channel.dto.js';
import { OaChannelEntity, OaReconciliationEntity } from './channel.entity.js';
import type { OaChannel, WatchedChannel } from './channel.entity.js';
import { channelView } from './channel.view.js';
import type { ChannelView, OaPersonView } from './channel.view.js';
import { reconciliationView } from './reconciliation.view.js';
import type { OaReconciliationView, ReconciliationRow } from './reconciliation.view.js';

/** With whether it answers. */
export const WATCHED = `${selection(OaChannelEntity, 'c')}, w.failing_since as "failingSince", w.rest_until as "restUntil", w.failing_reason as "failingReason"`;
export const WATCHED_FROM = 'oa_channel c join oa_pace w on w.channel_id = c.id';
const ONE = statement<WatchedChannel>('oa_channel_one', `select ${WATCHED} from ${WATCHED_FROM} where c.county_code = $1 and c.id = $2`);
const PERSONS = statement<OaPersonView>('oa_person_list', `
  select p.user_id as "userId", u.username, u.name, p.external_id as "externalId"
  from oa_person p join user_account u on u.id = p.user_id where p.channel_id = $1 order by u.username collate "C"`);

export interface SeatRow { username: string; name: string; organisation: string; externalId: string | null }
const SEATS = statement<SeatRow>('oa_person_seats', `
  select u.username, u.name, o.name as organisation, p.external_id as "externalId"
  from user_account u join organisation o on o.id = u.organisation_id left join oa_person p on p.channel_id = $1 and p.user_id = u.id
  where u.county_code = $2 and (p.external_id is not null or (u.status = 'ACTIVE' and o.status = 'ACTIVE' and o.kind = any($3::text[])))
  order by o.kind desc, o.area_code, o.name, u.username limit $4::int`);

const NIGHT = `${selection(OaReconciliationEntity, 'r')}, (
  select coalesce(json_agg(json_build_object('kind', x.one ->> 'kind', 'todoId', t.id, 'task', s.kind, 'level', h.level, 'ledgerNo', h.ledger_no, 'recipientName', u.name) order by x.place), '[]')
  from jsonb_array_elements(r.drift) with ordinality as x(one, place) join todo t on t.id = (x.one ->> 'todoId')::uuid
  join todo_step s on s.id = t.step_id join hazard h on h.id = t.hazard_id join user_account u on u.id = t.recipient_id) as drifted`;

@Injectable()
export class ChannelReader {
  constructor(private readonly database: Database, private readonly listing: Listing) {}

  async one(countyCode: string, id: string): Promise<WatchedChannel> {
    const [channel] = await this.database.run(ONE, [countyCode, id]);
    if (!channel) throw refuse('NOT_FOUND');
    return channel;
  }

  page(countyCode: string, query: PageQuery): Promise<Counted<ChannelView>> {
    const where = new Conditions().and((slot) => `c.county_code = ${slot}`, countyCode);
    return this.listing.page<WatchedChannel, ChannelView>({ select: WATCHED, from: WATCHED_FROM, alias: 'c', where }, query, channelView);
  }

  /** Whoever may have todos in this OA, and whoever stands in its map. */
  seats({ id, countyCode, organisationKinds }: OaChannel): Promise<SeatRow[]> {
    return this.database.run(SEATS, [id, countyCode, organisationKinds, PERSONS_MAX]);
  }

  /** Night by night; what drifted with what it says on the desk. */
  reconciliations(channelId: string, query: PageQuery): Promise<Counted<OaReconciliationView>> {
    const where = new Conditions().and((slot) => `r.channel_id = ${slot}`, channelId);
    return this.listing.page<ReconciliationRow, OaReconciliationView>({ select: NIGHT, from: 'oa_reconciliation r', alias: 'r', where }, query, reconciliationView);
  }

  persons(channelId: string): Promise<OaPersonView[]> {
    return this.database.run(PERSONS, [channelId]);
  }
}
