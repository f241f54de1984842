import { Injectable } from '@nestjs/common';
import type { Connection } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { PlacedEvent } from '../platform/outbox/consumer.js';
import type { Told } from './cloud-event.js';

/** An event with the places it was given, one for each who sees it. */
export type Placed = Omit<Told, 'position'> & {
  cityCode: string;
  cityPosition: string;
  countyPosition: string;
  townCode: string;
  townPosition: string;
  enterpriseId: string;
  enterprisePosition: string;
};

/** The next positions of one of the four orders; there is one relay, and were there two, the keys of `feed` refuse one. */
const next = (scope: string, position: string): string =>
  `(select coalesce(max(l.${position}), 0) from feed l where l.${scope} = h.${scope}) + row_number() over (partition by h.${scope} order by t.position)`;

const PLACE = statement<Placed>('feed_place', `
  with told as (
    select * from json_to_recordset($1::json) as t(position bigint, "hazardId" uuid, "objectId" uuid, "objectKind" text, version int, type text, at timestamptz)
  ), placed as (
    insert into feed (event_position, hazard_id, city_code, city_position, county_code, county_position, town_code, town_position, enterprise_id, enterprise_position)
    select t.position, h.id, h.city_code, ${next('city_code', 'city_position')}, h.county_code, ${next('county_code', 'county_position')},
      h.town_code, ${next('town_code', 'town_position')}, h.enterprise_id, ${next('enterprise_id', 'enterprise_position')}
    from told t join hazard h on h.id = t."hazardId"
    returning *
  )
  select p.hazard_id as "hazardId", p.city_code as "cityCode", p.city_position as "cityPosition", p.county_code as "countyCode",
    p.county_position as "countyPosition", p.town_code as "townCode", p.town_position as "townPosition", p.enterprise_id as "enterpriseId",
    p.enterprise_position as "enterprisePosition", h.ledger_no as "ledgerNo", t.type, t.at, t."objectId", t."objectKind", t.version,
    f.body::json ->> 'from' as "from", f.body::json ->> 'to' as "to"
  from placed p join told t on t.position = p.event_position join hazard h on h.id = p.hazard_id
    join fact f on f.object_id = t."objectId" and f.version = t.version
  order by p.event_position`);

/** Writes the feed, in the relay's transaction: commits come in any order, positions in the relay's alone. */
@Injectable()
export class FeedRepository {
  /** Of events that tell of a hazard; the others are nobody's business outside. */
  async place(connection: Connection, events: readonly PlacedEvent[]): Promise<Placed[]> {
    const told = events.flatMap(({ subjectId, ...event }) => {
      const hazardId = subjectId ?? (event.objectKind === 'HAZARD' ? event.objectId : null);
      return hazardId === null ? [] : [{ ...event, hazardId }];
    });
    return told.length === 0 ? [] : connection.run(PLACE, [JSON.stringify(told)]);
  }
}
