import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A photo among a million is found without reading the table: its print stands beside each of its keys. */
export class PhotoPrints1763800000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

/**
 * Keys of 0011 were one list: four of the whole photo, four of it cut a little, then those of it cut more that are not the same.
 * Each holds two bits for which of the four it is (16, 17), one for whether it is of a cut photo (18) and 16 bits of the print.
 */
const MOVED = [0, 1, 2, 3].map((band) => ({
  whole: `p.keys[${band + 1}] & 65535`,
  little: `65536 | (p.keys[${band + 5}] & 65535)`,
  more: `65536 | (coalesce((select k.key from unnest(p.keys[9:]) k (key) where k.key >> 16 = ${band + 4}), p.keys[${band + 5}]) & 65535)`,
}));
const of = (part: 'whole' | 'little' | 'more'): string => MOVED.map((band) => band[part]).join(', ');

const UP = `
-- rows are only added: autovacuum is to come for additions alone, so that the indexes answer without the table (visibility map)
create table photo_print (
  evidence_id uuid not null,
  part text not null,
  county_code text not null,
  key_1 integer not null,
  key_2 integer not null,
  key_3 integer not null,
  key_4 integer not null,
  fine bit(256) not null
) with (autovacuum_vacuum_insert_scale_factor = 0.01);

insert into photo_print
select p.evidence_id, made.part, p.county_code, made.key_1, made.key_2, made.key_3, made.key_4, made.fine from photo p, lateral (values
  ('WHOLE', ${of('whole')}, p.whole),
  ('CUT_LITTLE', ${of('little')}, p.cut_little),
  ('CUT_MORE', ${of('more')}, p.cut_more)) made (part, key_1, key_2, key_3, key_4, fine)
where p.keys is not null;

alter table photo_print
  add constraint photo_print_pk primary key (evidence_id, part),
  add constraint photo_print_photo foreign key (evidence_id) references photo (evidence_id) on delete cascade,
  add constraint photo_print_part check (part in ('WHOLE', 'CUT_LITTLE', 'CUT_MORE'));
${[1, 2, 3, 4].map((n) => `create index photo_print_by_key_${n} on photo_print (county_code, key_${n}, evidence_id) include (fine);`).join('\n')}
revoke delete, truncate on photo_print from ledger_app;

alter table photo drop column keys, drop column whole, drop column cut_little, drop column cut_more;
`;

const key = (band: number, cut: boolean): string => `${(cut ? band + 4 : band) << 16} | (s.key_${band + 1} & 65535)`;
const keys = (cut: boolean): string => [0, 1, 2, 3].map((band) => key(band, cut)).join(', ');

const DOWN = `
alter table photo add column whole bit(256), add column cut_little bit(256), add column cut_more bit(256), add column keys integer[];
update photo p set whole = w.fine, cut_little = l.fine, cut_more = m.fine, keys = w.keys || l.keys
  || array(select k.key from unnest(m.keys) with ordinality k (key, at) where k.key <> all (l.keys) order by k.at)
from (select s.evidence_id, s.fine, array[${keys(false)}] as keys from photo_print s where s.part = 'WHOLE') w,
  (select s.evidence_id, s.fine, array[${keys(true)}] as keys from photo_print s where s.part = 'CUT_LITTLE') l,
  (select s.evidence_id, s.fine, array[${keys(true)}] as keys from photo_print s where s.part = 'CUT_MORE') m
where w.evidence_id = p.evidence_id and l.evidence_id = p.evidence_id and m.evidence_id = p.evidence_id;
drop table photo_print;
alter table photo
  add constraint photo_seen check (state <> 'COMPARED' or keys is not null),
  add constraint photo_keyed check ((keys is null) = (whole is null) and (keys is null) = (cut_little is null) and (keys is null) = (cut_more is null));
create index photo_by_key on photo using gin (keys) with (fastupdate = off);
`;
