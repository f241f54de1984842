import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Caller, Reach } from '../../domain/permission.js';
import type { Fault } from '../failure.js';

export const EXPORT_KINDS = ['ENTERPRISE_LEDGER', 'THREE_LISTS', 'MAJOR_DETAIL'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
export type ExportState = 'QUEUED' | 'DONE' | 'FAILED';

/** A paper that somebody asked for: what he may see when he asks is what stands in it, and he alone fetches it. */
@Entity('export_job')
export class ExportJobEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { name: 'caller_kind' }) callerKind: Exclude<Caller['kind'], 'SYSTEM'>;
  @Column('uuid', { name: 'caller_id' }) callerId: string;
  @Column('text', { name: 'caller_name' }) callerName: string;
  @Column('text', { name: 'request_id' }) requestId: string;
  @Column('text', { name: 'reach_column' }) reachColumn: Reach['column'];
  @Column('text', { name: 'reach_value' }) reachValue: string;
  @Column('text') kind: ExportKind;
  @Column('jsonb') filters: object;
  @Column('text') state: ExportState;
  @Column('integer', { name: 'row_count', nullable: true }) rowCount: number | null;
  @Column('text', { name: 'file_name', nullable: true }) fileName: string | null;
  @Column('integer', { name: 'file_size', nullable: true }) fileSize: number | null;
  @Column('text', { name: 'file_sha256', nullable: true }) fileSha256: string | null;
  @Column('text', { name: 'storage_key', nullable: true }) storageKey: string | null;
  @Column('jsonb', { nullable: true }) fault: Fault | null;
  @Column('integer') attempts: number;
  /** By real time. */
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: string | null;
  /** By real time. */
  @Column('timestamptz', { name: 'files_until' }) filesUntil: string;
  @Column('boolean', { name: 'files_gone' }) filesGone: boolean;
}
