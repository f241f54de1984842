import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { cloudEvent, withdrawn } from './cloud-event.js';
import type { CloudEvent, Told } from './cloud-event.js';

const POSITION: Record<Reach['column'], string> = {
  city_code: 'city_position', county_code: 'county_position', town_code: 'town_position', enterprise_id: 'enterprise_position',
};

type Row = Omit<Told, 'position'> & { position: string; inScope: boolean };

const by = <R extends object>(make: (column: Reach['column']) => Statement<R>): Record<Reach['column'], Statement<R>> => ({
  city_code: make('city_code'), county_code: make('county_code'), town_code: make('town_code'), enterprise_id: make('enterprise_id'),
});

const AFTER = by<Row>((column) => statement(`feed_after_${column}`, `
  select l.${POSITION[column]} as position, e.type, e.at, e.county_code as "countyCode", e.object_id as "objectId", e.object_kind as "objectKind", e.version,
    h.id as "hazardId", h.ledger_no as "ledgerNo", h.${column} = l.${column} as "inScope", f.body::json ->> 'from' as "from", f.body::json ->> 'to' as "to"
  from (select * from feed where ${column} = $1 and ${POSITION[column]} > $2 order by ${POSITION[column]} limit $3::int) l
    join event e on e.position = l.event_position join hazard h on h.id = l.hazard_id join fact f on f.object_id = e.object_id and f.version = e.version
  order by l.${POSITION[column]}`));

const LAST = by<{ last: string }>((column) => statement(`feed_last_${column}`,
  `select coalesce(max(${POSITION[column]}), 0) as last from feed where ${column} = $1`));

/** The caller's own feed: positions without a gap that count only what he could see (contract §5). */
@Injectable()
export class FeedReader {
  constructor(private readonly database: Database) {}

  /** A position beyond the last is of another feed: the scope has changed, and to wait for it would lose events in silence. */
  async after(reach: Reach, position: number, limit: number): Promise<CloudEvent[]> {
    const rows = await this.database.run(AFTER[reach.column], [reach.value, position, limit]);
    if (rows.length === 0 && position > 0) await this.judge(reach, position);
    return rows.map((row) => {
      const told = { ...row, position: Number(row.position) };
      return row.inScope ? cloudEvent(told) : withdrawn(told);
    });
  }

  private async judge(reach: Reach, position: number): Promise<void> {
    const [row] = await this.database.run(LAST[reach.column], [reach.value]);
    const last = Number(row?.last ?? 0);
    if (position > last) throw refuse('POSITION_AHEAD', { last }, 'after');
  }
}
