import { Injectable } from '@nestjs/common';
import { CHAIN_START } from '../../domain/fact.js';
import { columnsOf, rowOf, selection } from '../../platform/database/columns.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Said, Writing } from '../../platform/ledger/door.js';
import { ExportJobEntity } from './export.entity.js';

const COLUMNS = columnsOf(ExportJobEntity).map(([, column]) => column);

const INSERT = statement('export_job_insert', `
  insert into export_job (${COLUMNS.join(', ')}) select ${COLUMNS.map((column) => `r.${column}`).join(', ')} from json_populate_record(null::export_job, $1::json) r`);
const UPDATE = statement('export_job_update', `
  update export_job j set ${COLUMNS.filter((column) => column !== 'id').map((column) => `${column} = r.${column}`).join(', ')}
  from json_populate_record(null::export_job, $1::json) r where j.id = r.id`);
const LOCK = statement<ExportJobEntity>('export_job_lock', `select ${selection(ExportJobEntity, 'j')} from export_job j where j.id = $1 for update`);
const PUT_OFF = statement('export_job_put_off', `
  update export_job set attempts = attempts + 1, next_attempt_at = $2::timestamptz where id = $1 and next_attempt_at is not null`);
const FILES_GONE = statement('export_job_files_gone', 'update export_job set files_gone = true where id = $1');

/** The only writer of exports. */
@Injectable()
export class ExportRepository {
  constructor(private readonly database: Database) {}

  async lock(writing: Writing, id: string): Promise<ExportJobEntity | undefined> {
    const [job] = await writing.run(LOCK, [id]);
    return job;
  }

  insert(writing: Writing, job: ExportJobEntity, said: Pick<Said, 'move' | 'detail'>): void {
    this.write(writing, INSERT, { ...job, version: 0, headHash: CHAIN_START }, said);
  }

  update(writing: Writing, job: ExportJobEntity, said: Pick<Said, 'move' | 'detail'>): void {
    this.write(writing, UPDATE, job, said);
  }

  /** No fact: nothing was decided, the work is only tried again. */
  async putOff(id: string, until: string): Promise<void> {
    await this.database.run(PUT_OFF, [id, until]);
  }

  async filesGone(id: string): Promise<void> {
    await this.database.run(FILES_GONE, [id]);
  }

  private write(writing: Writing, asked: typeof INSERT, job: ExportJobEntity, said: Pick<Said, 'move' | 'detail'>): void {
    const { id, countyCode, version, headHash } = job;
    const fact = writing.record({ objectKind: 'EXPORT', objectId: id, countyCode, ...said }, { version, hash: headHash });
    writing.later(asked, [JSON.stringify(rowOf(ExportJobEntity, { ...job, version: fact.version, headHash: fact.hash }))]);
  }
}
