import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Caller } from '../../domain/permission.js';
import type { Fault } from '../failure.js';
import type { CodeSet } from '../words.js';

export const IMPORT_STATES = ['CHECKING', 'CHECKED', 'IMPORTING', 'DONE', 'FAILED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const OUTCOMES = ['CREATED', 'CHANGED', 'SAME', 'REFUSED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What was found in the file: its sheets, the head of each, and the columns nobody reads. */
export interface SheetFound { name: string; headRow: number; columns: string[]; ignored: string[] }

/** A file to be imported: whose, how far it is, what came of it. Whoever posted it acts (contract §7). */
@Entity('import_job')
export class ImportJobEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { name: 'caller_kind' }) callerKind: Exclude<Caller['kind'], 'SYSTEM'>;
  @Column('uuid', { name: 'caller_id' }) callerId: string;
  @Column('text', { name: 'caller_name' }) callerName: string;
  @Column('text') address: string;
  @Column('text', { name: 'request_id' }) requestId: string;
  @Column('text') state: ImportState;
  @Column('boolean', { name: 'dry_run' }) dryRun: boolean;
  @Column('text', { name: 'code_set', nullable: true }) codeSet: CodeSet | null;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('integer', { name: 'file_size' }) fileSize: number;
  @Column('text', { name: 'file_sha256' }) fileSha256: string;
  @Column('text', { name: 'storage_key' }) storageKey: string;
  @Column('text', { name: 'workbook_key', nullable: true }) workbookKey: string | null;
  @Column('jsonb') sheets: SheetFound[];
  @Column('jsonb') warnings: string[];
  /** So many rows are done. */
  @Column('integer') position: number;
  @Column('integer', { name: 'created_count' }) createdCount: number;
  @Column('integer', { name: 'changed_count' }) changedCount: number;
  @Column('integer', { name: 'same_count' }) sameCount: number;
  @Column('integer', { name: 'refused_count' }) refusedCount: number;
  @Column('jsonb', { nullable: true }) fault: Fault | null;
  @Column('integer') attempts: number;
  /** By real time; null where nothing is to be done. */
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: string;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: string | null;
  /** By real time. */
  @Column('timestamptz', { name: 'files_until' }) filesUntil: string;
  @Column('boolean', { name: 'files_gone' }) filesGone: boolean;
}

export interface RowReasonTold { column: string | null; columnLabel: string | null; code: string; message: string }
export interface RowChangeTold { column: string; columnLabel: string; from: string | null; to: string | null }

/** What became of one row of the file. */
@Entity('import_row')
export class ImportRowEntity {
  @Column('text', { name: 'county_code' }) countyCode: string;
  @PrimaryColumn('uuid', { name: 'import_id' }) importId: string;
  @PrimaryColumn('integer') position: number;
  @Column('text') sheet: string;
  @Column('integer', { name: 'row_number' }) rowNumber: number;
  @Column('text') outcome: Outcome;
  @Column('uuid', { name: 'hazard_id', nullable: true }) hazardId: string | null;
  @Column('text', { name: 'ledger_no', nullable: true }) ledgerNo: string | null;
  @Column('jsonb') reasons: RowReasonTold[];
  @Column('jsonb') changes: RowChangeTold[];
  @Column('jsonb') notes: string[];
}
