import { Injectable } from '@nestjs/common';
import { CHAIN_START } from '../../domain/fact.js';
import { columnsOf, rowOf, selection } from '../../platform/database/columns.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Said, Writing } from '../../platform/ledger/door.js';
import { ImportJobEntity, ImportRowEntity } from './import.entity.js';

const JOB = columnsOf(ImportJobEntity).map(([, column]) => column);
const ROW = columnsOf(ImportRowEntity).map(([, column]) => column);

const INSERT = statement('import_job_insert', `
  insert into import_job (${JOB.join(', ')}) select ${JOB.map((column) => `r.${column}`).join(', ')} from json_populate_record(null::import_job, $1::json) r`);
const UPDATE = statement('import_job_update', `
  update import_job j set ${JOB.filter((column) => column !== 'id').map((column) => `${column} = r.${column}`).join(', ')}
  from json_populate_record(null::import_job, $1::json) r where j.id = r.id`);
const LOCK = statement<ImportJobEntity>('import_job_lock', `select ${selection(ImportJobEntity, 'j')} from import_job j where j.id = $1 for update`);
const ROWS = statement('import_row_write', `
  insert into import_row (${ROW.join(', ')}) select ${ROW.map((column) => `r.${column}`).join(', ')} from json_populate_recordset(null::import_row, $1::json) r
  on conflict (import_id, position) do update set ${ROW.filter((column) => !['import_id', 'position'].includes(column)).map((column) => `${column} = excluded.${column}`).join(', ')}`);
const PUT_OFF = statement('import_job_put_off', `
  update import_job set attempts = attempts + 1, next_attempt_at = $2::timestamptz where id = $1 and next_attempt_at is not null`);
const FILES_GONE = statement('import_job_files_gone', 'update import_job set files_gone = true where id = $1');

/** The only writer of imports. */
@Injectable()
export class ImportRepository {
  constructor(private readonly database: Database) {}

  /** Waits for whoever works on it. */
  async lock(writing: Writing, id: string): Promise<ImportJobEntity | undefined> {
    const [job] = await writing.run(LOCK, [id]);
    return job;
  }

  insert(writing: Writing, job: ImportJobEntity, said: Pick<Said, 'move' | 'detail'>): void {
    const fact = this.record(writing, { ...job, version: 0, headHash: CHAIN_START }, said);
    writing.later(INSERT, [JSON.stringify(rowOf(ImportJobEntity, { ...job, ...fact }))]);
  }

  /** `said`: what changed of it that everybody may ask about later; progress is told by the rows. */
  update(writing: Writing, job: ImportJobEntity, said?: Pick<Said, 'move' | 'detail'>): void {
    const fact = said ? this.record(writing, job, said) : {};
    writing.later(UPDATE, [JSON.stringify(rowOf(ImportJobEntity, { ...job, ...fact }))]);
  }

  rows(writing: Writing, rows: readonly ImportRowEntity[]): void {
    if (rows.length > 0) writing.later(ROWS, [JSON.stringify(rows.map((row) => rowOf(ImportRowEntity, row)))]);
  }

  /** No fact: nothing was decided, the work is only tried again. */
  async putOff(id: string, until: string): Promise<void> {
    await this.database.run(PUT_OFF, [id, until]);
  }

  async filesGone(id: string): Promise<void> {
    await this.database.run(FILES_GONE, [id]);
  }

  private record(writing: Writing, { id, countyCode, version, headHash }: ImportJobEntity, said: Pick<Said, 'move' | 'detail'>): { version: number; headHash: string } {
    const fact = writing.record({ objectKind: 'IMPORT', objectId: id, countyCode, ...said }, { version, hash: headHash });
    return { version: fact.version, headHash: fact.hash };
  }
}
