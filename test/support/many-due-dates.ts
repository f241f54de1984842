/** Due dates for a ledger that `many-hazards.ts` made: one of each hazard, so many of them newly overdue. */
import type pg from 'pg';
import { COUNTY } from './many-hazards.js';

export interface Owing {
  /** The county's day. */
  today: string;
  /** How many fell due yesterday: their first overdue notice is due today. */
  overdue: number;
}

/** Ids made from those of the hazards; what is closed is over, what is open is due later. */
export async function fillDueDates(client: pg.Client, { today, overdue }: Owing): Promise<void> {
  await client.query(offices());
  await client.query(`
    insert into due_date (id, version, head_hash, county_code, subject_id, kind, owed_by, due_on, rule_version, opened_at, ended_at, stopped_on, next_on)
    select uuid_v7((extract(epoch from h.created_at) * 1000)::bigint), 0, repeat('0', 64), h.county_code, h.id, 'RECTIFICATION', 'ENTERPRISE', due.on, 0, h.created_at,
      case when due.nth is null then h.updated_at end, case when due.nth is null then h.found_on end,
      case when due.nth <= ${overdue} then date '${today}' when due.nth is not null then due.on - 7 end
    from (select h.*, case when status in ('REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING') and county_code = '${COUNTY}'
      then row_number() over (partition by status in ('REPORTED', 'CONFIRMING', 'RECTIFYING', 'ACCEPTING') and county_code = '${COUNTY}' order by id desc) end as nth from hazard h) h
    cross join lateral (select h.nth, case when h.nth <= ${overdue} then date '${today}' - 1 when h.nth is not null then date '${today}' + 8 + (h.nth % 60)::int
      else coalesce(h.deadline, h.found_on) end as on) due`);
  await client.query('vacuum (analyze) due_date');
}

/** A bureau for the county and a centre for every town; the fill makes only enterprises. */
const offices = (): string => `
  insert into organisation (id, version, head_hash, kind, name, area_code, city_code, county_code, town_code, created_at, updated_at)
  select uuid_v7(1700000000000), 1, 'x', case a.level when 'TOWN' then 'TOWN_CENTRE' when 'COUNTY' then 'COUNTY_BUREAU' else 'CITY_BUREAU' end,
    '示例' || a.code, a.code, a.city_code, a.county_code, case a.level when 'TOWN' then a.code end, '2023-01-01Z', '2023-01-01Z'
  from area a where a.county_code = '${COUNTY}' and a.code <> '140524'
    and not exists (select from organisation o where o.area_code = a.code and o.kind <> 'ENTERPRISE')`;
