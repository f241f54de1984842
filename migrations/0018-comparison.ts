import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 检查: who was where on which day, as far as the comparison needs it to tell a miss from an enterprise never visited (contract §8). */
export class Inspections1763800000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
create table inspection (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  city_code text not null,
  county_code text not null,
  enterprise_id uuid not null,
  level text not null,
  mode text not null,
  inspected_on date not null,
  inspectors jsonb not null,
  place text,
  note text,
  organisation_id uuid not null,
  organisation_name text not null,
  recorded_by_id uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by_name text,
  void_reason text,
  constraint inspection_pk primary key (id),
  constraint inspection_enterprise foreign key (enterprise_id) references organisation (id),
  constraint inspection_organisation foreign key (organisation_id) references organisation (id),
  constraint inspection_level check (level in ('ENTERPRISE', 'TOWN', 'COUNTY', 'CITY')),
  constraint inspection_mode check (mode in ('ROUTINE', 'SPECIAL', 'UNANNOUNCED', 'FOLLOW_UP', 'JOINT', 'SELF_CHECK')),
  constraint inspection_voided check ((voided_at is null) = (void_reason is null) and (voided_at is null) = (voided_by_name is null))
);
create index inspection_by_enterprise on inspection (enterprise_id, inspected_on);
create index inspection_by_county on inspection (county_code, inspected_on);
create function refuse_other_change_of_inspection() returns trigger language plpgsql as $$
begin
  if old.voided_at is not null or (to_jsonb(new) - '{version,head_hash,voided_at,voided_by_name,void_reason}'::text[]) <> (to_jsonb(old) - '{version,head_hash,voided_at,voided_by_name,void_reason}'::text[]) then
    raise exception 'an inspection is only ever voided' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger inspection_only_voided before update on inspection for each row execute function refuse_other_change_of_inspection();
create trigger inspection_no_delete before delete on inspection for each row execute function refuse_change();
create trigger inspection_no_truncate before truncate on inspection execute function refuse_change();
revoke delete, truncate on inspection from ledger_app;

-- those of a run that reads the ledger, as they stood when it began
alter table comparison_inspection add column inspection_id uuid, add column town_code text;
`;

const DOWN = `
alter table comparison_inspection drop column inspection_id, drop column town_code;
drop table inspection;
drop function refuse_other_change_of_inspection();
`;
