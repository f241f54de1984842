import { Injectable } from '@nestjs/common';
import type { Organisation } from '../../domain/permission.js';
import { refuse } from '../../domain/refusal.js';
import { selection } from '../../platform/database/columns.js';
import { adHoc, statement } from '../../platform/database/statement.js';
import { Conditions } from '../../platform/database/conditions.js';
import { Database } from '../../platform/database/database.js';
import { totalOf } from '../../platform/http/total.js';
import type { Total } from '../../platform/http/total.js';
import type { ImportRowsQuery } from './import.dto.js';
import { ImportJobEntity, ImportRowEntity } from './import.entity.js';
import type { Outcome } from './import.entity.js';

const ONE = statement<ImportJobEntity>('import_job_one', `select ${selection(ImportJobEntity, 'j')} from import_job j where j.id = $1`);
const DUE = statement<{ id: string }>('import_job_due', 'select j.id from import_job j where j.next_attempt_at <= $1::timestamptz order by j.next_attempt_at limit $2::int');
const ROWS = statement<ImportRowEntity>('import_row_list', `
  select ${selection(ImportRowEntity, 'r')} from import_row r where r.import_id = $1 and r.position > $2::int order by r.position limit $3::int`);
const ROWS_OF = adHoc<ImportRowEntity>(`
  select ${selection(ImportRowEntity, 'r')} from import_row r where r.import_id = $1 and r.position > $2::int and r.outcome = any($4::text[]) order by r.position limit $3::int`);
const EXPIRED = statement<Pick<ImportJobEntity, 'id' | 'storageKey' | 'workbookKey'>>('import_job_expired', `
  select j.id, j.storage_key as "storageKey", j.workbook_key as "workbookKey" from import_job j
  where not j.files_gone and j.files_until < $1::timestamptz and j.next_attempt_at is null order by j.files_until limit $2::int`);

@Injectable()
export class ImportReader {
  constructor(private readonly database: Database) {}

  /** Of the organisation that posted it; another's is as absent. */
  async one(organisation: Organisation, id: string): Promise<ImportJobEntity> {
    const [job] = await this.database.run(ONE, [id]);
    if (!job || job.organisationId !== organisation.id) throw refuse('NOT_FOUND');
    return job;
  }

  /** For the work itself. */
  async job(id: string): Promise<ImportJobEntity | undefined> {
    const [job] = await this.database.run(ONE, [id]);
    return job;
  }

  async due(wallNow: string, limit: number): Promise<string[]> {
    return (await this.database.run(DUE, [wallNow, limit])).map(({ id }) => id);
  }

  /** In the order of the file; one more than asked for where there are more. */
  rows(id: string, afterPosition: number, limit: number, outcomes?: readonly Outcome[]): Promise<ImportRowEntity[]> {
    return outcomes ? this.database.run(ROWS_OF, [id, afterPosition, limit + 1, outcomes]) : this.database.run(ROWS, [id, afterPosition, limit + 1]);
  }

  totalOf(id: string, query: ImportRowsQuery): Promise<Total> {
    const where = new Conditions().and((slot) => `r.import_id = ${slot}`, id).and((slot) => `r.outcome = any(${slot}::text[])`, query.outcome);
    return totalOf(this.database, query, `select 1 from import_row r where ${where.text}`, where.values);
  }

  expired(wallNow: string, limit: number): Promise<Pick<ImportJobEntity, 'id' | 'storageKey' | 'workbookKey'>[]> {
    return this.database.run(EXPIRED, [wallNow, limit]);
  }
}
