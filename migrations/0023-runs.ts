import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which records are of one enterprise stands with the enterprise: a run no longer writes each of its rows anew. */
export class Runs1763800000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

/** What is published stands still for everybody; here nothing that it says changes. */
const moved = (statement: string, table: string): string => `
alter table ${table} disable trigger ${table}_frozen_both;
${statement};
alter table ${table} enable trigger ${table}_frozen_both;`;

const UP = `
alter table comparison_enterprise add column keys text[] not null default '{}';
alter table comparison_enterprise alter column keys drop default;
${moved(`update comparison_enterprise e set keys = array(
    select r.key from comparison_row r where r.comparison_id = e.comparison_id and r.block = e.block order by r.key)
  || array(select 'visit:' || i.number from comparison_inspection i where i.comparison_id = e.comparison_id and i.block = e.block order by i.number)`, 'comparison_enterprise')}
drop index comparison_row_by_block;
alter table comparison_row drop column block;
alter table comparison_inspection drop column block;
`;

const DOWN = `
alter table comparison_row add column block text;
alter table comparison_inspection add column block text;
${moved(`update comparison_row r set block = e.block from comparison_enterprise e cross join unnest(e.keys) k (key)
  where r.comparison_id = e.comparison_id and r.key = k.key`, 'comparison_row')}
${moved(`update comparison_inspection i set block = e.block from comparison_enterprise e cross join unnest(e.keys) k (key)
  where i.comparison_id = e.comparison_id and k.key = 'visit:' || i.number`, 'comparison_inspection')}
create index comparison_row_by_block on comparison_row (comparison_id, block);
alter table comparison_enterprise drop column keys;
`;
