import { Injectable } from '@nestjs/common';
import type { Reach } from '../domain/permission.js';
import { columnsOf, rowOf, selection } from '../platform/database/columns.js';
import { CIRCULAR_LOCK } from '../platform/database/locks.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import type { Writing } from '../platform/ledger/door.js';
import { ComparisonEntity, ComparisonEnterpriseEntity, ComparisonHazardEntity, ComparisonInspectionEntity, ComparisonPairEntity, ComparisonRowEntity, ComparisonTownEntity } from './comparison.entity.js';
import { UNDECIDED } from './comparison.reader.js';
import { SEEN_BY } from './comparison.scope.js';
import { ComparisonAliasEntity, ComparisonDocumentEntity, ComparisonRulingEntity } from './ruling.entity.js';
import type { UndecidedHazard } from './sign-off.js';

type Table = new () => object;
/** Rows travel as JSON in portions: one statement of 100 MB would be parsed as one value. */
const PORTION = 5_000;

const inserts = (table: string, entity: Table): Statement => {
  const columns = columnsOf(entity).map(([, column]) => column);
  return statement(`${table}_insert`, `insert into ${table} (${columns.join(', ')})
    select ${columns.map((column) => `r.${column}`).join(', ')} from json_populate_recordset(null::${table}, $1::json) r`);
};

const INSERT = {
  comparison: inserts('comparison', ComparisonEntity), comparison_row: inserts('comparison_row', ComparisonRowEntity),
  comparison_inspection: inserts('comparison_inspection', ComparisonInspectionEntity), comparison_pair: inserts('comparison_pair', ComparisonPairEntity),
  comparison_hazard: inserts('comparison_hazard', ComparisonHazardEntity), comparison_town: inserts('comparison_town', ComparisonTownEntity),
  comparison_enterprise: inserts('comparison_enterprise', ComparisonEnterpriseEntity), comparison_ruling: inserts('comparison_ruling', ComparisonRulingEntity),
  comparison_alias: inserts('comparison_alias', ComparisonAliasEntity),
};
const ENTITIES: Record<keyof typeof INSERT, Table> = {
  comparison: ComparisonEntity, comparison_row: ComparisonRowEntity, comparison_inspection: ComparisonInspectionEntity, comparison_pair: ComparisonPairEntity,
  comparison_hazard: ComparisonHazardEntity, comparison_town: ComparisonTownEntity, comparison_enterprise: ComparisonEnterpriseEntity,
  comparison_ruling: ComparisonRulingEntity, comparison_alias: ComparisonAliasEntity,
};

const STORE = statement('comparison_store', `
  update comparison c set ${columnsOf(ComparisonEntity).map(([, column]) => column).filter((column) => column !== 'id').map((column) => `${column} = r.${column}`).join(', ')}
  from json_populate_record(null::comparison, $1::json) r where c.id = r.id`);

const lockBy = (column: Reach['column']): Statement<ComparisonEntity> => statement<ComparisonEntity>(`comparison_lock_${column}`, `
  select ${selection(ComparisonEntity, 'c')} from comparison c where c.id = $1 and ${SEEN_BY[column]('$2', '$3')} for no key update of c`);
const LOCK: Record<Reach['column'], Statement<ComparisonEntity>> = {
  enterprise_id: lockBy('enterprise_id'), town_code: lockBy('town_code'), county_code: lockBy('county_code'), city_code: lockBy('city_code'),
};
const LOCK_RUN = statement<ComparisonEntity>('comparison_lock_run', `select ${selection(ComparisonEntity, 'c')} from comparison c where c.id = $1 for no key update of c`);

const CLEAR_LIST = statement('comparison_clear_list', 'delete from comparison_row where comparison_id = $1 and side = any($2::text[])');
const CLEAR_LEDGER_INSPECTIONS = statement('comparison_clear_ledger_inspections', 'delete from comparison_inspection where comparison_id = $1 and inspection_id is not null');
const CLEAR_INSPECTIONS = statement('comparison_clear_inspections', 'delete from comparison_inspection where comparison_id = $1');
const CLEAR_RESULT = ['comparison_pair', 'comparison_hazard', 'comparison_town', 'comparison_enterprise'].map((table) =>
  statement(`${table}_clear`, `delete from ${table} where comparison_id = $1`));

/** A statement of its own: what waits for it must look at the numbers afterwards, and not with the eyes it had when it began to wait. */
const NUMBERING = statement('comparison_numbering', `select pg_advisory_xact_lock(${CIRCULAR_LOCK}, hashtext($1 || '/' || $2::int))`);
const NEXT_NUMBER = statement<{ next: number }>('comparison_next_number', `
  select coalesce(max(c.circular_number), 0) + 1 as next from comparison c where c.county_code = $1 and c.circular_year = $2::int`);
const PUT_DOCUMENT = statement('comparison_document_put', `
  insert into comparison_document (comparison_id, kind, file_name, sha256, content) values ($1, $2, $3, $4, $5)`);

/** The only writer of comparisons. */
@Injectable()
export class ComparisonRepository {
  /** Within the reach; absent and out of reach are the same nothing. */
  async lock(writing: Writing, { reach, organisationId }: { reach: Reach; organisationId: string }, id: string): Promise<ComparisonEntity | undefined> {
    const [found] = await writing.run(LOCK[reach.column], [id, reach.value, organisationId]);
    return found;
  }

  /** By the worker, which acts for nobody in particular. */
  async lockRun(writing: Writing, id: string): Promise<ComparisonEntity | undefined> {
    const [found] = await writing.run(LOCK_RUN, [id]);
    return found;
  }

  async insert<E extends object>(writing: Writing, table: keyof typeof INSERT, rows: readonly E[]): Promise<void> {
    for (let from = 0; from < rows.length; from += PORTION) {
      await writing.run(INSERT[table], [JSON.stringify(rows.slice(from, from + PORTION).map((row) => rowOf(ENTITIES[table], row)))]);
    }
  }

  store(writing: Writing, comparison: ComparisonEntity): void {
    writing.later(STORE, [JSON.stringify(rowOf(ComparisonEntity, comparison))]);
  }

  async clearList(writing: Writing, id: string, sides: readonly string[]): Promise<void> {
    await writing.run(CLEAR_LIST, [id, sides]);
  }

  /** What a run that did not end has written, and what it had read of the ledger. */
  async clearRun(writing: Writing, { id, takenFrom, sides }: Pick<ComparisonEntity, 'id' | 'takenFrom' | 'sides'>): Promise<void> {
    await this.clearResult(writing, id);
    if (takenFrom !== 'LEDGER') return;
    await this.clearList(writing, id, sides);
    await writing.run(CLEAR_LEDGER_INSPECTIONS, [id]);
  }

  async clearInspections(writing: Writing, id: string): Promise<void> {
    await writing.run(CLEAR_INSPECTIONS, [id]);
  }

  async clearResult(writing: Writing, id: string): Promise<void> {
    for (const clear of CLEAR_RESULT) await writing.run(clear, [id]);
  }

  async nextNumber(writing: Writing, countyCode: string, year: number): Promise<number> {
    await writing.run(NUMBERING, [countyCode, year]);
    const [row] = await writing.run(NEXT_NUMBER, [countyCode, year]);
    return row?.next ?? 1;
  }

  undecided(writing: Writing, id: string): Promise<UndecidedHazard[]> {
    return writing.run(UNDECIDED, [id]);
  }

  async putDocument(writing: Writing, document: ComparisonDocumentEntity): Promise<void> {
    const { comparisonId, kind, fileName, sha256, content } = document;
    await writing.run(PUT_DOCUMENT, [comparisonId, kind, fileName, sha256, content]);
  }
}
