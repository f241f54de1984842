import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a ruling needs so that it reads no more than the enterprises it is about: each hazard says in which figures it counts,
 * each pair whether it joins two enterprises, and each enterprise the hash of what came out of it.
 */
export class Parts1763800000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

/** As src/comparison/figures.ts numbers them. */
const BITS: readonly [path: string, bit: number][] = [
  ['countyMajors,ids', 1], ['townMajors,ids', 2], ['matched,ids', 4], ['missed,ids', 8], ['neverInspected,ids', 16], ['foundAfterVisit,ids', 32], ['missUnknown,ids', 64],
  ['townOnly,ids', 128], ['enterpriseOnly,ids', 256], ['levelLower,ids', 512], ['reopened,ids', 1_024], ['repeated,ids', 2_048], ['undecided,ids', 4_096], ['pending,ids', 8_192],
  ['detection,denominator,ids', 16_384], ['detection,numerator,ids', 32_768], ['detectionAtLevel,denominator,ids', 65_536], ['detectionAtLevel,numerator,ids', 131_072],
  ['selfCheck,denominator,ids', 262_144], ['selfCheck,numerator,ids', 524_288],
];

/** What is published stands still for everybody; here nothing that it says changes. */
const still = (table: string, statement: string): string => `
alter table ${table} disable trigger ${table}_frozen_both;
${statement};
alter table ${table} enable trigger ${table}_frozen_both;`;

const UP = `
alter table comparison_hazard add column counted_in integer not null default 0;
${still('comparison_hazard', `update comparison_hazard h set counted_in = b.bits from (
    select t.comparison_id, i.ref, bit_or(f.bit) as bits from comparison_town t
    cross join (values ${BITS.map(([path, bit]) => `('{${path}}'::text[], ${bit})`).join(', ')}) f (path, bit)
    cross join lateral jsonb_array_elements_text(coalesce(t.figures #> f.path, '[]')) i (ref) group by 1, 2) b
  where h.comparison_id = b.comparison_id and h.ref = b.ref`)}
alter table comparison_hazard alter column counted_in drop default;

alter table comparison_pair add column other_block text;
${still('comparison_pair', `with joined as materialized (
    select p.comparison_id, p.id, p.left_key, p.right_key from comparison_pair p
    where p.enterprise_id is null and (p.origin = 'OFFICER' or p.ruling is not null or p.reasons && array['台账中已作为重复并入，发现单位同列'])
  ), across as materialized (
    select j.comparison_id, j.id, l.block, j.right_key from joined j join comparison_enterprise l on l.comparison_id = j.comparison_id and j.left_key = any(l.keys)
  )
  update comparison_pair p set block = a.block, other_block = r.block
  from across a join comparison_enterprise r on r.comparison_id = a.comparison_id and a.right_key = any(r.keys)
  where p.comparison_id = a.comparison_id and p.id = a.id and r.block <> a.block`)}
create index comparison_pair_across on comparison_pair (comparison_id) where other_block is not null;

-- null of a run from before: the next ruling on it counts everything once
alter table comparison_enterprise add column part_hash text;

-- one index for what is one thing, and the order of the pages
alter table comparison_pair drop constraint comparison_pair_pk, add constraint comparison_pair_pk primary key (comparison_id, id);
drop index comparison_pair_in_order;
alter table comparison_hazard drop constraint comparison_hazard_pk, add constraint comparison_hazard_pk primary key (comparison_id, id);
drop index comparison_hazard_in_order;
`;

const DOWN = `
alter table comparison_hazard drop constraint comparison_hazard_pk, add constraint comparison_hazard_pk primary key (id);
create index comparison_hazard_in_order on comparison_hazard (comparison_id, id);
alter table comparison_pair drop constraint comparison_pair_pk, add constraint comparison_pair_pk primary key (id);
create index comparison_pair_in_order on comparison_pair (comparison_id, id);
alter table comparison_enterprise drop column part_hash;
drop index comparison_pair_across;
alter table comparison_pair drop column other_block;
alter table comparison_hazard drop column counted_in;
`;
