import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { OfficeLine } from './sweep.sql.js';

interface Office { id: string; name: string; kind: string; areaCode: string }
export interface County { code: string; cityCode: string; bureau: { id: string; name: string } }

/** A county that keeps a ledger is one with a bureau. */
const COUNTIES = statement<County>('notices_counties', `
  select o.county_code as code, o.city_code as "cityCode", json_build_object('id', o.id, 'name', o.name) as bureau
  from organisation o where o.kind = 'COUNTY_BUREAU' and o.status = 'ACTIVE' order by o.county_code`);

const OFFICES = statement<Office>('notices_offices', `
  select o.id, o.name, o.kind, o.area_code as "areaCode" from organisation o
  where o.status = 'ACTIVE' and ((o.county_code = $1 and o.kind in ('TOWN_CENTRE', 'COUNTY_BUREAU')) or (o.kind = 'CITY_BUREAU' and o.area_code = $2))
  order by o.id`);
const TOWNS = statement<{ code: string }>('notices_towns', `select a.code from area a where a.county_code = $1 and a.level = 'TOWN' order by a.code`);

/** Who stands for the town, the county and the city when something is said. */
@Injectable()
export class OfficeReader {
  constructor(private readonly database: Database) {}

  counties(): Promise<County[]> {
    return this.database.run(COUNTIES);
  }

  async of({ code, cityCode }: County): Promise<OfficeLine[]> {
    const [offices, towns] = await Promise.all([this.database.run(OFFICES, [code, cityCode]), this.database.run(TOWNS, [code])]);
    return officeLines(offices, towns.map((town) => town.code));
  }
}

/** A town without a centre of its own is looked after by the county: nothing overdue stays unseen. */
function officeLines(offices: readonly Office[], towns: readonly string[]): OfficeLine[] {
  const ids = (kind: string, areaCode?: string) => offices.filter((one) => one.kind === kind && (areaCode === undefined || one.areaCode === areaCode)).map(({ id }) => id);
  const [county, city] = [ids('COUNTY_BUREAU'), ids('CITY_BUREAU')];
  return ['', ...towns].flatMap((town) => {
    const centres = town === '' ? [] : ids('TOWN_CENTRE', town);
    const levels: [string, string[]][] = [['TOWN', centres.length > 0 ? centres : county], ['COUNTY', county], ['CITY', city]];
    return levels.flatMap(([level, all]) => all.map((id) => ({ town, level, id })));
  });
}
