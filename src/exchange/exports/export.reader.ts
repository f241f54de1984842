import { Injectable } from '@nestjs/common';
import type { Caller } from '../../domain/permission.js';
import { refuse } from '../../domain/refusal.js';
import { selection } from '../../platform/database/columns.js';
import { Database } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import { ExportJobEntity } from './export.entity.js';

const ONE = statement<ExportJobEntity>('export_job_one', `select ${selection(ExportJobEntity, 'j')} from export_job j where j.id = $1`);
const DUE = statement<{ id: string }>('export_job_due', 'select j.id from export_job j where j.next_attempt_at <= $1::timestamptz order by j.next_attempt_at limit $2::int');
const EXPIRED = statement<{ id: string; storageKey: string | null }>('export_job_expired', `
  select j.id, j.storage_key as "storageKey" from export_job j where not j.files_gone and j.files_until < $1::timestamptz order by j.files_until limit $2::int`);

@Injectable()
export class ExportReader {
  constructor(private readonly database: Database) {}

  /** Whoever asked for it; everybody else's is as absent: phones stand in it as he may see them. */
  async one(caller: Caller, id: string): Promise<ExportJobEntity> {
    const job = await this.job(id);
    if (!job || job.callerId !== caller.id) throw refuse('NOT_FOUND');
    return job;
  }

  async job(id: string): Promise<ExportJobEntity | undefined> {
    const [job] = await this.database.run(ONE, [id]);
    return job;
  }

  async due(wallNow: string, limit: number): Promise<string[]> {
    return (await this.database.run(DUE, [wallNow, limit])).map(({ id }) => id);
  }

  expired(wallNow: string, limit: number): Promise<{ id: string; storageKey: string | null }[]> {
    return this.database.run(EXPIRED, [wallNow, limit]);
  }
}
