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

const SCOPES = ['city_code', 'county_code', 'town_code', 'enterprise_id'] as const;
const positionOf = (scope: string): string => scope.replace(/_\w+$/, '_position');

/**
 * The next positions of the four orders; there is one relay, and were there two, the keys of `feed` refuse one. Where an order
 * ends is looked up before the first row is written (the sort below waits for all of them): the end of an index that grows by
 * this very statement would be walked through again for each row.
 */
const PLACE = statement<Placed>('feed_place', `
  with told as (
    select * from json_to_recordset($1::json) as t(position bigint, "hazardId" uuid, "objectId" uuid, "objectKind" text, version int, type text, at timestamptz)
  ), stood as materialized (
    select t.position, h.id, ${SCOPES.map((scope) => `h.${scope}`).join(', ')} from told t join hazard h on h.id = t."hazardId"
  ), ${SCOPES.map((scope) => `${scope}_ends as materialized (
    select s.${scope}, (select coalesce(max(l.${positionOf(scope)}), 0) from feed l where l.${scope} = s.${scope}) as last from (select distinct ${scope} from stood) s
  )`).join(', ')}, placed as (
    insert into feed (event_position, hazard_id, ${SCOPES.map((scope) => `${scope}, ${positionOf(scope)}`).join(', ')})
    select s.position, s.id, ${SCOPES.map((scope) => `s.${scope}, ${scope}_ends.last + row_number() over (partition by s.${scope} order by s.position)`).join(', ')}
    from stood s ${SCOPES.map((scope) => `join ${scope}_ends using (${scope})`).join(' ')}
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
