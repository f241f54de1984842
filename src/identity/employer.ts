import type { Organisation } from '../domain/permission.js';
import { statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';

/** The organisation under an alias as the domain's `Organisation`. */
export const organisationJson = (alias: string): string => `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'kind', ${alias}.kind,
  'areaCode', ${alias}.area_code, 'cityCode', ${alias}.city_code, 'countyCode', ${alias}.county_code, 'townCode', ${alias}.town_code)`;

/** The city's bureau sees every county of its city that is in this ledger: where there is another, no one county gives out what opens it. */
const NO_WIDER = `(o.kind <> 'CITY_BUREAU' or not exists (select from area a where a.city_code = o.city_code and a.county_code <> $2))`;

/** A county's administrator has the county's own organisations and, where it is alone here, the city bureau above it (contract §2). */
const EMPLOYER = statement<{ organisation: Organisation }>('identity_employer', `
  select ${organisationJson('o')} as organisation from organisation o
  where o.id = $1 and o.status = 'ACTIVE' and (o.county_code = $2 or (o.kind = 'CITY_BUREAU' and o.city_code = $3)) and ${NO_WIDER}
  for key share`);

const WITHIN = statement('identity_within', `select from organisation o where o.id = $1 and ${NO_WIDER}`);

/** An organisation that the one given may have people or keys for; null where it is absent, ceased or elsewhere. */
export async function employerFor(writing: Writing, id: string, by: Organisation): Promise<Organisation | null> {
  if (by.kind === 'ENTERPRISE') return id === by.id ? by : null;
  const rows = await writing.run(EMPLOYER, [id, by.countyCode, by.cityCode]);
  return rows[0]?.organisation ?? null;
}

/** Whether people and keys of that organisation see no more than `by` does: a password or a secret of theirs opens all of it. */
export const seesNoMore = async (writing: Writing, id: string, by: Organisation): Promise<boolean> =>
  id === by.id || (await writing.run(WITHIN, [id, by.countyCode])).length > 0;
