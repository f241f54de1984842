import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeadlineKind, OwedBy } from '../domain/escalation.js';

/** One obligation and the day it is due (contract §4). The day never moves: another day is another row. */
@Entity('due_date')
export class DueDateEntity {
  @PrimaryColumn('uuid') id: string;
  /** Of its facts: each round that said something of it left one. */
  @Column('integer') version: number;
  @Column('text', { name: 'head_hash' }) headHash: string;
  @Column('text', { name: 'county_code' }) countyCode: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text') kind: DeadlineKind;
  @Column('text', { name: 'owed_by' }) owedBy: OwedBy;
  @Column('uuid', { name: 'owed_by_id', nullable: true }) owedById: string | null;
  @Column('date', { name: 'counted_from', nullable: true }) countedFrom: string | null;
  @Column('date', { name: 'due_on', nullable: true }) dueOn: string | null;
  /** Of the setting `escalation`. */
  @Column('integer', { name: 'rule_version' }) ruleVersion: number;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: string | null;
  @Column('date', { name: 'stopped_on', nullable: true }) stoppedOn: string | null;
  @Column('date', { name: 'resumed_on', nullable: true }) resumedOn: string | null;
  @Column('date', { name: 'next_on', nullable: true }) nextOn: string | null;
}
