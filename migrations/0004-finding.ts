import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists and searches are served from (contract §3, Finding hazards); docs/QUERIES.md says which serves what. */
export class Finding1763800000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
-- full width and half width, upper and lower case are one to whoever searches
create function searchable(text) returns text language sql immutable strict parallel safe
  return lower(normalize($1, NFKC));

-- every two neighbouring characters: Chinese has no blanks to split at, and pg_trgm needs three characters (performance W7)
create function bigrams(text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  characters text[] := string_to_array($1, null);
  pairs text[];
begin
  for i in 1 .. cardinality(characters) - 1 loop
    pairs[i] := characters[i] || characters[i + 1];
  end loop;
  return pairs;
end $$;

create function hazard_text(description text, location text, basis_note text) returns text language sql immutable parallel safe
  return searchable(description || coalesce(chr(10) || location, '') || coalesce(chr(10) || basis_note, ''));

alter table hazard
  -- level and status in one small number: within one lane a list is read in its order, a wider list merges a few lanes
  add column lane smallint not null generated always as (
    case level when 'GENERAL' then 10 else 20 end +
    case status when 'REPORTED' then 1 when 'CONFIRMING' then 2 when 'RECTIFYING' then 3 when 'ACCEPTING' then 4 when 'CLOSED' then 5 else 6 end
  ) stored,
  -- none comes last, and has a place in a cursor
  add column deadline_sort date not null generated always as (coalesce(deadline, '9999-12-31'::date)) stored;

create index hazard_county_deadline on hazard (county_code, lane, deadline_sort, id);
create index hazard_county_found on hazard (county_code, lane, found_on, id);
create index hazard_county_updated on hazard (county_code, lane, updated_at, id);
create index hazard_county_number on hazard (county_code, lane, ledger_no);
create index hazard_town_deadline on hazard (town_code, lane, deadline_sort, id);
create index hazard_town_found on hazard (town_code, lane, found_on, id);
create index hazard_town_updated on hazard (town_code, lane, updated_at, id);
create index hazard_town_number on hazard (town_code, lane, ledger_no);
create index hazard_by_enterprise on hazard (enterprise_id);
create index hazard_pending on hazard (county_code, pending_level) where pending_level is not null;
create index hazard_supervised on hazard (county_code, (supervision ->> 'deadline')) where supervision is not null;
create index hazard_words on hazard using gin (bigrams(hazard_text(description, location, basis_note))) with (gin_pending_list_limit = 1024);
`;

const DOWN = `
drop index hazard_words, hazard_supervised, hazard_pending, hazard_by_enterprise,
  hazard_town_number, hazard_town_updated, hazard_town_found, hazard_town_deadline,
  hazard_county_number, hazard_county_updated, hazard_county_found, hazard_county_deadline;
alter table hazard drop column deadline_sort, drop column lane;
drop function hazard_text(text, text, text);
drop function bigrams(text);
drop function searchable(text);
`;
