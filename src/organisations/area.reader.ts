import { Injectable } from '@nestjs/common';
import { refuse } from '../domain/refusal.js';
import { selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { AreaQuery } from './area.dto.js';
import { AreaEntity } from './area.entity.js';
import { areaView } from './area.view.js';
import type { AreaView } from './area.view.js';
import { Listing } from './listing.js';
import type { Counted } from './listing.js';

const ONE = statement<AreaEntity>('area_one', `select ${selection(AreaEntity, 'a')} from area a where a.code = $1 and a.county_code = $2`);

const TOWNS = statement<{ code: string; name: string }>('area_towns', `select a.code, a.name from area a where a.county_code = $1 and a.level = 'TOWN' order by a.code`);
/** Also towns that have ended: a list names the town of its day; its rows belong to the successor. */
const TOWN_NAMES = statement<{ code: string; name: string }>('area_town_names', `
  with recursive counted as (
    select a.code as was, a.code, a.successor_code from area a where a.county_code = $1 and a.level = 'TOWN'
    union all select c.was, a.code, a.successor_code from counted c join area a on a.code = c.successor_code
  )
  select c.code, a.name from counted c join area a on a.code = c.was where c.successor_code is null order by a.valid_to is not null, a.code`);
const CURRENT_TOWNS = statement<{ code: string; name: string }>('area_towns_current', `
  select a.code, a.name from area a where a.county_code = $1 and a.level = 'TOWN' and a.valid_to is null order by a.code`);

/** The areas of a county's ledger are known to all of its people: names on forms, not rows to protect. */
@Injectable()
export class AreaReader {
  constructor(private readonly database: Database, private readonly listing: Listing) {}

  list(countyCode: string, query: AreaQuery): Promise<Counted<AreaView>> {
    const where = new Conditions()
      .and((slot) => `a.county_code = ${slot}`, countyCode)
      .and((slot) => `a.level = any(${slot}::text[])`, query.level)
      .and((slot) => `(a.valid_to is null) = ${slot}`, query.current);
    return this.listing.page<AreaEntity, AreaView>({ select: selection(AreaEntity, 'a'), from: 'area a', alias: 'a', where }, query, areaView);
  }

  /** All towns of a county, those that have ended too: names for codes. */
  towns(countyCode: string): Promise<{ code: string; name: string }[]> {
    return this.database.run(TOWNS, [countyCode]);
  }

  /** Every name a town of the county has or had, with the code under which it counts now. */
  townNames(countyCode: string): Promise<{ code: string; name: string }[]> {
    return this.database.run(TOWN_NAMES, [countyCode]);
  }

  /** The towns there are. */
  currentTowns(countyCode: string): Promise<{ code: string; name: string }[]> {
    return this.database.run(CURRENT_TOWNS, [countyCode]);
  }

  async one(countyCode: string, code: string): Promise<AreaView> {
    const [area] = await this.database.run(ONE, [code, countyCode]);
    if (!area) throw refuse('NOT_FOUND');
    return areaView(area);
  }
}
